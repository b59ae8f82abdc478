// After a sign-out no secret is left in the memory of the app itself, as it is shipped: with its window, its allocator and
// the clipboard that it holds. How it is searched is in tests/crash/traces.mjs. What is typed into a page stays in the
// memory of WebKit's process that draws it until that ends, and is not looked for there.

import { Eavesdropper } from '../crash/eavesdropper.mjs';
import { Search } from '../crash/traces.mjs';
import { until } from '../servers.mjs';
import { assert, examJourney } from './exam.lib.mjs';

const PASSPHRASE = 'lantern orbit cactus vélvet';
/** Connections that are being closed, and threads that end, take a moment. */
const SETTLES_MS = 20_000;

/** The sign-in is kept in a file under a passphrase, typed into the page. */
async function keepUnderPassphrase(candidate) {
  await candidate.toExam();
  await candidate.press('Sign in in your browser');
  await candidate.pick('In a file under a passphrase');
  await candidate.type('Passphrase', PASSPHRASE);
  await candidate.type('The same once more', PASSPHRASE);
  await candidate.press('Keep it this way');
}

async function signOut(candidate) {
  await candidate.press(/^Account:/);
  await candidate.press('Sign out');
  await candidate.press('Sign out');
  await candidate.says(/How should this computer keep your sign-in/);
}

examJourney(
  'after a sign-out the app’s memory holds no secret',
  { keychain: false, start: false },
  async ({ desk, candidate, sandbox, t }) => {
    const ear = await new Eavesdropper().start(sandbox.registrar);
    try {
      desk.env.ANNOTATION_ACADEMY_REGISTRAR = ear.address;
      await desk.start();
      await keepUnderPassphrase(candidate);
      await candidate.prepare();
      await candidate.startExam();
      await candidate.press(/^Copy the link/);
      await candidate.says(/The link is copied/);
      await candidate.toExam();

      const [pid] = desk.pids();
      const { secrets } = ear;
      const held = new Search({
        'access token': [secrets['access token'].at(-1)],
        'seat token': secrets['seat token'],
      });
      const found = (await held.inMemory(pid)).join('\n');
      for (const what of ['access token', 'seat token']) assert.ok(found.includes(what), found);

      await signOut(candidate);
      const search = new Search({ ...ear.secrets, passphrase: [PASSPHRASE] });
      let left;
      const begun = Date.now();
      const gone = async () => (left = await search.inMemory(pid)).length === 0;
      await until('an empty memory', gone, SETTLES_MS).catch(() => assert.deepEqual(left, []));
      t.diagnostic(`memory was clear ${Date.now() - begun} ms after the sign-out`);
    } finally {
      await ear.stop();
    }
  },
);
