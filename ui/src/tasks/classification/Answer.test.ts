import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { key } from '../picker/test-pointer';
import TestDesk from '../picker/TestDesk.svelte';
import { classification } from '.';

const task = (multiple: boolean) =>
  ({
    kind: 'classification',
    items: [],
    work: {
      kind: 'classification',
      pieces: ['One', 'Two', 'Three'].map((text, i) => ({
        id: `p${i + 1}`,
        html: `<p data-at="0">${text}</p>`,
      })),
      labels: ['Praise', 'Request'].map((name, i) => ({
        id: 'ab'[i],
        name,
        about: `About ${name}.`,
      })),
      multiple,
    },
  }) as unknown as TaskView;

let answer: AnswerOf<'classification'>;
let stopKeys: () => void;

async function open(multiple = false) {
  answer = { kind: 'classification', pieces: [], why: 'mine' };
  render(TestDesk<'classification'>, {
    parts: classification,
    task: task(multiple),
    start: answer,
    onanswer: (next: AnswerOf<'classification'>) => (answer = next),
  });
  await tick();
}
const said = () => answer.pieces.map(({ piece, labels }) => `${piece} ${labels.join('+')}`);
const piece = () => screen.getByRole('heading', { level: 3 }).textContent;

beforeEach(() => {
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('labelling pieces', () => {
  it('by keyboard: a number labels, N goes to the next without a label', async () => {
    await open();
    await key('1');
    expect(announcer.text).toBe('Piece 1: Praise');
    await key('n');
    expect(announcer.text).toBe('Piece 2, no label yet');
    await key('j');
    await key('2');
    await key('Enter');
    expect(piece(), 'around the end').toBe('Piece 2 of 3');
    await key('2');
    await key('n');
    expect(announcer.text).toBe('Every piece has a label');
    await key('k');
    await key('2');
    expect(said()).toEqual(['p1 b', 'p2 b', 'p3 b']);
    expect(answer.why, 'the text stays').toBe('mine');
  });

  it('by mouse: a press takes a piece, another gives it a label', async () => {
    await open();
    await fireEvent.click(screen.getByText('Three'));
    expect(piece()).toBe('Piece 3 of 3');
    await fireEvent.click(screen.getByRole('radio', { name: /^Request/ }));
    expect(said()).toEqual(['p3 b']);
    await fireEvent.click(screen.getByRole('button', { name: 'Next piece' }));
    expect(piece()).toBe('Piece 1 of 3');
    await fireEvent.click(screen.getByRole('button', { name: /Next without a label/ }));
    expect(piece()).toBe('Piece 2 of 3');
    await fireEvent.click(screen.getByRole('button', { name: 'Piece 1, no label yet' }));
    expect(piece()).toBe('Piece 1 of 3');
  });

  it('gives several labels to a piece where it may have several', async () => {
    await open(true);
    await key('2');
    await fireEvent.click(screen.getByRole('checkbox', { name: /^Praise/ }));
    expect(said()).toEqual(['p1 a+b']);
    expect(screen.getByRole('button', { name: 'Piece 1, Praise, Request' })).toBeTruthy();
    await key('2');
    await key('1');
    expect(said()).toEqual([]);
  });

  it('has the first thing that is missing where submit looks for it', async () => {
    await open();
    const first = () => document.querySelector('[data-first]');
    expect(first()?.getAttribute('type')).toBe('radio');
    await key('1');
    expect(first()?.textContent).toContain('Next without a label');
    for (const press of ['n', '1', 'n', '1']) await key(press);
    expect(first()).toBeNull();
  });
});
