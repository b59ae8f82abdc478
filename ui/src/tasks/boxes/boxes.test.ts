import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { RectView, TaskView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import Desk from './Desk.test.svelte';

const task = {
  kind: 'boxes',
  items: [],
  work: {
    kind: 'boxes',
    picture: { source: 'data:,', alt: 'A table', width: 800, height: 600 },
    labels: [
      { id: 'cup', name: 'Cup', about: 'Holds tea.' },
      { id: 'fruit', name: 'Fruit', about: 'Grew on a tree.' },
    ],
  },
} as unknown as TaskView;

let answer: AnswerOf<'boxes'>;
let changes: number;
let stopKeys: () => void;
let show: (props: object) => Promise<void>;

const at = (x: number, y: number, width: number, height: number): RectView => ({
  x,
  y,
  width,
  height,
});
const cup = (rect: RectView) => ({ at: rect, label: 'cup' });

async function set(next: AnswerOf<'boxes'>): Promise<void> {
  answer = next;
  await show({ task, answer, onchange, live: NOTHING_LIVE });
}

function onchange(next: AnswerOf<'boxes'>): void {
  changes += 1;
  void set(next);
}

/** Picture and pane under a parent that keeps the answer, as practice does. */
async function open(boxes: AnswerOf<'boxes'>['boxes'] = []) {
  changes = 0;
  answer = { kind: 'boxes', boxes, nothing: false, why: 'mine' };
  const { rerender } = render(Desk, { task, answer, onchange, live: NOTHING_LIVE });
  show = rerender;
  await settle();
}

const settle = async () => {
  for (let i = 0; i < 4; i++) await tick();
};
const rects = () => answer.boxes.map((box) => box.at);
const over = () => screen.getByRole('application', { name: 'Boxes on the picture' });
const box = (n: number) => screen.getByRole('group', { name: new RegExp(`^Box ${n},`) });
const handle = (name: string) => {
  const found = document.querySelector(`[data-handle="${name}"]`);
  if (!found) throw new Error(`no handle ${name}`);
  return found;
};
const focused = () => document.activeElement?.getAttribute('aria-label');
const field = (name: string) => screen.getByRole<HTMLInputElement>('spinbutton', { name });

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await settle();
}

type On = Element | (() => Element);
async function point(what: 'Down' | 'Move' | 'Up' | 'Cancel', x: number, y: number, on?: On) {
  const target = typeof on === 'function' ? on() : (on ?? over());
  const buttons = what === 'Up' ? 0 : 1;
  const more = { clientX: x, clientY: y, button: 0, buttons, pointerId: 1 };
  await fireEvent[`pointer${what}`](target, more);
  await settle();
}

/** In pixels of the screen, on which the picture is half as large as it is. */
async function drag(from: [number, number], to: [number, number], on?: On) {
  await point('Down', ...from, on);
  await point('Move', (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await point('Move', ...to);
  await point('Up', ...to);
}

const click = async (x: number, y: number) => {
  await point('Down', x, y);
  await point('Up', x, y);
};

beforeEach(() => {
  const shown = { left: 0, top: 0, right: 400, bottom: 300, width: 400, height: 300, x: 0, y: 0 };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(shown as DOMRect);
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('boxes by mouse', () => {
  it('draws with the label in hand, once for a drag, and says so', async () => {
    await open();
    await drag([10, 20], [60, 70]);
    expect(answer.boxes).toEqual([cup(at(20, 40, 100, 100))]);
    expect(changes).toBe(1);
    expect(announcer.text).toBe('Box 1, Cup: x 20, y 40, 100 wide, 100 high');
    expect(focused()).toBe('Box 1, Cup, x 20, y 40, 100 wide, 100 high');
    expect(answer.why, 'the text stays').toBe('mine');
    await press('2');
    await drag([300, 200], [900, -50]);
    expect(answer.boxes[1]).toEqual({ at: at(600, 0, 200, 400), label: 'fruit' });
  });

  it('moves the selected box from inside, sizes it at a handle, and draws anywhere else', async () => {
    await open([cup(at(100, 100, 100, 100))]);
    await drag([60, 60], [80, 90]);
    expect(rects(), 'it was not selected: this draws').toHaveLength(2);
    await drag([70, 75], [60, 75]);
    expect(rects()[1]).toEqual(at(100, 120, 40, 60));
    await drag([70, 90], [100, 100], () => handle('se'));
    expect(rects()[1]).toEqual(at(100, 120, 100, 80));
    await drag([100, 100], [20, 60], () => handle('w'));
    expect(rects()[1], 'to the edge of the picture').toEqual(at(0, 120, 200, 80));
    await drag([0, 80], [150, 80], () => handle('w'));
    expect(rects()[1], 'turned over').toEqual(at(200, 120, 100, 80));
  });

  it('draws on the selected box with Shift', async () => {
    await open([cup(at(100, 100, 200, 200))]);
    await click(60, 60);
    const shift = { button: 0, buttons: 1, pointerId: 1, shiftKey: true };
    await fireEvent.pointerDown(over(), { clientX: 60, clientY: 60, ...shift });
    await fireEvent.pointerMove(over(), { clientX: 80, clientY: 90, ...shift });
    await fireEvent.pointerUp(over(), { clientX: 80, clientY: 90, ...shift });
    await settle();
    expect(rects()).toEqual([at(100, 100, 200, 200), at(120, 120, 40, 60)]);
  });

  it('selects the smallest box by a click, then the next one below, and lets go outside', async () => {
    await open([cup(at(0, 0, 400, 400)), cup(at(100, 100, 50, 50))]);
    await click(60, 60);
    expect(focused()).toMatch(/^Box 2,/);
    await click(60, 60);
    expect(focused()).toMatch(/^Box 1,/);
    await click(390, 290);
    expect(screen.getByText('No box selected')).toBeTruthy();
    expect(changes).toBe(0);
  });

  for (const [what, breakOff] of [
    ['a lost pointer', () => point('Cancel', 90, 90)],
    ['a lost capture', () => fireEvent(over(), new Event('lostpointercapture'))],
    ['a window without focus', () => fireEvent(window, new Event('blur'))],
    ['Escape', () => press('Escape')],
    [
      'a button let go elsewhere',
      () => fireEvent.pointerMove(over(), { clientX: 95, clientY: 95, buttons: 0, pointerId: 1 }),
    ],
  ] as const) {
    it(`puts a box back after ${what}, and is ready for the next`, async () => {
      await open([cup(at(100, 100, 100, 100))]);
      await click(75, 75);
      await point('Down', 75, 75);
      await point('Move', 90, 90);
      expect(box(1).style.left).toBe(`${(130 / 800) * 100}%`);
      await breakOff();
      await settle();
      expect(box(1).style.left).toBe('12.5%');
      await point('Move', 200, 200);
      await point('Up', 200, 200);
      expect(changes).toBe(0);
      expect(announcer.text.trim()).toBe('Nothing changed');
      await drag([75, 75], [85, 75]);
      expect(rects()).toEqual([at(120, 100, 100, 100)]);
    });
  }

  it('lets no key act while something is in the hand, and drops it when the answer changes', async () => {
    await open([cup(at(100, 100, 100, 100))]);
    await click(75, 75);
    await point('Down', 75, 75);
    await point('Move', 90, 90);
    for (const key of ['Delete', 'n', 'ArrowLeft', 'd']) await press(key);
    expect(changes).toBe(0);
    await set({ ...answer, boxes: [] });
    await settle();
    await point('Up', 90, 90);
    expect(answer.boxes).toEqual([]);
  });
});

describe('boxes by keyboard alone', () => {
  it('makes, moves, sizes, duplicates, labels and deletes', async () => {
    await open();
    await press('n');
    expect(rects()).toEqual([at(300, 225, 200, 150)]);
    await press('ArrowLeft');
    await press('ArrowDown', { shiftKey: true });
    expect(rects()).toEqual([at(299, 235, 200, 150)]);
    expect(announcer.text).toBe('x 299, y 235');
    await press('ArrowLeft', { altKey: true });
    await press('ArrowDown', { altKey: true, shiftKey: true });
    expect(rects()).toEqual([at(299, 235, 199, 160)]);
    expect(announcer.text).toBe('199 wide, 160 high');
    await press('2', { ctrlKey: true });
    expect(answer.boxes[0]?.label).toBe('fruit');
    expect(announcer.text).toBe('Box 1 is now Fruit');
    await press('d');
    expect(rects()[1]).toEqual(at(315, 251, 199, 160));
    expect(answer.boxes[1]?.label).toBe('fruit');
    expect(focused()).toMatch(/^Box 2,/);
    await press('Delete');
    expect(answer.boxes).toHaveLength(1);
    expect(focused(), 'the one left').toMatch(/^Box 1,/);
    expect(announcer.text).toBe('Box 2 deleted, 1 box left');
    await press('Delete');
    expect(answer.boxes).toEqual([]);
    expect(focused()).toBe('The picture');
  });

  it('walks the boxes with Tab, has one stop among them, and leaves at both ends', async () => {
    await open([1, 2, 3].map((n) => cup(at(n * 50, 0, 40, 40))));
    expect([1, 2, 3].map((n) => box(n).tabIndex)).toEqual([0, -1, -1]);
    box(1).focus();
    await press('Tab');
    await press('Tab');
    expect(focused()).toMatch(/^Box 3,/);
    expect([1, 2, 3].map((n) => box(n).tabIndex)).toEqual([-1, -1, 0]);
    const leaves = await fireEvent.keyDown(box(3), { key: 'Tab' });
    expect(leaves, 'the browser takes it on').toBe(true);
    await press('Tab', { shiftKey: true });
    expect(focused()).toMatch(/^Box 2,/);
  });

  it('goes to the figures with Enter and back with Escape', async () => {
    await open([cup(at(100, 100, 100, 100))]);
    box(1).focus();
    await press('Enter');
    expect(document.activeElement).toBe(field('x'));
    await press('Escape');
    expect(focused()).toMatch(/^Box 1,/);
    await press('Escape');
    expect(screen.getByText('No box selected')).toBeTruthy();
  });

  it('takes figures as they are typed, and the nearest that fits once the field is left', async () => {
    await open([cup(at(100, 100, 100, 100))]);
    box(1).focus();
    await settle();
    await fireEvent.input(field('x'), { target: { value: '150' } });
    expect(rects()).toEqual([at(150, 100, 100, 100)]);
    await fireEvent.input(field('Width'), { target: { value: '5000' } });
    expect(rects(), 'not yet').toEqual([at(150, 100, 100, 100)]);
    expect(screen.getByText('From 1 to 650')).toBeTruthy();
    expect(field('Width').getAttribute('aria-invalid')).toBe('true');
    await fireEvent.change(field('Width'));
    await settle();
    expect(rects()).toEqual([at(150, 100, 650, 100)]);
    expect(screen.queryByText('From 1 to 650')).toBeNull();
    await fireEvent.input(field('y'), { target: { value: '' } });
    await fireEvent.change(field('y'));
    expect(field('y').value).toBe('100');
  });

  it('goes through the list with arrows, and from it to the picture', async () => {
    await open([1, 2, 3].map((n) => cup(at(n * 50, 0, 40, 40))));
    await press('l');
    await press('ArrowDown');
    await press('End');
    expect(document.activeElement?.textContent).toMatch(/^3\s*Cup/);
    expect(box(3).getAttribute('aria-current')).toBe('true');
    await press('Delete');
    expect(document.activeElement?.textContent).toMatch(/^2\s*Cup/);
    await fireEvent.click(document.activeElement ?? document.body);
    await settle();
    expect(focused()).toMatch(/^Box 2,/);
  });

  it('says that there is nothing to draw, until something is drawn', async () => {
    await open();
    await press('e');
    expect(answer.nothing).toBe(true);
    await press('n');
    expect(answer.nothing).toBe(false);
    expect(
      screen.getByRole<HTMLInputElement>('checkbox', { name: /nothing to draw/ }).disabled,
    ).toBe(true);
  });

  it('gives the focus on when the box it is on is undone', async () => {
    await open([cup(at(100, 100, 100, 100))]);
    await press('n');
    expect(focused()).toMatch(/^Box 2,/);
    await set({ ...answer, boxes: answer.boxes.slice(0, 1) });
    await settle();
    expect(focused()).toMatch(/^Box 1,/);
  });
});

describe('a picture that cannot be shown', () => {
  it('is told in words, and nothing waits for it', async () => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockRejectedValue(new Error('EncodingError'));
    await open();
    expect(screen.getByText('This picture cannot be shown.')).toBeTruthy();
    expect(screen.getByText('It shows: A table')).toBeTruthy();
    expect(screen.queryByRole('application')).toBeNull();
    await press('n');
    expect(answer.boxes).toEqual([]);
  });
});
