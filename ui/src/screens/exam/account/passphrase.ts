/** The fewest characters of a passphrase. */
export const LEAST = 12;

/** What is wrong with a passphrase and its repetition; empty if nothing. Characters are counted as people do. */
export function fault(passphrase: string, again: string): string {
  const length = [...passphrase].length;
  if (length === 0) return 'Type a passphrase.';
  if (length < LEAST) return `It has ${length} of at least ${LEAST} characters.`;
  if (again === '') return 'Type it a second time.';
  return passphrase === again ? '' : 'The two are not the same.';
}
