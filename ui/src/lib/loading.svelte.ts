/** One reply of the core that a screen shows: its value, or what went wrong, and asking again. */
export class Loading<T> {
  #value = $state.raw<T | null>(null);
  #error = $state.raw<unknown>(null);
  readonly #ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
    void this.load();
  }

  get value(): T | null {
    return this.#value;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Asks again; what is shown stays until the reply is here. */
  load = async (): Promise<void> => {
    try {
      this.#value = await this.#ask();
      this.#error = null;
    } catch (error) {
      this.#error = error;
    }
  };
}
