import type { ItemView } from '../../lib/host';

/** Points of the scale as they lie on the screen, from "left much better" to "right much better". */
export const POINTS = [-3, -2, -1, 0, 1, 2, 3] as const;

/**
 * A preference is stored by id (−3 for `r1`, 3 for `r2`) and shown by side, since the responses change sides.
 * The id that sorts first is `r1`'s side of the scale.
 */
function turned(items: readonly ItemView[]): boolean {
  const [left, right] = items;
  return left !== undefined && right !== undefined && left.id > right.id;
}

/** The point of the screen's scale for a stored value. */
export function pointOf(value: number, items: readonly ItemView[]): number {
  return turned(items) && value !== 0 ? -value : value;
}

/** The value to store for a point of the screen's scale. */
export function valueOf(point: number, items: readonly ItemView[]): number {
  return pointOf(point, items);
}

/** The accepted range as it lies on the screen, lower end first. */
export function rangeOf(
  accept: readonly [number, number],
  items: readonly ItemView[],
): [number, number] {
  const ends = [pointOf(accept[0], items), pointOf(accept[1], items)];
  return [Math.min(...ends), Math.max(...ends)];
}

const STEPS = ['about the same', 'slightly better', 'better', 'much better'];

/** "A is much better", "About the same". */
export function nameOf(point: number, items: readonly ItemView[]): string {
  if (point === 0) return 'About the same';
  const letter = items[point < 0 ? 0 : 1]?.letter ?? (point < 0 ? 'left' : 'right');
  return `${letter} is ${STEPS[Math.abs(point)]}`;
}

/** A range in words; one point alone is named once. */
export function nameOfRange(range: readonly [number, number], items: readonly ItemView[]): string {
  const [low, high] = range;
  if (low === high) return nameOf(low, items);
  const names = [nameOf(low, items), nameOf(high, items)];
  return names
    .map((name, i) => (i === 1 && name.startsWith('About') ? 'about the same' : name))
    .join(' to ');
}
