import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  HostError,
  type DisputeLine,
  type DisputePage,
  type DisputeState,
  type Exported,
} from '../../lib/host';
import Disputes from './Disputes.svelte';

const core: { disputes: () => unknown; disputes_export: () => unknown } = {
  disputes: () => undefined,
  disputes_export: () => undefined,
};

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: keyof typeof core) => core[name](),
}));

const line = (attempt: string, state: DisputeState): DisputeLine => ({
  attempt,
  task: { task: attempt, module: '1.2', title: `Task ${attempt}`, kind_name: 'Choice' },
  score: 0,
  passed: false,
  dispute: { reason: `Why ${attempt}`, at_ms: 0, version: 'abcdef0123456789', state },
});

const page = (disputes: DisputeLine[]): DisputePage => ({
  disputes,
  address: 'keys@academy.example',
  counted: { part: 30, n: 44, interval: [0.53, 0.8], missing: 0 },
  undisputed: { part: 30, n: 43, interval: [0.55, 0.82], missing: 0 },
});

const SETTLED: DisputeState = {
  is: 'settled',
  at_ms: 0,
  regrade: null,
  words: 'Your answer got 0 %; by the new key it gets 100 %.',
};

beforeEach(() => {
  core.disputes = () => page([line('b', { is: 'open' }), line('a', { is: 'open' })]);
});
afterEach(cleanup);

const text = (element: Element) => element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const save = async () =>
  fireEvent.click(await screen.findByRole('button', { name: 'Save to a file' }));

it('lists what was said, newest first, each a way to its attempt', async () => {
  core.disputes = () =>
    page([line('c', SETTLED), line('b', { is: 'withdrawn' }), line('a', { is: 'open' })]);
  render(Disputes);
  const list = await screen.findByRole('region', { name: '3 disputes' });
  const items = within(list).getAllByRole('listitem').map(text);
  expect(items[0]).toMatch(/Task c settled Why c .*version abcdef01.*by the new key it gets 100/);
  expect(items[1]).toContain('taken back');
  expect(items[2]).toContain('open');
  const link = within(list).getByRole('link', { name: 'Task c' });
  expect(link.getAttribute('href')).toBe('#/attempt/c');
});

it('shows the headline figure with and without what is in dispute', async () => {
  render(Disputes);
  const figures = await screen.findByRole('region', { name: 'What it changes' });
  expect(text(figures)).toContain('first tries without hints 68 % (53–80), 44 tasks');
  expect(text(figures)).toContain('The same without what is in dispute 70 % (55–82), 43 tasks');
});

it('saves the open ones to a file, and says where it is to be sent', async () => {
  core.disputes_export = (): Exported => ({ file: 'disputes.json', disputes: 2 });
  render(Disputes);
  expect((await screen.findByText('keys@academy.example')).tagName).toBe('B');
  expect(document.body.textContent).toContain('Save the 2 open disputes to a file');
  await save();
  expect(await screen.findByText('2 disputes saved in “disputes.json”.')).toBeTruthy();
});

it('says nothing of a file where none was chosen, and why one could not be written', async () => {
  core.disputes_export = (): Exported => ({ file: null, disputes: 0 });
  render(Disputes);
  await save();
  await Promise.resolve();
  expect(document.body.textContent).not.toContain('saved in');
  core.disputes_export = () => {
    throw new HostError({ code: 'not_saved', message: 'The file could not be written.' });
  };
  await save();
  expect((await screen.findByRole('alert')).textContent).toBe('The file could not be written.');
});

it('offers no file where none is open', async () => {
  core.disputes = () => page([line('a', SETTLED)]);
  render(Disputes);
  await screen.findByRole('region', { name: '1 dispute' });
  expect(screen.queryByRole('button', { name: 'Save to a file' })).toBeNull();
});

it('teaches how to dispute where nothing is', async () => {
  core.disputes = () => page([]);
  render(Disputes);
  expect(await screen.findByText('No key is disputed.')).toBeTruthy();
  expect(document.body.textContent).toContain('I think the key is wrong');
});
