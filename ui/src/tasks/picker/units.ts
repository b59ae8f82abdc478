import type { SpanView } from '../../lib/host';

/**
 * Units of a text as the core sends them: start and end of each in turn, in order, none overlapping another. Words,
 * sentences or characters: what is selected consists of whole ones.
 */
export type Units = readonly number[];

/** What is selected; the end that the keyboard moves is the start when it was selected backwards. */
export type Selection = SpanView & { backward: boolean };

export type Edge = 'start' | 'end';
export type Way = 1 | -1;

export const sameSpan = (a: SpanView, b: SpanView): boolean =>
  a.start === b.start && a.end === b.end;

export const overlap = (a: SpanView, b: SpanView): boolean => a.start < b.end && b.start < a.end;

export const covers = (outer: SpanView, inner: SpanView): boolean =>
  outer.start <= inner.start && outer.end >= inner.end;

export const forward = ({ start, end }: SpanView): Selection => ({ start, end, backward: false });

const count = (units: Units): number => units.length >> 1;

function unit(units: Units, index: number): SpanView | null {
  const start = units[2 * index];
  const end = units[2 * index + 1];
  return start === undefined || end === undefined ? null : { start, end };
}

/** The index of the first unit that ends behind `offset`; past the last one where none does. */
function firstEndingAfter(units: Units, offset: number): number {
  let [low, high] = [0, count(units)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[2 * middle + 1] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the last unit that starts before `offset`; -1 where none does. */
function lastStartingBefore(units: Units, offset: number): number {
  let [low, high] = [-1, count(units) - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((units[2 * middle] ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const endingAfter = (units: Units, offset: number): SpanView | null =>
  unit(units, firstEndingAfter(units, offset));

const startingBefore = (units: Units, offset: number): SpanView | null =>
  unit(units, lastStartingBefore(units, offset));

function endingBefore(units: Units, offset: number): SpanView | null {
  return unit(units, firstEndingAfter(units, offset - 1) - 1);
}

function startingAfter(units: Units, offset: number): SpanView | null {
  return unit(units, lastStartingBefore(units, offset + 1) + 1);
}

/** The unit in which an offset lies; none between two units. */
export function unitAt(units: Units, offset: number): SpanView | null {
  const found = endingAfter(units, offset);
  return found && found.start <= offset ? found : null;
}

/** The unit that lies nearest to an offset: what is in it, before it or behind it. */
export function nearestUnit(units: Units, offset: number): SpanView | null {
  const behind = endingAfter(units, offset);
  const before = endingBefore(units, offset + 1);
  if (!behind || !before || behind.start <= offset) return behind ?? before;
  return behind.start - offset < offset - before.end ? behind : before;
}

/** The stretch widened to the whole units that it touches; none where it touches none. */
export function snapped(units: Units, span: SpanView): SpanView | null {
  const first = endingAfter(units, span.start);
  const last = startingBefore(units, span.end);
  return first && last && first.start <= last.start ? { start: first.start, end: last.end } : null;
}

/** From one unit to another, whichever comes first. */
export function reach(from: SpanView, to: SpanView): Selection {
  const backward = to.start < from.start;
  return { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end), backward };
}

/** The whole units between the ends of a text. */
export function wholeText(units: Units): SpanView | null {
  const [first, last] = [unit(units, 0), unit(units, count(units) - 1)];
  return first && last && { start: first.start, end: last.end };
}

/** The characters of the words: `clusters` are those of several units, every unit outside of them is one of its own. */
export function characters(words: Units, clusters: Units): Units {
  const found: number[] = [];
  for (let index = 0; index < count(words); index += 1) {
    const word = unit(words, index);
    for (let at = word?.start ?? 0; word && at < word.end;) {
      const cluster = unitAt(clusters, at);
      const end = cluster ? cluster.end : at + 1;
      found.push(at, end);
      at = end;
    }
  }
  return found;
}

/**
 * One step of the keyboard: from one unit to the next. Where less than a unit is selected, the step takes the whole of
 * it; where more is, the step goes to its last or first, as a cursor leaves a selection.
 */
export function step(units: Units, selection: SpanView, way: Way): SpanView | null {
  const whole = snapped(units, selection);
  if (!whole) {
    return way > 0
      ? startingAfter(units, selection.start)
      : endingBefore(units, selection.start + 1);
  }
  const [first, last] = [endingAfter(units, whole.start), startingBefore(units, whole.end)];
  if (!first || !last) return null;
  if (!sameSpan(first, last)) return way > 0 ? last : first;
  if (!sameSpan(first, selection)) return first;
  return way > 0 ? startingAfter(units, first.start) : endingBefore(units, first.end);
}

/** Moves one end of a stretch by a unit; none where nothing would be left of it, or the text ends. */
export function moved(units: Units, span: SpanView, edge: Edge, way: Way): SpanView | null {
  const { start, end } = span;
  if (edge === 'start') {
    const to = way < 0 ? startingBefore(units, start) : startingAfter(units, start);
    return to && to.start < end ? { start: to.start, end } : null;
  }
  const to = way > 0 ? endingAfter(units, end) : endingBefore(units, end);
  return to && to.end > start ? { start, end: to.end } : null;
}

/** One step of the keyboard with Shift: the end in hand moves; past the other end the selection turns over. */
export function extended(units: Units, selection: Selection, way: Way): Selection | null {
  const edge: Edge = selection.backward ? 'start' : 'end';
  const next = moved(units, selection, edge, way);
  if (next) return { ...next, backward: selection.backward };
  const outward: Way = selection.backward ? -1 : 1;
  if (way === outward) return null;
  // Nothing is left on this side: the unit at the fixed end stays, and the selection grows from there.
  const kept = selection.backward
    ? startingBefore(units, selection.end)
    : endingAfter(units, selection.start);
  const turned = moved(units, selection, selection.backward ? 'end' : 'start', way);
  if (!kept || !turned) return null;
  return selection.backward
    ? { start: Math.max(kept.start, selection.start), end: turned.end, backward: false }
    : { start: turned.start, end: Math.min(kept.end, selection.end), backward: true };
}
