type Span = { start: number; end: number };

/**
 * Places of an earlier text where they lie in a later one, which differs from it in one stretch; those that touch this
 * stretch are gone.
 */
export function carried<T extends Span>(spans: readonly T[], before: string, after: string): T[] {
  if (before === after) return [...spans];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const from = before.length - tail;
  const by = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start < from) return [];
    return [{ ...span, start: span.start + by, end: span.end + by }];
  });
}

const RTL =
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;

/** The direction `dir="auto"` would find: that of the first letter. */
export function direction(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return RTL.test(letter) ? 'rtl' : 'ltr';
}
