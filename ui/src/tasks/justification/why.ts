import type { LiveCheckView, LiveState } from '../../lib/host';

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

/**
 * Whether the text that ends here says already whose words come next: "B says", "Response B writes that", "B’s".
 */
export function names(before: string, letter: string): boolean {
  const sentence = before.split(/[.!?\n](?=\s|$)/u).at(-1) ?? '';
  const last = new RegExp(
    `(?:^|[^\\p{L}\\p{N}])${letter}(?:[’']s)?(?:\\s+\\p{L}+){0,2}[\\s:,(]*$`,
    'u',
  );
  return last.test(sentence);
}

/** What is put into the text: the words in marks, and whose they are unless that is said just before. */
export function cited(words: string, letter: string | null, before: string): string {
  const quote = quotation(words);
  if (quote === '' || letter === null || names(before, letter)) return quote;
  return `${quote} (${letter})`;
}

/** What a line of the checklist has come to, in words. */
export const STATES: Record<LiveState, string> = {
  found: 'found',
  open: 'not there yet',
  wrong: 'to be mended',
};

/** What is new in the checklist, for those who listen: "Reason: found." */
export function changes(before: readonly LiveCheckView[], now: readonly LiveCheckView[]): string {
  const was = new Map(before.map(({ id, state }) => [id, state]));
  return now
    .filter(({ id, state }) => was.get(id) !== state && (was.size > 0 || state !== 'open'))
    .map(({ label, state }) => `${label}: ${STATES[state]}.`)
    .join(' ');
}
