import type { ClaimVerdict, JudgedView, PassageView, PieceView } from '../../lib/host';
import type { Mark } from '../../parts/marks';
import { lanes } from '../picker/lanes';
import { overlap, sameSpan } from '../picker/units';

/** What the learner says of the claims, in the order of the task; a claim of which nothing is said is left out. */
export type Judged = readonly JudgedView[];

export const samePassage = (a: PassageView, b: PassageView): boolean =>
  a.source === b.source && sameSpan(a.span, b.span);

export function judgedOf(judged: Judged, claim: string): JudgedView {
  return judged.find((one) => one.claim === claim) ?? { claim, verdict: null, cited: [] };
}

function put(judged: Judged, next: JudgedView, claims: readonly PieceView[]): JudgedView[] {
  return claims
    .map(({ id }) => (id === next.claim ? next : judgedOf(judged, id)))
    .filter(({ verdict, cited }) => verdict !== null || cited.length > 0);
}

export function withVerdict(
  judged: Judged,
  claim: string,
  verdict: ClaimVerdict,
  claims: readonly PieceView[],
): JudgedView[] {
  return put(judged, { ...judgedOf(judged, claim), verdict }, claims);
}

/** One passage more for a claim; with those of the claim that it overlaps it becomes one. */
export function withPassage(
  judged: Judged,
  claim: string,
  passage: PassageView,
  claims: readonly PieceView[],
): JudgedView[] {
  const mine = judgedOf(judged, claim);
  const meets = (one: PassageView): boolean =>
    one.source === passage.source && overlap(one.span, passage.span);
  const met = mine.cited.filter(meets);
  const starts = [passage, ...met].map(({ span }) => span.start);
  const ends = [passage, ...met].map(({ span }) => span.end);
  const whole = {
    source: passage.source,
    span: { start: Math.min(...starts), end: Math.max(...ends) },
  };
  const cited = [...mine.cited.filter((one) => !meets(one)), whole];
  cited.sort((a, b) =>
    a.source === b.source ? a.span.start - b.span.start : a.source < b.source ? -1 : 1,
  );
  return put(judged, { ...mine, cited }, claims);
}

export function withoutPassage(
  judged: Judged,
  claim: string,
  passage: PassageView,
  claims: readonly PieceView[],
): JudgedView[] {
  const mine = judgedOf(judged, claim);
  const cited = mine.cited.filter((one) => !samePassage(one, passage));
  return put(judged, { ...mine, cited }, claims);
}

/** Whether nothing is missing of what is said of a claim: a verdict that rests on a source names the passage. */
export function complete({ verdict, cited }: JudgedView): boolean {
  return verdict !== null && (verdict === 'not_enough' || cited.length > 0);
}

/** The next claim behind `from`, around the end, of which something is still missing. */
export function nextOpen(
  judged: Judged,
  claims: readonly PieceView[],
  from: string,
): string | null {
  const at = claims.findIndex((claim) => claim.id === from);
  const around = [...claims.slice(at + 1), ...claims.slice(0, at + 1)];
  return around.find((claim) => !complete(judgedOf(judged, claim.id)))?.id ?? null;
}

/** The passages cited from a source, as lines under its words with the number of the claim at the end. */
export function drawn(judged: Judged, claims: readonly PieceView[], source: string): Mark[] {
  const cited = judged.flatMap(({ claim, cited: all }) =>
    all.filter((one) => one.source === source).map(({ span }) => ({ claim, span })),
  );
  const taken = lanes(cited.map(({ span }) => span));
  return cited.map(({ claim, span }, index) => {
    const n = claims.findIndex((one) => one.id === claim) + 1;
    const line = { side: 'under', lane: taken[index] ?? 0, look: 'solid', tag: String(n) } as const;
    return { ...span, n, tone: 'seen', label: '', line };
  });
}

export const VERDICTS: readonly { verdict: ClaimVerdict; name: string; key: string }[] = [
  { verdict: 'supported', name: 'Supported', key: 'Y' },
  { verdict: 'refuted', name: 'Refuted', key: 'X' },
  { verdict: 'not_enough', name: 'The sources do not say', key: 'D' },
];

export const verdictName = (verdict: ClaimVerdict): string =>
  VERDICTS.find((one) => one.verdict === verdict)?.name ?? verdict;
