// A task on the desk, from opening it to its feedback: what the tests of the kinds share.

import assert from 'node:assert/strict';
import { go } from './lib.mjs';

export const practise = (page, module, task) =>
  go(page, `#/practice/${module}/${task}`, 'practice');

/** Waits until the core has said that the latest answer is on disk. */
export const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();

/** Hands the answer in by key and waits for the feedback, which has the focus on its headline. */
export async function handIn(page) {
  await saved(page);
  await page.keyboard.press('Control+Enter');
  const headline = page.locator('#headline');
  await headline.waitFor();
  assert.ok(await headline.evaluate((h) => h === document.activeElement));
}

/** Presses keys one after the other, as somebody does who knows them. */
export async function keys(page, ...pressed) {
  for (const key of pressed) await page.keyboard.press(key);
}

/** The point chosen in a row of a scale, by what the row is called; null where none is. */
export function chosen(within, row) {
  return within
    .getByRole('radiogroup', { name: row, exact: true })
    .locator('input')
    .evaluateAll((points) => points.find((point) => point.checked)?.value ?? null);
}
