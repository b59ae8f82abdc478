// How the sign-in is kept, in the real window: keychains that are locked or missing, and what the candidate chooses then.

import { assert, By, examJourney, Key } from './exam.lib.mjs';

const PASSPHRASE = 'four plain words of mine';
const KEPT = '#account-panel';

/** What the account's panel says of how the sign-in is kept. */
async function isKept(candidate, pattern) {
  await candidate.press(/^Account:/);
  await candidate.says(pattern, KEPT);
  await candidate.screen('account');
  await candidate.press(/^Account:/);
}

/** Nothing can be kept yet: the page says why, and what to do. */
async function cannotKeep(candidate, why) {
  await candidate.toExam();
  await candidate.press('Sign in in your browser');
  await candidate.says(/How should this computer keep your sign-in\?/);
  await candidate.says(why);
  assert.deepEqual(await candidate.desk.opened(), [], 'no browser before it is decided');
}

examJourney('a locked keychain, unlocked', { keychain: 'locked' }, async ({ desk, candidate }) => {
  const locked = /This computer's keychain is locked\. Unlock it/;
  await cannotKeep(candidate, locked);
  await candidate.screen('locked');
  await candidate.press('Look again');
  await candidate.isReady('Look again');
  await candidate.says(locked);
  await desk.bus.unlock();
  await candidate.press('Look again');
  await candidate.signIn();
  await isKept(candidate, /In this computer’s keychain/);

  await desk.bus.lock();
  await desk.restart();
  await candidate.toExam();
  await candidate.says(
    /Your sign-in is locked This computer's keychain is locked\. Unlock it, .+; then look again\. Look again/,
  );
  await candidate.screen('locked-again');
  await desk.bus.unlock();
  await candidate.press('Look again');
  await candidate.says(/Enrol/);
  assert.equal((await candidate.words()).includes('locked'), false);
});

examJourney(
  'no keychain, for this session only',
  { keychain: false },
  async ({ desk, candidate }) => {
    await cannotKeep(
      candidate,
      /This computer has no keychain that the app could use\. Install one/,
    );
    await candidate.screen('missing');
    await candidate.pick('For this session only');
    await candidate.press('Keep it this way');
    await candidate.signIn();
    await isKept(candidate, /For this session only; nothing is written/);
    await desk.restart();
    await candidate.toExam();
    await candidate.says(/Sign in again This computer holds no sign-in any more/);
    await candidate.screen('again');
  },
);

examJourney(
  'no keychain, a passphrase and a pasted code',
  { keychain: false },
  async ({ desk, candidate, sandbox }) => {
    await cannotKeep(candidate, /This computer has no keychain/);
    await candidate.pick('In a file under a passphrase');
    await candidate.type('Passphrase', 'too short');
    await candidate.type('The same once more', `too short${Key.ENTER}`);
    await candidate.says(/It has 9 of at least 12 characters\./);
    await candidate.type('Passphrase', PASSPHRASE);
    await candidate.screen('passphrase');
    await candidate.type('The same once more', PASSPHRASE);
    await candidate.press('Keep it this way');

    const address = await candidate.opened(() => candidate.press('Sign in in your browser'));
    await candidate.type('If nothing happens here', 'not the code');
    await candidate.press('Use this code');
    await candidate.says(/This code is not good/);
    const code = await sandbox.signIn(address, candidate.email, { paste: true });
    await candidate.type('If nothing happens here', ` ${code} `);
    await candidate.press('Use this code');
    await candidate.says(new RegExp(candidate.email));
    await isKept(candidate, /In a file under your passphrase/);

    await desk.restart();
    await candidate.toExam();
    await candidate.says(
      /Your sign-in is locked Your sign-in lies in a file under your passphrase/,
    );
    await candidate.screen('unlock');
    await candidate.type('Your passphrase', `${PASSPHRASE}.`);
    await candidate.press('Unlock');
    await candidate.says(
      /This is not the passphrase\. Nothing was changed\./,
      '[data-place=vault_unlock]',
    );
    await candidate.type('Your passphrase', PASSPHRASE);
    await candidate.press('Unlock');
    await candidate.says(/Enrol/);
    assert.equal((await desk.driver.findElements(By.css('input[type=password]'))).length, 0);
  },
);
