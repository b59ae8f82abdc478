import type { Component } from 'svelte';
import type { Feedback, TaskKind, TaskView } from '../lib/host';
import type { AnswerOf } from './answer';
import ChoiceAnswer from './choice/Answer.svelte';
import ChoiceFeedback from './choice/Feedback.svelte';
import type { Findings } from './feedback/findings';
import type { Spotlight } from './feedback/spotlight.svelte';
import JustificationAnswer from './justification/Answer.svelte';
import JustificationFeedback from './justification/Feedback.svelte';
import PreferenceAnswer from './preference/Answer.svelte';
import PreferenceFeedback from './preference/Feedback.svelte';
import RankingAnswer from './ranking/Answer.svelte';
import RankingFeedback from './ranking/Feedback.svelte';

export type AnswerProps<K extends TaskKind> = {
  task: TaskView;
  answer: AnswerOf<K>;
  onchange: (answer: AnswerOf<K>) => void;
};

export type FeedbackProps = {
  feedback: Feedback;
  findings: Findings;
  spotlight: Spotlight;
};

type Kinds = {
  [K in TaskKind]: {
    /** As on the wire's `kind_name`; for filters, where no task is at hand. */
    name: string;
    Answer: Component<AnswerProps<K>>;
    Feedback: Component<FeedbackProps>;
  };
};

/** What each kind of task brings; a new kind makes the compiler ask for its own. */
export const kinds: Kinds = {
  ranking: { name: 'Ranking', Answer: RankingAnswer, Feedback: RankingFeedback },
  preference: { name: 'Preference', Answer: PreferenceAnswer, Feedback: PreferenceFeedback },
  choice: { name: 'Choice', Answer: ChoiceAnswer, Feedback: ChoiceFeedback },
  justification: {
    name: 'Justification',
    Answer: JustificationAnswer,
    Feedback: JustificationFeedback,
  },
};

/** The widget of a kind known only at run time; the caller's answer is of the task's kind. */
export function answerWidget(kind: TaskKind): Component<AnswerProps<TaskKind>> {
  return kinds[kind].Answer as Component<AnswerProps<TaskKind>>;
}
