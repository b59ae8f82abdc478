import { describe, expect, it } from 'vitest';
import type { AnswerView, JustifyView, TaskKind, TaskView } from '../lib/host';
import { emptyAnswer, letterOf, missing, startingAnswer } from './answer';

const task = (kind: TaskKind, more: Partial<TaskView> = {}): TaskView =>
  ({
    kind,
    work: kind === 'choice' ? { kind, multiple: true } : { kind },
    items: [
      { id: 'r2', letter: 'A', html: '' },
      { id: 'r1', letter: 'B', html: '' },
    ],
    justify: null,
    draft: null,
    ...more,
  }) as TaskView;

const justify: JustifyView = { ask: 'Say why', words: [60, 200], checks: [], quotable: [] };

/** What is missing, by part. */
function check(of: TaskView, answer: AnswerView, parts: string[]) {
  expect(missing(of, answer).map((lack) => lack.part)).toEqual(parts);
}

describe('what is missing', () => {
  it('is the judgement of every empty answer, and the text where one is asked', () => {
    for (const kind of ['choice', 'preference', 'ranking'] as const) {
      check(task(kind), emptyAnswer(kind), ['judgement']);
      check(task(kind, { justify }), emptyAnswer(kind), ['judgement', 'why']);
    }
    check(task('justification', { justify }), emptyAnswer('justification'), ['why']);
  });

  it('is nothing once there is an answer', () => {
    check(task('choice'), { kind: 'choice', picked: ['r1'], why: '' }, []);
    check(task('preference'), { kind: 'preference', value: 0, both_bad: false, why: '' }, []);
    const tiers = [['r1', 'r2']];
    check(task('ranking'), { kind: 'ranking', tiers, all_bad: false, why: '' }, []);
    check(task('justification', { justify }), { kind: 'justification', why: 'A' }, []);
  });

  it('is an order that leaves a response out, and a text of spaces', () => {
    const half: AnswerView = { kind: 'ranking', tiers: [['r1']], all_bad: true, why: ' \n' };
    check(task('ranking', { justify }), half, ['judgement', 'why']);
  });
});

describe('the start', () => {
  const answer: AnswerView = { kind: 'justification', why: 'so far' };
  const live = { checks: [], criteria: [], text_words: 0 };
  const draft = { answer, saved_ms: 1, words: 2, live, outdated: false };

  it('is the draft', () => {
    expect(startingAnswer(task('justification', { draft }))).toBe(answer);
  });

  it('is fresh when the draft belongs to an earlier version or to another kind', () => {
    const old = task('justification', { draft: { ...draft, outdated: true } });
    expect(startingAnswer(old)).toEqual(emptyAnswer('justification'));
    expect(startingAnswer(task('choice', { draft }))).toEqual(emptyAnswer('choice'));
  });
});

it('an unknown id is shown as it is', () => {
  expect(['r1', 'r9'].map((id) => letterOf(task('ranking'), id))).toEqual(['B', 'r9']);
});
