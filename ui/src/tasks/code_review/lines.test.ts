import { describe, expect, it } from 'vitest';
import { between, linesSaid, markedIn, put, Stretch, withMarked } from './lines';

describe('marked lines', () => {
  it('are kept by solution and in order, each once', () => {
    const one = withMarked([], 'r2', [5, 3, 3]);
    const two = withMarked(one, 'r1', [4]);
    expect(two).toEqual([
      { solution: 'r1', line: 4 },
      { solution: 'r2', line: 3 },
      { solution: 'r2', line: 5 },
    ]);
    expect(markedIn(two, 'r2')).toEqual([3, 5]);
    expect(withMarked(two, 'r2', [])).toEqual([{ solution: 'r1', line: 4 }]);
    expect(one, 'the old marks stay').toHaveLength(2);
  });

  it('are put in and out', () => {
    expect(put([2, 9], between(4, 2), true)).toEqual([2, 3, 4, 9]);
    expect(put([2, 3, 9], [3, 9, 10], false)).toEqual([2]);
    expect(between(3, 3)).toEqual([3]);
  });

  it('are named in runs', () => {
    expect(linesSaid([4])).toBe('line 4');
    expect(linesSaid([7, 3, 5, 6])).toBe('lines 3, 5 to 7');
    expect(linesSaid([3, 4])).toBe('lines 3 to 4');
  });
});

describe('a mark that goes along', () => {
  it('takes in what it passes and gives it back', () => {
    const stretch = new Stretch();
    let marked = stretch.to([8], 3, 4);
    expect(marked).toEqual([3, 4, 8]);
    marked = stretch.to(marked, 4, 5);
    expect(marked).toEqual([3, 4, 5, 8]);
    marked = stretch.to(marked, 5, 2);
    expect(marked, 'over its beginning').toEqual([2, 3, 8]);
  });

  it('begins anew after something else, such as undo', () => {
    const stretch = new Stretch();
    stretch.to([], 3, 4);
    expect(stretch.to([], 4, 5), 'undone meanwhile').toEqual([4, 5]);
    stretch.end();
    expect(stretch.to([4, 5], 5, 6)).toEqual([4, 5, 6]);
    expect(stretch.to([4, 5, 6], 6, 5), 'what was there stays').toEqual([4, 5]);
  });
});
