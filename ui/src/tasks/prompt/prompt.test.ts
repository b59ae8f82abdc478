import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import type { Feedback as FeedbackView, LiveView, TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';

const task = {
  kind: 'prompt',
  work: { kind: 'prompt', constraints: ['Say who reads it.', 'Limit it to 90 words.'] },
  items: [],
  material: [],
  justify: null,
} as unknown as TaskView;

const live: LiveView = { checks: [], criteria: [], text_words: 3 };
let stopKeys: () => void;

beforeEach(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    disconnect() {}
    unobserve() {}
  } as unknown as typeof ResizeObserver;
  Element.prototype.scrollIntoView ??= () => undefined;
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('a prompt being written', () => {
  it('is one field, its words as the core counts them', async () => {
    let answer: AnswerOf<'prompt'> = { kind: 'prompt', text: '', why: 'mine' };
    const onchange = (next: AnswerOf<'prompt'>): void => void (answer = next);
    render(Answer, { task, answer, onchange, live });
    await fireEvent.keyDown(document.body, { key: 'p' });
    await tick();
    await tick();
    const field = screen.getByRole('textbox', { name: 'Your prompt' });
    expect(document.activeElement).toBe(field);
    expect(field.hasAttribute('data-first')).toBe(true);
    await fireEvent.input(field, { target: { value: 'Write a note.' } });
    expect(answer).toEqual({ kind: 'prompt', text: 'Write a note.', why: 'mine' });
    expect(screen.getByText('3 words')).toBeTruthy();
  });

  it('has its constraints beside it', () => {
    const answer: AnswerOf<'prompt'> = { kind: 'prompt', text: '', why: '' };
    render(Sheet, { task, answer, onchange: () => undefined, live });
    expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'Say who reads it.',
      'Limit it to 90 words.',
    ]);
  });
});

const TEXT = 'Please write for parents.';
const pointer = (start: number, end: number) => ({
  place: { in: 'own_prompt' },
  start,
  end,
  quote: TEXT.slice(start, end),
});
const check = (passed: boolean, found: number, least: number, most: number | null) => ({
  name: '',
  passed,
  weight: 0.5,
  found,
  least,
  most,
  at: [],
  missing: [],
  why: passed ? 'A text needs a reader.' : 'A program needs none of it.',
});
const feedback = {
  task,
  answer: { kind: 'prompt', text: TEXT, why: '' },
  key: { reasons: [], work: { kind: 'prompt', reference: 'Write for parents.' }, justify: null },
  grade: {
    parts: [
      {
        id: 'check/0',
        label: 'It names the readers',
        score: 1,
        weight: 0.5,
        verdict: 'agrees',
        note: 'All of it is said.',
        pointers: [pointer(17, 24)],
      },
      {
        id: 'check/1',
        label: 'It does not beg',
        score: 0,
        weight: 0.5,
        verdict: 'against',
        note: 'This is said, and is to be left out.',
        pointers: [pointer(0, 6)],
      },
    ],
    evidence: { kind: 'prompt', checks: [check(true, 1, 1, null), check(false, 1, 0, 0)] },
  },
} as unknown as FeedbackView;

describe('feedback on a prompt', () => {
  it('says of each check what was found, where, and why it is made', async () => {
    const spotlight = new Spotlight(() => undefined);
    const props = { feedback, findings: findings(feedback), spotlight };
    render(Feedback, props);
    render(FeedbackSheet, props);
    const own = document.querySelector('[data-own-prompt]');
    expect(
      [...(own?.querySelectorAll('mark') ?? [])].map((m) => [m.className, m.textContent]),
    ).toEqual([
      ['against', 'Please'],
      ['for', 'parents'],
    ]);
    const line = document.getElementById('finding-2');
    for (const words of [
      'It does not beg',
      'not passed',
      'This is said, and is to be left out.',
      'A program needs none of it.',
    ]) {
      expect(line?.textContent).toContain(words);
    }
    await fireEvent.click(screen.getByRole('button', { name: '“Please” in your prompt' }));
    expect(spotlight.n).toBe(2);
    const reference = screen.getByRole('region', { name: 'A prompt that passes every check' });
    expect(reference.textContent).toContain('Write for parents.');
  });
});
