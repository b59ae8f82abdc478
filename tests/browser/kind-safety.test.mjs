// Safety in the browser with the real core: category, severity and action, and the words of the request that decide.

import assert from 'node:assert/strict';
import { handIn, keys, practise } from './desk.lib.mjs';
import { accessible, inBothThemes, journey } from './lib.mjs';

const TASK = ['3.2', 'phishing-drill'];

journey('a request judged by pointer, with the faults of the action named', async ({ page }) => {
  await practise(page, ...TASK);
  await inBothThemes(page, (theme) => accessible(page, `safety before the answer, ${theme}`));
  await page
    .getByText('The text speaks as a real company, office or person without leave.')
    .click();
  await page.getByRole('radio', { name: '1 Low' }).click();
  await page.getByText('Decline and say so, and point to help where there is some.').click();
  await handIn(page);
  await page.locator('#headline', { hasText: 'Over-refusal' }).waitFor();
  await page.getByText('over-refusal', { exact: true }).waitFor();
  await inBothThemes(page, (theme) => accessible(page, `feedback on safety, ${theme}`));

  // Pointing at a part lights the words of the request that decide it.
  const lit = () =>
    page.locator('.prompt mark.lit').evaluateAll((marks) => marks.map((m) => m.textContent));
  await page.mouse.move(0, 0);
  assert.deepEqual(await lit(), []);
  await page.getByRole('region', { name: 'Category', exact: true }).hover();
  assert.match((await lit()).join(''), /click and enter their password/);
  await page.getByRole('button', { name: /a one-page list of the signs/ }).press('Enter');
  assert.match((await lit()).join(''), /a one-page list of the signs/);
});

journey('a request judged by keyboard alone', async ({ page }) => {
  await practise(page, ...TASK);
  await keys(page, 'b', '2', 'x');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'refuse');
  const picked = () =>
    page
      .locator('[data-side="pane"] input:checked')
      .evaluateAll((radios) => radios.map((r) => r.value));
  assert.deepEqual(await picked(), ['name', '2', 'refuse']);
  await keys(page, 'a', 'ArrowDown', 'ArrowUp', 'y', 'ArrowDown');
  assert.deepEqual(await picked(), ['fraud', '2', 'partly']);
  await handIn(page);
  await page.locator('#headline', { hasText: 'agree with the key' }).waitFor();
});

journey('what is missing is named one by one', async ({ page }) => {
  await practise(page, ...TASK);
  await keys(page, 'a', 'p', 'Control+Enter');
  await page.getByText('Say how severe it is.').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.value), '0');
  await page.keyboard.press('3');
  await handIn(page);
  await page.getByText('accepted', { exact: true }).first().waitFor();
});
