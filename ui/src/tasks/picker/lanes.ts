import type { SpanView } from '../../lib/host';

/** More lines than these under one word cannot be told apart: the outermost lane takes all others. */
export const MOST_LANES = 4;

/**
 * A lane for the line of each stretch, so that those that overlap lie under each other. The one that begins first, and
 * of those the longest, lies nearest to the words.
 */
export function lanes(spans: readonly SpanView[]): number[] {
  const order = spans.map((_, index) => index);
  const at = (index: number): SpanView => spans[index] ?? { start: 0, end: 0 };
  order.sort((a, b) => at(a).start - at(b).start || at(b).end - at(a).end || a - b);
  const ends: number[] = [];
  const found = spans.map(() => 0);
  for (const index of order) {
    const { start, end } = at(index);
    const free = ends.findIndex((taken) => taken <= start);
    const lane = free < 0 ? Math.min(ends.length, MOST_LANES - 1) : free;
    ends[lane] = Math.max(ends[lane] ?? 0, end);
    found[index] = lane;
  }
  return found;
}

/** How many lanes are in use. */
export const depth = (taken: readonly number[]): number =>
  Math.max(0, ...taken.map((lane) => lane + 1));
