import type { LineView } from '../../lib/host';

/** Lines marked in one solution, in order. */
export function markedIn(lines: readonly LineView[], solution: string): number[] {
  return lines.filter((line) => line.solution === solution).map((line) => line.line);
}

/** The marks with those of one solution set anew. */
export function withMarked(
  lines: readonly LineView[],
  solution: string,
  marked: Iterable<number>,
): LineView[] {
  const others = lines.filter((line) => line.solution !== solution);
  const own = [...new Set(marked)].map((line) => ({ solution, line }));
  return [...others, ...own].sort(
    (a, b) => Number(a.solution > b.solution) - Number(a.solution < b.solution) || a.line - b.line,
  );
}

/** From the one line to the other, whichever comes first. */
export function between(one: number, other: number): number[] {
  const first = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, i) => first + i);
}

/** Takes the lines into the marks, or out of them. */
export function put(marked: readonly number[], lines: readonly number[], on: boolean): number[] {
  const rest = marked.filter((line) => !lines.includes(line));
  return (on ? [...rest, ...lines] : rest).sort((a, b) => a - b);
}

/** First and last of each run of lines that follow each other. */
export function runs(lines: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] + 1 === line) last[1] = line;
    else found.push([line, line]);
  }
  return found;
}

/** Lines as people name them: "line 4", "lines 3 to 7", "lines 3, 5 to 7". */
export function linesSaid(lines: readonly number[]): string {
  const said = runs(lines).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${lines.length === 1 ? 'line' : 'lines'} ${said.join(', ')}`;
}

/**
 * Marks that a moving end takes in, line by line: what it passes is marked, and unmarked again on the way back. It
 * begins anew when the marks are no longer those it left, such as after undo.
 */
export class Stretch {
  #from: number | null = null;
  #base: readonly number[] = [];
  #left = '';

  /** The marks when the end moves to `to`; `at` is where the learner was before. */
  to(marked: readonly number[], at: number, to: number): number[] {
    if (this.#from === null || this.#left !== marked.join()) {
      this.#from = at;
      this.#base = marked;
    }
    const next = put(this.#base, between(this.#from, to), true);
    this.#left = next.join();
    return next;
  }

  end(): void {
    this.#from = null;
  }
}
