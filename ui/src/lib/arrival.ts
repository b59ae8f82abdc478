/** What happens when a screen appears: the eye, the focus and the window's title go to it. */
const PRODUCT = 'Annotation Academy';

/** Sets the window's title, such as "Ranking several responses – Annotation Academy". */
export function setTitle(text: string): void {
  document.title = text ? `${text} – ${PRODUCT}` : PRODUCT;
}

/** Where focus goes: what the screen marks with `data-arrive`, else its h1; none before its data is there. */
function focusIn(root: HTMLElement): HTMLElement | null {
  return root.querySelector<HTMLElement>('[data-arrive]') ?? root.querySelector('h1');
}

/** Waits until the screen inside `root` shows its data; null when something else came first. */
function target(root: HTMLElement, stop: AbortSignal): Promise<HTMLElement | null> {
  const found = focusIn(root);
  if (found) return Promise.resolve(found);
  return new Promise((done) => {
    const end = (element: HTMLElement | null): void => {
      observer.disconnect();
      done(element);
    };
    const observer = new MutationObserver(() => {
      const element = focusIn(root);
      if (element) end(element);
    });
    observer.observe(root, { childList: true, subtree: true });
    stop.addEventListener('abort', () => end(null));
  });
}

/** Moves focus to the new screen unless the learner has already put it somewhere inside. Resolves to whether it arrived. */
export async function arrive(
  root: HTMLElement,
  stop: AbortSignal,
  title?: string,
): Promise<boolean> {
  const element = await target(root, stop);
  if (!element || stop.aborted) return false;
  setTitle(title ?? root.querySelector('h1')?.textContent?.trim() ?? '');
  const active = document.activeElement;
  const busy = active !== null && active !== root && root.contains(active);
  if (!busy && !document.querySelector('dialog[open]')) {
    if (element.tagName === 'H1') element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
  return true;
}

/** Resolves once what is in the DOM now has been painted. */
export function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}
