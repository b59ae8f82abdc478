import { call, said, type Settings } from './host';
import { notify } from './notices.svelte';

export const TYPE_SIZES = { least: 85, most: 150, step: 5 } as const;

const USUAL: Settings = {
  theme: 'system',
  type_size: 100,
  single_keys: true,
  show_timer: true,
  rail_narrow: false,
  pane_width: 380,
};

/** The learner's settings, as the core keeps them; every change is applied at once and then saved. */
class CurrentSettings {
  #value = $state.raw<Settings>(USUAL);
  /** Saves run one after the other, so that the last one wins on disk as well. */
  #queue: Promise<void> = Promise.resolve();
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#dark.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get value(): Settings {
    return this.#value;
  }

  /** Takes over what the core sent, without saving it. */
  receive(value: Settings): void {
    this.#value = value;
    this.#apply();
  }

  /** Applies and saves; when that fails the old value comes back and a line says so. */
  save(patch: Partial<Settings>): Promise<void> {
    const before = this.#value;
    this.receive({ ...before, ...patch });
    this.#queue = this.#queue.then(() => this.#store(before));
    return this.#queue;
  }

  async #store(before: Settings): Promise<void> {
    const asked = this.#value;
    try {
      const kept = await call('settings_save', asked);
      if (this.#value === asked) this.receive(kept);
    } catch (error) {
      if (this.#value === asked) this.receive(before);
      notify(`The setting could not be saved. ${said(error)}`);
    }
  }

  #apply(): void {
    const { theme, type_size } = this.#value;
    const dark = theme === 'dark' || (theme === 'system' && this.#dark.matches);
    const root = document.documentElement;
    root.dataset['theme'] = dark ? 'dark' : 'light';
    root.style.setProperty('--type-size', String(type_size / 100));
  }
}

export const settings = new CurrentSettings();
