// After a sign-out no secret is left: not in the memory of the app, not in any file, not on the clipboard, not in what it
// printed. And the page never had one.
//
// The real core goes the way to a result; what is secret is learned from between it and its registrar. The passphrase is the
// learner's own. How it is searched is in traces.mjs; SECRETS_CONTEXT=1 shows what stands around a trace.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Sandbox } from '../sandbox.mjs';
import { until } from '../servers.mjs';
import { Eavesdropper } from './eavesdropper.mjs';
import { Candidate, Core, Home, Refused, isMet } from './exam.lib.mjs';
import { Search } from './traces.mjs';

const PASSPHRASE = 'lantern orbit cactus vélvet';
/** Connections that are being closed, and threads that end, take a moment. */
const SETTLES_MS = 20_000;

let sandbox;
after(() => sandbox?.stop());
const theSandbox = async () => (sandbox ??= await new Sandbox().start('crash'));

/** What is there, whoever keeps it how. */
const KINDS = [
  'access token',
  'refresh token',
  'authorization code',
  'code verifier',
  'state',
  'handout',
  'seat token',
  'identity page',
  'browser check page',
];

async function signIn(c, ear) {
  await c.toCallback();
  await c.callback();
  ear.refuseOnce('/v1/me');
  await c.core.call('exam_ask');
}

async function toAnOpenSeat(c) {
  await c.core.call('enrol', { code: c.code });
  await c.consent();
  await c.core.call('name_confirm', { name: c.name.join(' ') });
  const identity = await c.sentTo('identity_begin', { route: 'stripe' });
  await c.sandbox.proveIdentity(identity, ...c.name);
  await c.untilPage('the identity', (page) => isMet(page, 'identity_valid'));
  await c.checkBrowser(await c.sentTo('readiness_browser'));
  await c.core.call('readiness_check');
  c.link = await c.sentTo('launch_start');
  await c.core.call('launch_copy');
  assert.equal(await c.home.clipboard(), c.link);
}

async function toTheResult(c) {
  await c.sandbox.sit(c.link);
  await c.untilPage('the result', (page) => page.enrolment.seats[0].result?.outcome === 'passed');
  await until('an empty clipboard', async () => (await c.home.clipboard()) === '');
}

/**
 * `opensAgain`: after the sign-in the app is ended and started, and this is done. `away`: the registrar cannot be told of the
 * sign-out.
 */
const WAYS = {
  'the keychain, up to a result': {
    keychain: true,
    begin: (c) => c.lookAtKeychain(),
    goOn: toTheResult,
  },
  'a file under a passphrase, up to an open seat': {
    keychain: false,
    begin: (c) => c.core.call('vault_keep', { keeping: 'passphrase', passphrase: PASSPHRASE }),
    opensAgain: (c) => c.core.call('vault_unlock', { passphrase: PASSPHRASE }),
  },
  'memory, up to an open seat': {
    keychain: false,
    begin: (c) => c.core.call('vault_keep', { keeping: 'session', passphrase: null }),
    away: true,
  },
  'the keychain from one start to the next': {
    keychain: true,
    begin: (c) => c.lookAtKeychain(),
    opensAgain: (c) => c.core.call('exam_ask'),
  },
};

for (const [name, { keychain, begin, goOn, opensAgain, away }] of Object.entries(WAYS)) {
  test(`kept in ${name}`, { timeout: 180_000 }, async (t) => {
    const ear = await new Eavesdropper().start((await theSandbox()).registrar);
    const home = await new Home().open({ keychain });
    const core = new Core(home, ear.address);
    const email = `${name.split(' ').join('-').replace(',', '')}@academy.test`;
    try {
      await core.start();
      const candidate = new Candidate({ core, sandbox, home, email });
      await begin(candidate);
      await signIn(candidate, ear);
      if (opensAgain) {
        await core.kill();
        await core.start();
        await opensAgain(candidate);
      }
      await toAnOpenSeat(candidate);
      await goOn?.(candidate);
      await core.call('exam_ask');
      await holdsWhatItNeeds(ear, home, core, email);
      // The sign-out comes in the middle of something.
      const asking = core.call('exam_ask');
      if (away) await ear.stop();
      const { vault, account } = await core.call('sign_out');
      await asking;
      assert.equal(account.state, 'signed_out');
      assert.equal(Boolean(vault.trouble), Boolean(away), vault.trouble);
      await holdsNothing(t, ear, home, core, email);
    } finally {
      await core.kill();
      await home.close();
      await ear.stop();
    }
  });
}

/** Whatever an opener of addresses says on its failure, and it can be the whole address. */
test(
  'a browser that does not open leaves no address on the page',
  { timeout: 60_000 },
  async () => {
    const ear = await new Eavesdropper().start((await theSandbox()).registrar);
    const home = await new Home().open({ keychain: false });
    const core = new Core(home, ear.address);
    try {
      await home.browser.breakDown();
      await core.start();
      await core.call('vault_keep', { keeping: 'session', passphrase: null });
      const refused = (error) =>
        error instanceof Refused && /opened no browser/.test(error.message);
      await assert.rejects(core.call('sign_in'), refused);
      await core.call('sign_in_copy');
      const address = await home.clipboard();
      ear.heard('state', new URL(address).searchParams.get('state'));
      const search = new Search(ear.secrets);
      assert.deepEqual(search.inText(core.traffic.join('\n')), [], 'page traffic');
      assert.deepEqual(search.inText(core.words().join('\n')), [], 'words printed');
    } finally {
      await core.kill();
      await home.close();
      await ear.stop();
    }
  },
);

/** Signed in: the search finds what must be there, and no file and no page has what it must not have. */
async function holdsWhatItNeeds(ear, home, core, email) {
  const { secrets } = ear;
  for (const kind of KINDS) assert.ok(secrets[kind]?.length, `no ${kind} was heard`);
  assert.ok(secrets['access token'].length >= 2, 'the access was renewed');
  const now = new Search({ 'access token': [secrets['access token'].at(-1)] });
  assert.notDeepEqual(await now.inMemory(core.pid), [], 'the search finds what is there');
  assert.ok((await new Search({ email: [email] }).inFiles(home.data)).length, 'also in files');
  const all = new Search({ ...secrets, passphrase: [PASSPHRASE] });
  assert.deepEqual(await all.inFiles(home.path), []);
}

async function holdsNothing(t, ear, home, core, email) {
  const search = new Search({ ...ear.secrets, passphrase: [PASSPHRASE] });
  assert.deepEqual(search.inText(core.traffic.join('\n')), [], 'page traffic');
  assert.deepEqual(search.inText(core.words().join('\n')), [], 'words printed');
  assert.deepEqual(await search.inFiles(home.path), [], 'files');
  assert.equal(await home.clipboard(), '', 'the clipboard');
  assert.deepEqual(await new Search({ email: [email] }).inFiles(home.path), [], 'of the candidate');
  let found;
  const begun = Date.now();
  const gone = async () => (found = await search.inMemory(core.pid)).length === 0;
  await until('an empty memory', gone, SETTLES_MS).catch(() =>
    assert.deepEqual(found, [], 'memory'),
  );
  t.diagnostic(`memory was clear ${Date.now() - begun} ms after the sign-out`);
}
