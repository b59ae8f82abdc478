import { describe, expect, it } from 'vitest';
import type { MarkView } from '../../lib/host';
import { added, covering, drawn, indexOf, lookOf, removed, replaced, resized } from './marks';

const mark = (start: number, end: number, label = 'a'): MarkView => ({
  span: { start, end },
  label,
});
const say = (marks: readonly MarkView[]) =>
  marks.map(({ span, label }) => `${span.start}–${span.end} ${label}`);

describe('marks', () => {
  it('stand in the order of the text, and none twice', () => {
    let marks = added([], mark(8, 11));
    marks = added(marks, mark(0, 3));
    marks = added(marks, mark(0, 7, 'b'));
    marks = added(marks, mark(8, 11));
    marks = added(marks, mark(8, 11, 'b'));
    expect(say(marks)).toEqual(['0–7 b', '0–3 a', '8–11 a', '8–11 b']);
    expect(say(removed(marks, mark(8, 11)))).toEqual(['0–7 b', '0–3 a', '8–11 b']);
    expect(indexOf(marks, mark(8, 11, 'b'))).toBe(3);
    expect(indexOf(marks, null)).toBe(-1);
  });

  it('become others, and one with one that is there already', () => {
    const marks = [mark(0, 3), mark(0, 3, 'b')];
    expect(say(replaced(marks, mark(0, 3), mark(4, 7)))).toEqual(['0–3 b', '4–7 a']);
    expect(say(replaced(marks, mark(0, 3), mark(0, 3, 'b')))).toEqual(['0–3 b']);
  });

  it('are found at a word, the shortest first', () => {
    const marks = [mark(0, 20), mark(4, 7, 'b'), mark(4, 11), mark(30, 33)];
    expect(say(covering(marks, { start: 4, end: 7 }))).toEqual(['4–7 b', '4–11 a', '0–20 a']);
    expect(covering(marks, { start: 18, end: 21 })).toEqual([]);
  });

  it('move at both ends by whole units, and never onto each other', () => {
    const words = [0, 3, 4, 7, 8, 11];
    const marks = [mark(0, 7), mark(4, 7)];
    expect(resized(marks, mark(4, 7), words, 'end', 1)).toEqual(mark(4, 11));
    expect(resized(marks, mark(4, 7), words, 'start', -1), 'it is there').toBeNull();
    expect(resized(marks, mark(4, 7), words, 'start', 1), 'nothing is left').toBeNull();
  });

  it('are drawn on lanes of their own, with the number and the line of their label', () => {
    const labels = ['a', 'b'].map((id) => ({ id, name: id, about: '' }));
    const lines = drawn([mark(0, 7), mark(4, 11, 'b'), mark(8, 9)], labels);
    expect(lines.map(({ line }) => line)).toEqual([
      { side: 'under', lane: 0, look: 'solid', tag: '1' },
      { side: 'under', lane: 1, look: 'dashed', tag: '2' },
      { side: 'under', lane: 0, look: 'solid', tag: '1' },
    ]);
    expect([0, 4, 11].map(lookOf)).toEqual(['solid', 'solid', 'double']);
  });
});
