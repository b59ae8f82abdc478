import type { RectView } from '../../lib/host';
import type { Size } from '../../parts/zoom';
import { moved, resized, spanned, type Handle, type Point } from './rect';

/** A press becomes a drag after this many pixels of the screen, so that a click stays a click. */
const THRESHOLD = 4;

/** What a press begins. */
export type Grip =
  | { does: 'draw' }
  | { does: 'move'; index: number; at: RectView }
  | { does: 'size'; index: number; at: RectView; handle: Handle };

type Held = {
  grip: Grip;
  pointer: number;
  /** Where it was pressed: on the screen, and in the picture. */
  start: Point;
  from: Point;
};

type Parts = {
  picture: () => Size;
  /** Where the pointer is in the picture's own measure, also outside of it. */
  pointAt: (event: PointerEvent) => Point;
  drawn: (at: RectView) => void;
  placed: (index: number, at: RectView) => void;
  /** Pressed and let go in one place. */
  clicked: (point: Point, grip: Grip) => void;
  cancelled: () => void;
};

/** What the pointer draws, moves or resizes. The answer changes once, at the end; broken off, it is as it was. */
export class Drag {
  #held: Held | null = null;
  /** The box in the hand; none while one is drawn. */
  #index = $state<number | null>(null);
  #rect = $state.raw<RectView | null>(null);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether something is being drawn, moved or resized. */
  get active(): boolean {
    return this.#rect !== null;
  }

  /** The box that is moved or resized. */
  get index(): number | null {
    return this.#index;
  }

  /** Where it would lie now. */
  get rect(): RectView | null {
    return this.#rect;
  }

  down(event: PointerEvent, grip: Grip): void {
    if (event.button !== 0 || this.#held) return;
    this.#held = {
      grip,
      pointer: event.pointerId,
      start: { x: event.clientX, y: event.clientY },
      from: this.#parts.pointAt(event),
    };
  }

  move(event: PointerEvent): void {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    if (event.buttons === 0) {
      // Let go where nobody heard it.
      this.cancel();
      return;
    }
    const by = Math.hypot(event.clientX - held.start.x, event.clientY - held.start.y);
    if (!this.active) {
      if (by < THRESHOLD) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      window.addEventListener('keydown', this.#onKeydown, { capture: true });
    }
    this.#rect = this.#reaching(held, this.#parts.pointAt(event));
    this.#index = held.grip.does === 'draw' ? null : held.grip.index;
  }

  up(event: PointerEvent): void {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    const rect = this.#rect;
    this.#end();
    if (!rect) this.#parts.clicked(held.from, held.grip);
    else if (held.grip.does === 'draw') this.#parts.drawn(rect);
    else this.#parts.placed(held.grip.index, rect);
  }

  /** Escape, a lost pointer, a window that loses the focus, a picture that goes away: everything is as it was. */
  cancel(): void {
    const active = this.active;
    this.#end();
    if (active) this.#parts.cancelled();
  }

  #end(): void {
    this.#held = null;
    this.#index = null;
    this.#rect = null;
    window.removeEventListener('keydown', this.#onKeydown, { capture: true });
  }

  #reaching({ grip, from }: Held, to: Point): RectView {
    const picture = this.#parts.picture();
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    switch (grip.does) {
      case 'draw':
        return spanned(from, to, picture);
      case 'move':
        return moved(grip.at, dx, dy, picture);
      case 'size':
        return resized(grip.at, grip.handle, dx, dy, picture);
    }
  }

  /** While something is in the hand no key does anything else. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') this.cancel();
  };
}
