import { call, said, type Start, type Trouble } from './host';
import { notify } from './notices.svelte';
import { settings } from './settings.svelte';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A reply without news that came sooner than this is not the long poll it should be. */
const HASTY_MS = 200;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function unanswered(error: unknown): Trouble {
  return {
    title: 'The app’s core does not answer',
    what: said(error),
    safe: 'Your record. Everything that was shown as saved is on disk.',
    todo: 'Try again. When that does not help, close the app and open it again.',
    detail: String(error),
    again: true,
  };
}

/** What the core said at the start, and its news since. */
class Session {
  #start = $state.raw<Start | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  /** The number of the newest change seen; what shows data asks again when it grows. */
  #changed = $state(0);
  #listening = false;

  get start(): Start | null {
    return this.#start;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get changed(): number {
    return this.#changed;
  }

  /** Asks the core to open the record and the course; `again` when that failed before. */
  async open(again = false): Promise<void> {
    try {
      const start = await call('start', { again });
      settings.receive(start.settings);
      for (const notice of start.notices) notify(notice, { stays: true });
      this.#start = start;
      this.#trouble = start.trouble;
    } catch (error) {
      this.#trouble = unanswered(error);
    }
  }

  /**
   * Waits for news for as long as the window lives. The core takes the first of these calls as "the window is usable",
   * so it comes after the first screen has been painted. Ends when there is trouble; trying again starts it anew.
   */
  async listen(): Promise<void> {
    if (this.#listening) return;
    this.#listening = true;
    let since = 0;
    let wait = FIRST_WAIT_MS;
    while (!this.#trouble) {
      const asked = performance.now();
      try {
        const { now, trouble } = await call('changes_since', { since });
        if (trouble) await this.open();
        else if (now === since && performance.now() - asked < HASTY_MS) await pause(1000);
        // The first reply only says where the counting stands.
        if (since > 0) this.#changed = now;
        since = now;
        wait = FIRST_WAIT_MS;
      } catch {
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
    this.#listening = false;
  }
}

/** Lets the core know that the trouble is on the screen: a first screen, too. */
export async function toldOfTrouble(): Promise<void> {
  await call('changes_since', { since: 0 }).catch(() => {});
}

export const session = new Session();
