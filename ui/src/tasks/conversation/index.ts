import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';

export const conversation: KindParts<'conversation'> = { name: 'Conversation', Answer, Feedback };
