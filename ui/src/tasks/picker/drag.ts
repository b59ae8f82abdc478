import type { SpanView } from '../../lib/host';
import { forward, reach, type Selection } from './units';

/** A press becomes a drag after this many pixels, so that a click stays a click. */
const THRESHOLD = 4;
/** Nearer than this to the edge of what scrolls, it scrolls: by so many pixels a frame at the edge and beyond. */
const NEAR_EDGE = 36;
const SCROLL = 14;

export type Parts = {
  /** What lies under a point of the window, or nearest to it. */
  under: (x: number, y: number) => { unit: SpanView; inside: boolean } | null;
  /** What scrolls when the pointer comes near its edge. */
  scroller: () => Element | null;
  /** The selection has become another one under the hand. */
  drawn: (selection: Selection) => void;
  /** Let go after a drag. */
  done: (selection: Selection) => void;
  /** Pressed and let go in one place: on a unit, or beside them all. */
  clicked: (unit: SpanView | null, event: PointerEvent) => void;
  /** The system took the pointer away: what is selected stays selected. */
  kept: (selection: Selection) => void;
  /** Escape: as before the drag. */
  undone: () => void;
};

type Held = {
  pointer: number;
  host: Element;
  touch: boolean;
  x: number;
  y: number;
  /** The unit under the press; none beside the words, and then the drag begins where words are met. */
  from: SpanView | null;
  selection: Selection | null;
};

/** Words under the pointer from press to release, whatever happens in between. */
export class Drag {
  #held: Held | null = null;
  #frame = 0;
  #last = { x: 0, y: 0 };
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the hand is moving over words. */
  get moving(): boolean {
    return Boolean(this.#held?.selection);
  }

  down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || this.#held) return;
    const { clientX: x, clientY: y } = event;
    const under = this.#parts.under(x, y);
    this.#held = {
      pointer: event.pointerId,
      host: event.currentTarget as Element,
      touch: event.pointerType === 'touch',
      x,
      y,
      from: under?.inside ? under.unit : null,
      selection: null,
    };
  }

  move(event: PointerEvent): void {
    const held = this.#held;
    if (!held || held.pointer !== event.pointerId) return;
    if (event.buttons === 0) {
      // Let go where nobody heard it.
      this.broken();
      return;
    }
    const { clientX: x, clientY: y } = event;
    if (!held.selection) {
      if (Math.hypot(x - held.x, y - held.y) < THRESHOLD) return;
      if (held.touch) {
        // A finger that moves scrolls.
        this.#end();
        return;
      }
      held.host.setPointerCapture?.(event.pointerId);
      this.#listen();
    }
    this.#last = { x, y };
    this.#draw();
    this.#frame ||= requestAnimationFrame(this.#scroll);
  }

  up(event: PointerEvent): void {
    const held = this.#held;
    if (!held || held.pointer !== event.pointerId) return;
    this.#end();
    if (held.selection) this.#parts.done(held.selection);
    else this.#parts.clicked(held.from, event);
  }

  /** A lost pointer, a window that loses the focus, a text that goes away. */
  broken(): void {
    const selection = this.#held?.selection;
    this.#end();
    if (selection) this.#parts.kept(selection);
  }

  #draw(): void {
    const held = this.#held;
    const to = held && this.#parts.under(this.#last.x, this.#last.y)?.unit;
    if (!held || !to) return;
    held.from ??= to;
    const next = held.from === to ? forward(to) : reach(held.from, to);
    const same = held.selection?.start === next.start && held.selection.end === next.end;
    held.selection = next;
    if (!same) this.#parts.drawn(next);
  }

  /** Goes on for as long as the pointer rests near an edge. */
  readonly #scroll = (): void => {
    this.#frame = 0;
    const scroller = this.#held?.selection ? this.#parts.scroller() : null;
    if (!scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const { y } = this.#last;
    const by = y < top + NEAR_EDGE ? -SCROLL : y > bottom - NEAR_EDGE ? SCROLL : 0;
    if (by === 0) return;
    const before = scroller.scrollTop;
    scroller.scrollTop += by;
    if (scroller.scrollTop === before) return;
    this.#draw();
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  #listen(): void {
    window.addEventListener('keydown', this.#onKeydown, { capture: true });
    window.addEventListener('blur', this.#onBlur);
  }

  #end(): void {
    this.#held = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    window.removeEventListener('keydown', this.#onKeydown, { capture: true });
    window.removeEventListener('blur', this.#onBlur);
  }

  readonly #onBlur = (): void => this.broken();

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
    this.#parts.undone();
  };
}
