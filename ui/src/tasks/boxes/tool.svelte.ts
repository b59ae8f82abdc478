import { getContext, setContext } from 'svelte';
import type { LabelView } from '../../lib/host';
import { Zoom } from '../../parts/zoom.svelte';

const KEY = Symbol('boxes');

/** Drawn at the pointer from edge to edge, for as long as the app is open. */
class Guides {
  shown = $state(false);
}

export const guides = new Guides();

/** What picture and pane share beyond the answer. */
export class Tool {
  readonly zoom = new Zoom();
  /** The box that keys and fields act on. */
  selected = $state<number | null>(null);
  /** The box that is pointed at, on the picture or in the list. */
  hovered = $state<number | null>(null);
  /** The label whose boxes are pointed out. */
  pointed = $state<string | null>(null);
  /** The picture cannot be shown. */
  broken = $state(false);
  #hand = $state<string | null>(null);

  /** The label that the next box gets: the one taken, else the first. */
  inHand(labels: readonly LabelView[]): string {
    const taken = labels.find((label) => label.id === this.#hand);
    return (taken ?? labels[0])?.id ?? '';
  }

  take(label: string): void {
    this.#hand = label;
  }

  /** The selected one of so many boxes: undoing may have taken it away. */
  selectedOf(count: number): number | null {
    return this.selected !== null && this.selected < count ? this.selected : null;
  }
}

export function provideTool(): void {
  setContext(KEY, new Tool());
}

/** The desk's tool; one of its own where there is no desk. */
export function useTool(): Tool {
  return getContext<Tool | undefined>(KEY) ?? new Tool();
}

/** The elements by which picture and pane find each other. */
export const onPicture = (index: number): HTMLElement | null =>
  document.querySelector(`[data-box="${index}"]`);
export const inList = (index: number): HTMLElement | null =>
  document.querySelector(`[data-row="${index}"]`);
export const chipOf = (n: number): HTMLElement | null =>
  document.querySelector(`[data-number="${n}"]`);
