// Without a sign-in the app never opens a socket to a network. The kernel's own record says so: strace, over the app
// and all of WebKit's processes, while somebody walks through every place of the rail. WebDriver opens sockets itself,
// so here a hand types, and pictures of the window show that it arrived.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { program, root, until } from '../servers.mjs';
import { journey } from './lib.mjs';

const REGISTRAR = 'ANNOTATION_ACADEMY_REGISTRAR';
/** Of a window of 1280 × 800; another screen changes far more, a blinking caret far less. */
const ANOTHER_SCREEN = 20_000;

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

/** Each call that made or used a socket, as `{ call, family }`. */
function calls(trace) {
  const lines = trace.matchAll(/(socket|connect|bind)\(.*?\b(AF_\w+|PF_\w+)/g);
  return [...lines].map(([line, call, family]) => ({ line, call, family }));
}

// The build that knows a registrar, on this computer: it could ask, and does not.
const options = {
  start: false,
  program: 'ANNOTATION_ACADEMY_SANDBOX_BIN',
  env: { [REGISTRAR]: 'http://127.0.0.1:8300' },
};
journey('without a sign-in no socket to a network is made', options, async ({ desk }) => {
  const [ready, record] = [join(desk.data, '../ready'), join(desk.data, '../trace')];
  const words = ['-f', '-e', 'trace=socket,connect,bind', '-o', record, desk.app];
  const env = { ...desk.env, ANNOTATION_ACADEMY_READY_FILE: ready };
  const traced = spawn('strace', words, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => traced.once('exit', resolve));
  await until('the first screen', () => existsSync(ready), 40_000);
  const [pid] = desk.pids();
  const window = await run(desk, 'xdotool', 'search', '--onlyvisible', '--pid', String(pid));
  await run(desk, 'xdotool', 'windowfocus', '--sync', window.split('\n')[0]);
  const walk = await places();
  assert.ok(walk.includes('Practice') && walk.at(-1) === 'Home', walk.join());
  for (const place of walk) {
    await changes(desk, 'the palette', 'key', 'ctrl+k');
    await run(desk, 'xdotool', 'type', place);
    await changes(desk, place, 'key', 'Return');
    if (place !== 'Exam') continue;
    // The readiness check looks at everything but the connection.
    await run(desk, 'xdotool', 'key', 'c');
    const notes = () => readFile(join(desk.data, 'exam.json'), 'utf8').catch(() => '');
    await until(
      'the readiness check',
      async () => (await notes()).includes('uses no network'),
      60_000,
    );
  }
  await desk.stop();
  assert.equal(await ended, 0);

  const made = calls(await readFile(record, 'utf8'));
  assert.ok(
    made.some(({ family }) => family === 'AF_UNIX'),
    'the trace holds the window’s own connections',
  );
  const local = new Set(['AF_UNIX', 'AF_LOCAL', 'AF_NETLINK', 'AF_UNSPEC']);
  assert.deepEqual(
    made.filter(({ family }) => !local.has(family)),
    [],
  );
});

test('the app that is shipped knows no other registrar than its own', async () => {
  const app = await readFile(program('ANNOTATION_ACADEMY_BIN', 'desktop'));
  assert.ok(app.includes('ANNOTATION_ACADEMY_READY_FILE'), 'names of variables can be found in it');
  assert.ok(!app.includes(REGISTRAR));
});
