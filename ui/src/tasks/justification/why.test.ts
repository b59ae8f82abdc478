import { describe, expect, it } from 'vitest';
import { direction, length, quotation, spaced } from './why';

describe('a quotation', () => {
  it('stands in one pair of marks', () => {
    expect(quotation('no message')).toBe('“no message”');
    expect(quotation(' “no message” ')).toBe('“no message”');
    expect(quotation('he said “no” twice')).toBe('“he said ‘no’ twice”');
    expect(quotation('  ')).toBe('');
  });
  it('keeps its distance from the words around it', () => {
    expect(spaced('', '“x”', '')).toBe('“x”');
    expect(spaced('because', '“x”', '')).toBe(' “x”');
    expect(spaced('because ', '“x”', ' is')).toBe('“x”');
    expect(spaced('(', '“x”', ')')).toBe('“x”');
    expect(spaced('because ', '“x”', 'is')).toBe('“x” ');
    expect(spaced('', '“x”', 'שלום')).toBe('“x” ');
  });
});

describe('the length', () => {
  it('is within its bounds, both included', () => {
    const of = (words: number) => length(words, [60, 200]);
    expect([59, 60, 200, 201].map(of)).toEqual(['under', 'within', 'within', 'over']);
  });
});

describe('the direction', () => {
  it('is that of the first letter', () => {
    expect(direction('A is best')).toBe('ltr');
    expect(direction('“2” שלום A')).toBe('rtl');
    expect(direction('👩‍👩‍👧 مرحبا')).toBe('rtl');
    expect(direction('… 42')).toBe('ltr');
  });
});
