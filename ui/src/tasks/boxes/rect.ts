/** The geometry of boxes, in the picture's own measure. Every rect made here lies in the picture and has an area. */
import type { RectView } from '../../lib/host';
import type { Size } from '../../parts/zoom';

export type Point = { x: number; y: number };
export type Side = keyof RectView;
/** Edges by their compass point; a corner is two of them. */
export const HANDLES = ['n', 'e', 's', 'w', 'ne', 'se', 'sw', 'nw'] as const;
export type Handle = (typeof HANDLES)[number];

/** Up to this long side a picture is told in parts of a unit, and up to a tenth of it in parts of those. */
const SMALL = 200;
/** One press of an arrow key with Shift, in presses without. */
export const FAR = 10;

/** Into how many parts a unit of the picture is divided. */
export function parts({ width, height }: Size): 1 | 10 | 100 {
  const long = Math.max(width, height);
  if (long > SMALL) return 1;
  return long > SMALL / 10 ? 10 : 100;
}

/** The least that two edges may be apart. */
export const grain = (picture: Size): number => 1 / parts(picture);

/** What one press of an arrow key moves. */
export const stepOf = (picture: Size): number => Math.min(1, FAR * grain(picture));

export function rounded(value: number, picture: Size): number {
  const n = parts(picture);
  // No zero with a minus.
  return Math.round(value * n) / n + 0;
}

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/** From one edge to another, whichever comes first, kept in the picture and never without length. */
function stretch(one: number, other: number, side: number, picture: Size): [number, number] {
  const inside = (at: number): number => between(rounded(at, picture), 0, side);
  let [from, to] = [inside(Math.min(one, other)), inside(Math.max(one, other))];
  if (to - from < grain(picture) / 2) {
    to = Math.min(from + grain(picture), side);
    from = to - grain(picture);
  }
  return [rounded(from, picture), rounded(to - from, picture)];
}

/** The box with these two corners. */
export function spanned(a: Point, b: Point, picture: Size): RectView {
  const [x, width] = stretch(a.x, b.x, picture.width, picture);
  const [y, height] = stretch(a.y, b.y, picture.height, picture);
  return { x, y, width, height };
}

export function moved(at: RectView, dx: number, dy: number, picture: Size): RectView {
  const x = between(rounded(at.x + dx, picture), 0, picture.width - at.width);
  const y = between(rounded(at.y + dy, picture), 0, picture.height - at.height);
  return { ...at, x: tidy(x), y: tidy(y) };
}

/** Drags an edge or a corner; past the opposite one the box turns over. */
export function resized(
  at: RectView,
  handle: Handle,
  dx: number,
  dy: number,
  picture: Size,
): RectView {
  const pulls = (edge: string, by: number): number => (handle.includes(edge) ? by : 0);
  return spanned(
    { x: at.x + pulls('w', dx), y: at.y + pulls('n', dy) },
    { x: at.x + at.width + pulls('e', dx), y: at.y + at.height + pulls('s', dy) },
    picture,
  );
}

/** Grows or shrinks to the right and down. It stops at the edge of the picture, and it does not turn over. */
export function grown(at: RectView, dw: number, dh: number, picture: Size): RectView {
  const least = grain(picture);
  const width = between(rounded(at.width + dw, picture), least, picture.width - at.x);
  const height = between(rounded(at.height + dh, picture), least, picture.height - at.y);
  return { ...at, width: tidy(width), height: tidy(height) };
}

/** What one side may be while the others stay. */
export function range(at: RectView, side: Side, picture: Size): { least: number; most: number } {
  const least = grain(picture);
  const most = {
    x: picture.width - at.width,
    y: picture.height - at.height,
    width: picture.width - at.x,
    height: picture.height - at.y,
  };
  const lowest = side === 'x' || side === 'y' ? 0 : least;
  return { least: lowest, most: Math.max(lowest, tidy(most[side])) };
}

/** With one side as told, as far as the picture goes. */
export function withSide(at: RectView, side: Side, value: number, picture: Size): RectView {
  const { least, most } = range(at, side, picture);
  return { ...at, [side]: tidy(between(rounded(value, picture), least, most)) };
}

export function same(a: RectView, b: RectView): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** A copy is put this share of the long side away. */
const AWAY = 50;

/** Steps away from a place, the diagonal ones first: down and to the right, then the other ways, then further. */
function* away(): Generator<[number, number]> {
  for (let far = 1; far <= AWAY; far++) {
    for (let off = far; off >= 0; off--) {
      for (const [x, y] of [
        [1, 1],
        [-1, -1],
        [1, -1],
        [-1, 1],
      ] as const) {
        yield [far * x, off * y];
        yield [off * x, far * y];
      }
    }
  }
}

/** The same box a little further down and to the right, or where there is room, on none of `others` exactly. */
export function beside(at: RectView, others: readonly RectView[], picture: Size): RectView {
  const by = Math.max(
    stepOf(picture),
    rounded(Math.max(picture.width, picture.height) / AWAY, picture),
  );
  for (const [x, y] of away()) {
    const there = moved(at, x * by, y * by, picture);
    if (!same(there, at) && !others.some((other) => same(other, there))) return there;
  }
  return at;
}

/** A box in the middle of a part of the picture, given in shares of its sides, that lies on none of `others` exactly. */
export function inMiddle(seen: RectView, others: readonly RectView[], picture: Size): RectView {
  const [w, h] = [picture.width * seen.width, picture.height * seen.height];
  const [x, y] = [picture.width * seen.x + w / 2, picture.height * seen.y + h / 2];
  const at = spanned({ x: x - w / 8, y: y - h / 8 }, { x: x + w / 8, y: y + h / 8 }, picture);
  return others.some((other) => same(other, at)) ? beside(at, others, picture) : at;
}

/** The boxes under a point, the smallest first: it is the one that could not be reached otherwise. */
export function under(boxes: readonly { at: RectView }[], point: Point): number[] {
  const area = (index: number): number => {
    const at = boxes[index]?.at;
    return at ? at.width * at.height : 0;
  };
  return boxes
    .map((_, index) => index)
    .filter((index) => {
      const at = boxes[index]?.at;
      return at !== undefined && holds(at, point);
    })
    .sort((a, b) => area(a) - area(b));
}

export function holds(at: RectView, { x, y }: Point): boolean {
  return x >= at.x && x <= at.x + at.width && y >= at.y && y <= at.y + at.height;
}

/** Without what binary fractions add. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** "x 12, y 40.5, 30 wide, 20 high". */
export function rectWords({ x, y, width, height }: RectView): string {
  const n = (value: number): string => String(tidy(value));
  return `x ${n(x)}, y ${n(y)}, ${n(width)} wide, ${n(height)} high`;
}

/** "30 × 20". */
export function sizeWords({ width, height }: RectView): string {
  return `${tidy(width)} × ${tidy(height)}`;
}
