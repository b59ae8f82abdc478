// Classification in the browser with the real core: one label or several, by pointer and by keyboard alone, also of
// pictures that stand in the material.

import assert from 'node:assert/strict';
import { handIn, keys, practise } from './desk.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';
import { rows } from './text.lib.mjs';

const CRITERIA = ['2.1', 'sort-observatory-criteria'];
const DOORS = ['1.7', 'label-door-photos'];
const labels = (page) => rows(page, '[data-piece] .labels');
const piece = (page) => page.getByRole('heading', { level: 3, name: /^Piece/ }).textContent();

journey('one label for each piece, by keyboard alone', async ({ page }) => {
  await practise(page, ...CRITERIA);
  await inBothThemes(page, (theme) =>
    accessible(page, `classification before the answer, ${theme}`),
  );
  await keys(page, '1', 'n', '2', 'Enter', '3', 'j', 'j');
  assert.equal(await piece(page), 'Piece 5 of 11');
  await keys(page, '1', 'n');
  assert.equal(await piece(page), 'Piece 6 of 11');
  await keys(page, 'k', 'k', 'k', '1');
  assert.deepEqual((await labels(page)).slice(0, 6), [
    'Atomic',
    'Bundled',
    'Atomic',
    'no label',
    'Atomic',
    'no label',
  ]);
  await keys(page, 'Control+Enter');
  await page.getByText('7 pieces have no label.').first().waitFor();
  assert.match(await focused(page), /^Next without a label/);
  await keys(page, 'Enter', '3', 'n', '1', 'n', '2', 'n', '4', 'n', '2', 'n', '4', 'n', '1');
  await handIn(page);
  assert.equal(
    await page.locator('#headline').textContent(),
    'One of eleven pieces differs from the key',
  );
  const said = await rows(page, '[id^="finding-"]');
  assert.match(
    said[0],
    /^11 Piece 11 another label Yours: Atomic ≠ Key: Fragment The reason for what/,
  );
  await page.getByText('Where you agree, and why (10)').click();
  assert.equal((await rows(page, '[id^="finding-"]')).length, 11);
  await inBothThemes(page, (theme) => accessible(page, `feedback on labels, ${theme}`));
  await page.getByRole('button', { name: 'Piece 11' }).focus();
  await keys(page, 'Enter');
  assert.match((await rows(page, 'li.lit'))[0], /^11 Gives the reason/);
});

journey('several labels for each of six pictures, by pointer', async ({ page }) => {
  await practise(page, ...DOORS);
  assert.equal(await page.locator('.material img').count(), 6);
  const names = await page.locator('.classification label .name').allTextContents();
  const box = (n) => page.getByRole('checkbox', { name: new RegExp(`^${names[n]}`) });
  await box(0).check();
  await box(1).check();
  assert.equal((await labels(page))[0], `${names[0]}, ${names[1]}`);
  await box(0).uncheck();
  assert.equal((await labels(page))[0], names[1]);
  for (let n = 2; n <= 6; n += 1) {
    await page.locator(`[data-piece="p${n}"] .text`).click();
    assert.equal(await piece(page), `Piece ${n} of 6`);
    await box(0).check();
  }
  await page.getByText('6 of 6 labelled').waitFor();
  await inBothThemes(page, (theme) => accessible(page, `labels of pictures, ${theme}`));
  await handIn(page);
  await inBothThemes(page, (theme) => accessible(page, `feedback on pictures, ${theme}`));
});

journey(
  'classification fits a small window: the piece comes to the labels',
  { width: 640, height: 500 },
  async ({ page }) => {
    await practise(page, ...CRITERIA);
    await keys(page, 'm', '1', 'n');
    await page.locator('.classification').getByText('Says that pupils enter free').waitFor();
    await inBothThemes(page, (theme) => accessible(page, `classification at 640 pixels, ${theme}`));
  },
);
