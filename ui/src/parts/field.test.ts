import { describe, expect, it } from 'vitest';
import { carried, direction } from './field';

describe('places in a text that is being edited', () => {
  const before = 'It is clear and good.';
  const clear = { start: 6, end: 11 };
  const good = { start: 16, end: 20 };
  const words = (after: string): string[] =>
    carried([clear, good], before, after).map(({ start, end }) => after.slice(start, end));

  it('stay where nothing was changed', () => {
    expect(words(before)).toEqual(['clear', 'good']);
  });
  it('move with what was written before them', () => {
    expect(words('So it is clear and good.')).toEqual(['clear', 'good']);
    expect(words('It is clear and very good.')).toEqual(['clear', 'good']);
    expect(words('is clear and good.')).toEqual(['clear', 'good']);
  });
  it('are gone where the change touches them', () => {
    expect(words('It is clean and good.')).toEqual(['good']);
    expect(words('It is cleaner and good.')).toEqual(['good']);
    expect(words('')).toEqual([]);
  });
  it('stay when the same words are repeated', () => {
    expect(words('It is clear and good. It is clear and good.')).toEqual(['clear', 'good']);
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
