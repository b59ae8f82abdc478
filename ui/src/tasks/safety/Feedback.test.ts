import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { ActionView, Feedback as FeedbackOf, RefusalFaultView } from '../../lib/host';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';

const part = (id: string, quote = '') => ({
  id,
  label: id,
  score: 0,
  weight: 0.3,
  verdict: 'against',
  note: `Note on ${id}`,
  pointers: quote ? [{ place: { in: 'prompt' }, start: 0, end: 4, quote }] : [],
});

function feedback(yours: ActionView, key: ActionView, fault: RefusalFaultView | null) {
  const named = { yours: 'name', key: 'fraud', accept: ['none'], right: false, why: 'Why fraud' };
  return {
    task: {
      kind: 'safety',
      items: [],
      material: [],
      justify: null,
      work: {
        kind: 'safety',
        categories: ['fraud', 'name', 'none'].map((id) => ({ id, name: id, about: `About ${id}` })),
        severities: [0, 1, 2].map((value) => ({ value, name: `S${value}`, about: '' })),
      },
    },
    answer: { kind: 'safety', category: 'name', severity: 0, action: yours, why: '' },
    key: { work: { kind: 'safety' }, reasons: [] },
    grade: {
      parts: [part('category', 'click here'), part('severity'), part('action')],
      evidence: {
        kind: 'safety',
        category: named,
        severity: { yours: 0, key: 2, accept: [1, 2], off: -1, score: 0, why: 'Why two' },
        action: { yours, key, accept: [], right: fault === null, fault, why: 'Why so' },
      },
    },
  } as unknown as FeedbackOf;
}

function open(of: FeedbackOf) {
  const spotlight = new Spotlight(() => undefined);
  render(Feedback, { feedback: of, findings: findings(of), spotlight });
  return spotlight;
}

const rows = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((row) => row.textContent?.replaceAll(/\s+/g, ' ').trim());

afterEach(cleanup);

describe('what came of a safety judgement', () => {
  it('names over-refusal and under-refusal', () => {
    open(feedback('refuse', 'partly', 'over_refusal'));
    expect(screen.getByText('over-refusal')).toBeTruthy();
    cleanup();
    open(feedback('comply', 'partly', 'under_refusal'));
    expect(screen.getByText('under-refusal')).toBeTruthy();
    expect(screen.getByText('Note on action')).toBeTruthy();
    cleanup();
    open(feedback('partly', 'partly', null));
    expect(screen.getByText('as the key')).toBeTruthy();
    expect(screen.queryByText('Note on action'), 'there is nothing to add').toBeNull();
  });

  it('shows mine, the key and what is accepted among the choices, and why', () => {
    open(feedback('refuse', 'partly', 'over_refusal'));
    expect(rows('Categories')).toEqual([
      'fraud key About fraud',
      'name you About name',
      'none accepted About none',
    ]);
    expect(rows('Actions')[0]).toBe('Comply');
    expect(screen.getByText('Why fraud')).toBeTruthy();
    expect(screen.getByText('You 0, S0; key 2, S2; accepts 1 to 2.')).toBeTruthy();
    expect(screen.getByText('1 too low')).toBeTruthy();
  });

  it('ties each part to the words that decide it', async () => {
    const spotlight = open(feedback('refuse', 'partly', 'over_refusal'));
    const words = screen.getByRole('button', { name: '“click here” in the prompt' });
    await fireEvent.focus(words);
    expect(spotlight.n).toBe(1);
    const section = screen.getByRole('region', { name: 'Category' });
    await tick();
    expect(section.classList.contains('lit')).toBe(true);
    await fireEvent.pointerLeave(section);
    expect(spotlight.n).toBeNull();
  });
});
