import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { Feedback as FeedbackView, PieceHeldView } from '../../lib/host';
import { findings as find } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';

const held = (
  piece: string,
  yours: string[],
  key: string[],
  more: Partial<PieceHeldView> = {},
) => ({
  piece,
  yours,
  key,
  accept: [],
  wrong: yours.filter((one) => !key.includes(one)),
  missed: key.filter((one) => !yours.includes(one)),
  score: 0,
  why: `Why ${piece}.`,
  ...more,
});

const given = {
  task: {
    kind: 'classification',
    items: [],
    justify: null,
    work: {
      kind: 'classification',
      pieces: ['p1', 'p2', 'p3', 'p4'].map((id) => ({ id, html: `<p data-at="0">Text ${id}</p>` })),
      labels: ['Praise', 'Request'].map((name, i) => ({ id: 'ab'[i], name, about: '' })),
      multiple: true,
    },
  },
  answer: { kind: 'classification', pieces: [], why: '' },
  key: { reasons: [], work: { kind: 'classification' } },
  grade: {
    parts: [],
    evidence: {
      kind: 'classification',
      pieces: [
        held('p1', ['a'], ['a'], { score: 1 }),
        held('p2', ['a'], ['b']),
        held('p3', ['a'], ['a', 'b'], { score: 0.5 }),
        held('p4', ['b'], ['a'], { accept: [['b'], ['a', 'b']], wrong: [], missed: [], score: 1 }),
      ],
    },
  },
} as unknown as FeedbackView;

afterEach(cleanup);

const texts = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].map((element) =>
    (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

describe('feedback on labels', () => {
  const open = () => {
    const props = {
      feedback: given,
      findings: find(given),
      spotlight: new Spotlight(() => undefined),
    };
    render(FeedbackSheet, props);
    render(Feedback, props);
  };

  it('says of each piece my labels, the key’s and why, first where they differ', () => {
    open();
    expect(texts('.entry')).toEqual([
      '2 Piece 2 another label Yours: Praise ≠ Key: Request Why p2.',
      '3 Piece 3 in part Yours: Praise ≠ Key: Praise, Request Why p3.',
      '4 Piece 4 accepted Yours: Request ≠ Key: Praise (accepts Request; or Praise, Request too) Why p4.',
      '1 Piece 1 as in the key Both: Praise Why p1.',
    ]);
    expect(screen.getByText('Where you agree, and why (1)')).toBeTruthy();
  });

  it('shows both beside the pieces, and ties them to the reasons', async () => {
    open();
    expect(texts('li .labels')).toEqual([
      'Praise by you and by the key',
      'yours Praise ≠ key Request',
      'yours Praise ≠ key Praise, Request',
      'yours Request ≠ key Praise',
    ]);
    await fireEvent.pointerEnter(document.querySelector('.entry') as Element);
    expect(texts('li.lit')).toEqual(['2 Text p2 yours Praise ≠ key Request']);
    await fireEvent.pointerOver(screen.getByText('Text p3'));
    expect(texts('.entry.lit')[0]).toMatch(/^3 Piece 3/);
    await fireEvent.click(screen.getByRole('button', { name: 'Piece 4' }));
    expect(texts('li.lit')[0]).toMatch(/^4 Text p4/);
  });
});
