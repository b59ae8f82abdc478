import { describe, expect, it } from 'vitest';
import { cited, quotation, spaced } from './why';

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

describe('whose words they are', () => {
  it('is added behind them', () => {
    expect(cited('no message', 'B', 'It is true: ')).toBe('“no message” (B)');
    expect(cited('no message', null, '')).toBe('“no message”');
    expect(cited(' ', 'B', '')).toBe('');
  });
  it('is not said twice', () => {
    for (const before of [
      'B says ',
      'B: ',
      'because Response B writes that ',
      'In B’s words, ',
      'It is B',
    ]) {
      expect(cited('no message', 'B', before), before).toBe('“no message”');
    }
  });
  it('is said where another is named, or the sentence is over', () => {
    for (const before of [
      'A says ',
      'B is best. ',
      'B is better because it tells her that ',
      'BB: ',
    ]) {
      expect(cited('no message', 'B', before), before).toBe('“no message” (B)');
    }
  });
});
