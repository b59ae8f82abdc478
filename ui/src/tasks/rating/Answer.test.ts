import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { DimensionView, TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Answer from './Answer.svelte';

const dimension = (id: string, name: string, values: number[]): DimensionView => ({
  id,
  name,
  about: `About ${name}?`,
  anchors: values.map((value) => ({ value, name: `${name} ${value}`, about: `What ${value} is` })),
});

const task = (responses: string[]): TaskView =>
  ({
    kind: 'rating',
    items: responses.map((id, i) => ({ id, letter: 'ABC'[i], html: '' })),
    work: {
      kind: 'rating',
      dimensions: [dimension('accuracy', 'Accuracy', [1, 2, 3]), dimension('tone', 'Tone', [0, 1])],
    },
  }) as unknown as TaskView;

let answer: AnswerOf<'rating'>;
let stopKeys: () => void;

/** The widget under a parent that keeps the answer, as practice does. */
async function open(responses = ['r2', 'r1']) {
  answer = { kind: 'rating', scores: [], why: 'mine' };
  const of = task(responses);
  const onchange = (next: AnswerOf<'rating'>): void => {
    answer = next;
    void rerender({ task: of, answer, onchange });
  };
  const { rerender } = render(Answer, { task: of, answer, onchange, live: NOTHING_LIVE });
  await tick();
}

const row = (name: string) => screen.getByRole('radiogroup', { name });
const given = () => answer.scores.map((s) => `${s.item} ${s.dimension} ${s.value}`);
const focused = () => {
  const at = document.activeElement;
  const group = at?.closest('[role="radiogroup"]')?.getAttribute('aria-label');
  return `${group}: ${at?.getAttribute('aria-label')}`;
};

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  for (let i = 0; i < 4; i++) await tick();
}

beforeEach(() => (stopKeys = listenForKeys(() => true)));
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('rating', () => {
  it('shows what each point means, and a row for each response', async () => {
    await open();
    expect(screen.getByText('About Accuracy?')).toBeTruthy();
    expect(screen.getAllByText(/What 1 is/)).toHaveLength(2);
    expect(screen.getAllByRole('radiogroup').map((g) => g.getAttribute('aria-label'))).toEqual([
      'Response A on Accuracy',
      'Response B on Accuracy',
      'Response A on Tone',
      'Response B on Tone',
    ]);
    expect(screen.getByText('0 of 4 given')).toBeTruthy();
    const first = row('Response A on Accuracy').querySelector('[data-first]');
    expect(first?.getAttribute('aria-label')).toBe('1, Accuracy 1');
  });

  it('is given by pointer', async () => {
    await open();
    const points = row('Response B on Tone').querySelectorAll('input');
    await fireEvent.click(points[1] as HTMLElement);
    expect(given()).toEqual(['r1 tone 1']);
    expect(answer.why, 'the text stays').toBe('mine');
    await tick();
    expect(screen.getByText('1 of 4 given')).toBeTruthy();
  });

  it('is given by number keys in the row in hand, and arrows change the row', async () => {
    await open();
    await press('3');
    expect(given()).toEqual(['r2 accuracy 3']);
    expect(focused()).toBe('Response A on Accuracy: 3, Accuracy 3');
    expect(announcer.text).toBe('Response A on Accuracy: 3, Accuracy 3');
    await press('ArrowDown');
    await press('2');
    await press('ArrowDown');
    await press('0');
    expect(given()).toEqual(['r2 accuracy 3', 'r1 accuracy 2', 'r2 tone 0']);
    await press('ArrowUp');
    await press('1');
    expect(given()).toEqual(['r2 accuracy 3', 'r1 accuracy 1', 'r2 tone 0']);
    expect(focused()).toBe('Response B on Accuracy: 1, Accuracy 1');
  });

  it('says so when a number has no point on this scale', async () => {
    await open();
    await press('0');
    expect(given()).toEqual([]);
    expect(announcer.text).toBe('Accuracy has no 0');
  });

  it('goes along the scale with left and right, and stops at its ends', async () => {
    await open();
    await press('2');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(given()).toEqual(['r2 accuracy 3']);
    await press('Home');
    expect(given()).toEqual(['r2 accuracy 1']);
    expect(focused()).toBe('Response A on Accuracy: 1, Accuracy 1');
  });

  it('finds the next row without a value, and a response by its letter', async () => {
    await open();
    await press('3');
    await press('n');
    expect(focused()).toBe('Response B on Accuracy: 1, Accuracy 1');
    await press('a');
    expect(focused(), 'on the same scale').toBe('Response A on Accuracy: 3, Accuracy 3');
  });

  it('one response alone has its points beside the name of the scale', async () => {
    await open(['r1']);
    await press('2');
    await press('n');
    await press('1');
    expect(given()).toEqual(['r1 accuracy 2', 'r1 tone 1']);
    await press('n');
    expect(announcer.text).toBe('Every row has its value');
  });
});
