/** Changes of the answer: each is a new value. */
import type { BoxView, LabelView, RectView } from '../../lib/host';
import type { AnswerOf } from '../answer';

type Answer = AnswerOf<'boxes'>;

/** Adds a box as the last one. Whoever draws does not say that there is nothing to draw. */
export function add(answer: Answer, box: BoxView): Answer {
  return { ...answer, boxes: [...answer.boxes, box], nothing: false };
}

export function place(answer: Answer, index: number, at: RectView): Answer {
  return withBox(answer, index, { at });
}

export function relabel(answer: Answer, index: number, label: string): Answer {
  return withBox(answer, index, { label });
}

function withBox(answer: Answer, index: number, change: Partial<BoxView>): Answer {
  const boxes = answer.boxes.map((box, i) => (i === index ? { ...box, ...change } : box));
  return { ...answer, boxes };
}

export function remove(answer: Answer, index: number): Answer {
  return { ...answer, boxes: answer.boxes.filter((_, i) => i !== index) };
}

export function labelName(labels: readonly LabelView[], id: string): string {
  return labels.find((label) => label.id === id)?.name ?? id;
}

/** How many boxes have each label. */
export function counts(boxes: readonly BoxView[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { label } of boxes) found.set(label, (found.get(label) ?? 0) + 1);
  return found;
}
