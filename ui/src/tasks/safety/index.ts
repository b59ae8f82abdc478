import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const safety: KindParts<'safety'> = { name: 'Safety', Answer, Feedback };
