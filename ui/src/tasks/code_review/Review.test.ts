import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import type { Feedback as FeedbackView, TaskView } from '../../lib/host';
import { emptyAnswer, type AnswerOf } from '../answer';
import { NOTHING_LIVE } from '../draft.svelte';
import { findings } from '../feedback/findings';
import { Spotlight } from '../feedback/spotlight.svelte';
import Answer from './Answer.svelte';
import { faultsOf } from './faults';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';
import { layout, Tool, TOOL } from './tool.svelte';

type Review = AnswerOf<'code_review'>;

const code = (...lines: string[]): string =>
  `<pre data-at="0"><code>${lines.join('\n')}</code></pre>`;

const work = {
  kind: 'code_review',
  tests: [
    { solution: 'r1', name: 'no numbers', passed: false, note: 'IndexError', code: 'assert f([])' },
    { solution: 'r2', name: 'no numbers', passed: true, note: '', code: 'assert f([])' },
  ],
  dimensions: [],
  lines: true,
  complexities: [
    { id: 'linear', name: 'O(n)', about: 'One walk.' },
    { id: 'square', name: 'O(n²)', about: 'A walk for each.' },
  ],
};

const task = {
  kind: 'code_review',
  items: [
    { id: 'r2', letter: 'A', html: code('def f(xs):', '    return max(xs, default=None)') },
    { id: 'r1', letter: 'B', html: code('def f(xs):', '    best = xs[0]', '    return best', 'f') },
  ],
  work,
} as unknown as TaskView;

let answer: Review;
let stopKeys: () => void;

/** What the parts of a desk share. */
const desk = () => new Map([[TOOL, new Tool()]]);

/** A part of the desk under a parent that keeps the answer, as practice does. */
async function open(Part: typeof Sheet | typeof Answer, of: Partial<Review> = {}, on = task) {
  answer = { ...(emptyAnswer('code_review') as Review), ...of };
  const onchange = (next: Review): void => {
    answer = next;
    void rerender(props());
  };
  const props = () => ({ task: on, answer, onchange, live: NOTHING_LIVE });
  const { rerender } = render(Part, { props: props(), context: desk() });
  await tick();
}

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  for (let i = 0; i < 4; i++) await tick();
}

const linesOfB = () =>
  within(screen.getByRole('listbox', { name: /Solution B/ })).getAllByRole('option');
const marks = () => answer.lines.map(({ solution, line }) => `${solution}:${line}`).join(' ');
const focused = () => {
  const at = document.activeElement;
  return at?.getAttribute('aria-label') ?? at?.textContent?.replaceAll(/\s+/g, ' ').trim();
};

beforeEach(() => {
  layout.view = 'all';
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

describe('marking lines', () => {
  it('by press, each line a toggle, and with Shift up to there', async () => {
    await open(Sheet, { no_fault: true });
    await fireEvent.click(linesOfB()[1] as Element);
    expect(marks()).toBe('r1:2');
    expect(announcer.text).toBe('“No line is faulty” is taken back');
    expect(answer.no_fault, 'it cannot stand beside a mark').toBe(false);
    await fireEvent.click(linesOfB()[3] as Element, { shiftKey: true });
    expect(marks()).toBe('r1:2 r1:3 r1:4');
    expect(announcer.text).toBe('Lines 2 to 4 marked');
    await fireEvent.click(linesOfB()[2] as Element);
    expect(marks()).toBe('r1:2 r1:4');
    expect(linesOfB().map((line) => line.getAttribute('aria-selected'))).toEqual([
      'false',
      'true',
      'false',
      'true',
    ]);
  });

  it('by a drag over the numbers, at its end and all at once; Escape breaks it off', async () => {
    await open(Sheet, { lines: [{ solution: 'r1', line: 1 }] });
    const number = (i: number) => linesOfB()[i]?.querySelector('[data-gutter]') as Element;
    await fireEvent.pointerDown(number(1), { button: 0 });
    await fireEvent.pointerEnter(linesOfB()[3] as Element, { buttons: 1 });
    expect(linesOfB()[2]?.getAttribute('aria-selected'), 'it is seen before').toBe('true');
    expect(marks(), 'and not yet said').toBe('r1:1');
    await fireEvent.pointerUp(window);
    expect(marks()).toBe('r1:1 r1:2 r1:3 r1:4');

    await fireEvent.pointerDown(number(0), { button: 0 });
    await fireEvent.pointerEnter(linesOfB()[1] as Element, { buttons: 1 });
    await fireEvent.pointerUp(window);
    expect(marks(), 'from a marked line it takes away').toBe('r1:3 r1:4');

    await fireEvent.pointerDown(number(0), { button: 0 });
    await fireEvent.pointerEnter(linesOfB()[1] as Element, { buttons: 1 });
    await fireEvent.keyDown(window, { key: 'Escape' });
    await fireEvent.pointerUp(window);
    expect(marks()).toBe('r1:3 r1:4');

    await fireEvent.pointerDown(number(0), { button: 0 });
    await fireEvent.pointerEnter(linesOfB()[1] as Element, { buttons: 0 });
    await fireEvent.pointerUp(window);
    expect(marks(), 'let go where nobody heard it').toBe('r1:3 r1:4');
  });

  it('by key: arrows move, Space marks, with Shift the mark goes along', async () => {
    await open(Sheet);
    await press('l');
    expect(focused()).toBe('Line 1: def f(xs):');
    linesOfB()[0]?.focus();
    await press('ArrowDown');
    expect(focused()).toBe('Line 2, indented by 4: best = xs[0]');
    await press(' ');
    expect(marks()).toBe('r1:2');
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(marks()).toBe('r1:2 r1:3 r1:4');
    await press('ArrowUp', { shiftKey: true });
    expect(marks()).toBe('r1:2 r1:3');
    await press('Home');
    await press('ArrowUp');
    expect(focused(), 'it stops at the end').toBe('Line 1: def f(xs):');
    expect(linesOfB().map((line) => line.tabIndex)).toEqual([0, -1, -1, -1]);
    expect(marks()).toBe('r1:2 r1:3');
  });

  it('is not there where it is not asked', async () => {
    await open(Sheet, {}, { ...task, work: { ...work, lines: false } } as unknown as TaskView);
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByRole('group', { name: 'Code of Solution B' })).toBeTruthy();
  });
});

describe('the solutions', () => {
  it('show what the tests gave, and their code on demand', async () => {
    await open(Sheet);
    const table = screen.getByRole('table', { name: /of Solution B: 0 of 1 passed/ });
    expect(within(table).getByText('failed')).toBeTruthy();
    expect(within(table).getByText('IndexError')).toBeTruthy();
    expect(screen.queryByText('assert f([])')).toBeNull();
    await fireEvent.click(within(table).getByRole('button', { name: 'no numbers' }));
    expect(within(table).getByText('assert f([])')).toBeTruthy();
  });

  it('are seen one at a time with tabs', async () => {
    await open(Sheet);
    await press('v');
    const tab = (name: RegExp) => screen.getByRole('tab', { name });
    expect(screen.queryByRole('listbox', { name: /Solution B/ })).toBeNull();
    tab(/Solution A/).focus();
    await press('ArrowRight');
    expect(document.activeElement).toBe(tab(/Solution B/));
    expect(tab(/Solution B/).getAttribute('aria-selected')).toBe('true');
    expect(linesOfB()).toHaveLength(4);
    await press('l');
    expect(focused()).toBe('Line 1: def f(xs):');
    expect(linesOfB()[0]).toBe(document.activeElement);
  });
});

describe('the judgement', () => {
  it('orders solutions as ranking orders responses', async () => {
    await open(Answer);
    await press('k');
    expect(answer.tiers).toEqual([['r2'], ['r1']]);
    await press('b');
    expect(focused()).toBe('Solution B, place 2 of 2');
    await press('ArrowUp', { altKey: true });
    expect(answer.tiers).toEqual([['r1'], ['r2']]);
    expect(announcer.text).toBe('Solution B, now first of two');
  });

  it('takes marks out again, and says that there is none', async () => {
    await open(Answer, { lines: [2, 3].map((line) => ({ solution: 'r1', line })) });
    await fireEvent.click(screen.getByRole('button', { name: 'Unmark line 2 of Solution B' }));
    expect(marks()).toBe('r1:3');
    await press('x');
    expect([answer.no_fault, marks()]).toEqual([true, '']);
    expect(announcer.text).toBe('The marks are taken away; undo brings them back');
    await fireEvent.click(screen.getByRole('checkbox', { name: /No line is faulty/ }));
    expect(answer.no_fault).toBe(false);
  });

  it('names the complexity of each, by press and by key', async () => {
    await open(Answer);
    const radio = (name: string) => screen.getByRole('radio', { name });
    await press('o');
    expect(focused()).toBe('Solution A: O(n)');
    await fireEvent.click(radio('Solution A: O(n²)'));
    expect(answer.complexity).toEqual([{ solution: 'r2', complexity: 'square' }]);
    radio('Solution A: O(n²)').focus();
    await press('ArrowRight');
    expect(focused(), 'the same row of the next column').toBe('Solution B: O(n²)');
    await fireEvent.click(radio('Solution B: O(n)'));
    expect(answer.complexity).toEqual([
      { solution: 'r2', complexity: 'square' },
      { solution: 'r1', complexity: 'linear' },
    ]);
  });

  it('rates them where there are dimensions', async () => {
    const dimensions = [
      {
        id: 'safe',
        name: 'Safety',
        about: '',
        anchors: [1, 2].map((value) => ({ value, name: `name ${value}`, about: '' })),
      },
    ];
    await open(Answer, {}, { ...task, work: { ...work, dimensions } } as unknown as TaskView);
    await press('b');
    await press('2');
    expect(answer.scores).toEqual([{ item: 'r1', dimension: 'safe', value: 2 }]);
  });
});

const feedback = {
  task,
  answer: {
    kind: 'code_review',
    tiers: [['r1'], ['r2']],
    scores: [],
    lines: [
      { solution: 'r1', line: 2 },
      { solution: 'r2', line: 1 },
    ],
    no_fault: false,
    complexity: [],
    why: '',
  },
  key: {
    reasons: [
      { about: 'r2', letter: 'A', why: 'it lives', tone: 'for', at: [{ start: 15, end: 21 }] },
    ],
    work: { kind: 'code_review', order: [['r2'], ['r1']] },
  },
  grade: {
    parts: [],
    evidence: {
      kind: 'code_review',
      order: {
        swapped: [
          {
            over: 'r2',
            under: 'r1',
            over_letter: 'A',
            under_letter: 'B',
            yours: 'reversed',
            why: ['Only A lives.'],
          },
        ],
      },
      scores: [],
      defects: [
        { solution: 'r1', lines: [2, 2], optional: false, marked: [2], why: 'no first number' },
        { solution: 'r1', lines: [3, 4], optional: false, marked: [], why: 'too much' },
      ],
      false_marks: [{ solution: 'r2', line: 1 }],
      complexity: [
        {
          solution: 'r1',
          named: { yours: 'square', key: 'linear', accept: [], right: false, why: 'one walk' },
        },
      ],
    },
  },
} as unknown as FeedbackView;

describe('feedback', () => {
  const show = (Part: typeof Feedback | typeof FeedbackSheet) => {
    const spotlight = new Spotlight(() => undefined);
    const found = findings(feedback, faultsOf(feedback).length);
    render(Part, { props: { feedback, findings: found, spotlight }, context: desk() });
    return spotlight;
  };

  it('holds order, faults and complexity against the key, with reasons', () => {
    show(Feedback);
    expect(screen.getByText('You put B before A; the key has A before B.')).toBeTruthy();
    expect(screen.getByText('1 of 2 faults found')).toBeTruthy();
    const said = ['Solution A, line 1', 'Solution B, line 2', 'Solution B, lines 3 to 4'].map(
      (name) => screen.getByRole('button', { name }).closest('li')?.textContent,
    );
    expect(said[0]).toContain('no fault here');
    expect(said[1]).toContain('fault found');
    expect(said[1]).toContain('no first number');
    expect(said[2]).toContain('fault missed');
    expect(screen.getByText('key O(n)')).toBeTruthy();
    expect(screen.getByText(/one walk/)).toBeTruthy();
  });

  it('numbers the lines, and the reasons after them; number and lines are lit together', async () => {
    const spotlight = show(FeedbackSheet);
    await tick();
    const numbers = screen
      .getAllByRole('link')
      .map((link) => [link.textContent?.trim(), link.getAttribute('aria-label')]);
    expect(numbers).toEqual([
      ['1', 'Finding 1, no fault here'],
      ['4', 'Reason 4, a strength'],
      ['2', 'Finding 2, fault found'],
      ['3', 'Finding 3, fault missed'],
    ]);
    const lit = () => [...document.querySelectorAll('.line.lit')].map((line) => line.textContent);
    spotlight.n = 3;
    await tick();
    expect(lit()).toHaveLength(2);
    await fireEvent.pointerOver(screen.getByText(/xs\[0\]/));
    expect(spotlight.n).toBe(2);
  });

  it('brings words in a solution behind another to the front', async () => {
    layout.view = 'one';
    const spotlight = show(FeedbackSheet);
    await tick();
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Solution A');
    await spotlight.toWords(3);
    await tick();
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Solution B');
  });
});
