import type { BrowserReport, ReadinessRow, ReadinessRun } from '../../../lib/host';

/** A run older than this says too little about now. */
const FRESH_MS = 15 * 60_000;
/** A browser's report may be this much older than what it stands beside. */
const REPORT_MS = 24 * 60 * 60_000;

/** Whether a run says how it is now. One of a time to come does not: the clock has been changed since. */
export function isFresh(run: ReadinessRun | undefined, now: number): boolean {
  if (run === undefined) return false;
  const age = now - run.at_ms;
  return age >= 0 && age < FRESH_MS;
}

/** Whether the browser's report is too old to stand beside the run; without a run, for now. */
export function isOutdated(
  report: BrowserReport,
  run: ReadinessRun | undefined,
  now: number,
): boolean {
  return (run?.at_ms ?? now) - report.at_ms > REPORT_MS;
}

/** What was found to be mended. */
export function attention(found: { rows: ReadinessRow[] } | null | undefined): ReadinessRow[] {
  return (found?.rows ?? []).filter(({ verdict }) => verdict === 'attention');
}

/** A run in a line: "9 pass, 1 needs attention, 2 unknown". */
export function tally({ rows }: ReadinessRun): string {
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
