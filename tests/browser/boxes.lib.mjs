// What the tests of boxes share: the hand that draws, and what lies where.

import assert from 'node:assert/strict';
import { go } from './lib.mjs';

export const MODULE = '1.7';
/** 800 by 600; cups and fruit, in the key's own measure. */
export const TASK = 'box-breakfast-table';
export const CUP = [624, 228, 134, 94];
export const MUG = [484, 368, 146, 90];
export const PEAR = [38, 431, 95, 147];

export const practise = (page, task = TASK) => go(page, `#/practice/${MODULE}/${task}`, 'practice');
export const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
export const keys = async (page, ...all) => {
  for (const key of all) await page.keyboard.press(key);
};

/** The boxes drawn, as the page tells them to those who listen. */
export const boxes = (page) =>
  page.locator('[data-box]').evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')));
export const box = (page, n) => page.locator(`[data-box="${n - 1}"]`);
export const hint = (name, [x, y, width, height]) =>
  `${name}, x ${x}, y ${y}, ${width} wide, ${height} high`;

/** Where a point of the picture lies on the screen. */
export async function onScreen(page, x, y, [width, height] = [800, 600]) {
  const lies = await page.locator('[data-stage] [data-picture]').boundingBox();
  return [lies.x + (x / width) * lies.width, lies.y + (y / height) * lies.height];
}

export async function press(page, x, y) {
  await page.mouse.move(...(await onScreen(page, x, y)));
  await page.mouse.down();
}

export async function drag(page, [x, y], [toX, toY]) {
  await press(page, x, y);
  await page.mouse.move(...(await onScreen(page, (x + toX) / 2, (y + toY) / 2)), { steps: 3 });
  await page.mouse.move(...(await onScreen(page, toX, toY)), { steps: 3 });
  await page.mouse.up();
}

export const draw = (page, [x, y, width, height]) => drag(page, [x, y], [x + width, y + height]);

/** Whether a box lies where it should, up to what a pixel of the screen is in the picture. */
export function near(told, name, rect, within = 2) {
  const figures = /x (\S+), y (\S+), (\S+) wide, (\S+) high/
    .exec(told ?? '')
    ?.slice(1)
    .map(Number);
  assert.ok(told?.startsWith(name) && figures, `${told} is not ${name}`);
  const off = figures.map((figure, i) => Math.abs(figure - rect[i]));
  assert.ok(Math.max(...off) <= within, `${told} is not at ${rect}`);
}

/** Puts another picture, or whatever else, in place of the task's own, as if the core had sent it. */
export async function sendInstead(page, change) {
  await page.route('**/command/practice_next', async (route) => {
    const reply = await route.fetch();
    const body = await reply.json();
    if (body.task?.work.kind === 'boxes') change(body.task);
    await route.fulfill({ response: reply, json: body });
  });
}
