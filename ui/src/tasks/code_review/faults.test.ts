import { describe, expect, it } from 'vitest';
import type { DefectView, Feedback, LineView } from '../../lib/host';
import { linesOf } from '../../parts/code';
import { faultsOf, marksOf } from './faults';

const defect = (
  solution: string,
  lines: [number, number],
  marked: number[],
  optional = false,
): DefectView => ({ solution, lines, optional, marked, why: `why ${solution} ${lines[0]}` });

const feedback = (defects: DefectView[], false_marks: LineView[]): Feedback =>
  ({
    task: {
      work: { kind: 'code_review' },
      items: [
        { id: 'r2', letter: 'A' },
        { id: 'r1', letter: 'B' },
      ],
    },
    grade: { evidence: { kind: 'code_review', defects, false_marks } },
  }) as unknown as Feedback;

describe('faults', () => {
  it('are numbered as the code is read: by the solutions as shown, by lines, the longer first', () => {
    const found = faultsOf(
      feedback(
        [
          defect('r1', [2, 2], []),
          defect('r2', [5, 5], [5]),
          defect('r2', [3, 4], [], true),
          defect('r2', [3, 6], [4], true),
        ],
        [
          { solution: 'r1', line: 7 },
          { solution: 'r1', line: 1 },
          { solution: 'r1', line: 8 },
        ],
      ),
    );
    expect(found.map(({ n, where, came }) => [n, where, came])).toEqual([
      [1, 'Solution A, lines 3 to 6', 'optional_marked'],
      [2, 'Solution A, lines 3 to 4', 'optional'],
      [3, 'Solution A, line 5', 'found'],
      [4, 'Solution B, line 1', 'none'],
      [5, 'Solution B, line 2', 'missed'],
      [6, 'Solution B, lines 7 to 8', 'none'],
    ]);
    expect(found[4]?.why).toBe('why r1 2');
  });

  it('are none for other kinds', () => {
    const other = { grade: { evidence: { kind: 'prompt', checks: [] } } } as unknown as Feedback;
    expect(faultsOf(other)).toEqual([]);
  });

  it('hold the words of their lines, without what surrounds them', () => {
    const faults = faultsOf(feedback([defect('r2', [2, 4], [])], []));
    const lines = linesOf('<pre data-at="0"><code>ab\n  cd \n\nef\ngh</code></pre>');
    expect(marksOf(faults, lines).map(({ start, end, n }) => [start, end, n])).toEqual([
      [5, 7, 1],
      [10, 12, 1],
    ]);
  });
});
