import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const justification: KindParts<'justification'> = {
  name: 'Justification',
  Answer,
  Feedback,
};
