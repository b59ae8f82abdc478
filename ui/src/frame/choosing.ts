import { onApple } from '../lib/actions.svelte';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'];

/** The combination a key press stands for, such as 'Ctrl+Enter' or 'K'; null while only modifiers are down. */
export function pressed(event: Pressed): string | null {
  if (MODIFIERS.includes(event.key)) return null;
  const letter = event.key.length === 1;
  const key = letter ? event.key.toUpperCase() : event.key;
  const ctrl = onApple ? event.metaKey : event.ctrlKey;
  // Which key a sign like ‘?’ sits on, and whether with Shift, is the layout's business.
  const shift = event.shiftKey && (!letter || /[A-Z]/.test(key));
  return [ctrl && 'Ctrl', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Keys that move about or press what has the focus, everywhere; and those of the system. */
const TAKEN = [
  'Enter',
  ' ',
  'Escape',
  'Tab',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
];

/** Why the key cannot be chosen, in a sentence for the learner; empty when it can. */
export function refusal(key: string, others: { title: string; key: string }[]): string {
  if (TAKEN.includes(key))
    return 'This key is needed to move about or to write. Press another one.';
  const other = others.find((one) => one.key.toLowerCase() === key.toLowerCase());
  return other
    ? `This is the key for “${other.title}”. Press another one, or change that first.`
    : '';
}
