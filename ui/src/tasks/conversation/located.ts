import type { LocatedView, VerdictView } from '../../lib/host';

/** What came of the place named. */
export function heldPlace({ yours, key, off, right }: LocatedView): {
  verdict: VerdictView;
  word: string;
} {
  if (right) return { verdict: 'agrees', word: yours === key ? 'as the key' : 'accepted' };
  if (off === null || off === 0) return { verdict: 'against', word: 'against the key' };
  const turns = Math.abs(off) === 1 ? '1 turn' : `${Math.abs(off)} turns`;
  return { verdict: 'against', word: `${turns} too ${off > 0 ? 'late' : 'early'}` };
}

/** Who names a place: a turn, or null for "nowhere". */
export function namedBy({ yours, key, accept }: LocatedView, turn: string | null): string[] {
  const accepted = turn !== null && turn !== key && accept.includes(turn);
  return [
    turn === yours ? 'you' : '',
    turn === key ? 'key' : '',
    accepted ? 'accepted' : '',
  ].filter(Boolean);
}
