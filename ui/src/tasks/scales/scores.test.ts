import { describe, expect, it } from 'vitest';
import type { AnchorView } from '../../lib/host';
import {
  anchorOfKey,
  cellsOf,
  heldVerdict,
  heldWords,
  keyOf,
  nextOpen,
  numberKeys,
  valueAfterKey,
  valueAt,
  withValue,
  type Held,
} from './scores';

const scale = (...values: number[]): AnchorView[] =>
  values.map((value) => ({ value, name: `name ${value}`, about: '' }));

const cell = (item: string, dimension: string) => ({ item, dimension });

describe('values', () => {
  it('are set in the place of the one before', () => {
    const one = withValue([], cell('r1', 'a'), 3);
    const two = withValue(one, cell('r1', 'b'), 1);
    expect(withValue(two, cell('r1', 'a'), 2)).toEqual([
      { item: 'r1', dimension: 'a', value: 2 },
      { item: 'r1', dimension: 'b', value: 1 },
    ]);
    expect(one, 'the old scores stay').toHaveLength(1);
    expect(valueAt(two, cell('r2', 'a'))).toBeNull();
    expect(valueAt(withValue([], cell('r1', 'a'), 0), cell('r1', 'a'))).toBe(0);
  });

  it('are looked for dimension by dimension, round to the first again', () => {
    const cells = cellsOf([{ id: 'r1' }, { id: 'r2' }], [{ id: 'a' }, { id: 'b' }]);
    expect(cells.map(({ item, dimension }) => item + dimension)).toEqual([
      'r1a',
      'r2a',
      'r1b',
      'r2b',
    ]);
    const scores = [{ ...cell('r1', 'b'), value: 1 }];
    expect(nextOpen(cells, scores)).toEqual(cell('r1', 'a'));
    expect(nextOpen(cells, scores, cell('r2', 'a'))).toEqual(cell('r2', 'b'));
    expect(nextOpen(cells, scores, cell('r2', 'b'))).toEqual(cell('r1', 'a'));
    const all = cells.map((one) => ({ ...one, value: 1 }));
    expect(nextOpen(cells, all)).toBeNull();
  });
});

describe('number keys', () => {
  it('are the values of a scale from 0 up', () => {
    expect(scale(0, 1, 2).map((_, i) => keyOf(scale(0, 1, 2), i))).toEqual(['0', '1', '2']);
    expect(anchorOfKey(scale(1, 3, 5), '3')?.value).toBe(3);
    expect(anchorOfKey(scale(1, 3, 5), '2')).toBeUndefined();
    const ten = scale(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    expect([keyOf(ten, 9), keyOf(ten, 10)]).toEqual(['9', null]);
    expect(numberKeys([scale(1, 2), scale(0, 1)])).toEqual(['0', '1', '2']);
  });

  it('are places from the left on other scales, and end with the ninth', () => {
    expect(anchorOfKey(scale(-2, -1, 0, 1, 2), '1')?.value).toBe(-2);
    expect(anchorOfKey(scale(0, 25, 50, 100), '3')?.value).toBe(50);
    const long = scale(-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5);
    expect([keyOf(long, 8), keyOf(long, 9)]).toEqual(['9', null]);
  });
});

it('arrow keys stop at the ends and begin at the near one', () => {
  const after = (key: string, value: number | null) =>
    valueAfterKey(key, scale(-1, 0, 1, 2), value);
  expect([after('ArrowRight', -1), after('ArrowRight', 2), after('ArrowRight', null)]).toEqual([
    0, 2, -1,
  ]);
  expect([after('ArrowLeft', 0), after('ArrowLeft', -1), after('ArrowLeft', null)]).toEqual([
    -1, -1, 2,
  ]);
  expect([after('Home', 2), after('End', null), after('ArrowUp', 0)]).toEqual([-1, 2, null]);
});

describe('what came of a value', () => {
  const held = (yours: number, off: number, score = 1): Held => ({
    yours,
    key: 3,
    accept: [2, 3],
    off,
    score,
  });

  it('is in words, with the way in which it differs', () => {
    expect(heldVerdict(held(3, 0))).toEqual({ verdict: 'agrees', word: 'as the key' });
    expect(heldVerdict(held(2, 0))).toEqual({ verdict: 'agrees', word: 'accepted' });
    expect(heldVerdict(held(1, -1, 0.5))).toEqual({ verdict: 'differs', word: '1 too low' });
    expect(heldVerdict(held(5, 2, 0))).toEqual({ verdict: 'against', word: '2 too high' });
  });

  it('stands beside the key and what it accepts', () => {
    const anchors = scale(1, 2, 3);
    expect(heldWords(held(1, -1), anchors)).toBe('You 1, name 1; key 3, name 3; accepts 2 to 3');
    expect(heldWords(held(3, 0), anchors)).toBe('Key 3, name 3; accepts 2 to 3');
    expect(heldWords({ ...held(3, 0), accept: [3, 3] }, anchors)).toBe('Key 3, name 3');
    expect(heldWords({ ...held(3, 0), key: -1, accept: [-2, -1] }, anchors)).toBe(
      'Key −1; accepts −2 to −1',
    );
  });
});
