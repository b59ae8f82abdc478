import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { FindingView, LiveView, PropertyView, TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Answer from './Answer.svelte';

const task = {
  kind: 'rubric',
  work: { kind: 'rubric', modality: 'text', fewest: 2, most: 4 },
  items: [],
} as unknown as TaskView;

type Rubric = AnswerOf<'rubric'>;
let answer: Rubric;
let rerender: (props: object) => Promise<void>;
let stopKeys: () => void;

/** The widget under a parent that keeps the answer, as practice does. */
async function open(...criteria: string[]) {
  answer = { kind: 'rubric', criteria, why: 'mine' };
  const onchange = (next: Rubric): void => {
    answer = next;
    void rerender({ answer });
  };
  const drawn = render(Answer, { task, answer, onchange, live: NOTHING_LIVE });
  rerender = drawn.rerender;
  await tick();
}

const fields = () => screen.getAllByRole<HTMLTextAreaElement>('textbox');
const texts = () => fields().map((field) => field.value);
const at = () => fields().indexOf(document.activeElement as HTMLTextAreaElement);
const settle = async () => {
  for (let turn = 0; turn < 4; turn++) await tick();
};

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await settle();
}

async function write(index: number, value: string) {
  await fireEvent.input(fields()[index] as HTMLTextAreaElement, { target: { value } });
  await settle();
}

/** The core has looked at what is written now. */
async function looked(...criteria: FindingView[][]) {
  const live: LiveView = { checks: [], criteria, text_words: 0 };
  await rerender({ live, liveOf: answer });
  await settle();
}

const finding = (property: PropertyView, start: number, end: number): FindingView => ({
  property,
  words: property,
  at: [{ start, end }],
  why: `why ${property}`,
});

beforeEach(() => {
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('criteria', () => {
  it('begin with an empty field that is no part of the answer', async () => {
    await open();
    expect(texts()).toEqual(['']);
    expect(answer.criteria).toEqual([]);
    expect(screen.getByText('0 written, 2 to 4 asked')).toBeTruthy();
    await write(0, 'Names the hour.');
    expect(answer).toEqual({ kind: 'rubric', criteria: ['Names the hour.'], why: 'mine' });
    expect(screen.getByText('1 written, 2 to 4 asked')).toBeTruthy();
  });

  it('are added with Enter, one line each, up to the most', async () => {
    await open('a', 'b');
    fields()[0]?.focus();
    await press('Enter');
    expect([texts(), at()]).toEqual([['a', '', 'b'], 1]);
    await press('Enter');
    expect(texts(), 'an empty one waits already').toEqual(['a', '', 'b']);
    await write(1, 'x\n y');
    expect(answer.criteria).toEqual(['a', 'x y', 'b']);
    fields()[2]?.focus();
    await press('Enter');
    expect([texts(), answer.criteria.length, at()]).toEqual([['a', 'x y', 'b', ''], 3, 3]);
    await write(3, 'c');
    await press('Enter');
    expect(texts()).toEqual(['a', 'x y', 'b', 'c']);
    expect(announcer.text).toBe('At most 4 criteria.');
  });

  it('are moved by key and by button, with the focus', async () => {
    await open('a', 'b', 'c');
    fields()[2]?.focus();
    await press('ArrowUp', { altKey: true });
    expect([answer.criteria, at()]).toEqual([['a', 'c', 'b'], 1]);
    expect(announcer.text).toBe('Now criterion 2 of 3');
    const down = screen.getByRole('button', { name: 'Move criterion 1 down' });
    down.focus();
    await fireEvent.click(down);
    await settle();
    expect(answer.criteria).toEqual(['c', 'a', 'b']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move criterion 2 down');
    await fireEvent.click(screen.getByRole('button', { name: 'Move criterion 1 up' }));
    expect(answer.criteria).toEqual(['c', 'a', 'b']);
    expect(announcer.text).toBe('Criterion 1 is first already');
  });

  it('are removed by key, by button and by Backspace in an empty one', async () => {
    await open('a', 'b', 'c');
    fields()[1]?.focus();
    await press('Delete', { altKey: true });
    expect([answer.criteria, at()]).toEqual([['a', 'c'], 1]);
    await press('Enter');
    expect(texts()).toEqual(['a', 'c', '']);
    await press('Backspace');
    expect([texts(), at()]).toEqual([['a', 'c'], 1]);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove criterion 1' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Remove criterion 1' }));
    await settle();
    expect([texts(), answer.criteria]).toEqual([[''], []]);
  });

  it('come several at once from a pasted list, where there is room', async () => {
    await open('a', '');
    const paste = (text: string) =>
      fireEvent.paste(fields()[1] as HTMLTextAreaElement, {
        clipboardData: { getData: () => text },
      });
    await paste('1. x\n2. y\n3. z\n4. too many');
    expect(answer.criteria).toEqual(['a', '']);
    await paste('1. x\n2. y');
    await settle();
    expect(answer.criteria).toEqual(['a', 'x', 'y']);
    expect(at()).toBe(2);
  });

  it('are reached by their numbers, and the next one by N', async () => {
    await open('a', 'b');
    await press('2');
    expect(at()).toBe(1);
    (document.activeElement as HTMLElement).blur();
    await press('n');
    expect([texts(), at()]).toEqual([['a', 'b', ''], 2]);
  });

  it('carry the mark for what submit finds first', async () => {
    await open('a');
    const first = () => document.querySelector('[data-first]');
    expect(first()?.textContent).toContain('Add a criterion');
    await rerender({ answer: { ...answer, criteria: ['a', '', 'b'] } });
    expect(first()).toBe(fields()[1]);
  });
});

describe('the five properties', () => {
  const state = (no: number) =>
    [...document.querySelectorAll(`[aria-label="Properties of criterion ${no}"] li`)].map((li) =>
      li.textContent?.trim(),
    );
  const marked = () => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);

  it('are not spoken of before the core has looked', async () => {
    await open('It is clear.');
    expect(state(1)).toEqual([]);
  });

  it('are fine or in question, with the words and the reason', async () => {
    await open('It is clear.', 'Names the hour.');
    await looked([finding('objective', 6, 11)], []);
    expect(state(1)).toEqual([
      'One thing: fine',
      'Of this task: fine',
      'Stands alone: fine',
      'Judged alike: in question',
      'Fits the output: fine',
    ]);
    expect(state(2).every((one) => one?.endsWith(': fine'))).toBe(true);
    expect(marked()).toEqual(['clear']);
    expect(screen.getByText('why objective')).toBeTruthy();
  });

  it('stay with their criterion and their words until the core looks again', async () => {
    await open('It is clear.', 'Names the hour.');
    await looked([finding('objective', 6, 11)], []);
    await write(0, 'So it is clear.');
    expect(marked()).toEqual(['clear']);
    fields()[0]?.focus();
    await press('ArrowDown', { altKey: true });
    expect(state(2)).toContain('Judged alike: in question');
    expect(state(1)).toContain('Judged alike: fine');
    await write(1, ' ');
    expect(state(2)).toEqual([]);
  });

  it('are told to those who listen, of the criterion they are in', async () => {
    await open('It is clear.');
    fields()[0]?.focus();
    await looked([finding('objective', 6, 11)]);
    expect(announcer.text.trim()).toBe('In question: Judged alike');
  });
});
