import { getContext, setContext, tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { TaskView } from '../../lib/host';

/** How the learner likes solutions laid out; kept while the app runs. */
class Layout {
  /** One at a time, or all at once; as it fits, until the learner has chosen. */
  view = $state<'fitting' | 'one' | 'all'>('fitting');
}

export const layout = new Layout();

/** What sheet and pane share: the solution in front, and the tests whose code is open. */
export class Tool {
  #front = $state<string | null>(null);
  /** Names of tests; each has one code for all solutions. */
  readonly open = new SvelteSet<string>();

  /** The solution in front where only one is seen. */
  front(task: TaskView): string {
    return this.#front ?? task.items[0]?.id ?? '';
  }

  /** Brings a solution to the front without moving anything. */
  turnTo(id: string): void {
    this.#front = id;
  }

  /** Brings a solution into sight. */
  async show(id: string): Promise<void> {
    this.#front = id;
    await tick();
    document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'nearest' });
  }

  /** To a line of a solution with the focus; without one, to the line where the learner was last. */
  async toLine(id: string, n?: number): Promise<void> {
    this.#front = id;
    await tick();
    const which = n === undefined ? '[tabindex="0"]' : `[data-line="${n}"]`;
    const line = document
      .getElementById(`item-${id}`)
      ?.querySelector<HTMLElement>(`[role="option"]${which}`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  toggleTest(name: string): void {
    if (!this.open.delete(name)) this.open.add(name);
  }
}

/** Whether the focus is on a line of code. */
export const inCode = (): boolean =>
  document.activeElement?.closest('[role="option"][data-line]') !== null &&
  document.activeElement !== null;

/** Under which the desk keeps it. */
export const TOOL = Symbol('code review');

export function provideTool(): void {
  setContext(TOOL, new Tool());
}

export function useTool(): Tool {
  return getContext<Tool | undefined>(TOOL) ?? new Tool();
}
