import { flushSync } from 'svelte';
import type { Action } from '../lib/actions.svelte';
import { announce } from '../lib/announce.svelte';
import { levelWords, MOST, nextLevel, wheeled, within } from './zoom';

/** A point of the window. */
type At = { clientX: number; clientY: number };

const middle = (at: DOMRect): At => ({
  clientX: at.left + at.width / 2,
  clientY: at.top + at.height / 2,
});

const holds = (at: DOMRect, { clientX, clientY }: At): boolean =>
  clientX >= at.left && clientX <= at.right && clientY >= at.top && clientY <= at.bottom;

type Part = { x: number; y: number; width: number; height: number };
const ALL: Part = { x: 0, y: 0, width: 1, height: 1 };

/** What of a side that begins at `start` lies between two points, as shares of its length; all of it where nothing does. */
function share(low: number, high: number, start: number, length: number) {
  const at = (point: number): number => Math.min(Math.max((point - start) / length, 0), 1);
  const [from, to] = [at(low), at(high)];
  return to > from ? { from, length: to - from } : { from: 0, length: 1 };
}

/** How close a picture is looked at, and the part of it that is in sight. Shared by everything that zooms. */
export class Zoom {
  /** What is looked at, where there is such a thing: it is not lost from sight by a step closer. */
  lookedAt: () => Element | null = () => null;
  #level = $state(1);
  /** The picture as it lies on the screen, and what it scrolls in; none before it is there. */
  #picture: HTMLElement | null = null;
  #view: HTMLElement | null = null;

  /** Times the size at which all of it fits. */
  get level(): number {
    return this.#level;
  }

  get closest(): boolean {
    return this.#level >= MOST;
  }

  get whole(): boolean {
    return this.#level <= 1;
  }

  /** Takes the elements over; returns what lets go of them. */
  attach(view: HTMLElement, picture: HTMLElement): () => void {
    this.#view = view;
    this.#picture = picture;
    return () => {
      this.#view = null;
      this.#picture = null;
    };
  }

  /** Looks closer or from further away; what lies under `at`, else what is looked at, stays where it is. */
  to(level: number, at: At = this.#middle()): void {
    const picture = this.#picture;
    const next = within(level);
    if (!picture || next === this.#level) return;
    const before = picture.getBoundingClientRect();
    const x = (at.clientX - before.left) / before.width;
    const y = (at.clientY - before.top) / before.height;
    flushSync(() => (this.#level = next));
    const after = picture.getBoundingClientRect();
    this.scrollBy(
      after.left + x * after.width - at.clientX,
      after.top + y * after.height - at.clientY,
    );
  }

  step(way: 1 | -1): void {
    this.to(nextLevel(this.#level, way));
    announce(levelWords(this.#level));
  }

  all(): void {
    this.to(1);
    announce('The whole picture');
  }

  turn(event: WheelEvent): void {
    this.to(wheeled(this.#level, event), event);
  }

  scrollBy(x: number, y: number): void {
    const view = this.#view;
    if (!view) return;
    view.scrollLeft += x;
    view.scrollTop += y;
  }

  /** The part of the picture in sight, as shares of its width and height. */
  inSight(): Part {
    const view = this.#view?.getBoundingClientRect();
    const picture = this.#picture?.getBoundingClientRect();
    if (!view || !picture || picture.width * picture.height === 0) return ALL;
    const x = share(view.left, view.right, picture.left, picture.width);
    const y = share(view.top, view.bottom, picture.top, picture.height);
    return { x: x.from, y: y.from, width: x.length, height: y.length };
  }

  #middle(): At {
    const view = this.#view?.getBoundingClientRect();
    if (!view) return { clientX: 0, clientY: 0 };
    const at = this.lookedAt()?.getBoundingClientRect();
    const thing = at && middle(at);
    const seen = thing && holds(view, thing);
    return seen ? thing : middle(view);
  }
}

/** The keys of everything that zooms; `id` begins the ids. */
export function zoomActions(id: string, zoom: Zoom, when: () => boolean = () => true): Action[] {
  const group = 'Picture';
  return [
    {
      id: `${id}.closer`,
      title: 'Zoom in',
      group,
      keys: ['+', '='],
      when: () => when() && !zoom.closest,
      run: () => zoom.step(1),
    },
    {
      id: `${id}.further`,
      title: 'Zoom out',
      group,
      keys: ['-'],
      when: () => when() && !zoom.whole,
      run: () => zoom.step(-1),
    },
    {
      id: `${id}.whole`,
      title: 'Show the whole picture',
      group,
      keys: ['0'],
      when: () => when() && !zoom.whole,
      run: () => zoom.all(),
    },
  ];
}
