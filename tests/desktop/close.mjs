// Closes a window as its close button does. WebDriver's quit kills the app, and under Xvfb there is no window manager
// to ask: this speaks the few words of X11 that a window manager would (WM_DELETE_WINDOW, ICCCM 4.2.8.1).

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';

/** Asks the window of process `pid` on `display` (":7") to close. Needs xdotool. */
export async function closeWindow(display, pid) {
  const env = { ...process.env, DISPLAY: display };
  const words = ['search', '--onlyvisible', '--pid', String(pid)];
  const { stdout } = await promisify(execFile)('xdotool', words, { env });
  const window = Number(stdout.trim().split('\n')[0]);
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  try {
    await greet(socket);
    const protocols = await atom(socket, 'WM_PROTOCOLS');
    const remove = await atom(socket, 'WM_DELETE_WINDOW');
    socket.write(message(window, protocols, remove));
    // A reply to anything means that the server has read the message too.
    await atom(socket, 'WM_PROTOCOLS');
  } finally {
    socket.destroy();
  }
}

/** The connection's set-up: little-endian, protocol 11.0, no authorisation. */
async function greet(socket) {
  const hello = Buffer.alloc(12);
  hello.write('l', 0);
  hello.writeUInt16LE(11, 2);
  socket.write(hello);
  let answer = Buffer.alloc(0);
  while (answer.length < 8 || answer.length < 8 + 4 * answer.readUInt16LE(6)) {
    answer = Buffer.concat([answer, (await once(socket, 'data'))[0]]);
  }
  if (answer[0] !== 1) throw new Error('the X server refuses the connection');
}

async function atom(socket, name) {
  const request = Buffer.alloc(8 + Math.ceil(name.length / 4) * 4);
  request.writeUInt8(16, 0);
  request.writeUInt16LE(request.length / 4, 2);
  request.writeUInt16LE(name.length, 4);
  request.write(name, 8, 'latin1');
  socket.write(request);
  const [reply] = await once(socket, 'data');
  return reply.readUInt32LE(8);
}

/** SendEvent with a ClientMessage. */
function message(window, type, word) {
  const request = Buffer.alloc(44);
  request.writeUInt8(25, 0);
  request.writeUInt16LE(11, 2);
  request.writeUInt32LE(window, 4);
  request.writeUInt8(33, 12);
  request.writeUInt8(32, 13);
  request.writeUInt32LE(window, 16);
  request.writeUInt32LE(type, 20);
  request.writeUInt32LE(word, 24);
  return request;
}
