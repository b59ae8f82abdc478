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
  extra_time: 0,
  ask_confidence: true,
  keys: [],
};

/** The learner's settings, as the core keeps them; every change is applied at once and then saved. */
class CurrentSettings {
  #value = $state.raw<Settings>(USUAL);
  /** As the core has it; what comes back when a change cannot be saved. */
  #stored: Settings = USUAL;
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

  /** Takes over what the core sent. */
  receive(value: Settings): void {
    this.#stored = value;
    this.#show(value);
  }

  /** Shows a change without saving it, such as while a slider is being dragged. */
  preview(patch: Partial<Settings>): void {
    this.#show({ ...this.#value, ...patch });
  }

  /** Shows and saves a change; when it cannot be saved the old value comes back and a line says so. */
  save(patch: Partial<Settings>): Promise<void> {
    this.preview(patch);
    const asked = this.#value;
    this.#queue = this.#queue.then(() => this.#store(asked));
    return this.#queue;
  }

  async #store(asked: Settings): Promise<void> {
    try {
      this.#stored = await call('settings_save', asked);
    } catch (error) {
      notify(`The setting could not be saved. ${said(error)}`);
    }
    // A newer change is on its way otherwise.
    if (this.#value === asked) this.#show(this.#stored);
  }

  #show(value: Settings): void {
    this.#value = value;
    this.#apply();
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
