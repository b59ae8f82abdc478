import type { AnchorView, DimensionView, ScoredView, ScoreView, VerdictView } from '../../lib/host';

/** What is rated: a response, a solution, a turn of a dialogue. */
export type ScaleItem = {
  id: string;
  /** In full, for those who listen: "Response A". */
  name: string;
  /** In the row: "A". */
  short: string;
  /** The key that leads to its row. */
  key?: string;
};

/** One item on one dimension: a row of the grid. */
export type Cell = { item: string; dimension: string };

/** What a row carries in `data-cell`. */
export const cellKey = ({ item, dimension }: Cell): string => `${item} ${dimension}`;

export const sameCell = (a: Cell | null, b: Cell): boolean =>
  a !== null && a.item === b.item && a.dimension === b.dimension;

export function valueAt(scores: readonly ScoreView[], cell: Cell): number | null {
  return scores.find((score) => sameCell(score, cell))?.value ?? null;
}

/** The scores with one value set, in the place of the one before it. */
export function withValue(scores: readonly ScoreView[], cell: Cell, value: number): ScoreView[] {
  const { item, dimension } = cell;
  const next = { item, dimension, value };
  const at = scores.findIndex((score) => sameCell(score, cell));
  return at < 0 ? [...scores, next] : scores.with(at, next);
}

/** All rows in the order in which they are read: dimension by dimension, so that items are compared on one at a time. */
export function cellsOf(
  items: readonly { id: string }[],
  dimensions: readonly { id: string }[],
): Cell[] {
  return dimensions.flatMap((dimension) =>
    items.map((item) => ({ item: item.id, dimension: dimension.id })),
  );
}

/** The next row without a value after `from`, from the top again at the end; null when all have one. */
export function nextOpen(
  cells: readonly Cell[],
  scores: readonly ScoreView[],
  from: Cell | null = null,
): Cell | null {
  const at = cells.findIndex((cell) => sameCell(from, cell)) + 1;
  const around = [...cells.slice(at), ...cells.slice(0, at)];
  return around.find((cell) => valueAt(scores, cell) === null) ?? null;
}

/** Whether number keys mean values here: none is negative, and at most the last one takes two figures. */
const keysAreValues = (anchors: readonly AnchorView[]): boolean =>
  anchors.every(({ value }) => value >= 0) && anchors.slice(0, -1).every(({ value }) => value <= 9);

/**
 * The number key of an anchor: its value, or on other scales its place from the left. A value of two figures and what
 * lies past the ninth place have none.
 */
export function keyOf(anchors: readonly AnchorView[], index: number): string | null {
  const number = keysAreValues(anchors) ? (anchors[index]?.value ?? null) : index + 1;
  return number === null || number > 9 ? null : String(number);
}

/** So many points do not fit side by side at their usual width. */
export const manyPoints = (anchors: readonly AnchorView[]): boolean => anchors.length > 7;

/** The anchor that a number key stands for. */
export function anchorOfKey(anchors: readonly AnchorView[], key: string): AnchorView | undefined {
  return anchors.find((_, index) => keyOf(anchors, index) === key);
}

/** Every number key that means something on one of these scales, lowest first. */
export function numberKeys(scales: readonly (readonly AnchorView[])[]): string[] {
  const keys = scales.flatMap((anchors) => anchors.map((_, index) => keyOf(anchors, index)));
  return [...new Set(keys)].filter((key) => key !== null).sort();
}

/**
 * The value after a key in a row: a step along the scale, no further than its ends; from where nothing is chosen, the
 * near end. Null when the key means nothing there.
 */
export function valueAfterKey(
  key: string,
  anchors: readonly AnchorView[],
  value: number | null,
): number | null {
  const last = anchors.length - 1;
  const at = anchors.findIndex((anchor) => anchor.value === value);
  const to = new Map([
    ['ArrowLeft', at < 0 ? last : Math.max(at - 1, 0)],
    ['ArrowRight', Math.min(at + 1, last)],
    ['Home', 0],
    ['End', last],
  ]).get(key);
  return to === undefined ? null : (anchors[to]?.value ?? null);
}

export function anchorAt(
  anchors: readonly AnchorView[],
  value: number | null,
): AnchorView | undefined {
  return anchors.find((anchor) => anchor.value === value);
}

/** A figure with a minus sign as long as a figure is wide. */
export const figure = (value: number): string => String(value).replace('-', '−');

/** "3, Correct". */
export function anchorWords(anchors: readonly AnchorView[], value: number): string {
  const anchor = anchorAt(anchors, value);
  return anchor ? `${figure(value)}, ${anchor.name}` : figure(value);
}

/** "Response A on Accuracy". */
export const rowName = (item: ScaleItem, dimension: DimensionView): string =>
  `${item.name} on ${dimension.name}`;

/** What is needed to hold a value against the key's. */
export type Held = Pick<ScoredView, 'yours' | 'key' | 'accept' | 'off' | 'score'>;

/** What came of a value, for the sign beside it. */
export function heldVerdict({ yours, key, off, score }: Held): {
  verdict: VerdictView;
  word: string;
} {
  if (off === 0) return { verdict: 'agrees', word: yours === key ? 'as the key' : 'accepted' };
  const word = `${Math.abs(off)} too ${off > 0 ? 'high' : 'low'}`;
  return { verdict: score > 0 ? 'differs' : 'against', word };
}

/** "Key 3, Correct; accepts 2 to 3", after mine where the two differ. */
export function heldWords(held: Held, anchors: readonly AnchorView[]): string {
  const { yours, key, off } = held;
  const [low, high] = held.accept;
  const range = low === high ? '' : `; accepts ${figure(low)} to ${figure(high)}`;
  const keys = `${anchorWords(anchors, key)}${range}`;
  return off === 0 ? `Key ${keys}` : `You ${anchorWords(anchors, yours)}; key ${keys}`;
}
