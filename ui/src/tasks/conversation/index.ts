import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';
import { provideDialogue } from './tool.svelte';

export const conversation: KindParts<'conversation'> = {
  name: 'Conversation',
  Answer,
  Feedback,
  Sheet,
  FeedbackSheet,
  provide: provideDialogue,
};
