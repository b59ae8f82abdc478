import type { AnswerView, TaskKind, TaskView } from '../lib/host';
import { missingJudgement } from './missing';

/** The answer of one kind: what a kind's widget is given and hands back. */
export type AnswerOf<K extends TaskKind> = Extract<AnswerView, { kind: K }>;

/** An answer nobody has begun. No tiers, no value, no picks: a shown order is not an answer. */
export function emptyAnswer(kind: TaskKind): AnswerView {
  const why = '';
  switch (kind) {
    case 'choice':
      return { kind, picked: [], why };
    case 'preference':
      return { kind, value: null, both_bad: false, why };
    case 'ranking':
      return { kind, tiers: [], all_bad: false, why };
    case 'justification':
      return { kind, why };
    case 'rating':
      return { kind, scores: [], why };
    case 'classification':
      return { kind, pieces: [], why };
    case 'spans':
      return { kind, marks: [], nothing: false, why };
    case 'boxes':
      return { kind, boxes: [], nothing: false, why };
    case 'fact_check':
      return { kind, claims: [], why };
    case 'safety':
      return { kind, category: null, severity: null, action: null, why };
    case 'code_review':
      return { kind, tiers: [], scores: [], lines: [], no_fault: false, complexity: [], why };
    case 'conversation':
      return { kind, scores: [], wrong: null, nowhere: false, why };
    case 'rubric':
      return { kind, criteria: [], why };
    case 'prompt':
      return { kind, text: '', why };
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

export function ids(task: TaskView): string[] {
  return task.items.map((item) => item.id);
}

/** The letter an item was shown under; its id where it is unknown, so that nothing is hidden. */
export function letterOf(task: TaskView, id: string): string {
  return task.items.find((item) => item.id === id)?.letter ?? id;
}
