import { describe, expect, it } from 'vitest';
import { touched } from './step';

const boxes = (...xs: number[]): object => ({
  boxes: xs.map((x) => ({ label: 'lamp', at: { x, y: 1, width: 9, height: 9 } })),
});

describe('the place in which two answers differ', () => {
  it.each([
    ['a field that is written in', { why: 'a', tiers: [] }, { why: 'ab', tiers: [] }, '.why'],
    ['one of several fields', { all: ['a', 'b'] }, { all: ['a', 'bc'] }, '.all.1'],
    ['a box that is moved', boxes(1, 5), boxes(1, 6), '.boxes.1.at'],
    [
      'a box that is sized at a corner',
      { boxes: [{ at: { x: 1, y: 1, width: 9, height: 9 } }] },
      { boxes: [{ at: { x: 2, y: 2, width: 8, height: 8 } }] },
      '.boxes.0.at',
    ],
    [
      'the end of a mark',
      { marks: [{ span: { end: 3 } }] },
      { marks: [{ span: { end: 4 } }] },
      '.marks.0.span',
    ],
    [
      'a value of a scale',
      { scores: [{ value: 3 }] },
      { scores: [{ value: 4 }] },
      '.scores.0.value',
    ],
    ['a box that is new', boxes(1), boxes(1, 5), null],
    ['a box that is gone', boxes(1, 5), boxes(5), null],
    ['two that change places', { tiers: [['a'], ['b']] }, { tiers: [['b'], ['a']] }, null],
    ['a choice for nothing', { action: null }, { action: 'refuse' }, null],
    ['nothing', { why: 'a' }, { why: 'a' }, null],
  ])('%s', (_, before, after, expected) => {
    expect(touched(before, after)).toBe(expected);
  });
});
