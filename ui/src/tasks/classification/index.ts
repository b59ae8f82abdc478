import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const classification: KindParts<'classification'> = {
  name: 'Classification',
  Answer,
  Feedback,
};
