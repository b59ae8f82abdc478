import { call, type Home } from '../../lib/host';

/** What home shows; kept while the window lives, so that coming back shows it at once and then brings it up to date. */
class HomeData {
  #value = $state.raw<Home | null>(null);
  #error = $state.raw<unknown>(null);
  #ahead = false;

  get value(): Home | null {
    return this.#value;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Asks before the page is built, so that the window is usable sooner. */
  loadAhead(): Promise<void> {
    this.#ahead = true;
    return this.load();
  }

  /** Brings it up to date, unless that was just asked for. */
  async refresh(): Promise<void> {
    if (!this.#ahead) await this.load();
    this.#ahead = false;
  }

  async load(): Promise<void> {
    try {
      this.#value = await call('home', {});
      this.#error = null;
    } catch (error) {
      this.#error = error;
    }
  }
}

export const homeData = new HomeData();
