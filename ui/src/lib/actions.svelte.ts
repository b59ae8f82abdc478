import { onDestroy } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { settings } from './settings.svelte';

/** Something the learner can do here: the palette, the sheet of shortcuts and the keys all read this. */
export type Action = {
  id: string;
  title: string;
  /** The heading it stands under in the palette and in the sheet. */
  group: string;
  /** Such as 'Ctrl+Enter', 'H', 'Alt+ArrowUp', '?'; the first one is shown. */
  keys?: string[];
  /** Whether it can be done now; always, when absent. */
  when?: () => boolean;
  run: () => void;
  /** Works by key, but is not listed. */
  hidden?: boolean;
  /** Its key belongs to what it acts on, such as the letter of a response, and cannot be chosen. */
  fixed?: boolean;
  /** Its own keys, where the learner has chosen another one; the frame's business. */
  own?: string[];
};

/** The keys of an action: the one that the learner chose, else its own. */
export function keysOf(id: string, own: string[] = []): string[] {
  const chosen = settings.value.keys.find((choice) => choice.action === id);
  return chosen ? [chosen.key] : own;
}

function withChosenKeys(action: Action): Action {
  const keys = keysOf(action.id, action.keys);
  if (keys === action.keys || action.fixed) return action;
  return { ...action, keys, own: action.keys ?? [] };
}

const registered = new SvelteSet<() => Action[]>();

/** Registers actions for the life of the component that calls this. */
export function useActions(actions: () => Action[]): void {
  registered.add(actions);
  onDestroy(() => registered.delete(actions));
}

/** Everything that can be done now, the newest component's actions first. */
export function available(): Action[] {
  return [...registered]
    .reverse()
    .flatMap((actions) => actions())
    .filter((action) => action.when?.() ?? true)
    .map(withChosenKeys);
}

/** As `available`, without what is not listed. */
export function listed(): Action[] {
  return available().filter((action) => !action.hidden);
}

export const onApple = /^(Mac|iP)/.test(navigator.platform);

export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'
>;

/** The key's name with letters lowered; from its place on the keyboard when the layout is not Latin. */
export function named({ key, code }: Pressed): string {
  const latin = /^[\x20-\x7e]$/.test(key);
  const fromCode = /^Key([A-Z])$/.exec(code)?.[1];
  if (key.length === 1 && !latin && fromCode !== undefined) return fromCode.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

const isCharacter = (key: string): boolean => key.length === 1;

/** The parts of 'Ctrl+Enter'; a plus sign is itself a key in 'Ctrl++'. */
export function partsOf(combination: string): string[] {
  const parts = combination.split('+');
  if (!combination.endsWith('+')) return parts;
  return [...parts.slice(0, -2), '+'];
}

/** Whether `event` is the combination, such as 'Ctrl+Enter'. Ctrl is ⌘ on Apple's keyboards. */
export function matches(event: Pressed, combination: string): boolean {
  const parts = partsOf(combination);
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const ctrl = onApple ? event.metaKey : event.ctrlKey;
  const other = onApple ? event.ctrlKey : event.metaKey;
  if (ctrl !== wants('Ctrl') || event.altKey !== wants('Alt') || other) return false;
  // Which key a sign like ‘?’ sits on, and whether with Shift, is the layout's business.
  const shiftMatters = !isCharacter(key) || /[a-z]/i.test(key);
  if (shiftMatters && event.shiftKey !== wants('Shift')) return false;
  return named(event) === (isCharacter(key) ? key.toLowerCase() : key);
}

/** Whether keys pressed there write. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !/^(checkbox|radio|button|submit|range|reset)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Enter and Space on a control belong to the control. */
function belongsToControl(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest('button, a[href], summary, input, [role="button"]') !== null
  );
}

/** Whether a combination may act now, given where the event comes from and what the learner switched off. */
function mayAct(event: KeyboardEvent, combination: string, singleKeys: boolean): boolean {
  const parts = partsOf(combination);
  const key = parts.at(-1) ?? '';
  const withModifier = parts.includes('Ctrl') || parts.includes('Alt');
  if (isTyping(event.target)) {
    // Option and an arrow move by words on Apple's keyboards.
    if (onApple && parts.includes('Alt') && key.startsWith('Arrow')) return false;
    return withModifier || key === 'Escape' || /^F\d+$/.test(key);
  }
  if (withModifier) return true;
  if (belongsToControl(event)) return false;
  return singleKeys || !isCharacter(key);
}

/** The action a key press asks for, if any. */
export function actionFor(
  event: KeyboardEvent,
  actions: Action[],
  singleKeys: boolean,
): Action | undefined {
  if (event.isComposing || event.keyCode === 229) return undefined;
  return actions.find((action) =>
    action.keys?.some((keys) => matches(event, keys) && mayAct(event, keys, singleKeys)),
  );
}

/** Installs the one listener, which keeps still while a dialog is open or `awake` says no; returns what removes it. */
export function listenForKeys(awake: () => boolean): () => void {
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !awake()) return;
    if (document.querySelector('dialog[open][data-modal]')) return;
    const action = actionFor(event, available(), settings.value.single_keys);
    if (!action) return;
    event.preventDefault();
    // A key held down moves things again and again, but submits once.
    if (event.repeat && !event.key.startsWith('Arrow')) return;
    action.run();
  };
  window.addEventListener('keydown', onKeydown);
  return () => window.removeEventListener('keydown', onKeydown);
}
