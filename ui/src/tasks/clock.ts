/** Longest stretch without any input that still counts as reading. */
const IDLE_MS = 5 * 60_000;

/**
 * Time spent on a presentation: runs only while the window is in front, and stops counting when nothing has been
 * touched for five minutes.
 */
export class WorkClock {
  #spent: number;
  #since: number | null = null;
  #lastInput = 0;
  readonly #now: () => number;

  constructor(spent = 0, now: () => number = () => performance.now()) {
    this.#spent = spent;
    this.#now = now;
  }

  /** Whole milliseconds spent so far. */
  get ms(): number {
    return Math.round(this.#spent + this.#running());
  }

  start(): void {
    if (this.#since !== null) return;
    this.#since = this.#now();
    this.#lastInput = this.#since;
  }

  pause(): void {
    this.#spent += this.#running();
    this.#since = null;
  }

  /** The learner moved, typed or scrolled. */
  touch(): void {
    if (this.#since === null) return;
    this.#spent += this.#running();
    this.#since = this.#now();
    this.#lastInput = this.#since;
  }

  /** Follows the window; returns what ends it. */
  attach(): () => void {
    const follow = (): void => {
      if (document.visibilityState === 'visible' && document.hasFocus()) this.start();
      else this.pause();
    };
    const touch = (): void => this.touch();
    const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'] as const;
    for (const name of inputs)
      window.addEventListener(name, touch, { capture: true, passive: true });
    window.addEventListener('focus', follow);
    window.addEventListener('blur', follow);
    document.addEventListener('visibilitychange', follow);
    follow();
    return () => {
      this.pause();
      for (const name of inputs) window.removeEventListener(name, touch, { capture: true });
      window.removeEventListener('focus', follow);
      window.removeEventListener('blur', follow);
      document.removeEventListener('visibilitychange', follow);
    };
  }

  #running(): number {
    if (this.#since === null) return 0;
    return Math.max(0, Math.min(this.#now(), this.#lastInput + IDLE_MS) - this.#since);
  }
}
