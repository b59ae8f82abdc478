import type { LabelView, MarkView, SpanView } from '../../lib/host';
import type { Mark } from '../../parts/marks';
import { lanes } from '../picker/lanes';
import { covers, moved, sameSpan, type Edge, type Units, type Way } from '../picker/units';

/** The marks of an answer in the order of the text; two are never the same. */
export type Marks = readonly MarkView[];

export const sameMark = (a: MarkView, b: MarkView): boolean =>
  a.label === b.label && sameSpan(a.span, b.span);

function inOrder(marks: Marks): MarkView[] {
  const found = [...marks];
  const by = (a: MarkView, b: MarkView): number =>
    a.span.start - b.span.start || b.span.end - a.span.end || (a.label < b.label ? -1 : 1);
  return found.sort(by);
}

const without = (marks: Marks, mark: MarkView): MarkView[] =>
  marks.filter((one) => !sameMark(one, mark));

export function added(marks: Marks, mark: MarkView): MarkView[] {
  return inOrder([...without(marks, mark), mark]);
}

export const removed = without;

/** `mark` becomes `next`; one that was there already takes both in. */
export function replaced(marks: Marks, mark: MarkView, next: MarkView): MarkView[] {
  return added(without(marks, mark), next);
}

export function indexOf(marks: Marks, mark: MarkView | null): number {
  return mark ? marks.findIndex((one) => sameMark(one, mark)) : -1;
}

/** The marks that a stretch lies in, the shortest first. */
export function covering(marks: Marks, span: SpanView): MarkView[] {
  const length = ({ span: { start, end } }: MarkView): number => end - start;
  return marks.filter((mark) => covers(mark.span, span)).sort((a, b) => length(a) - length(b));
}

/** The mark with one end moved by a unit; none where it would vanish, leave the text, or be one that is there. */
export function resized(
  marks: Marks,
  mark: MarkView,
  units: Units,
  edge: Edge,
  way: Way,
): MarkView | null {
  const span = moved(units, mark.span, edge, way);
  const next = span && { ...mark, span };
  return next && indexOf(marks, next) < 0 ? next : null;
}

/** Each label has a line of its own; from the fifth on only the number tells it apart. */
export const LOOKS = ['solid', 'dashed', 'dotted', 'double'] as const;

export const lookOf = (index: number): string =>
  LOOKS[Math.max(0, index) % LOOKS.length] ?? 'solid';

/** The learner's marks as lines under the words, with the number of the label at the end of each. */
export function drawn(marks: Marks, labels: readonly LabelView[]): Mark[] {
  const taken = lanes(marks.map((mark) => mark.span));
  return marks.map(({ span, label }, index) => {
    const of = labels.findIndex((one) => one.id === label);
    return {
      ...span,
      n: index + 1,
      tone: 'seen',
      label: '',
      line: { side: 'under', lane: taken[index] ?? 0, look: lookOf(of), tag: String(of + 1) },
    };
  });
}
