import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const factCheck: KindParts<'fact_check'> = { name: 'Fact check', Answer, Feedback };
