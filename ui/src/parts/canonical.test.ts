import { describe, expect, it } from 'vitest';
import { plainOf, rangeOf } from './canonical';

const HTML =
  '<h4 data-at="0">Hours</h4><p data-at="7">We <em>open</em> at six. Not later.</p><ul><li data-at="34">Come in</li></ul>';

describe('the canonical text behind a rendered one', () => {
  it('has its blocks at their offsets', () => {
    expect(plainOf(HTML)).toBe('Hours\n\nWe open at six. Not later.\n' + 'Come in');
    expect(plainOf('')).toBe('');
  });

  it('is found in what is drawn, whatever the markup', () => {
    const drawn = document.createElement('div');
    drawn.innerHTML = HTML;
    const words = (start: number, end: number): string | undefined =>
      rangeOf(drawn, start, end)?.toString();
    expect(words(7, 22)).toBe('We open at six.');
    expect(words(10, 14)).toBe('open');
    expect(words(34, 41)).toBe('Come in');
    expect(words(5, 7)).toBeUndefined();
  });
});
