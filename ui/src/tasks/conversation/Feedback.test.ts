import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { Feedback as FeedbackOf } from '../../lib/host';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';

const feedback = {
  task: {
    kind: 'conversation',
    items: [],
    material: [],
    justify: null,
    work: {
      kind: 'conversation',
      turns: ['user', 'model', 'user', 'model'].map((from, i) => ({
        id: `t${i + 1}`,
        from,
        html: `<p data-at="0">Words ${i + 1}</p>`,
      })),
      dimensions: [
        {
          id: 'clear',
          name: 'Clear',
          about: 'Is it?',
          anchors: [0, 1].map((value) => ({ value, name: `N${value}`, about: '' })),
        },
      ],
      asks_where: true,
    },
  },
  answer: { kind: 'conversation', scores: [], wrong: 't2', nowhere: false, why: '' },
  key: {
    work: { kind: 'conversation' },
    reasons: [
      { about: 't4', letter: '', why: 'It breaks', tone: 'against', at: [{ start: 0, end: 5 }] },
    ],
  },
  grade: {
    parts: [
      {
        id: 'where',
        label: 'Where it goes wrong',
        score: 0,
        weight: 0.4,
        verdict: 'against',
        note: 'You are two turns early.',
        pointers: [{ place: { in: 'item', id: 't4' }, start: 0, end: 5, quote: 'Words' }],
      },
    ],
    evidence: {
      kind: 'conversation',
      scores: ['t2', 't4'].map((item, i) => ({
        item,
        dimension: 'clear',
        yours: 1,
        key: 1 - i,
        accept: [1 - i, 1 - i],
        off: i,
        score: 1 - i,
        weight: 0.5,
        why: `Why ${item}`,
      })),
      located: {
        yours: 't2',
        key: 't4',
        accept: [],
        right: false,
        off: -2,
        why: 'There it breaks',
      },
    },
  },
} as unknown as FeedbackOf;

const props = () => ({
  feedback,
  findings: findings(feedback),
  spotlight: new Spotlight(() => undefined),
});

afterEach(cleanup);

it('the pane says where by me and by the key, and has every value at a glance', async () => {
  render(Feedback, props());
  expect(screen.getByText('2 turns too early')).toBeTruthy();
  expect(screen.getByText('There it breaks')).toBeTruthy();
  const mine = screen.getByRole('button', { name: 'Show turn 2: you' });
  expect(screen.getByRole('button', { name: 'Show turn 4: key' })).toBeTruthy();
  const turn = document.body.appendChild(document.createElement('article'));
  turn.id = 'item-t2';
  turn.scrollIntoView = vi.fn();
  await fireEvent.click(mine);
  expect(turn.scrollIntoView).toHaveBeenCalled();
  turn.remove();
  expect(screen.getAllByRole('list', { name: /^Turn . on Clear$/ })).toHaveLength(2);
  expect(screen.queryByText('Why t2'), 'it stands at the turn').toBeNull();
});

it('the dialogue has mine, the key and the reasons at each turn', () => {
  render(FeedbackSheet, props());
  const turn = (n: number) =>
    within(screen.getByRole('article', { name: new RegExp(`^Turn ${n}`) }));
  expect(turn(2).getByText('you: goes wrong here')).toBeTruthy();
  expect(turn(4).getByText('key: goes wrong here')).toBeTruthy();
  expect(turn(2).getByText('as the key')).toBeTruthy();
  expect(turn(4).getByText('1 too high')).toBeTruthy();
  expect(turn(4).getByText('Why t4')).toBeTruthy();
  expect(turn(4).getByRole('link', { name: 'Reason 1, a fault' })).toBeTruthy();
});
