import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import { HostError } from '../../lib/host';
import { settings } from '../../lib/settings.svelte';
import Confidence from './Confidence.svelte';
import { core, drill, hands, requests, reset, task } from './fixture';
import Flag from './Flag.svelte';
import { Session } from './session.svelte';
import SessionBar from './SessionBar.svelte';
import { requestOf } from './set';
import SkipAsk from './SkipAsk.svelte';
import { SKIP_REASONS } from './skip';
import { Work } from './work.svelte';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

const usual = settings.value;
let stopKeys: () => void;

beforeEach(() => {
  reset();
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
  settings.receive(usual);
});

async function press(key: string, more: object = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  await tick();
}

describe('why a task is skipped', () => {
  function open() {
    const told: unknown[] = [];
    render(SkipAsk, {
      onskip: (reason) => told.push(reason),
      onclose: () => told.push('closed'),
    });
    return told;
  }

  it.each(SKIP_REASONS.map(({ reason, title }, i) => [title, String(i + 1), reason] as const))(
    '“%s” is one press of the button or of %s',
    async (title, figure, reason) => {
      const byButton = open();
      await fireEvent.click(screen.getByRole('button', { name: new RegExp(title) }));
      expect(byButton, 'closed first, so that focus is back').toEqual(['closed', reason]);
      cleanup();
      const byFigure = open();
      await press(figure);
      expect(byFigure).toEqual(['closed', reason]);
    },
  );

  it('need not be said, and one may stay', async () => {
    const without = open();
    await fireEvent.click(screen.getByRole('button', { name: 'Skip without a reason' }));
    expect(without).toEqual(['closed', null]);
    cleanup();
    const stays = open();
    await fireEvent.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(stays).toEqual(['closed']);
  });

  it('other keys do nothing', async () => {
    const told = open();
    for (const key of ['0', '6', 'q', '½']) await press(key);
    await press('1', { ctrlKey: true });
    expect(told).toEqual([]);
  });
});

describe('how far a session is', () => {
  async function open(view = drill()) {
    core['practice_next'] = () => hands('one', view);
    const session = new Session(requestOf({ session: 's1' }));
    await session.load();
    const onend = vi.fn();
    render(SessionBar, { session, onend });
    return { session, onend };
  }

  it('shows a drill’s count and its time', async () => {
    await open(drill({ answered: 1, of: 6, left_ms: 125_000 }));
    expect(screen.getByText('2 of 6')).toBeTruthy();
    const timer = screen.getByRole('timer', { name: 'Time left' });
    expect([timer.textContent?.trim(), timer.classList.contains('short')]).toEqual([
      '2:05 left',
      false,
    ]);
  });

  it('marks the last minute of a drill, and the end', async () => {
    const { session } = await open(drill({ left_ms: 59_000 }));
    expect(screen.getByRole('timer').classList.contains('short')).toBe(true);
    core['practice_next'] = () => hands('one', drill({ left_ms: 0 }));
    await session.load();
    await tick();
    expect(screen.getByRole('timer').textContent).toContain('Time is over');
  });

  it('counts no tasks where there is no row of them', async () => {
    await open(drill({ form: 'practice', answered: 2, of: 200 }));
    expect(screen.queryByText(/of 200/)).toBeNull();
  });

  it('ends only when that is said twice', async () => {
    const { onend } = await open(drill({ answered: 1 }));
    await press('e', { altKey: true });
    const question = screen.getByRole('dialog', { name: 'End this drill now?' });
    expect(question.textContent).toContain('What you answered counts.');
    await fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(onend).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByRole('button', { name: /^End/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'End the drill' }));
    expect(onend).toHaveBeenCalledTimes(1);
  });
});

describe('a flag', () => {
  it('is put on and taken off by button and by key', async () => {
    render(Flag, { work: new Work(task('one')) });
    const button = screen.getByRole('button');
    await fireEvent.click(button);
    await vi.waitFor(() => expect(announcer.text).toBe('Flagged'));
    expect(button.getAttribute('aria-pressed')).toBe('true');
    await press('g');
    await vi.waitFor(() => expect(announcer.text).toBe('The flag is off'));
    expect(button.getAttribute('aria-pressed')).toBe('false');
    const flag = { module: '1.2', task: 'one' };
    expect(requests('flag_set')).toEqual([
      { ...flag, flagged: true },
      { ...flag, flagged: false },
    ]);
  });

  it('is not shown as put on where it could not be kept', async () => {
    core['flag_set'] = () => {
      throw new HostError({ code: 'not_saved', message: 'The disk is full.' });
    };
    const work = new Work(task('one'));
    announcer.say('before');
    render(Flag, { work });
    await fireEvent.click(screen.getByRole('button'));
    await vi.waitFor(() => expect(work.problem).toBe('The disk is full.'));
    await tick();
    expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('false');
    expect(announcer.text, 'the tray says it').toBe('before');
  });

  it('shows the key that the learner chose for it', async () => {
    settings.receive({ ...usual, keys: [{ action: 'flag', key: 'Z' }] });
    const work = new Work(task('one'));
    render(Flag, { work });
    expect(screen.getByText('Z')).toBeTruthy();
    await press('g');
    expect(work.flagged).toBe(false);
    await press('z');
    expect(work.flagged).toBe(true);
  });
});

it('how sure one is has keys, and says which', async () => {
  settings.receive({ ...usual, keys: [{ action: 'confidence.sure', key: 'Ctrl+1' }] });
  render(Confidence, { value: null });
  const shown = screen.getAllByTitle(/\(.*\)/).map((label) => /\((.*)\)/.exec(label.title)?.[1]);
  expect(shown).toEqual(['Ctrl+1', 'Alt+F', 'Alt+G']);
  await press('g', { altKey: true });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Guess' }).checked).toBe(true);
});
