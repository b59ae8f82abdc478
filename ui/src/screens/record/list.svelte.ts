import {
  call,
  type AttemptLine,
  type FigureView,
  type RecordOnly,
  type TaskKind,
} from '../../lib/host';

export type Filter = { module: string | null; kind: TaskKind | null; only: RecordOnly };

export const ALL: Filter = { module: null, kind: null, only: 'all' };

/** The attempts that fit a filter, page by page. A newer question makes the answer to an older one void. */
export class RecordList {
  #filter = $state.raw<Filter>(ALL);
  #attempts = $state.raw<AttemptLine[] | null>(null);
  #total = $state(0);
  #counted = $state.raw<FigureView | null>(null);
  #undisputed = $state.raw<FigureView | null>(null);
  #more = $state<string | null>(null);
  #error = $state.raw<unknown>(null);
  #asked = 0;

  get filter(): Filter {
    return this.#filter;
  }

  /** None before the first reply. */
  get attempts(): AttemptLine[] | null {
    return this.#attempts;
  }

  get total(): number {
    return this.#total;
  }

  /** Passed, of first tries without hints, whatever the filter. */
  get counted(): FigureView | null {
    return this.#counted;
  }

  /** The same without what is in dispute; none where nothing is. */
  get undisputed(): FigureView | null {
    return this.#undisputed;
  }

  get hasMore(): boolean {
    return this.#more !== null;
  }

  get error(): unknown {
    return this.#error;
  }

  /** From the newest on; what is shown stays until the reply is here. */
  async show(filter: Filter = this.#filter): Promise<void> {
    this.#filter = filter;
    await this.#ask(null);
  }

  async showMore(): Promise<void> {
    if (this.#more !== null) await this.#ask(this.#more);
  }

  async #ask(before: string | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const page = await call('record_list', { ...this.#filter, before });
      if (asked !== this.#asked) return;
      const kept = before === null ? [] : (this.#attempts ?? []);
      this.#attempts = [...kept, ...page.attempts];
      this.#more = page.more;
      this.#total = page.total;
      if (before === null) {
        this.#counted = page.counted;
        this.#undisputed = page.undisputed;
      }
      this.#error = null;
    } catch (error) {
      if (asked === this.#asked) this.#error = error;
    }
  }
}
