/**
 * The last resort, for what nobody caught: a calm message in plain DOM, since Svelte itself may be what broke. It stands
 * in the middle of an empty window, or at the foot of one that still shows something.
 */
import { HostError } from './host';

const HARMLESS = /ResizeObserver loop/;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, text: string, run: () => void): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', run);
  return made;
}

export function showMishap(reason: unknown): void {
  if (document.querySelector('.mishap')) return;
  const what =
    reason instanceof HostError
      ? reason.message
      : 'Something in this window went wrong. Everything that was shown as saved is on disk. Reload the window to go on.';
  const box = element('div', 'mishap', '');
  box.setAttribute('role', 'alert');
  const empty = !document.querySelector('#app')?.childElementCount;
  if (empty) box.classList.add('alone');
  const detail = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  box.append(element('p', '', what), element('p', 'soft small', detail));
  box.append(button('btn', 'Reload', () => window.location.reload()));
  if (!empty) box.append(button('btn quiet', 'Not now', () => box.remove()));
  document.body.append(box);
}

/** Listens for everything uncaught in the window. */
export function catchAll(): void {
  window.addEventListener('error', (event) => {
    if (!HARMLESS.test(event.message)) showMishap(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => showMishap(event.reason));
}
