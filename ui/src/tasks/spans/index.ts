import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';
import { provideTool } from './tool.svelte';

export const spans: KindParts<'spans'> = {
  name: 'Marking',
  Answer,
  Feedback,
  Sheet,
  FeedbackSheet,
  provide: provideTool,
};
