import { call, type PracticePage, type SessionForm, type TaskSet } from '../../lib/host';
import { EVERYTHING } from './set';

/** What the learner chose to practise, and how: kept while the window lives, so that it is there when they come back. */
class Choice {
  how = $state<'free' | SessionForm>('free');
  minutes = $state(20);
  tasks = $state(10);
  pace = $state(100);
  #set = $state.raw<TaskSet>(EVERYTHING);
  #page = $state.raw<PracticePage | null>(null);
  #error = $state.raw<unknown>(null);
  #asked = 0;

  get set(): TaskSet {
    return this.#set;
  }

  /** None before the first reply; then as it was for the set before until the next one is here. */
  get page(): PracticePage | null {
    return this.#page;
  }

  get error(): unknown {
    return this.#error;
  }

  get narrowed(): boolean {
    return Object.entries(this.#set).some(([name, value]) =>
      name === 'only' ? value !== 'all' : value !== null,
    );
  }

  async narrow(change: Partial<TaskSet>): Promise<void> {
    this.#set = { ...this.#set, ...change };
    await this.load();
  }

  all(): Promise<void> {
    return this.narrow(EVERYTHING);
  }

  /** A newer question makes the answer to an older one void. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const page = await call('practice_page', this.#set);
      if (asked !== this.#asked) return;
      this.#page = page;
      this.#error = null;
    } catch (error) {
      if (asked === this.#asked) this.#error = error;
    }
  }
}

export const choice = new Choice();
