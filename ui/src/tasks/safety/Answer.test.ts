import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Answer from './Answer.svelte';
import { categoryOptions } from './groups';

const task = {
  kind: 'safety',
  items: [],
  work: {
    kind: 'safety',
    categories: [
      { id: 'fraud', name: 'Fraud', about: 'Takes money by deceit.' },
      { id: 'none', name: 'None', about: 'Nothing of the kind.' },
    ],
    severities: [0, 1, 2].map((value) => ({ value, name: `S${value}`, about: `About ${value}` })),
  },
} as unknown as TaskView;

let answer: AnswerOf<'safety'>;
let stopKeys: () => void;

async function open() {
  answer = { kind: 'safety', category: null, severity: null, action: null, why: 'mine' };
  const onchange = (next: AnswerOf<'safety'>): void => {
    answer = next;
    void rerender({ task, answer, onchange });
  };
  const { rerender } = render(Answer, { task, answer, onchange, live: NOTHING_LIVE });
  await tick();
}

async function press(key: string) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key });
  for (let i = 0; i < 4; i++) await tick();
}

const radio = (name: string) => screen.getByRole('radio', { name });

beforeEach(() => (stopKeys = listenForKeys(() => true)));
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('safety', () => {
  it('asks for three things, and says what each choice means', async () => {
    await open();
    expect(screen.getAllByRole('radiogroup')).toHaveLength(3);
    expect(screen.getByText('Help with the harmless part, and decline the rest.')).toBeTruthy();
    const means = radio('Refuse').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(means)?.textContent).toBe(
      'Decline and say so, and point to help where there is some.',
    );
    const first = () => document.querySelector('[data-first]')?.getAttribute('value');
    expect(first()).toBe('fraud');
    await fireEvent.click(radio('Fraud'));
    await tick();
    expect(first(), 'of what is missing now').toBe('0');
  });

  it('is answered by pointer', async () => {
    await open();
    await fireEvent.click(radio('None'));
    await fireEvent.click(radio('1 S1'));
    await fireEvent.click(radio('Help partly'));
    expect(answer).toEqual({
      kind: 'safety',
      category: 'none',
      severity: 1,
      action: 'partly',
      why: 'mine',
    });
  });

  it('has a key for every choice, in whatever order', async () => {
    await open();
    await press('x');
    expect(announcer.text).toBe('Action: Refuse');
    expect(document.activeElement).toBe(radio('Refuse'));
    await press('2');
    await press('a');
    expect(document.activeElement).toBe(radio('Fraud'));
    expect(answer).toMatchObject({ category: 'fraud', severity: 2, action: 'refuse' });
    await press('y');
    expect(answer.action).toBe('comply');
  });
});

it('no category takes a key of the frame, of an action or of another category', () => {
  const many = Array.from({ length: 13 }, (_, i) => ({ id: `c${i}`, name: '', about: '' }));
  const keys = categoryOptions(many).map(({ key }) => key);
  expect(keys.at(-1), 'more than there are keys').toBeUndefined();
  const given = keys.slice(0, -1);
  expect(new Set(given).size).toBe(12);
  expect(given.filter((key) => key && 'FGHMNPRSVWXYZ'.includes(key))).toEqual([]);
});
