import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const spans: KindParts<'spans'> = { name: 'Marking', Answer, Feedback };
