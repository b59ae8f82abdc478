import type { ClaimHeldView, Feedback, PassageView, SpanView, VerdictView } from '../../lib/host';
import type { Line, Mark, Tone } from '../../parts/marks';
import { numbersAfter } from '../feedback/entries';
import type { Findings } from '../feedback/findings';
import { lanes } from '../picker/lanes';

/** A claim under the number by which its words are tied to it. */
export type Held = { n: number; sign: string; claim: ClaimHeldView };

export function held(feedback: Feedback, findings: Findings): Held[] {
  const { evidence } = feedback.grade;
  const { work } = feedback.task;
  if (evidence.kind !== 'fact_check' || work.kind !== 'fact_check') return [];
  const first = numbersAfter(findings).n;
  return evidence.claims.map((claim, index) => ({
    n: first + index,
    sign: `C${work.claims.findIndex((one) => one.id === claim.claim) + 1}`,
    claim,
  }));
}

/** What the learner is told of the verdict, and of the passage; none where no passage counts. */
export function saidOfVerdict({ right, yours, key }: ClaimHeldView): {
  verdict: VerdictView;
  word: string;
} {
  if (!right) return { verdict: 'against', word: 'against the key' };
  return yours === key
    ? { verdict: 'agrees', word: 'as in the key' }
    : { verdict: 'agrees', word: 'accepted' };
}

export function saidOfPassage({
  passage,
  cited,
}: ClaimHeldView): { verdict: VerdictView; word: string } | null {
  if (!passage) return null;
  if (passage.score >= 1) return { verdict: 'agrees', word: 'passage found' };
  if (passage.share > 0) return { verdict: 'differs', word: 'passage in part' };
  return { verdict: 'against', word: cited.length > 0 ? 'another passage' : 'no passage' };
}

/** Stretches of one claim that overlap are drawn as one; each can still be found. */
function merged(spans: readonly SpanView[]): SpanView[] {
  const found: SpanView[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else found.push({ ...span });
  }
  return found;
}

/** In one source: what the learner cites as solid lines under the words, the key's passages as broken ones over them. */
export function drawn(entries: readonly Held[], findings: Findings, source: string): Mark[] {
  const spans = (passages: readonly PassageView[]): SpanView[] =>
    passages.filter((passage) => passage.source === source).map(({ span }) => span);
  const tied = (one: Held, span: SpanView, tone: Tone, line?: Line): Mark => {
    const mark = {
      ...span,
      n: one.n,
      sign: one.sign,
      label: `${one.sign}, claim ${one.sign.slice(1)}`,
      tone,
    };
    return line ? { ...mark, line } : mark;
  };
  const all = (of: (one: Held) => SpanView[]): { one: Held; span: SpanView }[] =>
    entries.flatMap((one) => of(one).map((span) => ({ one, span })));
  const mine = all(({ claim }) => spans(claim.cited));
  const keys = all(({ claim }) => merged(spans(claim.passages)));
  const [under, over] = [mine, keys].map((list) => lanes(list.map(({ span }) => span)));
  const look = ({ claim }: Held): string => saidOfPassage(claim)?.verdict ?? 'aside';
  /** Where both end at the same word, one number is enough. */
  const signed = (one: Held, span: SpanView): boolean =>
    mine.some((other) => other.one.n === one.n && other.span.end === span.end);
  return [
    ...findings.item(source).filter(({ tone }) => tone !== 'seen'),
    ...all(({ claim }) => spans(claim.passages)).map(({ one, span }) => tied(one, span, 'seen')),
    ...mine.map(({ one, span }, i) =>
      tied(one, span, 'own', { side: 'under', lane: under?.[i] ?? 0, look: look(one) }),
    ),
    ...keys.map(({ one, span }, i) =>
      tied(one, span, signed(one, span) ? 'seen' : 'own', {
        side: 'over',
        lane: over?.[i] ?? 0,
        look: 'dashed agrees',
      }),
    ),
  ];
}
