/** Shows the chapter's screens to their tests, and reads them. */
import { cleanup, render, screen, within } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import type { ExamPage } from '../../lib/host';
import { exam } from './exam.svelte';
import { core, NOW } from './fixture';

/** Each test begins at the same time, with a core that was asked nothing. */
export function eachAnew(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
    core.asked.length = 0;
    core.answers.clear();
    return () => vi.useRealTimers();
  });
  afterEach(cleanup);
}

export async function show<P extends Record<string, unknown>>(
  component: Component<P>,
  picture: ExamPage,
  props?: P,
): Promise<void> {
  core.picture = picture;
  await exam.open();
  render(component, (props ?? {}) as P);
}

export const button = (name: RegExp | string): HTMLElement => screen.getByRole('button', { name });
export const link = (name: RegExp | string): HTMLElement | null =>
  screen.queryByRole('link', { name });
export const isOff = (element: HTMLElement): boolean =>
  element.getAttribute('aria-disabled') === 'true';

const spaced = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** All that is shown. */
export const words = (): string => spaced(document.body.textContent);

/** A table's rows below its head, as they are read aloud. */
export function rowsOf(table: HTMLElement): string[] {
  const rows = within(table).getAllByRole('row').slice(1);
  const cells = (row: HTMLElement): Element[] => [
    ...row.querySelectorAll('th, td:not([aria-hidden])'),
  ];
  return rows.map((row) =>
    cells(row)
      .map((cell) => spaced(cell.textContent))
      .join(' | '),
  );
}
