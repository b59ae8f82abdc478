import type { Feedback, VerdictView } from '../../lib/host';
import type { Mark } from '../../parts/marks';
import { itemName } from '../feedback/findings';
import type { CodeLine } from '../../parts/code';
import { between, linesSaid, runs } from './lines';

/** What came of a fault of the key, or of lines marked where it has none. */
export type Came = 'found' | 'missed' | 'optional' | 'optional_marked' | 'none';

/** A stretch of lines that the feedback speaks of, under its number. */
export type Fault = {
  n: number;
  solution: string;
  lines: [number, number];
  came: Came;
  /** "Solution B, lines 3 to 7". */
  where: string;
  why: string;
};

export const CAME: Record<Came, { verdict: VerdictView; word: string }> = {
  found: { verdict: 'agrees', word: 'fault found' },
  missed: { verdict: 'differs', word: 'fault missed' },
  optional: { verdict: 'unclear', word: 'optional' },
  optional_marked: { verdict: 'unclear', word: 'optional, marked' },
  none: { verdict: 'against', word: 'no fault here' },
};

const noFault = ([first, last]: [number, number]): string =>
  `You marked ${first === last ? 'it' : 'them'}; the key has no fault here.`;

/** The key's faults and the marks beside them, numbered from 1 in the order in which the code is read. */
export function faultsOf({ task, grade: { evidence } }: Feedback): Fault[] {
  if (evidence.kind !== 'code_review') return [];
  const shown = task.items.map((item) => item.id);
  const held = evidence.defects.map(({ solution, lines, optional, marked, why }) => {
    const hit = marked.length > 0;
    const came: Came = optional ? (hit ? 'optional_marked' : 'optional') : hit ? 'found' : 'missed';
    return { solution, lines, came, why };
  });
  const beside = shown.flatMap((solution) => {
    const marks = evidence.false_marks.filter((mark) => mark.solution === solution);
    return runs(marks.map((mark) => mark.line)).map((lines) => ({
      solution,
      lines,
      came: 'none' as const,
      why: noFault(lines),
    }));
  });
  return [...held, ...beside]
    .sort(
      (a, b) =>
        shown.indexOf(a.solution) - shown.indexOf(b.solution) ||
        a.lines[0] - b.lines[0] ||
        b.lines[1] - a.lines[1],
    )
    .map((fault, i) => ({
      ...fault,
      n: i + 1,
      where: `${itemName(task, fault.solution)}, ${linesSaid(between(...fault.lines))}`,
    }));
}

/** Whether a fault holds a line. */
export const holds = ({ lines }: Fault, n: number): boolean => n >= lines[0] && n <= lines[1];

/** The words of the faults' lines, to be lit with their numbers. */
export function marksOf(faults: readonly Fault[], lines: readonly CodeLine[]): Mark[] {
  return faults.flatMap((fault) => {
    const here = lines.filter(({ n, text }) => holds(fault, n) && text.trim() !== '');
    return here.map(({ at, text }) => ({
      start: at + text.length - text.trimStart().length,
      end: at + text.trimEnd().length,
      n: fault.n,
      tone: 'seen' as const,
      label: fault.where,
    }));
  });
}
