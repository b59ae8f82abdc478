import { describe, expect, it } from 'vitest';
import { nameOf, nameOfRange, pointOf, POINTS, rangeOf, valueOf } from './scale';

const item = (id: string, letter: string) => ({ id, letter, html: '' });
const straight = [item('r1', 'A'), item('r2', 'B')];
const turned = [item('r2', 'A'), item('r1', 'B')];

describe('the scale', () => {
  it('stores by id whatever the side', () => {
    expect(valueOf(-3, straight)).toBe(-3);
    expect(valueOf(-3, turned)).toBe(3);
    expect(valueOf(2, turned)).toBe(-2);
  });
  it('comes back to the point it was stored from', () => {
    for (const items of [straight, turned]) {
      for (const point of POINTS) expect(pointOf(valueOf(point, items), items)).toBe(point);
    }
  });
  it('has one zero', () => {
    expect(Object.is(valueOf(0, turned), 0), 'never minus zero').toBe(true);
  });
  it('turns a range with its ends in order', () => {
    expect(rangeOf([1, 3], straight)).toEqual([1, 3]);
    expect(rangeOf([1, 3], turned)).toEqual([-3, -1]);
    expect(rangeOf([0, 1], turned)).toEqual([-1, 0]);
  });
  it('names points by the letter on that side', () => {
    expect(nameOf(-3, straight)).toBe('A is much better');
    expect(nameOf(1, turned)).toBe('B is slightly better');
    expect(nameOf(0, straight)).toBe('About the same');
    expect(nameOfRange([-1, 0], straight)).toBe('A is slightly better to about the same');
    expect(nameOfRange([2, 2], straight)).toBe('B is better');
  });
});
