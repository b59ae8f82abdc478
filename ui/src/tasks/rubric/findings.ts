import type { Feedback, FindingView } from '../../lib/host';

/** What is in question in one of the criteria that were written, counted from 0, under its number. */
export type Found = { n: number; criterion: number; finding: FindingView };

/** All of it, numbered from 1 in the order in which the criteria are read. */
export function foundIn({ grade: { evidence } }: Feedback): Found[] {
  if (evidence.kind !== 'rubric') return [];
  const all = evidence.criteria.flatMap((held, criterion) =>
    held.findings.map((finding) => ({ criterion, finding })),
  );
  return all.map((one, index) => ({ n: index + 1, ...one }));
}
