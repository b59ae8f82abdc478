import { describe, expect, it } from 'vitest';
import { matches } from '../lib/actions.svelte';
import { pressed, refusal } from './choosing';

type Held = 'ctrlKey' | 'altKey' | 'shiftKey';

const press = (key: string, held: readonly Held[], code = '') =>
  pressed({
    key,
    code,
    ctrlKey: held.includes('ctrlKey'),
    altKey: held.includes('altKey'),
    shiftKey: held.includes('shiftKey'),
    metaKey: false,
  });

describe('a key that is pressed', () => {
  it.each([
    ['k', [], 'K'],
    ['K', ['shiftKey'], 'Shift+K'],
    ['Enter', ['ctrlKey', 'shiftKey'], 'Ctrl+Shift+Enter'],
    ['?', ['shiftKey'], '?'],
    ['ArrowUp', ['altKey'], 'Alt+ArrowUp'],
    ['F2', [], 'F2'],
  ] as const)('%s with %o is %s', (key, held, name) => {
    expect(press(key, held)).toBe(name);
  });

  it('is none while only a modifier is down', () => {
    expect(press('Control', ['ctrlKey'])).toBeNull();
  });

  it('goes by its place where the layout is not Latin, as when it is pressed later', () => {
    expect(press('л', [], 'KeyK')).toBe('K');
    expect(press('Л', ['shiftKey'], 'KeyK')).toBe('Shift+K');
    expect(press('ß', ['altKey'], 'KeyS')).toBe('Alt+S');
    const event = new KeyboardEvent('keydown', { key: 'Л', code: 'KeyK', shiftKey: true });
    expect(matches(event, 'Shift+K')).toBe(true);
  });
});

describe('a key that is chosen', () => {
  const others = [{ name: '“Skip this task”', keys: ['S', 'Alt+K'] }];

  it('is refused where it is needed or taken', () => {
    expect(refusal('Enter', others)).toContain('move about');
    expect(refusal('s', others)).toContain('Skip this task');
    expect(refusal('Ctrl+C', others)).not.toBe('');
    expect(refusal('Ctrl+Z', others), 'undo is in every field').not.toBe('');
    expect(refusal('alt+k', others), 'its second key').toContain('Skip this task');
    expect(refusal('Z', others)).toBe('');
    expect(refusal('Ctrl+Enter', others)).toBe('');
  });
});
