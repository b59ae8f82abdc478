import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForKeys } from '../lib/actions.svelte';
import { announcer } from '../lib/announce.svelte';
import { settings } from '../lib/settings.svelte';
import Acting from './Acting.test.svelte';

let saved: object[] = [];

vi.mock('../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (_: string, settings: object) => {
    saved.push(settings);
    return settings;
  },
}));

const usual = settings.value;
let done: string[];
let stopKeys: () => void;

beforeEach(() => {
  saved = [];
  done = [];
  settings.receive(usual);
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
  settings.receive(usual);
});

/** The sheet over a page with four actions. */
async function open() {
  const { rerender } = render(Acting, { ondone: (id: string) => done.push(id), sheet: true });
  await tick();
  return { close: () => rerender({ sheet: false }) };
}

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await tick();
}

const button = (action: string) => screen.getByRole('button', { name: new RegExp(`^${action}: `) });
const keys = () => settings.value.keys;

it('takes the key that is pressed, which works from then on', async () => {
  const { close } = await open();
  await fireEvent.click(button('Skip'));
  expect(screen.getByRole('button', { name: 'Press the new key for Skip' })).toBeTruthy();
  await press('z');
  expect(keys()).toEqual([{ action: 'skip', key: 'Z' }]);
  expect(saved).toHaveLength(1);
  expect(announcer.text).toBe('Skip: Z');
  expect(button('Skip').textContent).toContain('Z');
  await close();
  await press('s');
  await press('z');
  expect(done).toEqual(['skip']);
});

it.each([
  ['h', {}, 'the key for “Hint”'],
  ['h', { altKey: true }, 'the key for “Hint”'],
  ['q', {}, 'the key for “Quiet”'],
  ['ArrowUp', {}, 'needed to move about'],
  ['z', { ctrlKey: true }, 'needed to move about or to write'],
])('refuses %s %o and waits for another', async (key, more, why) => {
  await open();
  await fireEvent.click(button('Skip'));
  await press(key, more);
  expect(screen.getByRole('alert').textContent).toContain(why);
  expect(keys()).toEqual([]);
  await press('F2');
  expect(keys()).toEqual([{ action: 'skip', key: 'F2' }]);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('refuses a key that was chosen for another page', async () => {
  settings.receive({ ...usual, keys: [{ action: 'elsewhere', key: 'X' }] });
  await open();
  await fireEvent.click(button('Skip'));
  await press('x');
  expect(screen.getByRole('alert').textContent).toContain('something on another page');
});

it('a key held down, modifiers alone, Escape and Tab choose nothing', async () => {
  await open();
  await fireEvent.click(button('Skip'));
  await press('Enter', { repeat: true });
  await press('Control', { ctrlKey: true });
  expect(screen.queryByRole('alert')).toBeNull();
  await press('Escape');
  await press('z');
  await fireEvent.click(button('Skip'));
  await press('Tab');
  await press('z');
  expect(keys()).toEqual([]);
});

it('brings the usual key back, unless something else has it by now', async () => {
  await open();
  await fireEvent.click(button('Hint'));
  await press('j');
  await fireEvent.click(button('Skip'));
  await press('h');
  expect(keys()).toEqual([
    { action: 'hint', key: 'J' },
    { action: 'skip', key: 'H' },
  ]);
  const usualKey = (action: string) =>
    screen.getByRole('button', { name: `usual key for ${action}` });
  await fireEvent.click(usualKey('Hint'));
  expect(screen.getByRole('alert').textContent).toContain('is now that for “Skip”');
  await fireEvent.click(usualKey('Skip'));
  expect(button('Skip').textContent).toContain('S');
  await fireEvent.click(usualKey('Hint'));
  expect(keys()).toEqual([]);
  expect(button('Hint').textContent).toContain('H');
  expect(document.activeElement, 'the focus stays in the row').toBe(button('Hint'));
});

it('offers no other key for what belongs to its letter', async () => {
  await open();
  expect(screen.queryByRole('button', { name: /Pick A/ })).toBeNull();
  expect(screen.getByText('Pick A')).toBeTruthy();
});
