// The exam chapter beside the straight way: badge files, small windows, the keyboard, a registrar that is gone.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessible, focused, inBothThemes, root } from './lib.mjs';
import { assert, examJourney, go, screen } from './exam.lib.mjs';

const fixture = (name) => join(root, 'tests/badges/fixtures', name);

const NO_BADGE = { expect: [/status of 409 .*\/command\/badge_check$/] };

examJourney(
  'a badge file is checked, and its key trusted',
  NO_BADGE,
  async ({ page, candidate }) => {
    const choose = async (path, button) => {
      await writeFile(join(candidate.home, 'pick'), path);
      await candidate.button(button).click();
    };
    await go(page, '#/exam/badge', 'badge');
    await inBothThemes(page, (theme) => accessible(page, `no badge yet, ${theme}`));
    await choose('', 'Choose a file');
    assert.equal(await page.locator('[data-check]').count(), 0, 'a changed mind changes nothing');
    await choose(fixture('none.jwt'), 'Choose a file');
    await page.locator('[data-check=algorithm]').waitFor();
    await inBothThemes(page, (theme) => accessible(page, `a refused badge, ${theme}`));
    await choose(fixture('plain.png'), 'Choose another file');
    await page.getByText(/No Open Badge is baked into this PNG/).waitFor();
    await choose(fixture('ec.jwt'), 'Choose another file');
    await candidate.button('Trust this key…').click();
    await page.getByRole('dialog', { name: 'Trust this key?' }).waitFor();
    await inBothThemes(page, (theme) => accessible(page, `trust this key, ${theme}`));
    await page.getByRole('dialog').getByRole('button', { name: 'Trust this key' }).click();
    await page.getByRole('button', { name: /^Remove/ }).waitFor();
    await page.locator('[data-check=issuer]').getByText(/Holds/).waitFor();
    await candidate.look('a-trusted-key');
    await inBothThemes(page, (theme) => accessible(page, `a verified badge, ${theme}`));
    const ask = candidate.button('Ask the issuer for its keys');
    assert.equal(await ask.getAttribute('aria-disabled'), 'true', 'no network without a sign-in');
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.getByText(/^None\. When a badge brings its own key/).waitFor();
  },
);

/** 1280 by 800 at 200 %. */
const ENLARGED = { width: 640, height: 400 };

/** `dark: false`: the same screen is looked at in dark elsewhere. */
async function fits(candidate, where, { dark = true } = {}) {
  const over = await candidate.page.evaluate(() => {
    const main = document.querySelector('main');
    return [document.documentElement, main].map((e) => e.scrollWidth - e.clientWidth);
  });
  assert.deepEqual(over, [0, 0], `${where} fits the width`);
  const name = `${where} at 200 %`;
  if (dark) await candidate.sound(name);
  else await accessible(candidate.page, name);
}

examJourney('at 200 % zoom', ENLARGED, async ({ page, candidate }) => {
  await candidate.toExam();
  await fits(candidate, 'signed out');
  await candidate.ready();
  await fits(candidate, 'ready');
  await go(page, '#/exam/facts', 'facts');
  await fits(candidate, 'the facts');
  await go(page, '#/exam/launch', 'launch');
  await candidate.button('Check now').click();
  await page.locator('[data-row=displays]').first().waitFor();
  await fits(candidate, 'prepare to start');
  await go(page, '#/exam/ask/accommodation', 'ask');
  await fits(candidate, 'ask for other conditions');
});

const PASSPHRASE = 'four plain words of mine';

const LOCKED = { ...ENLARGED, expect: [/status of 409 .*\/command\/vault_unlock$/] };

examJourney('a passphrase at 200 % zoom', LOCKED, async ({ page, academy, candidate }) => {
  await candidate.toExam();
  await candidate.button('Sign in in your browser').click();
  await page.getByRole('radio', { name: /passphrase/ }).check();
  await fits(candidate, 'how to keep the sign-in');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same once more').fill(PASSPHRASE);
  await candidate.button('Keep it this way').click();
  await candidate.signInNow();
  await academy.restart();
  candidate.page = await academy.open(ENLARGED);
  await candidate.toExam();
  await candidate.page.getByLabel('Your passphrase').fill('not this one');
  await candidate.button('Unlock').click();
  await candidate.page.getByText(/This is not the passphrase/).waitFor();
  await fits(candidate, 'a locked sign-in');
  await candidate.page.getByLabel('Your passphrase').fill(PASSPHRASE);
  await candidate.button('Unlock').click();
  await candidate.page.getByLabel('I have a code').waitFor();
});

for (const [what, button] of [
  ['a held result', 'Finish with 85 % and 12 monitoring events'],
  ['a failed exam', 'Finish with 40 %'],
]) {
  examJourney(`${what} at 200 % zoom`, ENLARGED, async ({ page, candidate, sandbox }) => {
    await candidate.ready();
    await sandbox.sit(await candidate.startExam(), button);
    await candidate.toExam();
    const [in_, end] = [candidate.step('result', 'trouble'), candidate.step('result', 'done')];
    const held = page.getByRole('link', { name: 'See the result and what was noted' });
    await candidate.asksUntil(in_.or(end).or(held));
    await fits(candidate, what, { dark: false });
    await go(page, '#/exam/result', 'result');
    await fits(candidate, `${what}, its screen`, { dark: false });
    await go(page, '#/exam/ask/appeal', 'ask');
    await page.getByRole('textbox').fill('The connection broke twice, for ten minutes each.');
    await fits(candidate, `${what}, an appeal`, { dark: false });
    await candidate.button('Send').click();
    await screen(page, 'case');
    await fits(candidate, `${what}, the case`, { dark: false });
  });
}

examJourney('a sign-out is asked about once more', async ({ page, candidate }) => {
  await candidate.signIn();
  const account = candidate.button(`Account: ${candidate.email}`);
  await account.click();
  await candidate.sound('the account');
  await candidate.button('Sign out').click();
  const dialog = page.getByRole('dialog', { name: /Sign out on this computer/ });
  await dialog.waitFor();
  await candidate.sound('before the sign-out');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Account:/);
  await page.keyboard.press('Enter');
  await candidate.button('Sign out').click();
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('radio', { name: /session/ }).waitFor();
  await candidate.sound('after the sign-out');
});

examJourney(
  'the rehearsal opens, and it is said where it leads',
  async ({ page, candidate, sandbox }) => {
    await candidate.toExam();
    assert.equal(await candidate.button('Open the rehearsal').count(), 0, 'not before a sign-in');
    await candidate.signIn();
    const leadsTo = new URL(sandbox.classmarker).host;
    await page.getByText(`The page leads on to ${leadsTo}`).waitFor();
    const address = await candidate.opened(() => candidate.button('Open the rehearsal').click());
    await page.getByText(`Opened in your browser: ${new URL(address).host}`).waitFor();
    const reply = await fetch(address);
    assert.equal(new URL(reply.url).host, leadsTo);
    assert.match(await reply.text(), /It counts for nothing/);
  },
);

examJourney('other conditions are asked for by keyboard', async ({ page, candidate }) => {
  await candidate.signIn();
  await candidate.enrol();
  await go(page, '#/exam/ask/accommodation', 'ask');
  const field = page.getByRole('textbox');
  await field.focus();
  await page.keyboard.type('I read slowly: may I have half as much time again?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await screen(page, 'case');
  assert.match(await page.locator('main').innerText(), /half as much time again/);
  const at = await page.evaluate(() => document.activeElement?.tagName);
  assert.notEqual(at, 'BODY', 'the focus is somewhere');
});

const GONE = { expect: [/status of 503 .*\/command\/sign_in_code$/] };

examJourney(
  'with the registrar gone',
  { ...GONE, registrar: 'http://127.0.0.1:1' },
  async ({ page, candidate }) => {
    await candidate.beginSignIn();
    const field = page.getByLabel('If nothing happens here, paste the code that the page shows');
    await field.fill('abcdef');
    await candidate.button('Use this code').click();
    await page
      .getByText(/cannot be reached/)
      .first()
      .waitFor();
    assert.equal(await field.inputValue(), 'abcdef', 'what was typed is still there');
    await inBothThemes(page, (theme) => accessible(page, `nobody answers, ${theme}`));
    await candidate.button('Cancel signing in').click();
    await candidate.button('Sign in in your browser').waitFor();
  },
);
