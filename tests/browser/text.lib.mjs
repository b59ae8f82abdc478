// What the tests of texts to select in share: where words lie, the hand that goes over them, and tasks that are changed
// on their way from the core.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from '../picking.mjs';
import { root } from './lib.mjs';

/** Where words lie on the screen, once they are seen: in their first and in their last line. */
export const place = (page, words, where = {}) => page.evaluate(placeOf, { words, ...where });

export async function drag(page, words, where) {
  const { from, to } = await place(page, words, where);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, {
    steps: 3,
  });
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
}

export async function press(page, words, where) {
  const { middle } = await place(page, words, where);
  await page.mouse.click(...middle);
}

/** The rows of a list as somebody reads them. */
export const rows = (page, selector) =>
  page
    .locator(selector)
    .evaluateAll((all) => all.map((row) => row.textContent.trim().replaceAll(/\s+/g, ' ')));

/** Gives the page another task than the core handed out, as if the core had sent it. */
export async function sendInstead(page, change) {
  await page.route('**/command/practice_next', async (route) => {
    const reply = await route.fetch();
    const body = await reply.json();
    change(body.task);
    await route.fulfill({ response: reply, json: body });
  });
}

/** The last answer that the page has sent to be kept. */
export function kept(page) {
  let answer = null;
  page.on('request', (request) => {
    if (request.url().endsWith('/command/draft_save')) answer = request.postDataJSON().answer;
  });
  return () => answer;
}

/** The key's stretches of a task of the course: words, which of them, and the number of their label. */
export function keySpans(module, task) {
  const text = readFileSync(join(root, `content/modules/${module}/tasks/${task}.toml`), 'utf8');
  const labels = [...text.matchAll(/^\[\[label\]\]\s+id = "(.+?)"/gm)].map(([, id]) => id);
  const spans = text.split(/^\[\[key\.span\]\]$/m).slice(1);
  assert.ok(spans.length > 0, `${task} has no spans`);
  return spans.map((span) => ({
    words: /^words = "(.+)"$/m.exec(span)[1],
    nth: Number(/^nth = (\d+)$/m.exec(span)?.[1] ?? 1) - 1,
    label: String(labels.indexOf(/^label = "(.+)"$/m.exec(span)[1]) + 1),
    optional: /^optional = true$/m.test(span),
  }));
}
