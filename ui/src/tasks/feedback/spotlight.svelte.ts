import { tick } from 'svelte';
import type { Side } from '../../parts/desk';
import { findingAt, findingId, light, wordsKey } from '../../parts/marks';

/** Bubbles from words that are about to be shown: whoever keeps them behind something brings it to the front. */
export const REVEAL = 'reveal';

/** The finding the learner looks at: lit at its words and in its reason, whichever of the two is pointed at. */
export class Spotlight {
  n = $state<number | null>(null);
  readonly #show: (side: Side) => void;

  /** `show` brings a side to the front where only one is seen. */
  constructor(show: (side: Side) => void) {
    this.#show = show;
  }

  /** To the reason, with the focus: from the number behind the words. */
  async toFinding(n: number): Promise<void> {
    this.#show('pane');
    await tick();
    const finding = document.getElementById(findingId(n));
    finding?.scrollIntoView({ block: 'nearest' });
    finding?.focus({ preventScroll: true });
    this.n = n;
  }

  /**
   * To the words, with the focus on their number where there is one: from the reason. `within` is a selector of the
   * text they stand in, `start` the offset of one stretch among several.
   */
  async toWords(n: number, within = '', start?: number): Promise<void> {
    const one = start === undefined ? '' : `[data-words~="${wordsKey({ n, start })}"]`;
    const words = document.querySelector<HTMLElement>(`${within} mark[data-n~="${n}"]${one}`);
    if (!words) return;
    this.#show(words.closest('[data-side="material"]') ? 'material' : 'pane');
    words.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
    await tick();
    words.scrollIntoView({ block: 'center' });
    const number = document.querySelector<HTMLElement>(`${within} .ref[data-n="${n}"]`);
    number?.focus({ preventScroll: true });
    this.n = n;
  }

  /** Listens to a drawn text and lights its findings; returns what ends it. */
  watch(text: HTMLElement): () => void {
    const point = (event: Event): void => {
      this.n = findingAt(event.target);
    };
    const off = (): void => {
      this.n = null;
    };
    const press = (event: Event): void => {
      const n = findingAt(event.target);
      if (n === null || !(event.target as Element).closest('.ref')) return;
      event.preventDefault();
      void this.toFinding(n);
    };
    const heard = { pointerover: point, pointerleave: off, focusin: point, focusout: off };
    for (const [name, listener] of Object.entries(heard)) text.addEventListener(name, listener);
    text.addEventListener('click', press);
    return () => {
      for (const [name, listener] of Object.entries(heard)) {
        text.removeEventListener(name, listener);
      }
      text.removeEventListener('click', press);
    };
  }

  /** Shows in a drawn text what is lit now. */
  paint(text: HTMLElement): void {
    light(text, this.n);
  }
}
