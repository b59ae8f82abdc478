import type { KindParts } from '../kinds';
import Answer from './Answer.svelte';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';
import { provideTool } from './tool.svelte';

export const classification: KindParts<'classification'> = {
  name: 'Classification',
  Answer,
  Feedback,
  Sheet,
  FeedbackSheet,
  provide: provideTool,
};
