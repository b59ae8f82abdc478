import { getContext, setContext } from 'svelte';
import type { Cell } from './scores';

/** What of the scales the learner is at: shared by the grid in the pane and by rows that stand beside the material. */
export class Hand {
  /** The row on which number keys act; none until the learner went to one. */
  cell = $state.raw<Cell | null>(null);
  /** The point under the pointer, whose anchor is lit. */
  pointed = $state.raw<{ dimension: string; value: number } | null>(null);
  /** Why number keys do nothing where the learner is, such as on a turn that is not rated. */
  unrated = $state<string | null>(null);

  at(cell: Cell): void {
    this.cell = cell;
    this.unrated = null;
  }
}

const KEY = Symbol('scales');

/** Called by a kind's `provide` where scales stand on both sides of the desk. */
export function provideHand(hand = new Hand()): void {
  setContext(KEY, hand);
}

/** The desk's hand, or one of one's own where the scales stand on one side alone. */
export function useHand(): Hand {
  return getContext<Hand | undefined>(KEY) ?? new Hand();
}
