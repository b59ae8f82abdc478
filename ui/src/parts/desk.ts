import { getContext, setContext, tick } from 'svelte';

/** The two sides of a desk; where only one is seen, one of them is in front. */
export type Side = 'material' | 'pane';

const KEY = Symbol('desk');

/** The desk offers to bring a side to the front. */
export function provideDesk(show: (side: Side) => void): void {
  setContext(KEY, show);
}

/** Brings a side to the front, so that something in it can take the focus. Outside a desk it does nothing. */
export function useDesk(): (side: Side) => Promise<void> {
  const show = getContext<((side: Side) => void) | undefined>(KEY);
  return async (side) => {
    show?.(side);
    await tick();
  };
}
