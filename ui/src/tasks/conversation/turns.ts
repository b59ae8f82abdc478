import type { TurnView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import type { ScaleItem } from '../scales/scores';

type Answer = AnswerOf<'conversation'>;

const SPEAKERS = { user: 'the user', model: 'the model' };

/** "Turn 2". */
export const turnName = (turns: readonly TurnView[], id: string): string =>
  `Turn ${turns.findIndex((turn) => turn.id === id) + 1}`;

/** "Turn 2, the model", for those who listen. */
export const turnLabel = (turns: readonly TurnView[], turn: TurnView): string =>
  `${turnName(turns, turn.id)}, ${SPEAKERS[turn.from]}`;

/** The turns that are rated, as rows. */
export function ratedTurns(turns: readonly TurnView[]): ScaleItem[] {
  return turns.flatMap((turn, index) =>
    turn.from === 'model'
      ? [{ id: turn.id, name: `Turn ${index + 1}`, short: `Turn ${index + 1}` }]
      : [],
  );
}

/** With the pin at a turn; where it was, it is taken back. A pin and "nowhere" exclude each other. */
export function pinned(answer: Answer, turn: string): Answer {
  const back = answer.wrong === turn && !answer.nowhere;
  return { ...answer, wrong: back ? null : turn, nowhere: false };
}

export function saidNowhere(answer: Answer): Answer {
  return { ...answer, wrong: null, nowhere: !answer.nowhere };
}

/** The turn before or after one; the first or the last from nowhere. Null at the ends. */
export function turnBeside(
  turns: readonly TurnView[],
  from: string | null,
  by: 1 | -1,
): TurnView | null {
  const at = turns.findIndex((turn) => turn.id === from);
  if (at < 0) return (by > 0 ? turns[0] : turns.at(-1)) ?? null;
  return turns[at + by] ?? null;
}

/** Brings a turn into sight where it stands. */
export function showTurn(id: string): void {
  document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'nearest' });
}
