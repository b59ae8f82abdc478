import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';

export const prompt: KindParts<'prompt'> = {
  name: 'Prompt',
  Answer,
  Feedback,
  Sheet,
  FeedbackSheet,
};
