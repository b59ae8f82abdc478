import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const ranking: KindParts<'ranking'> = { name: 'Ranking', Answer, Feedback };
