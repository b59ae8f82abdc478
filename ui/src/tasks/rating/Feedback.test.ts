import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { Feedback as FeedbackOf } from '../../lib/host';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';

const score = (
  item: string,
  yours: number,
  key: number,
  accept: [number, number],
  off: number,
) => ({
  item,
  dimension: 'accuracy',
  yours,
  key,
  accept,
  off,
  score: off === 0 ? 1 : 0.5,
  weight: 0.5,
  why: `Why ${item}`,
});

const feedback = {
  task: {
    kind: 'rating',
    items: [
      { id: 'r2', letter: 'A', html: '' },
      { id: 'r1', letter: 'B', html: '' },
    ],
    material: [],
    justify: null,
    work: {
      kind: 'rating',
      dimensions: [
        {
          id: 'accuracy',
          name: 'Accuracy',
          about: 'Is it true?',
          anchors: [1, 2, 3, 4].map((value) => ({
            value,
            name: `N${value}`,
            about: `About ${value}`,
          })),
        },
      ],
    },
  },
  answer: { kind: 'rating', scores: [], why: '' },
  key: {
    work: { kind: 'rating' },
    reasons: [
      { about: 'r1', letter: 'B', why: 'A reason', tone: 'against', at: [{ start: 0, end: 2 }] },
    ],
  },
  grade: {
    parts: [],
    evidence: {
      kind: 'rating',
      scores: [score('r1', 1, 4, [3, 4], -2), score('r2', 2, 3, [2, 3], 0)],
    },
  },
} as unknown as FeedbackOf;

afterEach(cleanup);

it('shows mine, the key and what is accepted on each scale, with the reason', () => {
  const spotlight = new Spotlight(() => undefined);
  render(Feedback, { feedback, findings: findings(feedback), spotlight });
  const rows = screen.getAllByRole('list', { name: /on Accuracy$/ });
  expect(rows.map((row) => row.getAttribute('aria-label'))).toEqual([
    'Response A on Accuracy',
    'Response B on Accuracy',
  ]);
  const points = (row: number) =>
    within(rows[row] as HTMLElement)
      .getAllByRole('listitem')
      .map((point) => point.getAttribute('title'));
  expect(points(0)).toEqual(['1, N1', '2, N2: yours, accepted', '3, N3: key, accepted', '4, N4']);
  expect(points(1)).toEqual(['1, N1: yours', '2, N2', '3, N3: accepted', '4, N4: key, accepted']);
  expect(screen.getByText('accepted')).toBeTruthy();
  expect(screen.getByText('2 too low')).toBeTruthy();
  expect(screen.getByText('You 1, N1; key 4, N4; accepts 3 to 4.')).toBeTruthy();
  expect(screen.getByText('Why r2')).toBeTruthy();
});

it('leads to the response, and from a reason to its words', async () => {
  const spotlight = new Spotlight(() => undefined);
  const toWords = vi.spyOn(spotlight, 'toWords').mockResolvedValue();
  render(Feedback, { feedback, findings: findings(feedback), spotlight });
  const response = document.body.appendChild(document.createElement('article'));
  response.id = 'item-r1';
  const seen = vi.fn();
  response.scrollIntoView = seen;
  await fireEvent.click(screen.getByRole('button', { name: 'B' }));
  expect(seen).toHaveBeenCalledOnce();
  response.remove();
  await fireEvent.click(screen.getByRole('button', { name: 'Show words of reason 1' }));
  expect(toWords).toHaveBeenCalledWith(1);
});
