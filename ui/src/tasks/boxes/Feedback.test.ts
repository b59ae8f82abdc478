import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import type { Feedback } from '../../lib/host';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Desk from './FeedbackDesk.test.svelte';
import { findingOf } from './held';

const rect = (x: number) => ({ x, y: 100, width: 50, height: 50 });
const key = (x: number, label: string, why: string) => ({ at: rect(x), label, accept: [], why });
const boxes = [
  { at: rect(100), label: 'cup', met: 'right', against: key(101, 'cup', 'A cup.'), iou: 0.96 },
  {
    at: rect(200),
    label: 'cup',
    met: 'wrong_label',
    against: key(200, 'fruit', 'A pear.'),
    iou: 1,
  },
  {
    at: rect(300),
    label: 'cup',
    met: 'near',
    against: key(330, 'cup', 'With its handle.'),
    iou: 0.25,
  },
  { at: rect(400), label: 'cup', met: 'extra', against: null, iou: 0 },
  {
    at: rect(500),
    label: 'fruit',
    met: 'optional',
    against: key(500, 'fruit', 'A slice.'),
    iou: 1,
  },
];
const feedback = {
  task: {
    items: [],
    justify: null,
    work: {
      kind: 'boxes',
      picture: { source: 'data:,', alt: 'A table', width: 800, height: 600 },
      labels: [
        { id: 'cup', name: 'Cup', about: '' },
        { id: 'fruit', name: 'Fruit', about: '' },
      ],
    },
  },
  answer: { kind: 'boxes', boxes: boxes.map(({ at, label }) => ({ at, label })), nothing: false },
  key: {
    reasons: [],
    work: {
      kind: 'boxes',
      boxes: [],
      optional: [key(500, 'fruit', 'A slice.'), key(700, 'fruit', 'Half.')],
    },
  },
  grade: {
    parts: [],
    evidence: {
      kind: 'boxes',
      boxes,
      missed: [key(330, 'cup', 'With its handle.'), key(600, 'fruit', 'Grapes.')],
      iou_at: 0.75,
      why_nothing_else: 'The rest is table.',
    },
  },
} as unknown as Feedback;

let spotlight: Spotlight;
let stopKeys: () => void;
const shown = vi.fn();

async function open(given = feedback) {
  spotlight = new Spotlight(shown);
  render(Desk, { feedback: given, findings: findings(given), spotlight });
  await tick();
}

const group = (title: string) => screen.getByRole('region', { name: title });
const number = (n: number) => screen.getByRole('link', { name: new RegExp(`^Box ${n},`) });
const lit = () => [...document.querySelectorAll('.lit')];
const plain = (text: string | null | undefined) => text?.replaceAll(/\s+/g, ' ').trim() ?? '';

beforeEach(() => {
  const place = { left: 0, top: 0, right: 800, bottom: 600, width: 800, height: 600 };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(place as DOMRect);
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('feedback on boxes', () => {
  it('says what came of each, with the overlap, the key’s label and its reason', async () => {
    await open();
    const said = (title: string) => plain(group(title).textContent);
    expect(said('Missed')).toMatch(/Box 6 Fruit missed Show Grapes\.$/);
    expect(said('Not in the key')).toContain('The rest is table.');
    expect(said('Not in the key')).toContain('Box 4 Cup not in the key');
    expect(said('Near, and not near enough')).toContain('25 % overlap, 75 % are needed');
    expect(said('Near, and not near enough')).toContain('With its handle.');
    expect(said('Right place, other label')).toContain('key Fruit; 100 % overlap A pear.');
    expect(said('As in the key')).toContain('Box 1 Cup right Show 96 % overlap A cup.');
    expect(said('May be drawn, and you did')).toContain('A slice.');
    expect(said('May be drawn, and you did not')).toContain('Half.');
    const titles = screen.getAllByRole('heading', { level: 3 }).map((h) => h.textContent);
    expect(titles[0], 'what was missed comes first').toBe('Missed');
  });

  it('draws mine and the key’s, and each can be hidden', async () => {
    await open();
    const drawn = (whose: string) => document.querySelectorAll(`.rect.${whose}`).length;
    expect([drawn('mine'), drawn('key')]).toEqual([5, 6]);
    expect(number(3).getAttribute('aria-label')).toBe(
      'Box 3, near: Cup, x 300, y 100, 50 wide, 50 high',
    );
    await fireEvent.keyDown(document.body, { key: 'k' });
    await tick();
    expect([drawn('mine'), drawn('key')]).toEqual([5, 0]);
    expect(screen.queryByRole('link', { name: /^Box 6,/ }), 'only the key has it').toBeNull();
    await fireEvent.click(screen.getByRole('checkbox', { name: /Yours/ }));
    expect([drawn('mine'), drawn('key')]).toEqual([0, 0]);
  });

  it('lights a box from its reason, and the reason from the box', async () => {
    await open();
    const row = within(group('Missed')).getByRole('listitem');
    await fireEvent.pointerEnter(row);
    await tick();
    expect(lit()).toHaveLength(3);
    expect(lit()).toContain(row);
    expect(lit()).toContain(number(6));
    await fireEvent.pointerLeave(row);
    await tick();
    expect(lit()).toHaveLength(0);

    const over = screen.getByRole('group', { name: 'Boxes on the picture' });
    await fireEvent.pointerMove(over, { clientX: 610, clientY: 110 });
    await tick();
    expect(spotlight.n).toBe(findingOf(6));
    expect(lit()).toContain(row);
    await fireEvent.pointerMove(over, { clientX: 10, clientY: 10 });
    expect(spotlight.n).toBeNull();
    await fireEvent.click(over, { clientX: 610, clientY: 110 });
    await tick();
    await tick();
    expect(document.activeElement, 'a click goes to the reason').toBe(row);
  });

  it('goes from number to number with arrows, and from a reason to its number', async () => {
    await open();
    expect([1, 2].map((n) => number(n).tabIndex)).toEqual([0, -1]);
    number(1).focus();
    await fireEvent.keyDown(number(1), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(number(2));
    expect(spotlight.n).toBe(findingOf(2));
    await fireEvent.keyDown(number(2), { key: 'End' });
    expect(document.activeElement).toBe(number(7));
    await fireEvent.click(screen.getByRole('button', { name: 'Show box 3 on the picture' }));
    await tick();
    await tick();
    expect(document.activeElement).toBe(number(3));
  });

  it('still gives the reasons when the picture cannot be shown', async () => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockRejectedValue(new Error('EncodingError'));
    await open();
    await tick();
    expect(screen.getByText('This picture cannot be shown.')).toBeTruthy();
    expect(plain(group('Missed').textContent)).toContain('Grapes.');
  });
});
