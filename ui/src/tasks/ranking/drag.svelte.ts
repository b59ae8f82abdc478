import { drop, sameOrder, targetAt, type Order, type Target } from './order';

/** A press becomes a drag after this many pixels, so that a click stays a click. */
const THRESHOLD = 4;
/** Near an edge of the scrolling pane the list scrolls by this much for each move. */
const EDGE = 36;
const SCROLL = 10;

type Held = {
  id: string;
  pointer: number;
  start: { x: number; y: number };
  by: { x: number; y: number };
  moved: boolean;
};

type Parts = {
  order: () => Order;
  /** The boxes of the tiers as they lie on the screen, from top to bottom. */
  tiers: () => HTMLElement[];
  dropped: (id: string, order: Order) => void;
  cancelled: (id: string) => void;
};

/** A response under the pointer: where it would land, and how it comes back when the drag is broken off. */
export class Drag {
  #held = $state.raw<Held | null>(null);
  #target = $state.raw<Target | null>(null);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The response in the hand, once it has moved. */
  get id(): string | null {
    return this.#held?.moved ? this.#held.id : null;
  }

  /** How far it has been carried, in pixels. */
  get by(): { x: number; y: number } {
    return this.#held?.by ?? { x: 0, y: 0 };
  }

  /** Where it would land; none where letting go changes nothing. */
  get target(): Target | null {
    return this.#target;
  }

  down(event: PointerEvent, id: string): void {
    const onControl = (event.target as Element).closest('button:not([data-grip])');
    if (event.button !== 0 || onControl || this.#held) return;
    const start = { x: event.clientX, y: event.clientY };
    this.#held = { id, pointer: event.pointerId, start, by: { x: 0, y: 0 }, moved: false };
  }

  move(event: PointerEvent): void {
    const held = this.#held;
    if (!held || held.pointer !== event.pointerId) return;
    if (event.buttons === 0) {
      // Let go where nobody heard it.
      this.cancel();
      return;
    }
    const by = { x: event.clientX - held.start.x, y: event.clientY - held.start.y };
    if (!held.moved) {
      if (Math.hypot(by.x, by.y) < THRESHOLD) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      window.addEventListener('keydown', this.#onKeydown, { capture: true });
    }
    this.#held = { ...held, by, moved: true };
    this.#target = this.#targetAt(event.clientY, held.id);
    scrollNear(event.currentTarget as Element, event.clientY);
  }

  up(event: PointerEvent): void {
    const held = this.#held;
    if (!held || held.pointer !== event.pointerId) return;
    const target = this.#target;
    this.#end();
    if (!held.moved) return;
    if (target) this.#parts.dropped(held.id, drop(this.#parts.order(), held.id, target));
    else this.#parts.cancelled(held.id);
  }

  /** Escape, a lost pointer, a window that loses the focus, a list that goes away: everything is as it was. */
  cancel(): void {
    const held = this.#held;
    if (!held) return;
    this.#end();
    if (held.moved) this.#parts.cancelled(held.id);
  }

  #end(): void {
    this.#held = null;
    this.#target = null;
    window.removeEventListener('keydown', this.#onKeydown, { capture: true });
  }

  #targetAt(y: number, id: string): Target | null {
    const boxes = this.#parts.tiers().map((tier) => tier.getBoundingClientRect());
    const target = targetAt(y, boxes);
    const order = this.#parts.order();
    return sameOrder(drop(order, id, target), order) ? null : target;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };
}

/** Scrolls the pane when the pointer comes near its edge. */
function scrollNear(list: Element, y: number): void {
  const pane = list.closest('.scrolls');
  if (!pane) return;
  const box = pane.getBoundingClientRect();
  if (y < box.top + EDGE) pane.scrollTop -= SCROLL;
  else if (y > box.bottom - EDGE) pane.scrollTop += SCROLL;
}
