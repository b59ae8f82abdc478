import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Answer from './Answer.svelte';

const task = {
  kind: 'ranking',
  items: ['r3', 'r1', 'r2'].map((id, i) => ({ id, letter: 'ABC'[i], html: '' })),
} as unknown as TaskView;

let answer: AnswerOf<'ranking'>;
let stopKeys: () => void;

/** The widget under a parent that keeps the answer, as practice does. */
async function open(tiers: string[][] = []) {
  answer = { kind: 'ranking', tiers, all_bad: false, why: 'mine' };
  const onchange = (next: AnswerOf<'ranking'>): void => {
    answer = next;
    void rerender({ task, answer, onchange });
  };
  const { rerender } = render(Answer, { task, answer, onchange, live: NOTHING_LIVE });
  await tick();
}

const rows = () => screen.getAllByRole('button', { name: /^Response/ });
const focused = () => document.activeElement?.getAttribute('aria-label');

async function press(key: string, more: object = {}) {
  const on = document.activeElement ?? document.body;
  await fireEvent.keyDown(on, { key, ...more });
  await tick();
  await tick();
}

beforeEach(() => {
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('ranking', () => {
  it('shows an order that is no answer until it is kept', async () => {
    await open();
    expect(rows().map((row) => row.textContent?.trim())).toEqual([
      'Response A',
      'Response B',
      'Response C',
    ]);
    expect(rows()[0]?.getAttribute('aria-label')).toBe('Response A, not ranked yet');
    expect(answer.tiers).toEqual([]);
    await press('k');
    expect(answer.tiers).toEqual([['r3'], ['r1'], ['r2']]);
    expect(answer.why, 'the text stays').toBe('mine');
    expect(announcer.text).toBe('Order kept: A, B, C');
  });

  it('moves and ties by key, says so, and keeps the focus on the response', async () => {
    await open([['r3'], ['r1'], ['r2']]);
    await press('c');
    expect(focused()).toBe('Response C, place 3 of 3');
    await press('ArrowUp', { altKey: true });
    expect(answer.tiers).toEqual([['r3'], ['r2'], ['r1']]);
    expect(focused()).toBe('Response C, place 2 of 3');
    expect(announcer.text).toBe('Response C, now second of three');
    await press('t');
    expect(answer.tiers).toEqual([['r3', 'r2'], ['r1']]);
    expect(focused()).toBe('Response C, place 1 of 3, tied with A');
    expect(announcer.text).toBe('Response C tied with Response A at place 1');
    await press('t');
    expect(answer.tiers).toEqual([['r3'], ['r2'], ['r1']]);
  });

  it('goes from row to row with the arrows, and has one stop for the Tab key', async () => {
    await open([['r3'], ['r1'], ['r2']]);
    rows()[0]?.focus();
    await press('ArrowDown');
    expect(focused()).toBe('Response B, place 2 of 3');
    await press('End');
    expect(focused()).toBe('Response C, place 3 of 3');
    await press('Home');
    expect(focused()).toBe('Response A, place 1 of 3');
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1, -1]);
  });

  it('has a button for every move', async () => {
    await open([['r3'], ['r1'], ['r2']]);
    await fireEvent.click(screen.getByRole('button', { name: 'Move Response C up' }));
    expect(answer.tiers).toEqual([['r3'], ['r2'], ['r1']]);
    await fireEvent.click(screen.getByRole('button', { name: 'Move Response A down' }));
    expect(answer.tiers).toEqual([['r2'], ['r3'], ['r1']]);
    const tie = 'Tie Response B with the one above';
    await fireEvent.click(screen.getByRole('button', { name: tie }));
    expect(answer.tiers).toEqual([['r2'], ['r3', 'r1']]);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'None of them is acceptable' }));
    expect(answer.all_bad).toBe(true);
  });
});
