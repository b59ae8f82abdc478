import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FigureView, SessionAnswer, SessionSummary, SessionView } from '../../lib/host';
import Summary from './Summary.svelte';

let summary: SessionSummary;

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async () => summary,
}));

afterEach(cleanup);

const figure = (part: number, n: number): FigureView => ({
  part,
  n,
  interval: n >= 10 ? [part / n - 0.2, part / n + 0.1] : null,
  missing: Math.max(0, 10 - n),
});
const link = (task: string) => ({
  task,
  module: '2.7',
  title: `Task ${task}`,
  kind_name: 'Rating',
});
const answer = (task: string, passed: boolean, more = {}): SessionAnswer => ({
  attempt: `at-${task}`,
  task: link(task),
  score: passed ? 1 : 0.4,
  passed,
  spent_ms: 62_000,
  hints_used: 0,
  confidence: null,
  disputed: false,
  ...more,
});

function of(answers: SessionAnswer[], view: Partial<SessionView> = {}, more = {}): SessionSummary {
  const passed = answers.filter((one) => one.passed).length;
  return {
    session: {
      id: 's1',
      form: 'drill',
      about: 'Rubric speed drills',
      answered: answers.length,
      of: 6,
      limit_ms: 600_000,
      left_ms: 0,
      ended: 'time',
      ...view,
    },
    started_ms: 0,
    spent_ms: answers.length * 62_000,
    answers,
    skipped: [],
    unfinished: null,
    passed: figure(passed, answers.length),
    undisputed: null,
    counted: figure(passed, answers.length),
    kinds: [],
    confidence: [],
    median_ms: answers.length > 0 ? 62_000 : null,
    read_next: [],
    ...more,
  };
}

async function open(shown: SessionSummary) {
  summary = shown;
  render(Summary, { session: 's1' });
  return (await screen.findByRole('heading', { level: 1 })).textContent;
}

const words = () => document.body.textContent?.replaceAll(/\s+/g, ' ') ?? '';
const hrefs = (name: RegExp | string) =>
  screen.queryAllByRole('link', { name }).map((a) => a.getAttribute('href'));

describe('the headline', () => {
  it.each([
    [of([answer('a', true), answer('b', false)]), '1 of 6 passed', 'The 10:00 were over.'],
    [
      of([answer('a', true), answer('b', true)], { of: 2, ended: 'finished' }),
      'All 2 passed',
      'Every task of it is done.',
    ],
    [of([], { ended: 'left' }), 'Nothing was answered', 'You ended it before its time.'],
    [
      of([answer('a', true), answer('b', false)], { form: 'practice', of: 200 }),
      '1 of 2 passed',
      'Its time was over.',
    ],
    [of([answer('a', false)], { ended: null }), '0 of 6 passed', 'It is still under way.'],
  ])('says what came of it', async (shown, headline, how) => {
    expect(await open(shown)).toBe(headline);
    expect(words()).toContain(how);
  });

  it('says how long it took', async () => {
    await open(of([answer('a', true), answer('b', true), answer('c', true)]));
    expect(words()).toContain('3 min on its answers, half of them within 1:02.');
    cleanup();
    await open(of([answer('a', true)]));
    expect(words()).toContain('1:02 on its one answer.');
  });
});

it('shows the figures, with and without what is disputed, and what confidence was worth', async () => {
  const answers = Array.from({ length: 12 }, (_, i) => answer(String(i), i > 3));
  await open(
    of(
      answers,
      {},
      {
        undisputed: figure(8, 11),
        counted: figure(7, 9),
        kinds: [
          { title: 'Choice', passed: 3, n: 5 },
          { title: 'Rating', passed: 5, n: 7 },
        ],
        confidence: [{ said: 'sure', stands_for: 95, passed: figure(4, 9) }],
      },
    ),
  );
  for (const line of [
    'Passed 67 % (47–77), 12 tasks',
    'Without what you dispute 73 % (53–83), 11 tasks',
    'First tries without hints 7 of 9 tasks; 1 more for an interval',
    'Choice 3 of 5',
    'Sure, which stands for 95 % 4 of 9 answers; 1 more for an interval',
  ])
    expect(words()).toContain(line);
});

it('leads to the attempts, the lessons, what went wrong and what was left', async () => {
  const lesson = { module: '2.7', lesson: 'pace', title: 'Keeping a pace' };
  await open(
    of(
      [answer('a', false, { disputed: true }), answer('b', true, { hints_used: 2 })],
      {},
      {
        read_next: [lesson],
        unfinished: link('c'),
        skipped: [
          { task: link('d'), reason: 'outside_field' },
          { task: link('e'), reason: null },
        ],
      },
    ),
  );
  expect(hrefs('Task a')).toEqual(['#/attempt/at-a']);
  expect(hrefs(/Keeping a pace/)).toEqual(['#/lesson/2.7/pace']);
  expect(hrefs('Practise what went wrong')).toEqual(['#/practice/set/only%3Dwrong']);
  expect(hrefs('Task c')).toEqual(['#/practice/2.7/c']);
  const table = within(screen.getByRole('table'));
  expect(table.getByRole('row', { name: /Task a/ }).textContent).toContain('disputed');
  expect(table.getByRole('row', { name: /Task b/ }).textContent).toContain('with hints');
  expect(words()).toContain('Task d skipped: outside my field');
  expect(words()).toMatch(/Task e skipped($| )/);
  expect(words()).toContain('what you wrote is kept as a draft');
});

it('goes on with one that is under way, and not with one that is over', async () => {
  await open(of([answer('a', false)], { form: 'practice', ended: null, left_ms: 60_000 }));
  expect(hrefs('Go on')).toEqual(['#/practice/session/s1']);
  expect(hrefs('Practise what went wrong')).toEqual([]);
  cleanup();
  await open(of([answer('a', true)]));
  expect(hrefs('Go on')).toEqual([]);
});
