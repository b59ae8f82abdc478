// Without a sign-in the app never opens a socket to a network. The kernel's own record says so: strace, over the app
// and all of WebKit's processes, while somebody walks through every screen. WebDriver opens sockets itself, so from the
// start on a hand types, and pictures of the window show that it arrived; later strace looks on while WebDriver drives.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ENDS_WITH_US, PATIENCE, begin, program, root, stop, until } from '../servers.mjs';
import { examJourney } from './exam.lib.mjs';
import { journey } from './lib.mjs';

const REGISTRAR = 'ANNOTATION_ACADEMY_REGISTRAR';
/** Of a window of 1280 × 800; another screen changes far more, a blinking caret far less. */
const ANOTHER_SCREEN = 20_000;

/** Screens of the exam chapter, each by its address; the way itself last. */
const CHAPTER = ['badge', 'facts', 'launch', 'result', 'ask/help', ''];
/** Calls that make or use a socket, and what is sent over one without a call that names where to. */
const TRACED = 'trace=socket,connect,bind,sendto';

/** The places of the rail by their names, the first screen last: every step then leads elsewhere. */
async function places() {
  const actions = await readFile(join(root, 'ui/src/frame/actions.ts'), 'utf8');
  const list = actions.slice(actions.indexOf('const PLACES'), actions.indexOf('];'));
  const [home, ...others] = [...list.matchAll(/title: '([^']+)'/g)].map((found) => found[1]);
  return [...others, home];
}

const run = (desk, ...words) =>
  promisify(execFile)(words[0], words.slice(1), { env: desk.env }).then(
    ({ stdout }) => stdout.trim(),
    (error) => error.stderr.trim(),
  );

/** Types as a hand does, and waits until the window looks otherwise than before. */
async function changes(desk, what, ...words) {
  const [before, after] = [join(desk.data, '../before.png'), join(desk.data, '../after.png')];
  await run(desk, 'import', '-window', 'root', before);
  await run(desk, 'xdotool', ...words);
  await until(what, async () => {
    await run(desk, 'import', '-window', 'root', after);
    const pixels = await run(desk, 'compare', '-metric', 'AE', before, after, 'null:');
    return Number(pixels) > ANOTHER_SCREEN;
  });
}

/** Each call that made or used a socket, as `{ line, family }`. */
function calls(trace) {
  const lines = trace.matchAll(/.*\b(?:socket|connect|bind|sendto)\(.*?\b[AP]F_(\w+).*/g);
  return [...lines].map(([line, family]) => ({ line, family }));
}

/** Whoever looks up a host for the app: systemd, Avahi. */
const RESOLVER = /sun_path="[^"]*(systemd\/resolve|avahi)/;
/** A request to nscd about hosts; the same socket serves the names of users (numbers: nscd-client.h of glibc). */
const HOST_REQUEST = /sendto\(\d+, "\\2\\0\\0\\0\\([4-7]|r|16)\\0\\0\\0/;

/** The lines that have to do with a network, whoever is asked to reach it. */
function network(trace) {
  const local = new Set(['UNIX', 'LOCAL', 'NETLINK', 'UNSPEC']);
  const away = calls(trace).filter(({ line, family }) => !local.has(family) || RESOLVER.test(line));
  return [
    ...away.map(({ line }) => line),
    ...trace.split('\n').filter((l) => HOST_REQUEST.test(l)),
  ];
}

test('a look-up of a host counts as network, whoever does it', () => {
  const check = (line, expected) => assert.equal(network(`7 ${line}\n`).length > 0, expected, line);
  check('socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 9', true);
  check('connect(9, {sa_family=AF_INET6, sin6_port=htons(443), …}, 28) = 0', true);
  check('sendto(9, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), …}, 16) = 1', true);
  const to = (path) => `connect(9, {sa_family=AF_UNIX, sun_path="${path}"}, 110) = 0`;
  check(to('/run/systemd/resolve/io.systemd.Resolve'), true);
  check(to('/var/run/avahi-daemon/socket'), true);
  check(to('/tmp/.X11-unix/X7'), false);
  check(to('/var/run/nscd/socket'), false);
  const asks = (number) =>
    `sendto(9, "\\2\\0\\0\\0\\${number}\\0\\0\\0\\6\\0\\0\\0hosts\\0", 18, MSG_NOSIGNAL, NULL, 0) = 18`;
  check(asks('r'), true);
  check(asks('4'), true);
  check(asks('1'), false);
  check(asks('v'), false);
  check('socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 9', false);
});

/** The app with its window, traced from its first call on. */
async function startTraced(desk, record) {
  const ready = join(desk.data, '../ready');
  const env = { ...desk.env, ANNOTATION_ACADEMY_READY_FILE: ready };
  // Both end with whoever began them: strace with this test, the app with strace.
  const traced = begin(['strace', '-f', '-e', TRACED, '-o', record, ...ENDS_WITH_US, desk.app], {
    env,
  });
  const ended = new Promise((resolve) => traced.once('exit', resolve));
  await until('the first screen', () => existsSync(ready), PATIENCE);
  const [pid] = desk.pids();
  const window = await run(desk, 'xdotool', 'search', '--onlyvisible', '--pid', String(pid));
  await run(desk, 'xdotool', 'windowfocus', '--sync', window.split('\n')[0]);
  return { ended };
}

/** The readiness check looks at everything but the connection. */
async function checksComputer(desk) {
  await run(desk, 'xdotool', 'key', 'c');
  const notes = () => readFile(join(desk.data, 'exam.json'), 'utf8').catch(() => '');
  const checked = async () => (await notes()).includes('uses no network');
  await until('the readiness check', checked, PATIENCE);
}

// The build that knows a registrar, on this computer: it could ask, and does not.
const options = {
  start: false,
  timeout: 180_000,
  program: 'ANNOTATION_ACADEMY_SANDBOX_BIN',
  env: { [REGISTRAR]: 'http://127.0.0.1:8300' },
};
journey('without a sign-in no socket to a network is made', options, async ({ desk }) => {
  const record = join(desk.data, '../trace');
  const { ended } = await startTraced(desk, record);
  const walk = await places();
  assert.deepEqual(walk, ['Practice', 'My record', 'Exam', 'Settings', 'Home']);
  for (const place of walk) {
    await changes(desk, 'the palette', 'key', 'ctrl+k');
    await run(desk, 'xdotool', 'type', place);
    await changes(desk, place, 'key', 'Return');
    if (place === 'Exam') await checksComputer(desk);
  }
  await desk.stop();
  assert.equal(await ended, 0);
  const trace = await readFile(record, 'utf8');
  const own = calls(trace).some(({ family }) => family === 'UNIX');
  assert.ok(own, 'the trace holds the window’s own connections');
  assert.deepEqual(network(trace), []);
});

/** The app's own process and all that came from it, WebKit's among them. */
function family(desk) {
  const parent = (pid) => {
    try {
      return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
    } catch {
      return null;
    }
  };
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [Number(pid), parent(pid)]));
  const found = new Set(desk.pids());
  // A child may have a lower number than its parent.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [pid, of] of parents) if (found.has(of)) found.add(pid);
  }
  return [...found];
}

/** strace over everything that runs of the app; `since(n)`: what it saw after its first `n` characters. */
async function lookOn(desk) {
  const record = join(desk.data, '../trace');
  const pids = family(desk);
  assert.ok(pids.length >= 3, `WebKit has processes of its own: ${pids}`);
  const words = pids.flatMap((pid) => ['-p', String(pid)]);
  const strace = begin(['strace', '-f', '-e', TRACED, '-o', record, ...words], { env: desk.env });
  const traced = (pid) => !/^TracerPid:\t0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  await until('strace looks on', () => pids.every(traced));
  const all = () => readFileSync(record, 'utf8');
  return { now: () => all().length, since: (n) => all().slice(n), stop: () => stop(strace) };
}

async function walkChapter(candidate) {
  for (const screen of CHAPTER) {
    await candidate.visit(screen ? `#/exam/${screen}` : '#/exam', screen.split('/')[0] || 'exam');
  }
  await candidate.checkComputer();
}

/** Somebody was signed in on this computer, and their sign-in has ended. */
async function hasEnded(desk) {
  const notes = await readFile(join(root, 'src-tauri/exam/tests/kept/exam-1.json'), 'utf8');
  const kept = JSON.parse(notes);
  kept.account.ended = 'Your sign-in has ended.';
  await writeFile(join(desk.data, 'exam.json'), JSON.stringify(kept));
}

examJourney(
  'with a sign-in that has ended, and after a sign-out, no socket to a network is made',
  { start: false },
  async ({ desk, candidate, sandbox }) => {
    await hasEnded(desk);
    await desk.start();
    const trace = await lookOn(desk);
    try {
      await candidate.toExam();
      await candidate.says(/Sign in again/);
      await walkChapter(candidate);
      assert.deepEqual(network(trace.since(0)), [], 'the sign-in has ended');

      const address = await candidate.opened(() => candidate.press('Sign in in your browser'));
      await sandbox.signInToApp(address, candidate.email);
      await candidate.says(new RegExp(candidate.email));
      await candidate.says(/Enrol/);
      const port = new URL(sandbox.registrar).port;
      const asked = network(trace.since(0)).some((line) => line.includes(`htons(${port})`));
      assert.ok(asked, 'what goes to the registrar is seen');

      await candidate.press(/^Account:/);
      await candidate.press('Sign out');
      await candidate.press('Sign out');
      await candidate.says(/Sign in in your browser/);
      const signedOut = trace.now();
      await walkChapter(candidate);
      assert.deepEqual(network(trace.since(signedOut)), [], 'nobody is signed in any more');
    } finally {
      await trace.stop();
    }
  },
);

test('the app that is shipped knows no other registrar than its own', async () => {
  const app = await readFile(program('ANNOTATION_ACADEMY_BIN', 'desktop'));
  assert.ok(app.includes('ANNOTATION_ACADEMY_READY_FILE'), 'names of variables can be found in it');
  assert.ok(!app.includes(REGISTRAR));
});
