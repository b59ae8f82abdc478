import { describe, expect, it } from 'vitest';
import { afterKey } from './keyboard';
import type { Selection, Units } from './units';

//           One is true. Two is not! Three
//           0123456789012345678901234567890
const sentences: Units = [0, 12, 13, 24, 25, 30];
const units: Units = [0, 3, 4, 6, 7, 11, 11, 12, 13, 16, 17, 19, 20, 23, 23, 24, 25, 30];
const TEXT = 'One is true. Two is not! Three';

/** What is selected after each of the keys, in words; `←` where the start moves. */
function walk(keys: string, { runsLeft = false, from = null as Selection | null } = {}): string[] {
  let selection = from;
  let cursor = from;
  return keys.split(' ').map((combination) => {
    if (combination === 'Escape') {
      selection = null;
      return '';
    }
    const key = combination.split('+').at(-1) ?? '';
    const pressed = {
      key,
      shiftKey: combination.includes('Shift+'),
      ctrlKey: combination.includes('Ctrl+'),
      metaKey: false,
      altKey: combination.includes('Alt+'),
    };
    const next = afterKey(pressed, selection, cursor, { units, sentences }, () => runsLeft);
    if (next === undefined) return 'not ours';
    if (next === null) return 'no further';
    selection = cursor = next;
    return TEXT.slice(next.start, next.end) + (next.backward ? '←' : '');
  });
}

describe('keys in a text', () => {
  it('go by word to the sides, and begin at the first', () => {
    expect(walk('ArrowRight ArrowRight ArrowRight ArrowLeft')).toEqual(['One', 'is', 'true', 'is']);
    expect(walk('ArrowLeft ArrowLeft')).toEqual(['One', 'no further']);
  });
  it('go by sentence up and down, first to the whole of the one they are in', () => {
    expect(walk('ArrowDown ArrowDown ArrowDown ArrowDown ArrowUp')).toEqual([
      'One is true.',
      'Two is not!',
      'Three',
      'no further',
      'Two is not!',
    ]);
    expect(walk('ArrowRight ArrowRight ArrowDown ArrowDown')).toEqual([
      'One',
      'is',
      'One is true.',
      'Two is not!',
    ]);
  });
  it('grow and shrink with Shift, over the fixed end', () => {
    expect(walk('ArrowRight ArrowRight Shift+ArrowRight Shift+ArrowLeft Shift+ArrowLeft')).toEqual([
      'One',
      'is',
      'is true',
      'is',
      'One is←',
    ]);
    expect(walk('ArrowDown Shift+ArrowDown Shift+ArrowLeft Shift+ArrowUp')).toEqual([
      'One is true.',
      'One is true. Two is not!',
      'One is true. Two is not',
      'One is true.',
    ]);
  });
  it('go to the ends of the sentence, and with Ctrl of the text', () => {
    expect(walk('ArrowRight End Home Ctrl+End Ctrl+Home Shift+End Ctrl+Shift+End')).toEqual([
      'One',
      '.',
      'One',
      'Three',
      'One',
      'One is true.',
      TEXT,
    ]);
  });
  it('run the other way in lines from right to left, to the sides only', () => {
    expect(walk('ArrowLeft ArrowLeft Shift+ArrowLeft ArrowUp', { runsLeft: true })).toEqual([
      'One',
      'is',
      'is true',
      'One is true.',
    ]);
  });
  it('go on behind what was let go', () => {
    expect(walk('ArrowRight Shift+ArrowRight Escape ArrowRight')).toEqual([
      'One',
      'One is',
      '',
      'true',
    ]);
    expect(walk('ArrowDown Escape ArrowDown')).toEqual(['One is true.', '', 'Two is not!']);
  });
  it('leave other keys to others', () => {
    expect(walk('a Ctrl+ArrowLeft Alt+ArrowDown Enter')).toEqual(Array(4).fill('not ours'));
    const nothing = { units: [], sentences: [] };
    const key = {
      key: 'ArrowDown',
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
    };
    expect(afterKey(key, null, null, nothing, () => false)).toBeNull();
  });
});
