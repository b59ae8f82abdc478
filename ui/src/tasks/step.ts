/** Figures that one movement of a hand changes together: a box that is dragged, the end of a mark. */
const MOVED = /\.(at|span)(\.\w+)?$/;

/**
 * The one place in which two values differ, such as `.why` or `.boxes.0.at`; null where something was added, removed or
 * changed in several places at once.
 */
export function touched(before: unknown, after: unknown): string | null {
  const places = differences(before, after, '').map((place) =>
    MOVED.test(place) ? place.replace(MOVED, '.$1') : place,
  );
  const [first] = places;
  return first !== undefined && places.every((place) => place === first) ? first : null;
}

function differences(before: unknown, after: unknown, place: string): string[] {
  if (Object.is(before, after)) return [];
  if (!isTree(before) || !isTree(after)) {
    return typeof before === typeof after ? [place] : [place, `${place} is another`];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], `${place}.${key}`));
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
