// The habits of a platform, in the browser with the real core: undo, keys of one's own, long texts, small windows.

import assert from 'node:assert/strict';
import { handIn, practise, saved } from './desk.lib.mjs';
import { fits } from './fits.lib.mjs';
import { accessible, go, inBothThemes, journey } from './lib.mjs';
import { choose, end, handInAndGoOn, how, matching, start } from './sitting.lib.mjs';

const everywhere = (page, where) =>
  inBothThemes(page, (theme) => accessible(page, `${where}, ${theme}`));

journey('undo and redo by key, and not while typing', async ({ page, academy }) => {
  const { keyboard } = page;
  await practise(page, '1.2', 'cleaners-poster');
  const chosen = () =>
    page
      .locator('[data-side=pane] input[type=radio]')
      .evaluateAll((points) => points.flatMap((point, at) => (point.checked ? [at] : [])));
  await keyboard.press('2');
  const first = await chosen();
  await page.waitForTimeout(750);
  await keyboard.press('6');
  const second = await chosen();
  assert.notDeepEqual(first, second);
  await keyboard.press('Control+z');
  assert.deepEqual(await chosen(), first);
  await page.getByRole('status').getByText('Undone').waitFor();
  await keyboard.press('Control+Shift+z');
  assert.deepEqual(await chosen(), second);
  await keyboard.press('Control+z');
  await keyboard.press('Control+z');
  assert.deepEqual(await chosen(), [], 'back to the beginning');
  await keyboard.press('Control+z');
  await keyboard.press('Control+y');
  await keyboard.press('Control+y');
  assert.deepEqual(await chosen(), second);

  // In the field the keys are the field's own.
  const field = page.locator('textarea');
  await keyboard.press('w');
  await keyboard.type('A says it first');
  await keyboard.press('Control+z');
  assert.deepEqual(await chosen(), second);
  assert.notEqual(await field.inputValue(), 'A says it first', 'the text was taken back');
  await keyboard.press('Control+Shift+z');
  assert.equal(await field.inputValue(), 'A says it first');
  await saved(page);
  await academy.restart('SIGKILL');
  page = await academy.open();
  await practise(page, '1.2', 'cleaners-poster');
  assert.equal(await page.locator('textarea').inputValue(), 'A says it first');
});

journey(
  'a key of one’s own is shown on its control, works, and stays',
  async ({ page, academy }) => {
    const { keyboard } = page;
    await practise(page, '1.2', 'cleaners-poster');
    await keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Keys of this page' });
    await sheet.waitFor();
    const skip = sheet.getByRole('button', { name: /^Skip this task/ });
    await skip.press('Enter');
    await page.getByRole('button', { name: 'Press the new key for Skip this task' }).waitFor();
    await everywhere(page, 'the sheet of keys, choosing');
    await keyboard.press('g');
    await sheet.getByText('This is the key for “Flag this task”.', { exact: false }).waitFor();
    await accessible(page, 'the sheet of keys, refused');
    await keyboard.press('Escape');
    assert.ok(await sheet.isVisible(), 'Escape ends the choosing, not the sheet');
    await skip.press('Enter');
    await keyboard.press('Alt+k');
    await sheet.getByRole('button', { name: 'Skip this task: Alt+K, choose another' }).waitFor();
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });

    const button = page.getByRole('button', { name: /^Skip$/ });
    const shown = async () => (await button.textContent()).replaceAll(/\s+/g, '');
    assert.equal(await shown(), 'SkipAltK');
    await keyboard.press('s');
    assert.equal(await page.getByRole('dialog').count(), 0, 'the usual key does nothing any more');
    await keyboard.press('Alt+k');
    await page.getByRole('dialog', { name: 'Skip this task' }).waitFor();
    await keyboard.press('Escape');

    await academy.restart();
    page = await academy.open();
    await practise(page, '1.2', 'allergy-cake');
    await page.keyboard.press('Alt+k');
    await page.getByRole('dialog', { name: 'Skip this task' }).waitFor();
    await page.keyboard.press('Escape');

    await go(page, '#/settings', 'settings');
    await page.getByText('1 key of your own choice.').waitFor();
    await everywhere(page, 'the settings, with a key of one’s own');
    await page.getByRole('button', { name: 'Bring back the usual keys' }).press('Enter');
    await page.getByText('1 key of your own choice.').waitFor({ state: 'detached' });
    assert.ok(await page.locator('#single-keys').evaluate((box) => box === document.activeElement));
    await practise(page, '1.2', 'allergy-cake');
    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Skip this task' }).waitFor();
  },
);

/** As from the clipboard: at the cursor, in one go. Answers how long the page took to paint it. */
const paste = (field, text) =>
  field.evaluate(async (field, text) => {
    field.focus();
    const before = performance.now();
    document.execCommand('insertText', false, text);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - before;
  }, text);

const LONG = [
  ['a reason', '1.2', 'apology-parcel', 'textarea'],
  ['a criterion', '2.1', 'split-beach-notice', '[data-criterion="1"] textarea'],
];

journey('100,000 characters pasted are kept, and typing stays fluid', async ({ page, academy }) => {
  const long = 'A is better, since it says sorry first. '.repeat(2500);
  assert.equal(long.length, 100_000);
  for (const [what, module, task, at] of LONG) {
    await practise(page, module, task);
    await paste(page.locator(at), long);
    const times = [];
    for (let n = 0; n < 12; n++) times.push(await paste(page.locator(at), 'x'));
    const middle = times.sort((a, b) => a - b)[6];
    assert.ok(middle < 100, `a letter in ${what} takes ${middle.toFixed(0)} ms to be painted`);
    await saved(page);
    await fits(page, what);
  }
  await academy.restart('SIGKILL');
  page = await academy.open();
  for (const [what, module, task, at] of LONG) {
    await practise(page, module, task);
    assert.equal((await page.locator(at).inputValue()).length, 100_012, what);
  }
});

journey('every screen of practice fits a small window', async ({ page }) => {
  await choose(page);
  for (const form of ['One after the other', 'For some minutes', 'Against the clock']) {
    await how(page, form).check();
    await fits(page, `the page to choose on: ${form}`);
  }
  await page.getByLabel('Module').selectOption('1.2');
  await matching(page);
  await start(page);
  await fits(page, 'a drill');
  await page.keyboard.press('s');
  await page.getByRole('dialog').waitFor();
  await fits(page, 'the reasons to skip');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Before you submit').waitFor();
  await fits(page, 'what is missing');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await fits(page, 'the sheet of keys');
  await page.keyboard.press('Escape');
  await end(page);
  await fits(page, 'the summary of a drill');

  await choose(page);
  await how(page, 'For some minutes').check();
  await page.getByLabel('Kind of work').selectOption('choice');
  await matching(page, /^\s*4 tasks/);
  await start(page);
  await page.keyboard.press('a');
  await handInAndGoOn(page);
  await fits(page, 'the line about the answer before');
  await page.keyboard.press('h');
  await page.getByText('1 of 3', { exact: false }).first().waitFor();
  await fits(page, 'a hint');
  await page.keyboard.press('b');
  await handIn(page);
  await page.keyboard.press('d');
  await fits(page, 'a dispute being written');
  await page.getByLabel('Why is the key wrong?').fill('x'.repeat(300));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'All disputes' }).waitFor();
  await fits(page, 'a dispute');
  await end(page);
  await fits(page, 'the summary of a session');
  for (const place of ['disputes', 'record', 'settings']) {
    await go(page, `#/${place}`, place);
    await page.locator('main h1').waitFor();
    await fits(page, place);
  }
});
