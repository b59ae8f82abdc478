import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { TaskView } from '../../lib/host';
import Tray from './Tray.svelte';
import { Work } from './work.svelte';

afterEach(cleanup);

const task = {
  presentation: 'p',
  kind: 'choice',
  items: [],
  work: { kind: 'choice', multiple: false },
  justify: null,
  draft: null,
  hints: ['Read the last line first.'],
  hints_total: 3,
  spent_ms: 0,
} as unknown as TaskView;

it.each([
  [false, 1],
  [true, 0],
])('hints that were shown before are gone while hints are off (%s)', (hintsOff, shown) => {
  render(Tray, { work: new Work(task), onrevised: () => undefined, hintsOff });
  expect(screen.queryAllByText('Read the last line first.')).toHaveLength(shown);
  expect(screen.queryAllByText(/does not count in your headline/)).toHaveLength(shown);
});
