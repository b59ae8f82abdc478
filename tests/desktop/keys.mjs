// A hand on the keyboard of the real window, and where its focus is.

import { until } from '../servers.mjs';
import { chord } from './hand.mjs';
import { Key } from './lib.mjs';

const MOST_STOPS = 80;

/** What has the focus, by the words it is known by; null when it is nowhere. */
export const focused = (candidate) =>
  candidate.run(`
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const words = at.ariaLabel ?? at.labels?.[0]?.innerText ?? at.innerText;
    return words.replace(/\\s+/g, ' ').trim();
  `);

/** The focus is at what has these words, and that can be seen. */
export async function at(candidate, words) {
  await until(`the focus at “${words}”`, async () => (await focused(candidate)) === words);
  const seen = `const { top, bottom } = document.activeElement.getBoundingClientRect();
    return bottom > 0 && top < innerHeight`;
  await until(`“${words}” in sight`, () => candidate.run(seen));
}

export const press = (candidate, ...keys) => chord(candidate.desk, ...keys);

/** Goes on by Tab until the focus is at what begins with these words. */
export async function tabTo(candidate, words) {
  const seen = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await press(candidate, Key.TAB);
    const at = await focused(candidate);
    if (at?.startsWith(words)) return;
    seen.push(at);
  }
  throw new Error(`“${words}” is not reached by Tab, but ${seen.join(' | ')}`);
}

/** Goes there by Tab, and presses a key; the focus is not lost by it. */
export async function does(candidate, words, key) {
  await tabTo(candidate, words);
  await press(candidate, key);
  await until(`a focus after ${words}`, () => focused(candidate));
}

/** Types where the focus is, and ends with Enter. */
export const type = (candidate, text) =>
  candidate.desk.driver.actions().sendKeys(text, Key.ENTER).perform();
