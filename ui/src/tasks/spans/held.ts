import type {
  EvidenceView,
  Feedback,
  KeySpanView,
  SpanMetView,
  SpanView,
  VerdictView,
} from '../../lib/host';
import type { Line, Mark } from '../../parts/marks';
import { numbersAfter } from '../feedback/entries';
import type { Findings } from '../feedback/findings';
import { lanes } from '../picker/lanes';
import { sameSpan } from '../picker/units';

/** What came of a stretch: a mark of the learner's, one of the key's, or both held against each other. */
export type Met = SpanMetView | 'missed' | 'open';

export type Held = {
  n: number;
  /** The number as it is read. */
  sign: string;
  met: Met;
  yours: { span: SpanView; label: string } | null;
  key: KeySpanView | null;
};

type Evidence = Extract<EvidenceView, { kind: 'spans' }>;

/** What the learner is told of it, beside the icon. */
export const SAID: Record<Met, { verdict: VerdictView; word: string }> = {
  exact: { verdict: 'agrees', word: 'as in the key' },
  overlap: { verdict: 'differs', word: 'not exactly' },
  wrong_label: { verdict: 'against', word: 'another label' },
  optional: { verdict: 'unclear', word: 'does not count' },
  extra: { verdict: 'against', word: 'not in the key' },
  missed: { verdict: 'differs', word: 'not marked' },
  open: { verdict: 'unclear', word: 'need not be marked' },
};

const LOOKS: Record<Met, string> = {
  exact: 'agrees',
  overlap: 'differs',
  wrong_label: 'against',
  optional: 'aside',
  extra: 'against',
  missed: 'differs',
  open: 'aside',
};

export function evidenceOf({ grade }: Feedback): Evidence | null {
  return grade.evidence.kind === 'spans' ? grade.evidence : null;
}

const same = (a: KeySpanView, b: KeySpanView): boolean =>
  a.label === b.label && sameSpan(a.span, b.span);

/** Everything that was marked or was to be marked, in the order of the text. */
export function held(feedback: Feedback, findings: Findings): Held[] {
  const evidence = evidenceOf(feedback);
  if (!evidence) return [];
  const { work } = feedback.key;
  const may = work.kind === 'spans' ? work.optional : [];
  const taken = evidence.marks.flatMap((mark) => mark.against ?? []);
  const open = may.filter((span) => !taken.some((one) => same(one, span)));
  const found: Omit<Held, 'n' | 'sign'>[] = [
    ...evidence.marks.map(({ span, label, met, against }) => ({
      met,
      yours: { span, label },
      key: against,
    })),
    ...evidence.missed.map((key) => ({ met: 'missed' as const, yours: null, key })),
    ...open.map((key) => ({ met: 'open' as const, yours: null, key })),
  ];
  const start = ({ yours, key }: Omit<Held, 'n' | 'sign'>): number =>
    Math.min(yours?.span.start ?? Infinity, key?.span.start ?? Infinity);
  found.sort((a, b) => start(a) - start(b));
  const first = numbersAfter(findings);
  return found.map((one, index) => ({
    ...one,
    n: first.n + index,
    sign: String(first.shown + index),
  }));
}

/** The learner's marks as solid lines under the words, the key's as broken ones over them; reasons as they are. */
export function drawn(entries: readonly Held[], findings: Findings, text: string): Mark[] {
  const mine = entries.filter((one) => one.yours);
  const keys = entries.filter((one) => one.key);
  const empty = { start: 0, end: 0 };
  const under = lanes(mine.map((one) => one.yours?.span ?? empty));
  const over = lanes(keys.map((one) => one.key?.span ?? empty));
  const mark = (one: Held, span: SpanView, line: Line, first: boolean): Mark => ({
    ...span,
    n: one.n,
    sign: one.sign,
    label: `Mark ${one.sign}, ${SAID[one.met].word}`,
    tone: first ? 'own' : 'seen',
    line,
  });
  return [
    ...findings.item(text).filter(({ tone }) => tone !== 'seen'),
    ...mine.map((one, i) =>
      mark(
        one,
        one.yours?.span ?? empty,
        { side: 'under', lane: under[i] ?? 0, look: LOOKS[one.met] },
        true,
      ),
    ),
    ...keys.map((one, i) =>
      mark(
        one,
        one.key?.span ?? empty,
        { side: 'over', lane: over[i] ?? 0, look: `dashed ${LOOKS[one.met]}` },
        one.yours === null,
      ),
    ),
  ];
}
