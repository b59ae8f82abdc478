// A hand at practice in the real window: keys, the pointer, and what is seen.

import { placeOf } from '../picking.mjs';
import { until } from '../servers.mjs';
import { By, Key, Origin } from './desk.mjs';

/** What the page says of itself. */
export const ask = (desk, script, ...given) => desk.driver.executeScript(script, ...given);

/** The words of the first element that fits, once it is there and has some. */
export const text = (desk, css) =>
  until(css, () => ask(desk, `return document.querySelector(arguments[0])?.innerText`, css));

/** Goes to an address of the app, as a link would. */
export async function visit(desk, hash, screen) {
  await ask(
    desk,
    `delete document.documentElement.dataset.screen; location.hash = arguments[0]`,
    hash,
  );
  await desk.screen(screen);
}

/** Presses keys one after the other, or writes. */
export async function press(desk, ...keys) {
  await desk.driver
    .actions()
    .sendKeys(...keys)
    .perform();
}

/** Presses a key with others held down: the last one is the key. */
export async function chord(desk, ...keys) {
  const actions = desk.driver.actions();
  const held = keys.slice(0, -1);
  for (const key of held) actions.keyDown(key);
  actions.sendKeys(keys.at(-1));
  for (const key of held.reverse()) actions.keyUp(key);
  await actions.perform();
}

/** The core has said that the latest answer is on disk. */
export const saved = (desk) =>
  until('“Saved”', async () => (await text(desk, '[data-testid=saved]')).trim() === 'Saved');

/** Hands the answer in by key; answers with the headline of the feedback. */
export async function handIn(desk) {
  await saved(desk);
  await chord(desk, Key.CONTROL, Key.ENTER);
  return text(desk, '#headline');
}

/** Moves the pointer from place to place with its button down, as a hand does: not in one leap. */
export async function carry(desk, [first, ...rest], { letGo = true } = {}) {
  const actions = desk.driver.actions();
  const go = ([x, y], duration) =>
    actions.move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration });
  go(first, 0).press();
  let from = first;
  for (const to of rest) {
    for (const share of [0.1, 0.5, 1]) {
      go([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], 20);
    }
    from = to;
  }
  if (letGo) actions.release();
  await actions.perform();
}

/** Lets go of the pointer's button where it is. */
export const letGo = (desk) => desk.driver.actions().release().perform();

/** Where an element lies in the window: x, y, width and height. */
export const boxOf = (desk, css, nth = 0) =>
  until(css, () =>
    ask(
      desk,
      `const at = document.querySelectorAll(arguments[0])[arguments[1]];
       if (!at) return null;
       at.scrollIntoView({ block: 'center' });
       const { x, y, width, height } = at.getBoundingClientRect();
       return { x, y, width, height };`,
      css,
      nth,
    ),
  );

export const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

/** Clicks an element with the pointer. */
export async function click(desk, css, nth = 0) {
  const found = await until(css, async () => {
    const all = await desk.driver.findElements(By.css(css));
    return all[nth];
  });
  await found.click();
}

/** Where words lie that can be selected. */
export const placeOfWords = (desk, words, where = {}) =>
  ask(desk, `return (${placeOf})(arguments[0])`, { words, ...where });

/** Drags over words, from the first to the last. */
export async function dragOver(desk, words, where) {
  const { from, to } = await placeOfWords(desk, words, where);
  await carry(desk, [from, to]);
}
