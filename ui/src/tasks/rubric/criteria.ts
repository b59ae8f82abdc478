/** A criterion on the screen: its text, and a key that stays its own while others are added, moved and removed. */
export type Row = { key: number; text: string };

/**
 * The rows for these texts: each keeps the key it had. A text that was edited is the one that stood in its place, or
 * else the one that is left over; what was not there before gets a fresh key.
 */
export function align(
  before: readonly Row[],
  texts: readonly string[],
  fresh: () => number,
): Row[] {
  const taken = new Set<Row>();
  const keys = new Map<number, number>();
  const take = (index: number, row: Row | undefined): void => {
    if (!row || taken.has(row) || keys.has(index)) return;
    taken.add(row);
    keys.set(index, row.key);
  };
  const open = (): [number, string][] => [...texts.entries()].filter(([i]) => !keys.has(i));
  for (const [i, text] of open()) if (before[i]?.text === text) take(i, before[i]);
  for (const [i, text] of open()) {
    take(
      i,
      before.find((row) => row.text === text && !taken.has(row)),
    );
  }
  for (const [i] of open()) take(i, before[i]);
  for (const [i] of open()) {
    take(
      i,
      before.find((row) => !taken.has(row)),
    );
  }
  return texts.map((text, i) => ({ key: keys.get(i) ?? fresh(), text }));
}

/** The list with an empty criterion put in at a place. */
export function inserted(texts: readonly string[], at: number, ...more: string[]): string[] {
  return [...texts.slice(0, at), ...more, ...texts.slice(at)];
}

export function removed(texts: readonly string[], at: number): string[] {
  return texts.filter((_, i) => i !== at);
}

/** The list with one criterion moved by some places; the same list where it cannot go there. */
export function moved(texts: readonly string[], at: number, by: number): readonly string[] {
  const to = at + by;
  const text = texts[at];
  if (text === undefined || to < 0 || to >= texts.length) return texts;
  return inserted(removed(texts, at), to, text);
}

/** The list without empty ones at its end. */
export function trimmed(texts: readonly string[]): string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

/** A criterion is one line, however it was written. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/gu, ' ');
}

/** The criteria of a pasted text that has several lines, without bullets and numbers; none where it is one line. */
export function pasted(text: string): string[] {
  const lines = text
    .split(/[\r\n\u2028\u2029]+/u)
    .map((line) => line.replace(/^\s*(?:[-*+•–—]|\(?\d{1,2}[.)])\s+/u, '').trim())
    .filter((line) => line !== '');
  return lines.length > 1 ? lines : [];
}

export const isBlank = (text: string): boolean => text.trim() === '';
