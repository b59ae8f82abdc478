import type { SkipReason } from '../../lib/host';

/** Why a task is put aside, as the learner reads it. */
export const SKIP_REASONS: { reason: SkipReason; title: string }[] = [
  { reason: 'too_hard', title: 'Too hard for now' },
  { reason: 'outside_field', title: 'Outside my field' },
  { reason: 'unclear', title: 'It is not clear what is asked' },
  { reason: 'broken', title: 'Something is missing or cannot be seen' },
  { reason: 'later', title: 'Later' },
];

export const skipTitle = (reason: SkipReason): string =>
  SKIP_REASONS.find((one) => one.reason === reason)?.title ?? '';
