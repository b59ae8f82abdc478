// Whether a page fits its window: nothing is cut at the side, and what can be pressed can be reached.

import assert from 'node:assert/strict';
import { settle } from '../axe.mjs';

/** The smallest window, and a usual one at 200 % zoom. */
export const SMALL = {
  'the smallest window': { width: 1024, height: 640 },
  'at 200 %': { width: 640, height: 400 },
};

/** What hangs over the side, or is cut off where nothing scrolls. Runs in the page. */
function faults() {
  const found = [];
  const name = (e) =>
    `${e.tagName.toLowerCase()}.${e.className} “${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)}”`;
  if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways');
  const root = document.querySelector('dialog[open]') ?? document.body;
  const shown = (e) =>
    e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert], .vh');
  for (const e of root.querySelectorAll('*')) {
    if (!shown(e)) continue;
    const { overflowX, textOverflow } = getComputedStyle(e);
    // Code and tables scroll by themselves.
    if (e.matches('pre, :has(> table)')) continue;
    const hidden = overflowX !== 'visible' && textOverflow !== 'ellipsis' && e.clientWidth > 1;
    if (hidden && e.scrollWidth > e.clientWidth + 1) found.push(`scrolls sideways: ${name(e)}`);
  }
  for (const e of root.querySelectorAll('button, a[href], input, select, textarea, summary')) {
    if (!shown(e)) continue;
    const { left, right, width } = e.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > innerWidth + 1))
      found.push(`beyond the side: ${name(e)}`);
  }
  const desk = root.querySelector('.desk');
  const scrolls = desk && desk.scrollHeight > desk.clientHeight + 1;
  // Only the hints may need so much room that the desk gives way in a window so low.
  const hints = desk?.querySelector('.hints');
  if (scrolls && innerHeight >= (hints ? 600 : 400)) found.push('the desk scrolls');
  for (const e of root.querySelectorAll(
    '.desk > :is(.head, .tabs, .tray, .foot) :is(h1, a, button, label)',
  )) {
    const { top, bottom } = e.getBoundingClientRect();
    const cut = top < -1 || bottom > innerHeight + 1;
    if (shown(e) && cut && !scrolls) found.push(`out of sight: ${name(e)}`);
  }
  const room = desk?.querySelector('.work').clientHeight ?? Infinity;
  if (room < 120) found.push(`only ${room} pixels to work in`);
  return found;
}

/** In each small window the page as it is shows everything. */
export async function fits(page, where) {
  const before = page.viewportSize();
  for (const [window, size] of Object.entries(SMALL)) {
    await page.setViewportSize(size);
    await page.evaluate(settle);
    assert.deepEqual(await page.evaluate(faults), [], `${where}, ${window}`);
  }
  await page.setViewportSize(before);
}
