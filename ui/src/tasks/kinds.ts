import type { Component } from 'svelte';
import type { AnswerView, Feedback, LiveView, TaskKind, TaskView } from '../lib/host';
import type { AnswerOf } from './answer';
import { boxes } from './boxes';
import { choice } from './choice';
import { classification } from './classification';
import { codeReview } from './code_review';
import { conversation } from './conversation';
import { factCheck } from './fact_check';
import type { Findings } from './feedback/findings';
import type { Spotlight } from './feedback/spotlight.svelte';
import { justification } from './justification';
import { preference } from './preference';
import { prompt } from './prompt';
import { ranking } from './ranking';
import { rating } from './rating';
import { rubric } from './rubric';
import { safety } from './safety';
import { spans } from './spans';

export type AnswerProps<K extends TaskKind> = {
  task: TaskView;
  answer: AnswerOf<K>;
  onchange: (answer: AnswerOf<K>) => void;
  /** What the core says of the form of what was saved last; an instant behind what is typed. */
  live: LiveView;
  /** The answer that it speaks of; the one at hand, where it is left out. */
  liveOf?: AnswerView;
};

export type FeedbackProps = {
  feedback: Feedback;
  findings: Findings;
  spotlight: Spotlight;
};

/** What a kind of task brings. */
export type KindParts<K extends TaskKind> = {
  /** As on the wire's `kind_name`; for filters, where no task is at hand. */
  name: string;
  /** In the pane: the judgement, and what the feedback says of it. */
  Answer: Component<AnswerProps<K>>;
  Feedback: Component<FeedbackProps>;
  /** Under the material, in place of the responses: what is worked on, such as the text to be marked. */
  Sheet?: Component<AnswerProps<K>>;
  FeedbackSheet?: Component<FeedbackProps>;
  /** How many numbers its own findings take, before the reasons'. */
  taken?: (feedback: Feedback) => number;
  /** Called while the desk is built: puts what sheet and pane share, such as the label in hand, into the context. */
  provide?: () => void;
};

type Kinds = { [K in TaskKind]: KindParts<K> };

/** A new kind makes the compiler ask for its own. */
export const kinds: Kinds = {
  ranking,
  preference,
  choice,
  justification,
  rating,
  classification,
  spans,
  boxes,
  fact_check: factCheck,
  safety,
  code_review: codeReview,
  conversation,
  rubric,
  prompt,
};

/** The parts of a kind known only at run time; the caller's answer is of the task's kind. */
export function partsOfKind(kind: TaskKind): KindParts<TaskKind> {
  return kinds[kind] as KindParts<TaskKind>;
}
