import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { drag, key, layOut, press } from '../picker/test-pointer';
import TestDesk from '../picker/TestDesk.svelte';
import { factCheck } from '.';

//               0         1         2         3
//               0123456789012345678901234567890123456789
const LEAFLET = 'The bridge opened in 1900. It closed in 1950.';
const LETTER = 'It was red.';
const task = {
  kind: 'fact_check',
  items: [],
  work: {
    kind: 'fact_check',
    claims: ['It opened in 1900.', 'It was blue.', 'It is long.'].map((text, i) => ({
      id: `c${i + 1}`,
      html: `<p data-at="0">${text}</p>`,
    })),
    sources: [
      {
        title: 'A leaflet',
        text: {
          id: 's1',
          html: `<p data-at="0">${LEAFLET}</p>`,
          tokens: [
            0, 3, 4, 10, 11, 17, 18, 20, 21, 25, 25, 26, 27, 29, 30, 36, 37, 39, 40, 44, 44, 45,
          ],
          sentences: [0, 26, 27, 45],
          clusters: [],
        },
      },
      {
        title: 'A letter',
        text: {
          id: 's2',
          html: `<p data-at="0">${LETTER}</p>`,
          tokens: [0, 2, 3, 6, 7, 10, 10, 11],
          sentences: [0, 11],
          clusters: [],
        },
      },
    ],
  },
} as unknown as TaskView;

let answer: AnswerOf<'fact_check'>;
let stopKeys: () => void;

async function open(claims: AnswerOf<'fact_check'>['claims'] = []) {
  answer = { kind: 'fact_check', claims, why: 'mine' };
  render(TestDesk<'fact_check'>, {
    parts: factCheck,
    task,
    start: answer,
    onanswer: (next: AnswerOf<'fact_check'>) => (answer = next),
  });
  await tick();
}

const said = () =>
  answer.claims.map(({ claim, verdict, cited }) => {
    const words = cited.map(({ source, span }) =>
      (source === 's1' ? LEAFLET : LETTER).slice(span.start, span.end),
    );
    return `${claim} ${verdict} ${words.join(' | ')}`.trim();
  });
const source = (name: string) => screen.getByRole('application', { name });
const lit = () => [...document.querySelectorAll('mark.lit')].map((m) => m.textContent).join('');

beforeEach(() => {
  layOut();
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('checking claims by mouse', () => {
  it('cites what was dragged over, whole words, for the claim that is pressed', async () => {
    await open();
    await drag('s1', 12, 23);
    await fireEvent.click(screen.getByRole('button', { name: 'claim 2' }));
    expect(said()).toEqual(['c2 null opened in 1900']);
    expect(announcer.text).toBe('Cited for claim 2: “opened in 1900”');
    expect(answer.why, 'the text stays').toBe('mine');
    await fireEvent.click(screen.getByRole('radio', { name: 'Refuted' }));
    expect(said()).toEqual(['c2 refuted opened in 1900']);
    expect(document.querySelector<HTMLElement>('.line[data-tag]')?.dataset['tag']).toBe('2');
  });

  it('cites several passages for one claim, also from the claim itself, and takes them back', async () => {
    await open();
    await drag('s1', 12, 23);
    await fireEvent.click(screen.getByRole('button', { name: /Cite what is selected/ }));
    await drag('s2', 8, 1);
    await fireEvent.click(screen.getByRole('button', { name: /Cite what is selected/ }));
    expect(said()).toEqual(['c1 null opened in 1900 | It was red']);
    const list = screen.getByRole('list', { name: 'Passages cited for claim 1' });
    expect(list.textContent).toContain('A letter');
    await fireEvent.click(screen.getByRole('button', { name: 'Do not cite “opened in 1900”' }));
    expect(said()).toEqual(['c1 null It was red']);
    await tick();
    expect(document.activeElement?.textContent, 'the focus goes to the next').toContain(
      'It was red',
    );
  });

  it('jumps from a citation to its passage, and from a passage to its claim', async () => {
    await open([
      { claim: 'c1', verdict: null, cited: [{ source: 's1', span: { start: 11, end: 25 } }] },
      { claim: 'c3', verdict: null, cited: [{ source: 's2', span: { start: 0, end: 10 } }] },
    ]);
    await fireEvent.click(screen.getByRole('button', { name: /“opened in 1900”\s+A leaflet/ }));
    await tick();
    expect(document.activeElement).toBe(source('A leaflet'));
    await press('s2', 4);
    expect(announcer.text).toBe('Claim 3, no verdict yet, 1 passage');
    expect(lit()).toBe('It was red');
    await press('s2', 4);
    await fireEvent.click(screen.getByRole('button', { name: 'claim 1' }));
    expect(said()[0]).toBe('c1 null opened in 1900 | was');
  });

  it('keeps the passage when the pointer is lost', async () => {
    await open();
    const pointer = { pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientY: 5 };
    await fireEvent.pointerDown(source('A leaflet'), { ...pointer, clientX: 1 });
    await fireEvent.pointerMove(source('A leaflet'), { ...pointer, clientX: 12 });
    expect(screen.queryByRole('button', { name: 'claim 2' }), 'not while it moves').toBeNull();
    window.dispatchEvent(new Event('blur'));
    await tick();
    await fireEvent.click(screen.getByRole('button', { name: 'claim 2' }));
    expect(said()).toEqual(['c2 null The bridge opened']);
  });
});

describe('checking claims by keyboard', () => {
  it('goes from source to source, selects sentence by sentence, and cites by the number of a claim', async () => {
    await open();
    await key('t');
    expect(document.activeElement).toBe(source('A leaflet'));
    await key('ArrowDown');
    expect(announcer.text).toBe('The bridge opened in 1900.');
    await key('ArrowDown', { shiftKey: true });
    await key('ArrowLeft', { shiftKey: true });
    await key('2');
    expect(said()).toEqual(['c2 null The bridge opened in 1900. It closed in 1950']);
    await key('t');
    expect(document.activeElement).toBe(source('A letter'));
    await key('ArrowDown');
    await key('Enter');
    expect(said(), 'for the claim in hand').toEqual([
      'c2 null The bridge opened in 1900. It closed in 1950 | It was red.',
    ]);
    await key('ArrowUp');
    expect(announcer.text).toBe('It was red., cited for claim 2');
    await key('Escape');
    await key('Enter');
    expect(said().length).toBe(1);
  });

  it('gives verdicts, and goes to what is still missing', async () => {
    await open();
    await key('d');
    await key('n');
    expect(announcer.text).toBe('Claim 2, no verdict yet, 0 passages');
    await key('x');
    await key('j');
    await key('y');
    await key('k');
    expect(announcer.text).toBe('Claim 2, Refuted, 0 passages');
    await key('1');
    expect(announcer.text).toBe('Claim 1, The sources do not say, 0 passages');
    expect(said()).toEqual(['c1 not_enough', 'c2 refuted', 'c3 supported']);
    expect(document.body.textContent).toContain('1 of 3 claims done');
  });

  it('has the first thing that is missing where submit looks for it', async () => {
    await open([{ claim: 'c1', verdict: 'not_enough', cited: [] }]);
    const first = () => document.querySelector('[data-first]')?.textContent ?? '';
    expect(first()).toContain('Claim 2');
    await key('2');
    expect(document.querySelector('[data-first]')?.getAttribute('type')).toBe('radio');
    await key('y');
    expect(first().trim()).toBe('No passage cited yet.');
  });
});
