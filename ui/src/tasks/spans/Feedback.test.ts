import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { Feedback as FeedbackView, KeySpanView } from '../../lib/host';
import { findings as find } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';

//            0         1         2         3         4
//            01234567890123456789012345678901234567890123
const TEXT = 'Amina left Lima. In Quito she met Ruiz again.';

const key = (words: string, label: string, more: Partial<KeySpanView> = {}): KeySpanView => {
  const start = TEXT.indexOf(words);
  const span = { start, end: start + words.length };
  return { span, label, accept: [], why: `Why ${words}.`, ...more };
};
const mark = (words: string, label: string, met: string, against: KeySpanView | null) => ({
  ...key(words, label),
  met,
  against,
  share: 1,
});

const AMINA = key('Amina', 'person');
const QUITO = key('Quito', 'town', { accept: ['person'] });
const AGAIN = key('again', 'town');
const SHE = key('she', 'person');

function feedback(): FeedbackView {
  return {
    task: {
      kind: 'spans',
      items: [],
      justify: null,
      work: {
        kind: 'spans',
        text: {
          id: 'x1',
          html: `<p data-at="0">${TEXT}</p>`,
          tokens: [],
          sentences: [],
          clusters: [],
        },
        labels: [
          { id: 'person', name: 'Person', about: '' },
          { id: 'town', name: 'Town', about: '' },
        ],
      },
    },
    answer: { kind: 'spans', marks: [], nothing: false, why: '' },
    key: { reasons: [], work: { kind: 'spans', spans: [AMINA, QUITO], optional: [AGAIN, SHE] } },
    grade: {
      parts: [],
      evidence: {
        kind: 'spans',
        marks: [
          mark('Amina left', 'person', 'overlap', AMINA),
          mark('Lima', 'person', 'extra', null),
          mark('again', 'town', 'optional', AGAIN),
        ],
        missed: [QUITO],
        exact: 0,
        overlap: 0.5,
        why_nothing_else: 'Days are no towns.',
      },
    },
  } as unknown as FeedbackView;
}

function open(given = feedback()) {
  const props = {
    feedback: given,
    findings: find(given),
    spotlight: new Spotlight(() => undefined),
  };
  render(FeedbackSheet, props);
  render(Feedback, props);
  return props.spotlight;
}
afterEach(cleanup);

const entries = () =>
  [...document.querySelectorAll<HTMLElement>('.entry')].map((entry) =>
    (entry.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

describe('feedback on marks', () => {
  it('says of each stretch what came of it, what the key has, and why', () => {
    open();
    expect(entries()).toEqual([
      '1 “Amina left” not exactly Both: Person Key’s words: “Amina” Why Amina.',
      '2 “Lima” not in the key Yours: Person The key marks nothing here.',
      '3 “Quito” not marked Key: Town (accepts Person too) Why Quito.',
      '5 “again” does not count Both: Town Why again.',
      '4 “she” need not be marked Key: Person Why she.',
    ]);
    expect(screen.getByText(/Days are no towns/)).toBeTruthy();
    expect(screen.getByText('May be marked, need not (1)')).toBeTruthy();
  });

  it('draws my marks under the words and the key’s over them, told apart by their lines', () => {
    open();
    const lines = [...document.querySelectorAll<HTMLElement>('[data-item="x1"] .line')];
    const drawn = lines.map(
      (line) => `${line.textContent}: ${line.className.replace(/line |lane0 /g, '')}`,
    );
    expect(drawn).toEqual([
      'Amina: under differs',
      'Amina: over dashed differs',
      ' left: under differs',
      'Lima: under against',
      'Quito: over dashed differs',
      'she: over dashed aside',
      'again: over dashed aside',
      'again: under aside',
    ]);
    const numbers = [...document.querySelectorAll('.ref')].map((ref) => ref.textContent);
    expect(numbers).toEqual(['1', '2', '3', '4', '5']);
    expect(screen.getByText(/yours, under the words/)).toBeTruthy();
  });

  it('ties words and reason both ways', async () => {
    const spotlight = open();
    const entry = document.querySelectorAll<HTMLElement>('.entry')[2] as HTMLElement;
    await fireEvent.pointerEnter(entry);
    const lit = () => [...document.querySelectorAll('mark.lit')].map((m) => m.textContent).join('');
    expect(lit()).toBe('Quito');
    await fireEvent.pointerLeave(entry);
    expect(lit()).toBe('');
    await fireEvent.click(within(entry).getByRole('button', { name: 'Show “Quito”' }));
    await tick();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Mark 3, not marked');
    await fireEvent.click(document.activeElement as Element);
    await tick();
    expect(document.activeElement).toBe(entry);
    expect(spotlight.n).not.toBeNull();
  });

  it('stands beside reasons about the text, whose numbers go first', () => {
    const given = feedback();
    given.key.reasons = [
      { about: 'x1', letter: '', why: 'A plain text.', tone: 'for', at: [{ start: 17, end: 19 }] },
    ];
    open(given);
    expect(entries()[0]).toMatch(/^2 “Amina left”/);
    const numbers = [...document.querySelectorAll('.ref')].map((ref) => ref.textContent);
    expect(numbers).toEqual(['2', '3', '1', '4', '5', '6']);
  });

  it('says that nothing was marked where nothing was', () => {
    const given = feedback();
    given.answer = { kind: 'spans', marks: [], nothing: true, why: '' };
    open(given);
    expect(screen.getByText('You said that there is nothing to mark.')).toBeTruthy();
  });
});
