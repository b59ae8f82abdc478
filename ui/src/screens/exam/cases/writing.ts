/** The most characters of a text to a person. */
export const LONGEST = 8_000;

export function tooLong(text: string): boolean {
  return [...text].length > LONGEST;
}

/** Whether a text can be sent: there is something in it, and not too much. */
export function canSend(text: string): boolean {
  return text.trim() !== '' && !tooLong(text);
}
