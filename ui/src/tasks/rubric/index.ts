import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import { foundIn } from './findings';

export const rubric: KindParts<'rubric'> = {
  name: 'Rubric',
  Answer,
  Feedback,
  FeedbackSheet,
  taken: (feedback) => foundIn(feedback).length,
};
