// The exam chapter beside the straight way: badge files, small windows, the keyboard, a registrar that is gone.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessible, inBothThemes, root } from './lib.mjs';
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

// 1280 by 800 at 200 %.
examJourney('at 200 % zoom', { width: 640, height: 400 }, async ({ page, candidate }) => {
  const fits = async (where) => {
    await candidate.look(`small ${where}`);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main');
      return [document.documentElement, main].map((e) => e.scrollWidth - e.clientWidth);
    });
    assert.deepEqual(over, [0, 0], `${where} fits the width`);
    await accessible(page, `${where} at 200 %`);
  };
  await candidate.toExam();
  await fits('signed out');
  await candidate.ready();
  await fits('ready');
  await go(page, '#/exam/facts', 'facts');
  await fits('the facts');
  await go(page, '#/exam/launch', 'launch');
  await candidate.button('Check now').click();
  await page.locator('[data-row=displays]').first().waitFor();
  await fits('prepare to start');
  await go(page, '#/exam/ask/accommodation', 'ask');
  await fits('ask for other conditions');
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
