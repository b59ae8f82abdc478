/** A quotation ready to stand in a text: outer marks taken off, inner ones made single. */
export function quotation(words: string): string {
  const bare = words
    .trim()
    .replace(/^[“”"«»„]+|[“”"«»„]+$/gu, '')
    .replace(/[“„«]/gu, '‘')
    .replace(/[”»]/gu, '’')
    .trim();
  return bare === '' ? '' : `“${bare}”`;
}

/** The quotation with the spaces it needs between what stands before and after it. */
export function spaced(before: string, quote: string, after: string): string {
  const space = before !== '' && !/[\s([–—“‘-]$/u.test(before) ? ' ' : '';
  const next = /^[\p{L}\p{N}]/u.test(after) ? ' ' : '';
  return `${space}${quote}${next}`;
}

/** Words against what the task asks for. */
export function length(
  words: number,
  [floor, ceiling]: readonly [number, number],
): 'under' | 'within' | 'over' {
  if (words < floor) return 'under';
  return words > ceiling ? 'over' : 'within';
}

const RTL =
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;

/** The direction `dir="auto"` would find: that of the first letter. */
export function direction(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return RTL.test(letter) ? 'rtl' : 'ltr';
}
