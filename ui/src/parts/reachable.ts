import type { Attachment } from 'svelte/attachments';

/** What scrolls sideways by itself must be reached by the keyboard; what does not is no stop. */
export function reach(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}

/** Keeps that so while the element's size changes. */
export const reachable: Attachment<HTMLElement> = (element) => {
  const watch = new ResizeObserver(() => reach(element));
  watch.observe(element);
  return () => watch.disconnect();
};
