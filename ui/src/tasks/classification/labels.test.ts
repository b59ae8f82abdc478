import { describe, expect, it } from 'vitest';
import { labelsOf, nextOpen, pressed, sameSet } from './labels';

const pieces = ['p1', 'p2', 'p3'].map((id) => ({ id, html: '' }));
const labels = ['a', 'b', 'c'].map((id) => ({ id, name: id, about: '' }));
const one = { pieces, labels, multiple: false };
const several = { pieces, labels, multiple: true };

describe('labels of pieces', () => {
  it('take the place of each other where a piece has one', () => {
    let given = pressed([], 'p2', 'b', one);
    given = pressed(given, 'p1', 'a', one);
    given = pressed(given, 'p2', 'c', one);
    expect(given).toEqual([
      { piece: 'p1', labels: ['a'] },
      { piece: 'p2', labels: ['c'] },
    ]);
    expect(pressed(given, 'p2', 'c', one), 'the same again changes nothing').toEqual(given);
  });
  it('are given and taken away where it has several, in the order of the taxonomy', () => {
    let given = pressed([], 'p1', 'c', several);
    given = pressed(given, 'p1', 'a', several);
    expect(labelsOf(given, 'p1')).toEqual(['a', 'c']);
    given = pressed(given, 'p1', 'a', several);
    given = pressed(given, 'p1', 'c', several);
    expect(given, 'a piece without labels is not spoken of').toEqual([]);
  });
  it('lead to the next piece without one, around the end', () => {
    const given = pressed([], 'p2', 'a', one);
    expect(nextOpen(given, pieces, 'p1')).toBe('p3');
    expect(nextOpen(given, pieces, 'p3')).toBe('p1');
    const all = pieces.map(({ id }) => ({ piece: id, labels: ['a'] }));
    expect(nextOpen(all, pieces, 'p2')).toBeNull();
  });
  it('are the same in whatever order', () => {
    expect(sameSet(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(sameSet(['a'], ['a', 'b'])).toBe(false);
  });
});
