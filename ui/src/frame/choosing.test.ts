import { describe, expect, it } from 'vitest';
import { pressed, refusal } from './choosing';

const press = (key: string, ...held: ('ctrlKey' | 'altKey' | 'shiftKey')[]) =>
  pressed({
    key,
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
    expect(press(key, ...held)).toBe(name);
  });

  it('is none while only a modifier is down', () => {
    expect(press('Control', 'ctrlKey')).toBeNull();
  });
});

describe('a key that is chosen', () => {
  const others = [{ title: 'Skip this task', key: 'S' }];

  it('is refused where it is needed or taken', () => {
    expect(refusal('Enter', others)).toContain('move about');
    expect(refusal('s', others)).toContain('Skip this task');
    expect(refusal('Ctrl+C', others)).not.toBe('');
    expect(refusal('Z', others)).toBe('');
    expect(refusal('Ctrl+Enter', others)).toBe('');
  });
});
