/** Finding by a few letters: every word typed must begin a word of the text, or at least occur in it. */

/** Lower case, without accents. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** How well `text` answers one word: 3 it begins with it, 2 one of its words does, 1 it is inside, 0 not at all. */
function score(text: string, word: string): number {
  if (text.startsWith(word)) return 3;
  const at = text.indexOf(word);
  if (at < 0) return 0;
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') &&
    !new RegExp(`[^\\p{L}\\p{N}]${escape(word)}`, 'u').test(text)
    ? 1
    : 2;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The entries that answer `query`, best first; entries of equal worth keep their order. */
export function find<T extends { title: string; kind: string }>(entries: T[], query: string): T[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries
    .map((entry) => ({ entry, worth: worthOf(entry, words) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ entry }) => entry);
}

/** The title counts double; 0 when a word is in neither. */
function worthOf({ title, kind }: { title: string; kind: string }, words: string[]): number {
  let worth = 0;
  for (const word of words) {
    const best = Math.max(2 * score(folded(title), word), score(folded(kind), word));
    if (best === 0) return 0;
    worth += best;
  }
  return worth;
}
