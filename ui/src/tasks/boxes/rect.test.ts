import { describe, expect, it } from 'vitest';
import {
  beside,
  grown,
  HANDLES,
  inMiddle,
  moved,
  parts,
  range,
  rectWords,
  resized,
  spanned,
  stepOf,
  under,
  withSide,
} from './rect';

const large = { width: 800, height: 600 };
const small = { width: 64, height: 48 };
const tiny = { width: 8, height: 6 };
const at = { x: 100, y: 100, width: 50, height: 40 };

const fits = (rect: typeof at, { width, height }: typeof large): boolean =>
  rect.x >= 0 &&
  rect.y >= 0 &&
  rect.width > 0 &&
  rect.height > 0 &&
  rect.x + rect.width <= width * (1 + 1e-6) &&
  rect.y + rect.height <= height * (1 + 1e-6);

describe('the measure', () => {
  it('is whole units in a large picture and parts of them in a small one', () => {
    expect([large, { width: 200, height: 9 }, small, tiny].map(parts)).toEqual([1, 10, 10, 100]);
    expect([large, small, tiny].map(stepOf)).toEqual([1, 1, 0.1]);
    expect(spanned({ x: 10.4, y: 10.6 }, { x: 20.5, y: 30 }, large)).toEqual({
      x: 10,
      y: 11,
      width: 11,
      height: 19,
    });
    expect(spanned({ x: 0.1, y: 0.14 }, { x: 0.3, y: 0.36 }, small)).toEqual({
      x: 0.1,
      y: 0.1,
      width: 0.2,
      height: 0.3,
    });
  });
});

describe('drawing', () => {
  it('takes the corners in any order and keeps to the picture', () => {
    expect(spanned({ x: 900, y: -20 }, { x: 700, y: 50 }, large)).toEqual({
      x: 700,
      y: 0,
      width: 100,
      height: 50,
    });
  });

  it('never makes a box without area, at no edge', () => {
    for (const picture of [large, small, tiny, { width: 1, height: 1 }]) {
      for (const x of [-5, 0, picture.width / 3, picture.width, picture.width + 5]) {
        for (const y of [-5, 0, picture.height / 3, picture.height, picture.height + 5]) {
          const rect = spanned({ x, y }, { x, y }, picture);
          expect(fits(rect, picture), JSON.stringify({ x, y, picture, rect })).toBe(true);
        }
      }
    }
  });
});

describe('moving and resizing', () => {
  it('moves as far as the picture goes, and keeps the size', () => {
    expect(moved(at, -3, 4, large)).toEqual({ ...at, x: 97, y: 104 });
    expect(moved(at, -500, 5000, large)).toEqual({ ...at, x: 0, y: 560 });
    const odd = { x: 1.5, y: 2.5, width: 10.3, height: 4.7 };
    expect(moved(odd, 999, 999, small)).toEqual({ ...odd, x: 53.7, y: 43.3 });
  });

  it('drags each edge and corner, and turns over past the opposite one', () => {
    expect(resized(at, 'nw', -10, 5, large)).toEqual({ x: 90, y: 105, width: 60, height: 35 });
    expect(resized(at, 'e', 10, 99, large)).toEqual({ ...at, width: 60 });
    expect(resized(at, 'w', 80, 0, large)).toEqual({ ...at, x: 150, width: 30 });
    for (const handle of HANDLES) {
      for (const by of [-9999, -50, -40, 0, 40, 50, 9999]) {
        expect(fits(resized(at, handle, by, by, large), large), `${handle} by ${by}`).toBe(true);
      }
    }
  });

  it('grows to the right and down, and ends at the edge and at one unit', () => {
    expect(grown(at, 10, -1, large)).toEqual({ ...at, width: 60, height: 39 });
    expect(grown(at, 9999, -9999, large)).toEqual({ ...at, width: 700, height: 1 });
  });

  it('takes a side as typed, as far as the picture goes', () => {
    expect(withSide(at, 'x', 12.6, large)).toEqual({ ...at, x: 13 });
    expect(withSide(at, 'x', 9999, large)).toEqual({ ...at, x: 750 });
    expect(withSide(at, 'height', 0, large)).toEqual({ ...at, height: 1 });
    expect(withSide(at, 'width', 9999, large)).toEqual({ ...at, width: 700 });
    expect(range(at, 'width', large)).toEqual({ least: 1, most: 700 });
    expect(range(at, 'y', small), 'an older box that is too large still has a range').toEqual({
      least: 0,
      most: 8,
    });
  });
});

describe('a box of the keyboard', () => {
  it('lies in the middle of what is seen, and never on another one', () => {
    const first = inMiddle({ x: 0, y: 0, width: 1, height: 1 }, [], large);
    expect(first).toEqual({ x: 300, y: 225, width: 200, height: 150 });
    const boxes = [first];
    for (let i = 0; i < 60; i++) {
      const next = inMiddle({ x: 0, y: 0, width: 1, height: 1 }, boxes, large);
      expect(fits(next, large)).toBe(true);
      boxes.push(next);
    }
    expect(new Set(boxes.map((one) => rectWords(one))).size).toBe(61);
    expect(inMiddle({ x: 0.5, y: 0.5, width: 0.25, height: 0.25 }, [], large)).toEqual({
      x: 475,
      y: 356,
      width: 50,
      height: 38,
    });
  });

  it('is put beside its model, also in a corner', () => {
    expect(beside(at, [at], large)).toEqual({ ...at, x: 116, y: 116 });
    const corner = { x: 750, y: 560, width: 50, height: 40 };
    expect(beside(corner, [corner], large)).toEqual({ ...corner, x: 734, y: 544 });
    const all = { x: 0, y: 0, width: 800, height: 600 };
    expect(beside(all, [all], large)).toEqual(all);
  });
});

describe('what lies under the pointer', () => {
  it('is the smallest box first', () => {
    const boxes = [
      { at },
      { at: { x: 0, y: 0, width: 800, height: 600 } },
      { at: { x: 110, y: 110, width: 5, height: 5 } },
    ];
    expect(under(boxes, { x: 112, y: 112 })).toEqual([2, 0, 1]);
    expect(under(boxes, { x: 790, y: 2 })).toEqual([1]);
    expect(under([], { x: 0, y: 0 })).toEqual([]);
  });
});
