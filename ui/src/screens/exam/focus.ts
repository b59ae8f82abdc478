import { tick } from 'svelte';

/** When what had the focus has gone, the focus goes where the eye goes on: to what can be done now, else to the heading. */
export async function keepFocus(): Promise<void> {
  await tick();
  if (document.activeElement && document.activeElement !== document.body) return;
  if (document.querySelector('dialog[open]')) return;
  const next =
    document.querySelector<HTMLElement>('main [data-now]') ??
    document.querySelector<HTMLElement>('main h1');
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: next.tagName === 'H1' });
}
