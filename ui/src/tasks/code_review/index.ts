import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const codeReview: KindParts<'code_review'> = { name: 'Code review', Answer, Feedback };
