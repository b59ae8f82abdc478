import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const boxes: KindParts<'boxes'> = { name: 'Boxes', Answer, Feedback };
