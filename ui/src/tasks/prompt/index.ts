import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const prompt: KindParts<'prompt'> = { name: 'Prompt', Answer, Feedback };
