import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SpanView } from '../../lib/host';
import { Drag } from './drag';
import type { Selection } from './units';

/** Words of ten pixels each, five apart, on one line. */
function under(x: number): { unit: SpanView; inside: boolean } {
  const at = Math.max(0, Math.floor(x / 15));
  return { unit: { start: at * 3, end: at * 3 + 2 }, inside: x >= 0 && x % 15 < 10 };
}

const say = (selection: Selection) =>
  `${selection.start}–${selection.end}${selection.backward ? '←' : ''}`;

let heard: string[];
let drag: Drag;
let host: HTMLElement;

const at = (x: number, more: object = {}) =>
  ({
    pointerId: 1,
    isPrimary: true,
    pointerType: 'mouse',
    button: 0,
    buttons: 1,
    clientX: x,
    clientY: 5,
    currentTarget: host,
    ...more,
  }) as unknown as PointerEvent;

beforeEach(() => {
  heard = [];
  host = document.createElement('div');
  host.setPointerCapture = vi.fn();
  drag = new Drag({
    under: (x) => under(x),
    scroller: () => null,
    drawn: (selection) => heard.push(`drawn ${say(selection)}`),
    done: (selection) => heard.push(`done ${say(selection)}`),
    clicked: (unit) => heard.push(`clicked ${unit ? unit.start : 'beside'}`),
    kept: (selection) => heard.push(`kept ${say(selection)}`),
    undone: () => heard.push('undone'),
  });
});
afterEach(() => drag.broken());

describe('a drag', () => {
  it('selects from the word under the press to the word under the hand, both ways', () => {
    drag.down(at(32));
    for (const x of [33, 40, 46, 62, 20, 0]) drag.move(at(x));
    drag.up(at(0));
    expect(heard).toEqual([
      'drawn 6–8',
      'drawn 6–11',
      'drawn 6–14',
      'drawn 3–8←',
      'drawn 0–8←',
      'done 0–8←',
    ]);
    expect(host.setPointerCapture).toHaveBeenCalledWith(1);
    expect(drag.moving).toBe(false);
  });

  it('is a press while the hand stays, also beside the words', () => {
    drag.down(at(32));
    drag.move(at(34));
    drag.up(at(34));
    drag.down(at(13));
    drag.up(at(13));
    expect(heard).toEqual(['clicked 6', 'clicked beside']);
  });

  it('begins where words are met when it was pressed beside them', () => {
    drag.down(at(13));
    drag.move(at(31));
    drag.move(at(46));
    drag.up(at(46));
    expect(heard.at(-1)).toBe('done 6–11');
  });

  it.each([
    ['the pointer is taken away', () => drag.broken()],
    ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
    ['it was let go where nobody heard it', () => drag.move(at(50, { buttons: 0 }))],
  ])('keeps what is selected when %s, and is over', (_, happens) => {
    drag.down(at(2));
    drag.move(at(32));
    happens();
    expect(heard.at(-1)).toBe('kept 0–8');
    const before = heard.length;
    drag.move(at(62));
    drag.up(at(62));
    drag.broken();
    expect(heard.length, 'nothing more is heard of it').toBe(before);
    drag.down(at(2));
    drag.up(at(2));
    expect(heard.at(-1), 'and the next one begins').toBe('clicked 0');
  });

  it('is as if it had not been after Escape', () => {
    const seen = vi.fn();
    window.addEventListener('keydown', seen);
    drag.down(at(2));
    drag.move(at(32));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
    drag.up(at(32));
    expect(heard.at(-1)).toBe('undone');
    window.removeEventListener('keydown', seen);
  });

  it('is nothing before it has moved, and Escape is not its own then', () => {
    drag.down(at(2));
    drag.broken();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(heard).toEqual([]);
  });

  it('leaves other buttons, other pointers and moving fingers alone', () => {
    drag.down(at(2, { button: 2 }));
    drag.down(at(2, { isPrimary: false }));
    drag.move(at(40));
    expect(heard).toEqual([]);
    drag.down(at(2));
    drag.move(at(40, { pointerId: 2 }));
    drag.up(at(40, { pointerId: 2 }));
    drag.broken();
    drag.down(at(2, { pointerType: 'touch' }));
    drag.move(at(40, { pointerType: 'touch' }));
    drag.up(at(40, { pointerType: 'touch' }));
    expect(heard).toEqual([]);
    drag.down(at(2, { pointerType: 'touch' }));
    drag.up(at(2, { pointerType: 'touch' }));
    expect(heard).toEqual(['clicked 0']);
  });

  it('does not ask for more than it is told: the same words are drawn once', () => {
    drag.down(at(2));
    for (let x = 16; x < 25; x += 1) drag.move(at(x));
    expect(heard).toEqual(['drawn 0–5']);
  });
});
