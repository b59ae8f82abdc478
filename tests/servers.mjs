// What the browser tests and the tests in the real window share: programs that end with the test, folders that
// vanish with it, pictures of what failed.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages of the page: the tests have none of their own. */
export const require = createRequire(join(root, 'ui/package.json'));

/** The program that the environment names, as `cargo xtask test` does after building it. */
export function program(variable, stage) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run cargo xtask test --only ${stage}`);
  return path;
}

/** How long a program or a provider may take on a machine that is busy with other tests. */
export const PATIENCE = 60_000;

/** Before a program; setpriv (util-linux) makes it end with whoever starts it, however that ends. */
export const ENDS_WITH_US = ['setpriv', '--pdeathsig', 'KILL', '--'];

/** A child that ends with this process, however that ends. */
export function begin(words, options = {}) {
  const [command, ...rest] = [...ENDS_WITH_US, ...words];
  return spawn(command, rest, { stdio: 'ignore', ...options });
}

/** Starts a server that says when it is ready with one line on the file descriptor `line`; resolves to it and that line. */
export async function serve(words, { line = 1, env = process.env, cwd = root } = {}) {
  const child = begin(words, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env, cwd });
  const server = { child, said: '', stop: (signal = 'SIGTERM') => stop(child, signal) };
  for (const n of [1, 2]) child.stdio[n].on('data', (data) => (server.said += data));
  if (line === null) return { server, first: null };
  const first = await new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => fail(`said nothing for ${PATIENCE / 1000} s`), PATIENCE);
    const fail = (why) => {
      clearTimeout(late);
      reject(new Error(`${words[0]} ${why}\n${server.said}`));
    };
    child.once('error', (error) => fail(`cannot start: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended at once (${signal ?? code})`));
    child.stdio[line].on('data', (data) => {
      text += data;
      if (!text.includes('\n')) return;
      clearTimeout(late);
      resolve(text.slice(0, text.indexOf('\n')).trim());
    });
  });
  return { server, first };
}

/** Ends a child and waits for it; one that does not listen within five seconds is ended by force. */
export async function stop(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}

/** A folder of its own for a test, and the end of it. */
export async function folder(name) {
  const path = await mkdtemp(join(tmpdir(), `academy-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Asks until the answer is truthy. */
export async function until(what, ask, patience = 15_000) {
  const start = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() - start > patience) throw new Error(`${what}: not after ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Where a picture of a failed test goes. */
export async function pictureOf(kind, name) {
  await mkdir(join(root, 'out'), { recursive: true });
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return join(root, 'out', `${kind}-${slug}.png`);
}
