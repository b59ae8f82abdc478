import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { HostError } from '../../lib/host';
import { router } from '../../lib/router.svelte';
import { settings } from '../../lib/settings.svelte';
import { choice } from './choice.svelte';
import Choose from './Choose.svelte';
import { core, drill, page, requests, reset } from './fixture';
import { EVERYTHING } from './set';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

const usual = settings.value;
let stopKeys: () => void;
let went: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  reset();
  Object.assign(choice, { how: 'free', minutes: 20, tasks: 10, pace: 100 });
  await choice.all();
  reset();
  stopKeys = listenForKeys(() => true);
  went = vi.spyOn(router, 'go').mockImplementation(() => undefined);
});
afterEach(() => {
  stopKeys();
  cleanup();
  settings.receive(usual);
});

const start = () => screen.getByRole('button', { name: /^Start/ });
const of = (name: string) => screen.getByRole('radio', { name: new RegExp(`^${name}`) });

async function open(shown = page()) {
  core['practice_page'] = () => shown;
  render(Choose);
  await vi.waitFor(() => expect(choice.page).toBe(shown));
  await tick();
}

describe('which tasks', () => {
  it('asks the core again with each narrowing, and says how many are left', async () => {
    await open();
    expect(screen.getByText(/12 tasks, about 1 h/)).toBeTruthy();
    core['practice_page'] = () => page({ matching: 1, minutes: 4 });
    const change = (name: string, value: string) =>
      fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
    await change('Module', '2.7');
    await change('Kind of work', 'choice');
    await change('Difficulty', '3');
    await fireEvent.click(of('What I got wrong'));
    const narrowed = { ...EVERYTHING, module: '2.7', kind: 'choice', difficulty: 3 };
    expect(requests('practice_page').slice(-2)).toEqual([narrowed, { ...narrowed, only: 'wrong' }]);
    expect(await screen.findByText(/1 task, about 4 min/)).toBeTruthy();
    await change('Difficulty', '');
    expect(requests('practice_page').at(-1)).toMatchObject({ difficulty: null, module: '2.7' });
    await fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(requests('practice_page').at(-1)).toEqual(EVERYTHING);
  });

  it('shows the numbers beside the choices', async () => {
    await open();
    const module = screen.getByRole('combobox', { name: 'Module' });
    expect(within(module).getByText('2.7 Rubric speed drills (6)')).toBeTruthy();
    expect(of('New 9')).toBeTruthy();
    expect(of('Flagged 1')).toBeTruthy();
  });

  it.each([
    ['Flagged', 'Press Z on a task to flag it.'],
    ['What I got wrong', 'nothing here that you got wrong'],
    ['New', 'You have answered every task here.'],
  ])('says what to do where nothing is left: %s', async (name, words) => {
    settings.receive({ ...usual, keys: [{ action: 'flag', key: 'Z' }] });
    await open(page({ matching: 0, minutes: 0 }));
    await fireEvent.click(of(name));
    expect((await screen.findByRole('status')).textContent).toContain(words);
    expect(start().getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(start());
    await fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await fireEvent.click(of('Against the clock'));
    expect(screen.getByText(/About 0:00/).hidden, 'no time is told for no task').toBe(true);
    expect(went).not.toHaveBeenCalled();
    expect(requests('session_begin')).toHaveLength(0);
  });

  it('does not listen to the reply to an older question', async () => {
    await open();
    const replies: ((shown: unknown) => void)[] = [];
    core['practice_page'] = () => new Promise((reply) => replies.push(reply));
    await fireEvent.click(of('New'));
    await fireEvent.click(of('Flagged'));
    replies[1]?.(page({ matching: 1, minutes: 3 }));
    replies[0]?.(page({ matching: 9, minutes: 50 }));
    expect(await screen.findByText(/1 task, about 3 min/)).toBeTruthy();
  });
});

describe('how', () => {
  it('goes from task to task of the set', async () => {
    await open();
    await fireEvent.click(of('What I got wrong'));
    await fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(went.mock.calls).toEqual([[{ screen: 'practice', set: { only: 'wrong' } }]]);
  });

  it('begins a session or a drill as it was chosen', async () => {
    core['session_begin'] = () => ({ session: { id: 's1' } });
    await open();
    await fireEvent.click(of('For some minutes'));
    await fireEvent.click(of('30'));
    await fireEvent.click(start());
    await fireEvent.click(of('Against the clock'));
    await fireEvent.click(of('5'));
    await fireEvent.click(of('brisk'));
    expect(screen.getByText(/About 18:45 for 5 tasks/)).toBeTruthy();
    await vi.waitFor(() => expect(went).toHaveBeenCalledTimes(1));
    await fireEvent.click(start());
    await vi.waitFor(() => expect(went).toHaveBeenCalledTimes(2));
    const chosen = { set: EVERYTHING, minutes: 30 };
    expect(requests('session_begin')).toEqual([
      { ...chosen, form: 'practice', tasks: 10, pace: 100 },
      { ...chosen, form: 'drill', tasks: 5, pace: 75 },
    ]);
    expect(went.mock.calls[1]).toEqual([{ screen: 'practice', session: 's1' }]);
  });

  it('counts the learner’s extra time in', async () => {
    settings.receive({ ...usual, extra_time: 50 });
    await open(page({ matching: 2, minutes: 10 }));
    await fireEvent.click(of('Against the clock'));
    expect(screen.getByText(/About 15:00 for 2 tasks, your 50 %/)).toBeTruthy();
  });

  it('begins one session for two quick presses', async () => {
    core['session_begin'] = () => new Promise(() => undefined);
    await open();
    await fireEvent.click(of('Against the clock'));
    await fireEvent.click(start());
    await fireEvent.click(start());
    expect(requests('session_begin')).toHaveLength(1);
  });

  it('says why it could not begin', async () => {
    core['session_begin'] = () => {
      throw new HostError({ code: 'not_saved', message: 'The disk is full.' });
    };
    await open();
    await fireEvent.click(of('Against the clock'));
    await fireEvent.click(start());
    expect((await screen.findByRole('alert')).textContent).toBe('The disk is full.');
  });
});

it('leads back to what is under way, and says that another one would end it', async () => {
  await open(page({ open: drill({ answered: 2, left_ms: 95_000 }) }));
  const line = screen.getByRole('region', { name: 'A drill is under way' });
  expect(line.textContent).toContain('Rubric speed drills: 2 answered, 1:35 left.');
  expect(within(line).getByRole('link', { name: 'Go on' }).getAttribute('href')).toBe(
    '#/practice/session/s1',
  );
  expect(screen.queryByText(/This ends/)).toBeNull();
  await fireEvent.click(of('For some minutes'));
  expect(screen.getByText('This ends the drill that is under way.')).toBeTruthy();
});
