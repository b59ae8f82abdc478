import { untrack } from 'svelte';

/** More than a clock is corrected by from afar in a quarter of a second. */
const APART_MS = 2000;

/**
 * Time that runs out, by a clock that nobody sets: what the core said was left, less what has gone by here since. The core
 * decides; this only shows.
 */
export class Countdown {
  readonly #left: number;
  readonly #from: number;
  readonly #now: () => number;
  #ms = $state(0);

  constructor(left: number, now: () => number = () => performance.now()) {
    this.#left = left;
    this.#now = now;
    this.#from = now();
    this.#ms = left;
  }

  /** Milliseconds left, as of the last look. */
  get ms(): number {
    return this.#ms;
  }

  get over(): boolean {
    return this.#ms === 0;
  }

  look(): void {
    this.#ms = Math.max(0, Math.round(this.#left - (this.#now() - this.#from)));
  }

  /**
   * Looks again every quarter of a second; `over` is called once when the time is up. Returns what ends it. An effect may
   * call this: it does not run again at each look. This clock stands still while the computer sleeps, and the core's does
   * not: `parted` is called when this one and the wall clock have gone apart.
   */
  follow(over: () => void, parted: () => void = () => undefined): () => void {
    let told = false;
    let apart = Date.now() - this.#now();
    const tick = (): void => {
      this.look();
      const now = Date.now() - this.#now();
      if (Math.abs(now - apart) > APART_MS) parted();
      apart = now;
      if (!this.over || told) return;
      told = true;
      over();
    };
    const ticking = setInterval(tick, 250);
    untrack(tick);
    return () => clearInterval(ticking);
  }
}
