import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Answer from './Answer.svelte';
import Sheet from './Sheet.svelte';

const work = {
  kind: 'conversation',
  turns: ['user', 'model', 'user', 'model'].map((from, i) => ({
    id: `t${i + 1}`,
    from,
    html: `<p data-at="0">Words ${i + 1}</p>`,
  })),
  dimensions: ['clear', 'kind'].map((id) => ({
    id,
    name: id,
    about: '',
    anchors: [0, 1, 2].map((value) => ({ value, name: `N${value}`, about: '' })),
  })),
  asks_where: true,
};
const task = { kind: 'conversation', items: [], work } as unknown as TaskView;

let answer: AnswerOf<'conversation'>;
let stopKeys: () => void;

async function open(part: typeof Answer | typeof Sheet) {
  answer = { kind: 'conversation', scores: [], wrong: null, nowhere: false, why: '' };
  const onchange = (next: AnswerOf<'conversation'>): void => {
    answer = next;
    void rerender({ task, answer, onchange });
  };
  const { rerender } = render(part, { task, answer, onchange, live: NOTHING_LIVE });
  await tick();
}

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  for (let i = 0; i < 4; i++) await tick();
}

const given = () => answer.scores.map((s) => `${s.item} ${s.dimension} ${s.value}`);
const focused = () => document.activeElement?.getAttribute('aria-label');

beforeEach(() => (stopKeys = listenForKeys(() => true)));
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('the dialogue', () => {
  it('has a row for each scale under each turn of the model, and a pin at every turn', async () => {
    await open(Sheet);
    expect(screen.getAllByRole('article').map((a) => a.getAttribute('aria-label'))).toEqual([
      'Turn 1, the user',
      'Turn 2, the model',
      'Turn 3, the user',
      'Turn 4, the model',
    ]);
    expect(screen.getAllByRole('radiogroup')).toHaveLength(4);
    expect(screen.getAllByRole('button', { name: /^Goes wrong here/ })).toHaveLength(4);
  });

  it('takes values and the pin by pointer', async () => {
    await open(Sheet);
    const row = screen.getByRole('radiogroup', { name: 'Turn 4 on kind' });
    await fireEvent.click(row.querySelectorAll('input')[2] as HTMLElement);
    expect(given()).toEqual(['t4 kind 2']);
    const pin = screen.getByRole('button', { name: 'Goes wrong here at turn 4' });
    await fireEvent.click(pin);
    expect(answer.wrong).toBe('t4');
    await tick();
    expect(pin.getAttribute('aria-pressed')).toBe('true');
    await fireEvent.click(screen.getByRole('button', { name: /nowhere/ }));
    expect([answer.wrong, answer.nowhere]).toEqual([null, true]);
  });

  it('is walked and pinned by key', async () => {
    await open(Sheet);
    await press('x');
    expect(announcer.text).toBe('Go to a turn first, with J');
    await press('j');
    await press('j');
    expect(focused()).toBe('Turn 2, the model');
    await press('x');
    expect([answer.wrong, announcer.text]).toEqual(['t2', 'It goes wrong at Turn 2']);
    await press('k');
    await press('k');
    expect(announcer.text).toBe('This is the first turn');
    await press('X', { shiftKey: true });
    expect([answer.wrong, answer.nowhere]).toEqual([null, true]);
  });

  it('goes from row to row across the turns', async () => {
    await open(Sheet);
    const row = screen.getByRole('radiogroup', { name: 'Turn 2 on kind' });
    row.querySelector('input')?.focus();
    await press('ArrowDown');
    const at = document.activeElement?.closest('[role="radiogroup"]');
    expect(at?.getAttribute('aria-label')).toBe('Turn 4 on clear');
    await press('End');
    expect(given()).toEqual(['t4 clear 2']);
  });
});

describe('the pane', () => {
  it('rates the turns by number keys, and asks where at the end', async () => {
    await open(Answer);
    for (const digit of ['2', '1', '0', '1']) {
      await press(digit);
      await press('n');
    }
    expect(given()).toEqual(['t2 clear 2', 't4 clear 1', 't2 kind 0', 't4 kind 1']);
    const first = document.querySelector('[data-first]');
    expect(first?.getAttribute('aria-label')).toBe('Turn 1, the user');
    await fireEvent.click(screen.getByRole('radio', { name: 'Turn 3, the user' }));
    expect([answer.wrong, answer.nowhere]).toEqual(['t3', false]);
    await fireEvent.click(screen.getByRole('radio', { name: 'Nowhere' }));
    expect([answer.wrong, answer.nowhere]).toEqual([null, true]);
  });
});
