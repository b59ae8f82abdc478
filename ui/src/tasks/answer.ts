import type { AnswerView, TaskKind, TaskView } from '../lib/host';
import { settle } from './ranking/order';

/** The answer of one kind: what a kind's widget is given and hands back. */
export type AnswerOf<K extends TaskKind> = Extract<AnswerView, { kind: K }>;

/** An answer nobody has begun. No tiers, no value, no picks: a shown order is not an answer. */
export function emptyAnswer(kind: TaskKind): AnswerView {
  switch (kind) {
    case 'choice':
      return { kind, picked: [], why: '' };
    case 'preference':
      return { kind, value: null, both_bad: false, why: '' };
    case 'ranking':
      return { kind, tiers: [], all_bad: false, why: '' };
    case 'justification':
      return { kind, why: '' };
  }
}

/** Where the learner goes on: the draft if it still fits the task, else a fresh start. */
export function startingAnswer(task: TaskView): AnswerView {
  const draft = task.draft;
  return draft && !draft.outdated && draft.answer.kind === task.kind
    ? draft.answer
    : emptyAnswer(task.kind);
}

/** What still stands between the answer and a grade: the part of the pane it concerns, and words for it. */
export type Missing = { part: 'judgement' | 'why'; say: string };

export function missing(task: TaskView, answer: AnswerView): Missing[] {
  const found: Missing[] = [];
  const judgement = missingJudgement(task, answer);
  if (judgement) found.push({ part: 'judgement', say: judgement });
  if (task.justify && answer.why.trim() === '') {
    found.push({ part: 'why', say: 'Write why.' });
  }
  return found;
}

function missingJudgement(task: TaskView, answer: AnswerView): string | null {
  switch (answer.kind) {
    case 'choice': {
      if (answer.picked.length > 0) return null;
      const several = task.work.kind === 'choice' && task.work.multiple;
      return several ? 'Pick at least one option.' : 'Pick an option.';
    }
    case 'preference':
      return answer.value === null ? 'Choose a point on the scale.' : null;
    case 'ranking':
      return settle(answer.tiers, ids(task))
        ? null
        : 'Rank the responses, or keep the order shown.';
    case 'justification':
      return null;
  }
}

export function ids(task: TaskView): string[] {
  return task.items.map((item) => item.id);
}

/** The letter an item was shown under; its id where it is unknown, so that nothing is hidden. */
export function letterOf(task: TaskView, id: string): string {
  return task.items.find((item) => item.id === id)?.letter ?? id;
}
