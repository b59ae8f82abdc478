import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const rubric: KindParts<'rubric'> = { name: 'Rubric', Answer, Feedback };
