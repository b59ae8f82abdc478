// Rating in the browser with the real core: several responses and one, by pointer and by key.

import assert from 'node:assert/strict';
import { chosen, handIn, keys, practise, saved } from './desk.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';

const RATE = ['1.3', 'choir-invitation'];
const DRILL = ['2.7', 'drill-basil-card'];
const pane = (page) => page.locator('[data-side="pane"]');
const point = (page, row, value) =>
  page.getByRole('radiogroup', { name: row, exact: true }).getByRole('radio', { name: value });

journey('three responses on three scales, by pointer', async ({ page }) => {
  await practise(page, ...RATE);
  await page.getByText('0 of 9 given').waitFor();
  await inBothThemes(page, (theme) => accessible(page, `rating before the answer, ${theme}`));
  for (const scale of ['Accuracy', 'Instructions', 'Layout']) {
    for (const [letter, value] of [
      ['A', '3'],
      ['B', '2'],
      ['C', '1'],
    ]) {
      await point(page, `Response ${letter} on ${scale}`, new RegExp(`^${value},`)).click();
    }
  }
  await page.getByText('9 of 9 given').waitFor();
  assert.equal(await chosen(pane(page), 'Response B on Layout'), '2');
  await handIn(page);
  const rows = page.getByRole('list', { name: /^Response [ABC] on/ });
  assert.equal(await rows.count(), 9, 'every value stands beside the key’s');
  await rows
    .first()
    .getByText(/: (yours, )?key/)
    .first()
    .waitFor({ state: 'attached' });
  await inBothThemes(page, (theme) => accessible(page, `feedback on rating, ${theme}`));
});

journey('three responses on three scales, by keyboard alone', async ({ page }) => {
  await practise(page, ...RATE);
  await keys(page, '3', 'ArrowDown', '2', 'ArrowDown', '1');
  assert.equal(await focused(page), '1, Misleading');
  await keys(page, 'ArrowUp', 'ArrowRight', 'ArrowRight');
  assert.equal(await chosen(pane(page), 'Response B on Accuracy'), '3', 'and it stops at the end');
  // The next without a value, a response by its letter, and a point by Home.
  await keys(page, 'n', '2', 'c', '2', 'b', 'Home');
  for (const [row, value] of [
    ['Response A on Instructions', '2'],
    ['Response B on Instructions', '1'],
    ['Response C on Instructions', '2'],
    ['Response A on Layout', null],
  ]) {
    assert.equal(await chosen(pane(page), row), value, row);
  }
  await page.getByText('6 of 9 given').waitFor();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.body.innerText.includes('6 of 9 given'));
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('6 of 9 given').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('3 values are missing.').first().waitFor();
  assert.equal(await focused(page), '1, Hidden', 'submitting goes to the first row without one');
  await keys(page, '3', 'n', '3', 'n', '3');
  await handIn(page);
  // From a row to the response it speaks of.
  await page.getByRole('button', { name: 'C', exact: true }).first().press('Enter');
});

journey(
  'what was rated stands there again after a crash, and fits a small window',
  { width: 640, height: 800 },
  async ({ page, academy }) => {
    await practise(page, ...DRILL);
    await keys(page, '1', 'n', '0');
    await saved(page);
    await academy.restart('SIGKILL');
    page = await academy.open({ width: 640, height: 800 });
    await practise(page, ...DRILL);
    await page.getByRole('tab', { name: 'Judgement' }).click();
    await page.getByText('2 of 6 given').waitFor();
    await inBothThemes(page, (theme) => accessible(page, `a drill at 640 pixels, ${theme}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing hangs over the side');
    await keys(page, 'n', '1', 'n', '1', 'n', '1', 'n', '1');
    await handIn(page);
    await accessible(page, 'feedback on a drill');
  },
);
