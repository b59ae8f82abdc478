import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { journey } from './lib.mjs';

journey('the window opens on the first screen and says what to do now', async ({ desk }) => {
  await desk.screen('home');
  const now = await desk.button(/^(Continue|Begin|Start)/);
  assert.ok(await now.isDisplayed());
  assert.deepEqual(await desk.axe(), []);
});

journey('the window opens again after it was closed', async ({ desk }) => {
  await desk.restart();
  await desk.screen('home');
  await desk.button(/^(Continue|Begin|Start)/);
});

/** A process and all that it has started, and they. */
function family(pid) {
  const parent = (id) => readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1).split(' ')[1];
  const isChild = (id) => {
    try {
      return /^\d+$/.test(id) && parent(id) === String(pid);
    } catch {
      return false; // It has ended meanwhile.
    }
  };
  return [pid, ...readdirSync('/proc').filter(isChild).flatMap(family)];
}

journey('a crash would leave nothing of what is typed on the disk', async ({ desk }) => {
  await desk.screen('home');
  const pids = desk.pids().flatMap(family);
  const names = pids.map((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  assert.ok(
    names.some((name) => name.startsWith('WebKitWeb')),
    names.join(', '),
  );
  for (const [n, pid] of pids.entries()) {
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
    assert.match(limits, /^Max core file size +0 +0 /m, names[n]);
  }
});
