import { getContext, setContext } from 'svelte';
import { Hand, provideHand } from '../scales/hand.svelte';
import type { Cell } from '../scales/scores';

/** Where in the dialogue the learner is: shared by the dialogue and the pane. */
export class Dialogue {
  readonly hand = new Hand();
  #turn = $state<string | null>(null);

  /** The turn in hand; none until the learner went to one. */
  get turn(): string | null {
    return this.hand.unrated === null ? (this.hand.cell?.item ?? this.#turn) : this.#turn;
  }

  /** To a turn: number keys act on the row given, or say why they do nothing. */
  to(turn: string, row: Cell | null, unrated: string): void {
    this.#turn = turn;
    if (row) this.hand.at(row);
    else this.hand.unrated = unrated;
  }
}

const KEY = Symbol('dialogue');

export function provideDialogue(): void {
  const dialogue = new Dialogue();
  setContext(KEY, dialogue);
  provideHand(dialogue.hand);
}

export function useDialogue(): Dialogue {
  return getContext<Dialogue | undefined>(KEY) ?? new Dialogue();
}
