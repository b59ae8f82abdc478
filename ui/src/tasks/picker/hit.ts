import type { SpanView } from '../../lib/host';
import type { TextMap } from './text';
import { nearestUnit, unitAt, type Units } from './units';

type Caret = { node: Node; within: number };

/** What WebKit has of the newer call depends on its age; the older one is there. */
type Carets = {
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?: (x: number, y: number) => Range | null;
};

function caretAt(x: number, y: number): Caret | null {
  const page = document as unknown as Carets;
  if (page.caretPositionFromPoint) {
    const place = page.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, within: place.offset };
  }
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, within: range.startOffset } : null;
}

/** The offset nearest to a point of the window, also where the point lies beside the words. */
function offsetAt(map: TextMap, x: number, y: number): number | null {
  const caret = caretAt(x, y);
  const offset = caret && map.offset(caret.node, caret.within);
  if (offset !== null) return offset;
  // Between two blocks, or beside them: on the nearest line of the nearest block.
  const boxes = map.blocks.map((block) => block.getBoundingClientRect());
  const away = (box: DOMRect): number => Math.max(box.top - y, y - box.bottom, 0);
  const nearest = boxes.reduce<DOMRect | null>(
    (best, box) => (best && away(best) <= away(box) ? best : box),
    null,
  );
  if (!nearest) return null;
  const inside = (value: number, low: number, high: number): number =>
    Math.min(Math.max(value, low + 1), high - 1);
  const again = caretAt(
    inside(x, nearest.left, nearest.right),
    inside(y, nearest.top, nearest.bottom),
  );
  return again && map.offset(again.node, again.within);
}

/** Around a word a press still means the word, where no other word is nearer: to its sides, and between the lines. */
const BESIDE = 3;
const BETWEEN = 5;

function holds(map: TextMap, unit: SpanView, x: number, y: number, beside: number): boolean {
  const boxes = map.range(unit)?.getClientRects() ?? [];
  return [...boxes].some(
    ({ left, right, top, bottom }) =>
      x >= left - beside && x <= right + beside && y >= top - BETWEEN && y <= bottom + BETWEEN,
  );
}

/** The unit under a point, or the nearest one; `inside` tells whether the point lies on it. */
export function unitUnder(
  map: TextMap,
  units: Units,
  x: number,
  y: number,
): { unit: SpanView; inside: boolean } | null {
  const offset = offsetAt(map, x, y);
  if (offset === null) return null;
  // A caret stands between two characters: the point may lie on the one before it.
  const near = [unitAt(units, offset), offset > 0 ? unitAt(units, offset - 1) : null];
  const at = (beside: number): SpanView | null | undefined =>
    near.find((unit) => unit !== null && holds(map, unit, x, y, beside));
  const under = at(0) ?? at(BESIDE);
  if (under) return { unit: under, inside: true };
  const unit = nearestUnit(units, offset);
  return unit && { unit, inside: false };
}
