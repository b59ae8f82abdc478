import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import { router } from '../../lib/router.svelte';
import { core, drill, hands, requests, reset, submitted } from './fixture';
import Run from './Run.svelte';
import { requestOf } from './set';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

let stopKeys: () => void;
let went: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  reset();
  stopKeys = listenForKeys(() => true);
  went = vi.spyOn(router, 'go').mockImplementation(() => undefined);
});
afterEach(() => {
  stopKeys();
  cleanup();
  vi.useRealTimers();
});

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  for (let i = 0; i < 4; i++) await tick();
}

const sitting = { request: requestOf({ session: 's1' }) };
const SUMMARY = [{ screen: 'session', session: 's1' }, { instead: true }];

it('hands in what is complete when the time of a drill runs out, and goes to the summary once', async () => {
  vi.useFakeTimers();
  const looks = vi.spyOn(window, 'setInterval');
  core['practice_next'] = () => hands('one', drill({ left_ms: 1000 }));
  core['practice_submit'] = () => submitted('one', hands(null, drill({ ended: 'time' })));
  render(Run, sitting);
  await vi.advanceTimersByTimeAsync(0);
  await press('a');
  const begun = looks.mock.calls.length;
  await vi.advanceTimersByTimeAsync(900);
  expect(requests('practice_submit')).toHaveLength(0);
  expect(looks.mock.calls.length, 'a look at the clock begins nothing anew').toBe(begun);
  await vi.advanceTimersByTimeAsync(400);
  expect(requests('practice_submit')).toHaveLength(1);
  expect(went.mock.calls).toEqual([SUMMARY]);
});

it('lets the task in hand be finished when the time of a session runs out, and says so once', async () => {
  vi.useFakeTimers();
  const minutes = drill({ form: 'practice', left_ms: 500 });
  core['practice_next'] = () => hands('one', minutes);
  render(Run, sitting);
  await vi.advanceTimersByTimeAsync(600);
  expect(announcer.text).toContain('Finish the task in hand.');
  const said = announcer.text;
  await vi.advanceTimersByTimeAsync(5000);
  expect(announcer.text, 'said once').toBe(said);
  expect(screen.getByRole('timer').textContent).toContain('Time is over');
  expect(went).not.toHaveBeenCalled();
});

it('shows the summary in the place of a session that is over', async () => {
  core['practice_next'] = () => hands(null, drill({ ended: 'left' }));
  render(Run, sitting);
  await vi.waitFor(() => expect(went.mock.calls).toEqual([SUMMARY]));
});

it('submits and goes on in one act, and says what came of the answer before', async () => {
  render(Run, { request: requestOf({ module: '1.2' }) });
  await screen.findByRole('heading', { name: 'Task one' });
  await press('a');
  await press('Enter', { ctrlKey: true, shiftKey: true });
  await screen.findByRole('heading', { name: 'Task two' });
  const line = screen.getByText(/Your last answer is saved/);
  expect(line.textContent?.replaceAll(/\s+/g, ' ')).toContain('You chose B; the key has C. See');
  expect(screen.getByRole('link', { name: 'See the reasons' }).getAttribute('href')).toBe(
    '#/attempt/a-one',
  );
  expect(announcer.text).toContain('You chose B; the key has C');
});

it('says what is missing and goes there, in a drill as elsewhere', async () => {
  core['practice_next'] = () => hands('one', drill());
  render(Run, sitting);
  await screen.findByRole('heading', { name: 'Task one' });
  expect(screen.queryByRole('button', { name: /^Hint/ }), 'no hints against the clock').toBeNull();
  await press('Enter', { ctrlKey: true });
  expect(screen.getByText(/Before you submit/)).toBeTruthy();
  expect(requests('practice_submit')).toHaveLength(0);
});

it('undoes and redoes by key, but not while typing', async () => {
  const asksWhy = hands('one');
  if (asksWhy.task)
    asksWhy.task.justify = { ask: 'Say why.', words: [5, 50], checks: [], quotable: [] };
  core['practice_next'] = () => asksWhy;
  render(Run, { request: requestOf({ module: '1.2' }) });
  await screen.findByRole('heading', { name: 'Task one' });
  const picked = () => screen.getByRole<HTMLInputElement>('radio', { name: /A/ }).checked;
  await press('a');
  expect(picked()).toBe(true);
  const field = screen.getByRole('textbox');
  field.focus();
  await press('z', { ctrlKey: true });
  expect(picked(), 'the field has an undo of its own').toBe(true);
  field.blur();
  await press('z', { ctrlKey: true });
  expect([picked(), announcer.text]).toEqual([false, 'Undone']);
  await press('z', { ctrlKey: true, shiftKey: true });
  expect([picked(), announcer.text]).toEqual([true, 'Done again']);
});
