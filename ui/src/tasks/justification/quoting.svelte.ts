import { selectedWords } from '../../parts/marks';

/** Words chosen to be quoted, and the id of the response they stand in; none for words of the prompt or the material. */
export type Chosen = { words: string; item: string | null };

const TEXT = '.prose, [data-quotable]';

/**
 * What was selected last in the material; the selection itself is lost when the field takes the focus. A selection
 * elsewhere, such as in the field, does not unmake it.
 */
export class Selected {
  #chosen: Chosen | null = null;

  remember(): void {
    const selection = document.getSelection();
    const from = selection?.rangeCount ? selection.getRangeAt(0).startContainer : null;
    const start = from instanceof Element ? from : from?.parentElement;
    const item = start?.closest<HTMLElement>('[data-item]');
    const text = item ?? start?.closest(`[data-side="material"] :is(${TEXT})`);
    if (!text) return;
    this.#chosen = {
      words: selectedWords(text, selection),
      item: item?.dataset['item'] ?? null,
    };
  }

  /** Hands the words out, once. */
  take(): Chosen | null {
    const chosen = this.#chosen;
    this.#chosen = null;
    return chosen && chosen.words !== '' ? chosen : null;
  }
}

/** What the highlight of a sentence in hand is called in the style sheet. */
const NAME = 'in-hand';

/** Shows a stretch of a drawn text as the one in hand, where the engine can, and brings it into view. */
export function show(range: Range | null): void {
  if (typeof Highlight === 'undefined') return;
  if (!range) {
    CSS.highlights.delete(NAME);
    return;
  }
  CSS.highlights.set(NAME, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}
