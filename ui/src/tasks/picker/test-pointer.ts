import { fireEvent } from '@testing-library/svelte';
import { tick } from 'svelte';
import { TextMap } from './text';

/*
 * For the component tests. jsdom lays nothing out, so the offset of a character stands for its place on the screen, and
 * a word is wherever it is pressed.
 */

const text = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-pick="${id}"]`);
  if (!found) throw new Error(`no text ${id}`);
  return found;
};

/** Makes the page answer where a point lies, in the text that was pressed last. */
export function layOut(): void {
  let pressed = '';
  window.addEventListener(
    'pointerdown',
    (event) => {
      pressed =
        (event.target as Element).closest<HTMLElement>('[data-pick]')?.dataset['pick'] ?? '';
    },
    { capture: true },
  );
  Object.assign(document, {
    caretPositionFromPoint: (x: number) => {
      const range = new TextMap(text(pressed)).range({ start: x, end: x + 1 });
      return range && { offsetNode: range.startContainer, offset: range.startOffset };
    },
  });
  const everywhere = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 };
  Object.assign(Range.prototype, { getClientRects: () => [everywhere] });
}

const at = (offset: number): object => ({
  clientX: offset,
  clientY: 5,
  button: 0,
  buttons: 1,
  pointerId: 1,
  isPrimary: true,
  pointerType: 'mouse',
});

export async function press(id: string, offset: number, more: object = {}): Promise<void> {
  await fireEvent.pointerDown(text(id), { ...at(offset), ...more });
  await fireEvent.pointerUp(text(id), { ...at(offset), ...more });
  await tick();
}

export async function drag(id: string, from: number, to: number): Promise<void> {
  await fireEvent.pointerDown(text(id), at(from));
  await fireEvent.pointerMove(text(id), { ...at(to), clientY: 50 });
  await fireEvent.pointerUp(text(id), at(to));
  await tick();
}

export async function key(name: string, more: object = {}): Promise<void> {
  const on = document.activeElement ?? document.body;
  await fireEvent.keyDown(on, { key: name, ...more });
  await tick();
  await tick();
}
