import { describe, expect, it } from 'vitest';
import { actionFor, matches, partsOf, type Action } from './actions.svelte';

function press(key: string, over: KeyboardEventInit = {}, target = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...over });
  target.dispatchEvent(event);
  return event;
}

function inside(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLElement;
}

const action = (id: string, ...keys: string[]): Action => ({
  id,
  title: id,
  group: 'Test',
  keys,
  run: () => undefined,
});
const ACTIONS = [
  action('submit', 'Ctrl+Enter'),
  action('hint', 'H'),
  action('continue', 'Enter'),
  action('up', 'Alt+ArrowUp'),
  action('keys', '?'),
  action('close', 'Escape'),
];
const chosen = (event: KeyboardEvent, single = true): string | undefined =>
  actionFor(event, ACTIONS, single)?.id;

describe('combinations', () => {
  it('needs exactly the modifiers named', () => {
    expect(matches(press('Enter', { ctrlKey: true }), 'Ctrl+Enter')).toBe(true);
    expect(matches(press('Enter'), 'Ctrl+Enter')).toBe(false);
    expect(matches(press('Enter', { ctrlKey: true, altKey: true }), 'Ctrl+Enter')).toBe(false);
    expect(matches(press('h', { shiftKey: true }), 'H')).toBe(false);
  });

  it('leaves Shift to the layout for signs', () => {
    expect(matches(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matches(press('+', { ctrlKey: true, shiftKey: true }), 'Ctrl++')).toBe(true);
    expect(partsOf('Ctrl++')).toEqual(['Ctrl', '+']);
  });

  it('goes by the place of the key where the letters are not Latin', () => {
    expect(matches(press('л', { ctrlKey: true, code: 'KeyK' }), 'Ctrl+K')).toBe(true);
  });
});

describe('what a key does here', () => {
  it('finds the action', () => {
    expect(chosen(press('h'))).toBe('hint');
    expect(chosen(press('ArrowUp', { altKey: true }))).toBe('up');
  });

  it('leaves single keys to the text being typed, but not combinations', () => {
    const field = inside('<textarea></textarea>');
    expect(chosen(press('h', {}, field))).toBeUndefined();
    expect(chosen(press('Enter', {}, field))).toBeUndefined();
    expect(chosen(press('Enter', { ctrlKey: true }, field))).toBe('submit');
    expect(chosen(press('Escape', {}, field))).toBe('close');
  });

  it('knows that nobody types into a checkbox', () => {
    expect(chosen(press('h', {}, inside('<input type="checkbox" />')))).toBe('hint');
  });

  it('leaves Enter to a button or link that has the focus', () => {
    expect(chosen(press('Enter', {}, inside('<button>Go</button>')))).toBeUndefined();
    expect(chosen(press('Enter', {}, inside('<a href="#/">Go</a>')))).toBeUndefined();
    expect(chosen(press('Enter', {}, inside('<p>Text</p>')))).toBe('continue');
  });

  it('keeps characters still when single keys are switched off', () => {
    expect(chosen(press('h'), false)).toBeUndefined();
    expect(chosen(press('?', { shiftKey: true }), false)).toBeUndefined();
    expect(chosen(press('Enter'), false)).toBe('continue');
    expect(chosen(press('Enter', { ctrlKey: true }), false)).toBe('submit');
  });

  it('does nothing while characters are being composed', () => {
    expect(chosen(press('h', { isComposing: true }))).toBeUndefined();
  });
});
