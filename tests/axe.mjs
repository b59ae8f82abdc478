// What axe finds on a page, once nothing moves on it any more. `settle` and `faults` run in the page, whoever drives it.

import { readFileSync } from 'node:fs';
import { require } from './servers.mjs';

export const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2, levels A and AA. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Waits until nothing moves or fades any more: half-faded colours have contrasts of their own. */
export async function settle() {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () =>
    document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity);
  for (let quiet = 0; quiet < 3; quiet++) {
    await frame();
    if (moving().length === 0) continue;
    quiet = 0;
    await Promise.allSettled(moving().map((a) => a.finished));
  }
}

/** What breaks the rules, after `axeSource` was run. */
export async function faults(rules) {
  const { violations } = await globalThis.axe.run(document, { runOnly: rules });
  return violations.flatMap((v) =>
    v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}
