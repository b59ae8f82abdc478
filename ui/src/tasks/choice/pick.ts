/** The picks after one option was pressed: added or taken back where several are asked, else replaced. */
export function pick(
  picked: readonly string[],
  id: string,
  multiple: boolean,
  shown: readonly string[],
): string[] {
  if (!multiple) return [id];
  const next = picked.includes(id) ? picked.filter((p) => p !== id) : [...picked, id];
  return shown.filter((s) => next.includes(s));
}

/** What came of one option: picked or not, right or not. */
export type Outcome = 'hit' | 'wrong' | 'missed' | 'rightly_left';

export function outcome(
  id: string,
  picked: readonly string[],
  correct: readonly string[],
): Outcome {
  if (picked.includes(id)) return correct.includes(id) ? 'hit' : 'wrong';
  return correct.includes(id) ? 'missed' : 'rightly_left';
}
