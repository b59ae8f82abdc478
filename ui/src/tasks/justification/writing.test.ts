import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { JustifyView, LiveCheckView, LiveState, TaskView } from '../../lib/host';
import Why from './Why.svelte';

const check = (
  id: string,
  state: LiveState,
  note: string,
  ...at: [number, number][]
): LiveCheckView => ({
  id,
  label: id[0]?.toUpperCase() + id.slice(1),
  state,
  note,
  at: at.map(([start, end]) => ({ start, end })),
});

const ask: JustifyView = {
  ask: 'Say why',
  words: [20, 60],
  checks: [
    check('verdict', 'open', 'Say which response is better.'),
    check('quotes', 'open', 'Quote the words that decide.'),
    check('length', 'open', '0 words, 20 more to go.'),
  ],
  quotable: [
    { id: 'r2', sentences: [0, 16, 17, 27] },
    { id: 'r1', sentences: [0, 12] },
  ],
};

const task = {
  kind: 'preference',
  items: [
    { id: 'r2', letter: 'A', html: '<p data-at="0">We open at nine. Not later.</p>' },
    { id: 'r1', letter: 'B', html: '<p data-at="0">Nobody knows</p>' },
  ],
  justify: ask,
} as unknown as TaskView;

let why: string;
let rerender: (props: object) => Promise<void>;
let stopKeys: () => void;

async function open(text = '', checks: LiveCheckView[] = []) {
  why = text;
  const onwhy = (next: string): void => {
    why = next;
    void rerender({ why });
  };
  const drawn = render(Why, { task, ask, why, words: 0, checks, checksOf: text, onwhy });
  rerender = drawn.rerender;
  await tick();
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Why' });
const lines = () =>
  within(screen.getByRole('list', { name: 'What is looked for' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent?.replace(/\s+/g, ' ').trim());
const settle = async () => {
  for (let turn = 0; turn < 4; turn++) await tick();
};

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await settle();
}

beforeEach(() => {
  Element.prototype.scrollIntoView ??= () => undefined;
  document.execCommand = () => false;
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('the checklist', () => {
  it('says what is looked for before anything is written', async () => {
    await open();
    expect(lines()).toEqual([
      'Verdict, not there yet. Say which response is better.',
      'Quotes, not there yet. Quote the words that decide.',
    ]);
    expect(screen.getByText('0 words, 20–60 asked')).toBeTruthy();
  });

  it('then says what is there, and leads to the words', async () => {
    const text = 'A is better. It says “we shut at ten o’clock”.';
    await open(text, [
      check('verdict', 'found', 'In your first sentence.', [0, 11]),
      check('quotes', 'wrong', 'It is in none of the texts.', [22, 44]),
      check('length', 'wrong', '80 words, 20 too many.'),
    ]);
    expect(lines()).toEqual([
      'Verdict, found. In your first sentence.',
      'Quotes, to be mended. It is in none of the texts.',
      'Length, to be mended. 80 words, 20 too many.',
    ]);
    expect([...document.querySelectorAll('mark.doubt')].map((mark) => mark.textContent)).toEqual([
      'we shut at ten o’clock',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Verdict: show in your text' }));
    expect(document.activeElement).toBe(field());
    expect([field().selectionStart, field().selectionEnd]).toEqual([0, 11]);
  });

  it('keeps to its words while they are being moved', async () => {
    await open('A is better.', [check('verdict', 'found', 'In it.', [0, 11])]);
    await rerender({ why: 'So A is better.' });
    await fireEvent.click(screen.getByRole('button', { name: 'Verdict: show in your text' }));
    expect([field().selectionStart, field().selectionEnd]).toEqual([3, 14]);
    await rerender({ why: 'A was better.' });
    expect(screen.queryByRole('button', { name: 'Verdict: show in your text' })).toBeNull();
  });

  it('tells those who listen what has changed while they write', async () => {
    await open('A', [check('verdict', 'open', 'x'), check('reason', 'open', 'x')]);
    field().focus();
    await rerender({ checks: [check('verdict', 'found', 'x'), check('reason', 'open', 'x')] });
    await settle();
    expect(announcer.text).toBe('Verdict: found.');
  });
});

describe('quoting', () => {
  it('puts the selected words of a response at the caret, with its letter', async () => {
    await open('It is exact: .');
    const article = document.createElement('article');
    article.dataset['item'] = 'r2';
    article.innerHTML = '<div class="prose"><p data-at="0">We open at nine. Not later.</p></div>';
    document.body.append(article);
    const words = article.querySelector('p')?.firstChild as Text;
    document.getSelection()?.setBaseAndExtent(words, 3, words, 15);
    await fireEvent(document, new Event('selectionchange'));
    field().setSelectionRange(13, 13);
    await fireEvent.click(screen.getByRole('button', { name: /^Quote/ }));
    await settle();
    expect(why).toBe('It is exact: “open at nine” (A).');
    expect(announcer.text).toBe('Quoted: “open at nine” (A)');
    article.remove();
  });

  it('works sentence by sentence from the keyboard', async () => {
    await open('Since B says ');
    field().focus();
    field().setSelectionRange(13, 13);
    await press('Q', { ctrlKey: true, shiftKey: true });
    const list = screen.getByRole('listbox', { name: 'Sentences of A' });
    expect(document.activeElement).toBe(list);
    const options = () =>
      screen
        .getAllByRole('option')
        .map((option) => [option.textContent?.trim(), option.getAttribute('aria-selected')]);
    expect(options()).toEqual([
      ['We open at nine.', 'true'],
      ['Not later.', 'false'],
    ]);
    await press('ArrowDown', { shiftKey: true });
    expect(options().map(([, selected]) => selected)).toEqual(['true', 'true']);
    await press('b');
    expect(options()).toEqual([['Nobody knows', 'true']]);
    await press('Enter');
    expect(why).toBe('Since B says “Nobody knows”');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it('is left with Escape, and nothing is changed', async () => {
    await open('A');
    field().focus();
    await press('Q', { ctrlKey: true, shiftKey: true });
    await press('Escape');
    expect([why, document.activeElement === field()]).toEqual(['A', true]);
  });
});
