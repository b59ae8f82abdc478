// Sessions from outside: what the tests of practice share beyond a single task.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { saved } from './desk.lib.mjs';
import { go, screen } from './lib.mjs';

/** The page on which practice is chosen, with its numbers. */
export async function choose(page) {
  await go(page, '#/practice', 'practice');
  await matching(page);
}

/** How many tasks fit what is chosen; waits until the core has said it. */
export async function matching(page, expected = /\d+ tasks?, about/) {
  const line = page.getByRole('status').filter({ hasText: expected });
  await line.waitFor();
  return Number.parseInt(await line.textContent(), 10);
}

export const how = (page, name) => page.getByRole('radio', { name: new RegExp(`^${name}`) });

/** Starts by key what is chosen, and waits for the first task of the session. */
export async function start(page) {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('timer', { name: 'Time left' }).waitFor();
}

export const title = (page) => page.locator('main h1').textContent();

/** Waits until another task is on the desk than the one with this title. */
export const another = (page, before) =>
  page.waitForFunction((before) => {
    const now = document.querySelector('main h1')?.textContent;
    return now && now !== before && !document.querySelector('#headline');
  }, before);

/** Hands the answer in and goes on, by key, as in a drill. */
export async function handInAndGoOn(page, keys = 'Control+Shift+Enter') {
  const before = await title(page);
  await saved(page);
  await page.keyboard.press(keys);
  await another(page, before);
}

/** Skips the task in hand, for the reason with that figure. */
export async function skip(page, figure) {
  const before = await title(page);
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Skip this task' }).waitFor();
  await page.keyboard.press(figure);
  await another(page, before);
}

/** Ends the session under way, and waits for its summary. */
export async function end(page) {
  await page.keyboard.press('Alt+e');
  await page.getByRole('button', { name: /^End the/ }).click();
  await screen(page, 'session');
}

const HURRY = `
import sqlite3, sys
up = float(open('/proc/uptime').read().split()[0]) * 1000
with sqlite3.connect(sys.argv[1], timeout=10) as record:
    record.execute('UPDATE session SET elapsed_ms = limit_ms - ?, boot_ms = ? WHERE open = 1', (int(sys.argv[2]), int(up)))
`;

/** Lets only so much of the time of the session under way be left, as the core reads it from the record from now on. */
export function hurry(academy, left) {
  execFileSync('python3', ['-c', HURRY, join(academy.data, 'record.db'), String(left)]);
}

/** What the summary says, as text. */
export async function summary(page) {
  await screen(page, 'session');
  const text = (await page.locator('main').textContent()).replaceAll(/\s+/g, ' ');
  assert.ok(text.length > 0);
  return text;
}
