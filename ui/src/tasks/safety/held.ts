import type { ActionHeldView, NamedView, VerdictView } from '../../lib/host';

/** One choice held against the key's. */
export type HeldChoice<T> = {
  yours: T;
  key: T;
  accept: readonly T[];
  verdict: VerdictView;
  word: string;
};

type Sides<T> = Pick<HeldChoice<T>, 'yours' | 'key' | 'accept'> & { right: boolean };

/** A right choice agrees; a wrong one is named by `fault`, where it has a name. */
function held<T>({ yours, key, accept, right }: Sides<T>, fault: string): HeldChoice<T> {
  const word = !right ? fault : yours === key ? 'as the key' : 'accepted';
  return { yours, key, accept, verdict: right ? 'agrees' : 'against', word };
}

export const heldCategory = (named: NamedView): HeldChoice<string> =>
  held(named, 'against the key');

/** Declining more than the key declines is an error like declining less, and each has its name. */
export function heldAction(action: ActionHeldView): HeldChoice<ActionHeldView['yours']> {
  return held(action, action.fault === 'over_refusal' ? 'over-refusal' : 'under-refusal');
}
