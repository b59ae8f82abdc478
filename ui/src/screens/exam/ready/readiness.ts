import type { ReadinessRow, ReadinessRun } from '../../../lib/host';

/** A run older than this says too little about now. */
const FRESH_MS = 15 * 60_000;

export function isFresh(run: ReadinessRun | undefined, now: number): boolean {
  return run !== undefined && now - run.at_ms < FRESH_MS;
}

export function rowsOf(run: ReadinessRun | undefined): ReadinessRow[] {
  return run ? [...run.rows, ...run.browser] : [];
}

/** What a run found to be mended. */
export function attention(run: ReadinessRun | undefined): ReadinessRow[] {
  return rowsOf(run).filter(({ verdict }) => verdict === 'attention');
}

/** A run in a line: "9 pass, 1 needs attention, 2 unknown". */
export function tally(run: ReadinessRun): string {
  const rows = rowsOf(run);
  const of = (verdict: ReadinessRow['verdict']): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const needing = of('attention');
  return [
    `${of('pass')} pass`,
    needing > 0 ? `${needing} ${needing === 1 ? 'needs' : 'need'} attention` : '',
    of('unknown') > 0 ? `${of('unknown')} unknown` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
