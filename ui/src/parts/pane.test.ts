import { describe, expect, it } from 'vitest';
import { afterKey, fitting, LEAST, widest } from './pane';

describe('the pane’s width', () => {
  it('stays between what can be read and what the material needs', () => {
    expect(fitting(100, 1072)).toBe(LEAST);
    expect(fitting(380, 1072)).toBe(380);
    expect(fitting(2000, 1072)).toBe(640);
    expect(fitting(500, 816)).toBe(416);
    expect(fitting(500, 500), 'a tiny desk still has a pane').toBe(LEAST);
  });
  it('moves with the arrows: left is wider, since the pane lies at the right', () => {
    expect(afterKey('ArrowLeft', 380, 1072)).toBe(396);
    expect(afterKey('ArrowRight', 380, 1072)).toBe(364);
    expect(afterKey('ArrowRight', LEAST, 1072)).toBe(LEAST);
    expect(afterKey('Home', 380, 1072)).toBe(LEAST);
    expect(afterKey('End', 380, 1072)).toBe(widest(1072));
    expect(afterKey('x', 380, 1072)).toBe(null);
  });
});
