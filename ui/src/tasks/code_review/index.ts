import type { KindParts } from '../kinds';
import { provideHand } from '../scales/hand.svelte';
import Answer from './Answer.svelte';
import { faultsOf } from './faults';
import Feedback from './Feedback.svelte';
import FeedbackSheet from './FeedbackSheet.svelte';
import Sheet from './Sheet.svelte';
import { provideTool } from './tool.svelte';

export const codeReview: KindParts<'code_review'> = {
  name: 'Code review',
  Answer,
  Feedback,
  Sheet,
  FeedbackSheet,
  provide: () => {
    provideTool();
    provideHand();
  },
  taken: (feedback) => faultsOf(feedback).length,
};
