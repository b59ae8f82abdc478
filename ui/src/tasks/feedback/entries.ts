import type { Findings } from './findings';

/**
 * Where the numbers of a kind's own entries begin: `n`, by which words and entry are tied, after all that the feedback
 * uses already; `shown`, as the learner reads it, after those that are seen.
 */
export function numbersAfter({ reasons, judgement, text }: Findings): { n: number; shown: number } {
  const parts = [...judgement, ...text];
  const seen = [...reasons.filter((reason) => reason.drawn), ...text];
  return {
    n: reasons.length + parts.length + 1,
    shown: Math.max(0, ...seen.map((one) => one.n)) + 1,
  };
}
