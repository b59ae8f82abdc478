import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const rating: KindParts<'rating'> = { name: 'Rating', Answer, Feedback };
