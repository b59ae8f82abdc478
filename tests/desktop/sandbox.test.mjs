// The sandbox's app beside the real one, in one session: two names, two windows, two records.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PATIENCE, begin, program, stop, until } from '../servers.mjs';
import { journey } from './lib.mjs';

const REGISTRAR = 'ANNOTATION_ACADEMY_REGISTRAR';
const sandbox = () => program('ANNOTATION_ACADEMY_SANDBOX_BIN', 'desktop');

async function title(desk, pid) {
  const xdotool = (...words) => promisify(execFile)('xdotool', words, { env: desk.env });
  const { stdout } = await xdotool('search', '--onlyvisible', '--pid', String(pid));
  return (await xdotool('getwindowname', stdout.trim().split('\n')[0])).stdout.trim();
}

journey('the sandbox says its name and shares nothing with the real app', async ({ desk }) => {
  const [real] = desk.pids();
  const [before, ready] = [desk.pids(), join(desk.data, '../ready')];
  const env = { ...desk.env, [REGISTRAR]: 'http://127.0.0.1:1' };
  env.ANNOTATION_ACADEMY_READY_FILE = ready;
  delete env.ANNOTATION_ACADEMY_DATA;
  const app = begin([sandbox()], { env });
  try {
    await until('the first screen of the sandbox', () => existsSync(ready), PATIENCE);
    assert.equal(await title(desk, app.pid), 'Annotation Academy (sandbox)');
    assert.equal(await title(desk, real), 'Annotation Academy');
    assert.deepEqual(desk.pids(), before, 'the real app goes on');
    const own = join(env.XDG_DATA_HOME, 'com.annotationacademy.desktop.sandbox');
    assert.ok((await readdir(own)).includes('record.db'), 'its record is its own');
  } finally {
    await stop(app);
  }
});

for (const [what, address] of [
  ['without a registrar', undefined],
  ['with a registrar that is not on this machine', 'https://registrar.example.org'],
]) {
  journey(`the sandbox does not start ${what}`, { start: false }, async ({ desk }) => {
    const env = { ...desk.env, ...(address && { [REGISTRAR]: address }) };
    const refused = await promisify(execFile)(sandbox(), [], { env }).catch((error) => error);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /ANNOTATION_ACADEMY_REGISTRAR.*cargo xtask sandbox/s);
  });
}
