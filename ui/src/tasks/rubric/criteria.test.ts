import { describe, expect, it } from 'vitest';
import { align, inserted, moved, oneLine, pasted, removed, trimmed, type Row } from './criteria';

const before: Row[] = ['a', 'b', 'c'].map((text, key) => ({ key, text }));
const keys = (texts: string[]): number[] => {
  let next = 10;
  return align(before, texts, () => next++).map((row) => row.key);
};

describe('the rows', () => {
  it('keep their keys while one is written in', () => {
    expect(keys(['a', 'bx', 'c'])).toEqual([0, 1, 2]);
  });
  it('keep them when one comes or goes', () => {
    expect(keys(['a', '', 'b', 'c'])).toEqual([0, 10, 1, 2]);
    expect(keys(['a', 'b', 'c', ''])).toEqual([0, 1, 2, 10]);
    expect(keys(['b', 'c'])).toEqual([1, 2]);
    expect(keys([])).toEqual([]);
  });
  it('take them along when they are moved', () => {
    expect(keys(['c', 'a', 'b'])).toEqual([2, 0, 1]);
    expect(keys(['b', 'a', 'c'])).toEqual([1, 0, 2]);
    expect(keys(['b', 'ax', 'c'])).toEqual([1, 0, 2]);
  });
  it('have each their own where texts are alike', () => {
    const rows = align(before, ['a', 'a', 'a', 'a'], () => 10);
    expect(rows.map((row) => row.key)).toEqual([0, 1, 2, 10]);
  });
});

describe('the list', () => {
  it('takes, gives and moves', () => {
    expect(inserted(['a', 'b'], 1, 'x')).toEqual(['a', 'x', 'b']);
    expect(removed(['a', 'b'], 0)).toEqual(['b']);
    expect(trimmed(['', 'a', '', ''])).toEqual(['', 'a']);
    expect(trimmed([''])).toEqual([]);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    const same = ['a', 'b'];
    expect(moved(same, 0, -1)).toBe(same);
    expect(moved(same, 1, 1)).toBe(same);
  });
});

describe('what is pasted', () => {
  it('is one criterion a line, without its bullets', () => {
    expect(pasted('1. Names the hour.\r\n2) Names the day.\n\n• Says why.')).toEqual([
      'Names the hour.',
      'Names the day.',
      'Says why.',
    ]);
    expect(pasted('-5 degrees\n8:30 is named')).toEqual(['-5 degrees', '8:30 is named']);
    expect(pasted('Names the hour.\n')).toEqual([]);
  });
  it('is one line in a criterion', () => {
    expect(oneLine('Names the hour\n  and the day')).toBe('Names the hour and the day');
    expect(oneLine('Names  the hour ')).toBe('Names  the hour ');
  });
});
