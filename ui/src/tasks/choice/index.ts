import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const choice: KindParts<'choice'> = { name: 'Choice', Answer, Feedback };
