import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { drag, key, layOut, press } from '../picker/test-pointer';
import TestDesk from '../picker/TestDesk.svelte';
import { spans } from '.';

//            0         1         2         3         4
//            01234567890123456789012345678901234567890123
const TEXT = 'Amina left Lima. In Quito she met Ruiz 👩‍👧.';
const task = {
  kind: 'spans',
  items: [],
  work: {
    kind: 'spans',
    text: {
      id: 'x1',
      html: `<p data-at="0">${TEXT}</p>`,
      tokens: [0, 5, 6, 10, 11, 15, 15, 16, 17, 19, 20, 25, 26, 29, 30, 33, 34, 38, 39, 44, 44, 45],
      sentences: [0, 16, 17, 45],
      clusters: [39, 44],
    },
    labels: [
      { id: 'person', name: 'Person', about: 'A man, woman or child.' },
      { id: 'town', name: 'Town', about: 'A place where people live.' },
    ],
  },
} as unknown as TaskView;

let answer: AnswerOf<'spans'>;
let stopKeys: () => void;

async function open(marks: AnswerOf<'spans'>['marks'] = []) {
  answer = { kind: 'spans', marks, nothing: false, why: 'mine' };
  render(TestDesk<'spans'>, {
    parts: spans,
    task,
    start: answer,
    onanswer: (next: AnswerOf<'spans'>) => (answer = next),
  });
  await tick();
}

const said = () =>
  answer.marks.map(({ span, label }) => `${TEXT.slice(span.start, span.end)}: ${label}`);
const button = (name: RegExp | string) => screen.getByRole('button', { name });
const text = () => screen.getByRole('application', { name: 'Text to mark' });
const lines = () =>
  [...text().querySelectorAll<HTMLElement>('.line[data-tag]')].map(
    (line) => `${line.className.replace(/^line under | lit$/g, '')} ${line.dataset['tag']}`,
  );
const lit = () => [...text().querySelectorAll('mark.lit')].map((mark) => mark.textContent).join('');

beforeEach(() => {
  layOut();
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('marking by mouse', () => {
  it('selects first, then labels', async () => {
    await open();
    await drag('x1', 7, 12);
    expect(said()).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: /^Person/, pressed: false }));
    expect(said()).toEqual(['left Lima: person']);
    expect(answer.why, 'the text stays').toBe('mine');
    expect(announcer.text).toBe('“left Lima” marked Person');
    expect(lines()).toEqual(['lane0 solid 1']);
  });

  it('with a label in hand marks with every press and drag, and puts overlapping ones on lanes', async () => {
    await open();
    await fireEvent.click(button(/^Town/));
    expect(announcer.text).toBe('Town in hand');
    await press('x1', 12);
    await drag('x1', 34, 1);
    expect(said()).toEqual(['Amina left Lima. In Quito she met Ruiz: town', 'Lima: town']);
    expect(lines()).toEqual(['lane1 dashed 2', 'lane0 dashed 2']);
    await press('x1', 12);
    expect(said().length, 'a second press finds the mark').toBe(2);
    expect(lit()).toBe('Lima');
    await fireEvent.click(button(/^Town/));
    expect(announcer.text, 'a label acts on the mark that was chosen').toBe('“Lima” marked Town');
  });

  it('goes through the marks at a word with nothing in hand, and then to the word', async () => {
    await open([
      { span: { start: 0, end: 15 }, label: 'person' },
      { span: { start: 11, end: 15 }, label: 'town' },
    ]);
    await press('x1', 12);
    expect(lit()).toBe('Lima');
    await press('x1', 12);
    expect(lit()).toBe('Amina left Lima');
    await press('x1', 12);
    expect(lit()).toBe('');
    await key('1');
    expect(said()).toEqual(['Amina left Lima: person', 'Lima: person', 'Lima: town']);
  });

  it('takes a family as one, and extends with Shift', async () => {
    await open();
    await press('x1', 41);
    await press('x1', 35, { shiftKey: true });
    await key('1');
    expect(said()).toEqual(['Ruiz 👩‍👧: person']);
  });

  it('keeps the selection when the pointer is lost, and no drag goes on', async () => {
    await open();
    await key('1');
    const host = text();
    const pointer = { pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientY: 5 };
    await fireEvent.pointerDown(host, { ...pointer, clientX: 7 });
    await fireEvent.pointerMove(host, { ...pointer, clientX: 20 });
    await fireEvent.pointerCancel(host, { pointerId: 1 });
    await fireEvent.pointerMove(host, { ...pointer, clientX: 35 });
    await fireEvent.pointerUp(host, { ...pointer, clientX: 35 });
    expect(said(), 'no mark of what was not finished').toEqual([]);
    await key('Enter');
    expect(said()).toEqual(['left Lima. In Quito: person']);
  });
});

describe('marking by keyboard', () => {
  it('selects, extends and marks, and goes on behind the mark', async () => {
    await open();
    await key('t');
    expect(document.activeElement).toBe(text());
    await key('ArrowRight');
    expect(announcer.text).toBe('Amina');
    await key('ArrowRight', { shiftKey: true });
    expect(announcer.text).toBe('Amina left');
    await key('2');
    expect(said()).toEqual(['Amina left: town']);
    await key('ArrowRight');
    expect(announcer.text).toBe('Lima');
    await key('ArrowDown');
    await key('l');
    expect(announcer.text).toBe('Person in hand');
    await key('Enter');
    expect(said()).toEqual(['Amina left: town', 'Amina left Lima.: person'].reverse());
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect(announcer.text, 'what lies on a word is said').toBe('left, marked Town and Person');
  });

  it('walks from mark to mark, moves their ends, labels them anew and removes them', async () => {
    await open([
      { span: { start: 0, end: 5 }, label: 'person' },
      { span: { start: 34, end: 38 }, label: 'person' },
    ]);
    await key('n');
    await key('n');
    expect(announcer.text).toBe('“Ruiz”, Person');
    await key('ArrowRight', { ctrlKey: true, shiftKey: true });
    expect(said()[1]).toBe('Ruiz 👩‍👧: person');
    await key('ArrowLeft', { ctrlKey: true });
    expect(said()[1]).toBe('met Ruiz 👩‍👧: person');
    await key('ArrowLeft', { ctrlKey: true, shiftKey: true });
    await key('ArrowRight', { ctrlKey: true });
    expect(said()[1]).toBe('Ruiz: person');
    await key('ArrowRight', { ctrlKey: true });
    expect(announcer.text, 'something is left of it').toBe('It goes no further');
    await key('2');
    expect(said()[1]).toBe('Ruiz: town');
    await key('p');
    await key('Delete');
    expect(said()).toEqual(['Ruiz: town']);
  });

  it('moves by characters where words are too large, and never by half of one', async () => {
    await open([{ span: { start: 34, end: 38 }, label: 'person' }]);
    await key('c');
    await key('n');
    await key('ArrowLeft', { ctrlKey: true, shiftKey: true });
    expect(said()).toEqual(['Rui: person']);
    for (let n = 0; n < 2; n += 1) await key('ArrowRight', { ctrlKey: true, shiftKey: true });
    expect(said()).toEqual(['Ruiz 👩‍👧: person']);
  });

  it('says that there is nothing to mark, which a mark takes back and marks hinder', async () => {
    await open();
    await key('0');
    expect(answer.nothing).toBe(true);
    await key('1');
    await press('x1', 1);
    expect([answer.nothing, said().length]).toEqual([false, 1]);
    await key('0');
    expect(answer.nothing).toBe(false);
    expect(announcer.text).toBe('Remove the marks first');
  });

  it('lets go of one thing after another', async () => {
    await open();
    await key('1');
    await drag('x1', 7, 12);
    await key('n');
    await key('Escape');
    expect(announcer.text).toBe('Person in hand');
    await key('Escape');
    expect(announcer.text).toBe('Nothing selected');
    await drag('x1', 1, 2);
    expect(said().length, 'nothing in hand any more').toBe(1);
  });
});

describe('the list of marks', () => {
  it('edits the one that is looked at, and keeps the focus in its place', async () => {
    await open([
      { span: { start: 0, end: 5 }, label: 'person' },
      { span: { start: 11, end: 15 }, label: 'person' },
      { span: { start: 20, end: 25 }, label: 'town' },
    ]);
    const rows = () => screen.getAllByRole('button', { name: /^“/ });
    rows()[0]?.focus();
    await key('ArrowDown');
    expect(document.activeElement?.textContent).toContain('Lima');
    await fireEvent.click(button('End the mark later'));
    expect(said()[1]).toBe('Lima.: person');
    await fireEvent.change(screen.getByRole('combobox', { name: 'Label of the mark' }), {
      target: { value: 'town' },
    });
    expect(said()[1]).toBe('Lima.: town');
    const remove = button('Remove the mark');
    remove.focus();
    await fireEvent.click(remove);
    await tick();
    expect(said()).toEqual(['Amina: person', 'Quito: town']);
    expect(document.activeElement?.textContent, 'what took its place').toContain('Quito');
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1]);
  });
});
