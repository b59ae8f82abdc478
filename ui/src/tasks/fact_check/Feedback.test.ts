import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimHeldView, Feedback as FeedbackView, PassageView } from '../../lib/host';
import { findings as find } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';

//               0         1         2         3
//               0123456789012345678901234567890123456789
const LEAFLET = 'The bridge opened in 1900. It closed in 1950.';

const passage = (words: string): PassageView => {
  const start = LEAFLET.indexOf(words);
  return { source: 's1', span: { start, end: start + words.length } };
};
const held = (claim: string, more: Partial<ClaimHeldView>): ClaimHeldView => ({
  claim,
  yours: 'supported',
  key: 'supported',
  accept: [],
  right: true,
  cited: [],
  passages: [],
  passage: null,
  score: 1,
  why: `Why ${claim}.`,
  ...more,
});
const found = (share: number, score: number) => ({
  nearest: passage('opened'),
  share,
  found_at: 0.5,
  score,
});

function feedback(claims: ClaimHeldView[]): FeedbackView {
  const text = {
    id: 's1',
    html: `<p data-at="0">${LEAFLET}</p>`,
    tokens: [],
    sentences: [],
    clusters: [],
  };
  return {
    task: {
      kind: 'fact_check',
      items: [],
      justify: null,
      work: {
        kind: 'fact_check',
        claims: ['c1', 'c2', 'c3'].map((id) => ({ id, html: `<p data-at="0">Claim ${id}</p>` })),
        sources: [{ title: 'A leaflet', text }],
      },
    },
    answer: { kind: 'fact_check', claims: [], why: '' },
    key: {
      work: { kind: 'fact_check' },
      reasons: [
        { about: 's1', letter: '', why: 'Two dates.', tone: 'against', at: [passage('1950').span] },
      ],
    },
    grade: { parts: [], evidence: { kind: 'fact_check', claims } },
  } as unknown as FeedbackView;
}

function open(claims: ClaimHeldView[]) {
  const given = feedback(claims);
  const props = {
    feedback: given,
    findings: find(given),
    spotlight: new Spotlight(() => undefined),
  };
  render(FeedbackSheet, props);
  render(Feedback, props);
}
afterEach(cleanup);

const entries = () =>
  [...document.querySelectorAll<HTMLElement>('ol .entry')].map((entry) =>
    (entry.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

describe('feedback on claims', () => {
  it('says my verdict and the key’s, what the passage was worth, and why', () => {
    open([
      held('c1', {
        cited: [passage('opened in 1900')],
        passages: [passage('opened')],
        passage: found(0.4, 0.8),
      }),
      held('c2', { yours: 'refuted', key: 'not_enough', right: false }),
      held('c3', {
        yours: 'not_enough',
        key: 'supported',
        accept: ['not_enough'],
        passages: [passage('The bridge opened'), passage('opened in 1900')],
      }),
    ]);
    expect(entries()).toEqual([
      'C1 Claim c1 as in the key passage in part Both: Supported What you cite and the nearest passage of the key have ' +
        '40 % in common; from 50 % on it counts in full. Why c1. You cite “opened in 1900” The key cites “opened”',
      'C2 Claim c2 against the key Yours: Refuted ≠ Key: The sources do not say Why c2.',
      'C3 Claim c3 accepted Yours: The sources do not say ≠ Key: Supported (accepts The sources do not say too) Why c3. ' +
        'The key takes any one of “The bridge opened”“opened in 1900”',
    ]);
  });

  it('names a passage that decides nothing, and none at all', () => {
    open([
      held('c1', { cited: [passage('It')], passages: [passage('opened')], passage: found(0, 0) }),
      held('c2', { passages: [passage('opened')], passage: found(0, 0) }),
      held('c3', {
        cited: [passage('opened')],
        passages: [passage('opened')],
        passage: found(1, 1),
      }),
    ]);
    const said = entries().map(
      (entry) => /(another passage|no passage|passage found)/.exec(entry)?.[0],
    );
    expect(said).toEqual(['another passage', 'no passage', 'passage found']);
  });

  it('draws both in the sources, the key’s overlapping passages as one, beside the reasons', async () => {
    open([
      held('c1', {
        cited: [passage('closed in 1950')],
        passages: [passage('The bridge opened'), passage('opened in 1900')],
        passage: found(0, 0),
      }),
    ]);
    const lines = [...document.querySelectorAll<HTMLElement>('[data-item="s1"] .line')];
    const drawn = lines.map(
      (line) => `${line.textContent}: ${line.className.replace(/line |lane0 /g, '')}`,
    );
    expect(drawn).toEqual([
      'The bridge : over dashed agrees',
      'opened: over dashed agrees',
      ' in 1900: over dashed agrees',
      'closed in : under against',
      '1950: under against',
    ]);
    const numbers = [...document.querySelectorAll('.ref')].map((ref) => ref.textContent);
    expect(numbers).toEqual(['C1', '1', 'C1']);
    await fireEvent.click(screen.getByRole('button', { name: '“opened in 1900”' }));
    await tick();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('C1, claim 1');
    expect([...document.querySelectorAll('mark.lit')].map((m) => m.textContent).join('')).toBe(
      'The bridge opened in 1900closed in 1950',
    );
  });
});
