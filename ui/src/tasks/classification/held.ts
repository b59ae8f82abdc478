import type { Feedback, PieceHeldView, VerdictView } from '../../lib/host';
import { numbersAfter } from '../feedback/entries';
import { findings as find, type Findings } from '../feedback/findings';
import { sameSet } from './labels';

/** How the learner's labels of a piece stand to the key's. */
export type Came = 'same' | 'accepted' | 'partly' | 'other';

export type Held = {
  id: string;
  n: number;
  /** The number of the piece. */
  sign: string;
  came: Came;
  /** Names of the labels. */
  yours: string;
  key: string;
  /** Other sets that the key accepts. */
  accepted: string[];
  why: string;
};

export const SAID: Record<Came, { verdict: VerdictView; word: string }> = {
  same: { verdict: 'agrees', word: 'as in the key' },
  accepted: { verdict: 'agrees', word: 'accepted' },
  partly: { verdict: 'differs', word: 'in part' },
  other: { verdict: 'against', word: 'another label' },
};

function cameOf({ yours, key, wrong, missed, score }: PieceHeldView): Came {
  if (sameSet(yours, key)) return 'same';
  if (wrong.length === 0 && missed.length === 0) return 'accepted';
  return score > 0 ? 'partly' : 'other';
}

/** Each piece as it was labelled, in the order of the task. */
export function held(feedback: Feedback, findings: Findings = find(feedback)): Held[] {
  const { evidence } = feedback.grade;
  const { work } = feedback.task;
  if (evidence.kind !== 'classification' || work.kind !== 'classification') return [];
  const name = (id: string): string => work.labels.find((label) => label.id === id)?.name ?? id;
  const names = (ids: readonly string[]): string => ids.map(name).join(', ');
  const first = numbersAfter(findings).n;
  return evidence.pieces.map((piece, index) => ({
    id: piece.piece,
    n: first + index,
    sign: String(work.pieces.findIndex(({ id }) => id === piece.piece) + 1),
    came: cameOf(piece),
    yours: names(piece.yours),
    key: names(piece.key),
    accepted: piece.accept.map(names),
    why: piece.why,
  }));
}
