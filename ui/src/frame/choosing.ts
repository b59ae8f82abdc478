import { named, onApple, type Pressed } from '../lib/actions.svelte';

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'];

/** The combination a key press stands for, such as 'Ctrl+Enter' or 'K'; null while only modifiers are down. */
export function pressed(event: Pressed): string | null {
  if (MODIFIERS.includes(event.key)) return null;
  const name = named(event);
  const sign = name.length === 1;
  const key = sign ? name.toUpperCase() : name;
  const ctrl = onApple ? event.metaKey : event.ctrlKey;
  // Which key a sign like ‘?’ sits on, and whether with Shift, is the layout's business.
  const shift = event.shiftKey && (!sign || /[A-Z]/.test(key));
  return [ctrl && 'Ctrl', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Keys that move about, press what has the focus, or belong to writing, everywhere. */
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
  'Ctrl+Y',
  'Ctrl+Z',
  'Ctrl+Shift+Z',
];

/** Something else that has keys already, as a sentence names it: '“Skip this task”'. */
export type Holder = { name: string; keys: string[] };

/** Who has the key already. */
export function holder(key: string, others: Holder[]): Holder | undefined {
  const same = (one: string): boolean => one.toLowerCase() === key.toLowerCase();
  return others.find(({ keys }) => keys.some(same));
}

/** Why the key cannot be chosen, in a sentence for the learner; empty when it can. */
export function refusal(key: string, others: Holder[]): string {
  if (TAKEN.includes(key))
    return 'This key is needed to move about or to write. Press another one.';
  const other = holder(key, others);
  return other ? `This is the key for ${other.name}. Press another one, or change that first.` : '';
}
