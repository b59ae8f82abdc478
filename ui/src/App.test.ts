import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { notices } from './lib/notices.svelte';
import { session } from './lib/session.svelte';
import { exam } from './screens/exam/exam.svelte';

const MENDED = 'Your record was brought back from its copy.';
/** What the core answers, and when. */
const core: Record<string, () => unknown> = {};

vi.mock('./lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: string) => core[name]?.() ?? new Promise(() => undefined),
}));

const start = { settings: { keys: [] }, notices: [MENDED], trouble: null };
const picture = (silence: object | null): object => ({
  account: { state: 'signed_out' },
  vault: { trouble: null },
  launch: { state: 'not_now' },
  enrolment: null,
  silence,
});
const QUIET = picture({ since_ms: Date.now(), until_ms: Date.now() + 3_600_000 });

afterEach(cleanup);

it('tells what the start brought only once it is known that no exam is running', async () => {
  core.start = () => start;
  render(App);
  await session.open();
  expect(screen.queryByText(MENDED), 'not known yet').toBeNull();

  core.exam_open = () => QUIET;
  await exam.open();
  await vi.waitFor(() => expect(screen.queryByText(/keeps quiet/)).not.toBeNull());
  expect(screen.queryByText(MENDED), 'an exam is running').toBeNull();

  core.exam_open = () => picture(null);
  await exam.open();
  expect(await screen.findByText(MENDED)).toBeTruthy();
  expect(notices.list).toHaveLength(1);
});
