import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const preference: KindParts<'preference'> = { name: 'Preference', Answer, Feedback };
