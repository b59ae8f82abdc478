import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../lib/actions.svelte';
import { announcer } from '../../lib/announce.svelte';
import { HostError, type DisputeState, type DisputeView } from '../../lib/host';
import Dispute from './Dispute.svelte';

const core: Record<string, (request: never) => unknown> = {};
const asked: [string, unknown][] = [];

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: string, request: never) => {
    asked.push([name, request]);
    return core[name]?.(request);
  },
}));

const made = (state: DisputeState, reason = 'C says it, too.'): DisputeView => ({
  reason,
  at_ms: 0,
  version: 'abcdef012345',
  state,
});

let stopKeys: () => void;

beforeEach(() => {
  asked.length = 0;
  core['dispute_make'] = ({ reason }: { reason: string }) => made({ is: 'open' }, reason);
  core['dispute_withdraw'] = () => made({ is: 'withdrawn' });
  stopKeys = listenForKeys(() => true);
});
afterEach(() => {
  stopKeys();
  cleanup();
});

let attempts = 0;
async function open(dispute: DisputeView | null = null, attempt = `a${++attempts}`) {
  render(Dispute, { attempt, made: dispute });
  await tick();
  return attempt;
}

const words = () => document.body.textContent?.replaceAll(/\s+/g, ' ') ?? '';
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const write = (value: string) => fireEvent.input(field(), { target: { value } });

async function press(key: string, more: object = {}) {
  const unhandled = await fireEvent.keyDown(document.activeElement ?? document.body, {
    key,
    ...more,
  });
  for (let i = 0; i < 3; i++) await tick();
  return unhandled;
}

it('is said with a reason, by keyboard alone, and kept', async () => {
  const attempt = await open();
  await press('d');
  expect(document.activeElement, 'writing begins at once').toBe(field());
  await write('C says it, too.');
  expect(await press('Enter', { ctrlKey: true }), 'it does not go on to the next task').toBe(false);
  await vi.waitFor(() => expect(words()).toContain('You dispute this key'));
  expect(asked).toEqual([['dispute_make', { attempt, reason: 'C says it, too.' }]]);
  expect(announcer.text).toContain('goes on counting');
  await tick();
  expect(document.activeElement?.textContent).toContain('Change the reason');
  expect(screen.getByRole('link', { name: 'All disputes' }).getAttribute('href')).toBe(
    '#/disputes',
  );
});

it('says why it was not kept, and keeps what was written', async () => {
  core['dispute_make'] = () => {
    throw new HostError({ code: 'incomplete', message: 'Say why you think so.' });
  };
  await open();
  await fireEvent.click(screen.getByRole('button', { name: 'I think the key is wrong' }));
  await write(' ');
  await fireEvent.click(screen.getByRole('button', { name: /^Keep my dispute/ }));
  expect((await screen.findByRole('alert')).textContent).toBe('Say why you think so.');
  expect(field().value).toBe(' ');
});

it('a reason begun is there again after leaving', async () => {
  const attempt = await open();
  await press('d');
  await write('The prompt asks for');
  await press('Escape');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(document.activeElement?.textContent, 'focus comes back').toContain('I think the key');
  cleanup();
  await open(null, attempt);
  await press('d');
  expect(field().value).toBe('The prompt asks for');
});

it('can be changed', async () => {
  await open(made({ is: 'open' }));
  expect(words()).toContain('C says it, too.');
  await press('d');
  expect(field().value).toBe('C says it, too.');
});

it('can be taken back, and said anew', async () => {
  const attempt = await open(made({ is: 'open' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  await vi.waitFor(() => expect(words()).toContain('You disputed this key and took it back.'));
  expect(asked).toEqual([['dispute_withdraw', { attempt }]]);
  expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
  await press('d');
  expect(field().value, 'a new one begins empty').toBe('');
});

it('shows what a new version of the task made of it', async () => {
  const settled = {
    is: 'settled',
    at_ms: 0,
    regrade: null,
    words: 'By the new key it gets 100 %.',
  };
  await open(made(settled as DisputeState));
  expect(words()).toContain('By the new key it gets 100 %.');
  expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
});

it('says when the text is as long as it may be', async () => {
  await open();
  await press('d');
  await write('x'.repeat(3999));
  expect(words()).not.toContain('as long as it may be');
  await write('x'.repeat(4000));
  expect(words()).toContain('This is as long as it may be: 4,000 characters.');
});

it('is kept once for two quick presses', async () => {
  core['dispute_make'] = () => new Promise(() => undefined);
  await open();
  await press('d');
  await write('C says it, too.');
  await press('Enter', { ctrlKey: true });
  await press('Enter', { ctrlKey: true });
  expect(asked).toHaveLength(1);
});
