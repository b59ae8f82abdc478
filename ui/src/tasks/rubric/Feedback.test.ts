import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { Feedback as FeedbackView } from '../../lib/host';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import { rubric } from './index';

const feedback = {
  task: { kind: 'rubric', work: { kind: 'rubric' }, items: [], material: [], justify: null },
  answer: { kind: 'rubric', criteria: ['It is clear.', 'Names the hour.'], why: '' },
  key: {
    reasons: [],
    work: { kind: 'rubric', reference: ['Names the hour, nine.', 'Names the day.'] },
    justify: null,
  },
  grade: {
    parts: [],
    evidence: {
      kind: 'rubric',
      criteria: [
        {
          findings: [
            {
              property: 'objective',
              words: 'judged alike by all',
              at: [{ start: 6, end: 11 }],
              why: 'Say what would show it.',
            },
          ],
          covers: [],
        },
        { findings: [], covers: [0] },
      ],
      ideal: [
        { point: 'The hour is nine', by: 1 },
        { point: 'The day is Monday', by: null },
      ],
    },
  },
} as unknown as FeedbackView;

function open() {
  // jsdom lays nothing out.
  globalThis.ResizeObserver ??= class {
    observe() {}
    disconnect() {}
    unobserve() {}
  } as unknown as typeof ResizeObserver;
  Element.prototype.scrollIntoView ??= () => undefined;
  const spotlight = new Spotlight(() => undefined);
  const props = { feedback, findings: findings(feedback, rubric.taken?.(feedback)), spotlight };
  render(Feedback, props);
  render(FeedbackSheet, props);
  return spotlight;
}

afterEach(cleanup);

describe('feedback on a rubric', () => {
  it('shows each criterion with what is in question at its words', async () => {
    const spotlight = open();
    const first = screen.getByLabelText('Criterion 1');
    expect(first.querySelector('mark')?.textContent).toBe('clear');
    expect(first.querySelector('.ref')?.getAttribute('aria-label')).toBe('Finding 1, Judged alike');
    expect(first.textContent).toContain('Say what would show it.');
    expect(first.textContent).toContain('Judged alike: in question');
    await fireEvent.click(screen.getByRole('button', { name: 'Show words of reason 1' }));
    expect(spotlight.n).toBe(1);
    expect(screen.getByLabelText('Criterion 2').querySelector('mark')).toBeNull();
  });

  it('says which points of an ideal response are asked for, and where', async () => {
    open();
    expect(screen.getByText('The day is Monday').parentElement?.textContent).toContain(
      'not asked for',
    );
    await fireEvent.click(
      screen.getByRole('button', { name: 'Asked for in criterion 2: show it' }),
    );
    await tick();
    await tick();
    const second = screen.getByLabelText('Criterion 2');
    expect(document.activeElement).toBe(second);
    expect(second.textContent).toContain('Asks for: The hour is nine');
  });

  it('keeps the reference criteria at hand', () => {
    open();
    expect(screen.getByText('Reference criteria').parentElement?.textContent).toContain(
      'Names the hour, nine.',
    );
  });
});
