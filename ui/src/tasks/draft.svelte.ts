import {
  HostError,
  said,
  type AnswerView,
  type DraftRequest,
  type DraftSaved,
  type LiveView,
} from '../lib/host';
import { touched } from './step';

/** How long typing may pause before what was typed is sent. */
const PAUSE_MS = 400;
/** Waits between tries after a failure; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 10_000];
/** Changes in one place that follow each other faster than this are one step for undo: typing, a mark that is dragged. */
const ONE_STEP_MS = 700;
/** Steps kept for undo. */
const STEPS = 200;

/** Before the core has looked at anything. */
export const NOTHING_LIVE: LiveView = { checks: [], criteria: [], text_words: 0 };

/** What the learner may be told: `saved` only once the core has said so for the latest state. */
export type SaveState = 'untouched' | 'saving' | 'saved' | 'failed';

type Parts = {
  presentation: string;
  answer: AnswerView;
  /** Whether `answer` came from the core's own draft. */
  kept: boolean;
  words: number;
  /** What the core said of it while it was written. */
  live: LiveView;
  save: (request: DraftRequest) => Promise<DraftSaved>;
  /** Time spent on the presentation so far. */
  spent: () => number;
};

/**
 * The open answer and its way to the disk. Answers are values: a change is a new one. One request is under way at a
 * time, always with the latest answer; a failed one is tried again for as long as the draft is open.
 */
export class Draft {
  #answer = $state.raw<AnswerView>({ kind: 'justification', why: '' });
  #state = $state<SaveState>('untouched');
  #problem = $state('');
  #words = $state(0);
  #live = $state.raw<LiveView>(NOTHING_LIVE);
  #liveOf = $state.raw<AnswerView>({ kind: 'justification', why: '' });
  #past = $state.raw<AnswerView[]>([]);
  #future = $state.raw<AnswerView[]>([]);
  #changedAt = -Infinity;
  /** Where the answer was changed last. */
  #place: string | null = null;
  #taskChanged = $state(false);
  readonly #parts: Parts;
  /** Counts changes; `#kept` is the edition the core has on disk. */
  #edition = 0;
  #kept = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> | undefined;
  #stopped = false;
  /** The pointer's button is down. */
  #pressed = false;
  #untold: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#answer = parts.answer;
    this.#words = parts.words;
    this.#live = parts.live;
    this.#liveOf = parts.answer;
    this.#state = parts.kept ? 'saved' : 'untouched';
  }

  get answer(): AnswerView {
    return this.#answer;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Why the last try failed, in sentences for the learner; empty when it did not. */
  get problem(): string {
    return this.#problem;
  }

  /** Words written, as the core counted them in what was saved last. */
  get words(): number {
    return this.#words;
  }

  /** What the core says of the form of what was saved last. */
  get live(): LiveView {
    return this.#live;
  }

  /** The answer that `live` speaks of: what was saved last, which may be an instant behind. */
  get liveOf(): AnswerView {
    return this.#liveOf;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** The core refused the draft since the task has been revised; nothing is tried again. */
  get taskChanged(): boolean {
    return this.#taskChanged;
  }

  get dirty(): boolean {
    return this.#edition !== this.#kept;
  }

  change(answer: AnswerView): void {
    const now = performance.now();
    const place = touched(this.#answer, answer);
    const goesOn = place !== null && place === this.#place && now - this.#changedAt < ONE_STEP_MS;
    if (!goesOn || this.#past.length === 0) {
      this.#past = [...this.#past, this.#answer].slice(-STEPS);
    }
    this.#changedAt = now;
    this.#place = place;
    this.#future = [];
    this.#put(answer);
  }

  /** Takes the last step back; what it took back can be done again until something else is changed. */
  undo(): boolean {
    const before = this.#past.at(-1);
    if (!before) return false;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#answer];
    this.#settleStep(before);
    return true;
  }

  redo(): boolean {
    const after = this.#future.at(-1);
    if (!after) return false;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#answer];
    this.#settleStep(after);
    return true;
  }

  /** The next change is a step of its own. */
  #settleStep(answer: AnswerView): void {
    this.#changedAt = -Infinity;
    this.#put(answer);
  }

  #put(answer: AnswerView): void {
    this.#answer = answer;
    this.#edition += 1;
    if (this.#taskChanged) return;
    if (this.#state !== 'failed') this.#state = 'saving';
    this.#sendIn(PAUSE_MS);
  }

  /** Sends what is unsent at once; true when everything is on disk, false when a try failed. */
  async flush(): Promise<boolean> {
    while (this.dirty && !this.#taskChanged && !this.#stopped) {
      this.#cancelTimer();
      const failures = this.#failures;
      await this.#send();
      if (this.#failures > failures) return false;
    }
    return !this.dirty;
  }

  /** Ends saving: nothing is sent any more. Resolves when the request under way, if any, has been answered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#underWay;
  }

  /** Takes saving up again after `stop`, such as when a submit failed. */
  resume(): void {
    this.#stopped = false;
    if (this.dirty && !this.#taskChanged) this.#sendIn(0);
  }

  /** Flushes when the learner turns away: out of a field, out of the window. Returns what undoes it. */
  attach(): () => void {
    const flush = (): void => void this.flush();
    const onFocusout = (event: FocusEvent): void => {
      // A field that is taken out of the page loses the focus while the page is being changed.
      if (event.target instanceof HTMLTextAreaElement) queueMicrotask(flush);
    };
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    const onPress = (): void => void (this.#pressed = true);
    // The click comes after it.
    const onRelease = (): void => {
      if (!this.#pressed) return;
      setTimeout(() => {
        this.#pressed = false;
        this.#tellNow();
      });
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    document.addEventListener('focusout', onFocusout, { signal });
    document.addEventListener('visibilitychange', onVisibility, { signal });
    document.addEventListener('pointerdown', onPress, { signal, capture: true });
    document.addEventListener('pointerup', onRelease, { signal, capture: true });
    document.addEventListener('pointercancel', onRelease, { signal, capture: true });
    // A scrollbar may keep the release to itself.
    document.addEventListener('keydown', onRelease, { signal, capture: true });
    window.addEventListener('blur', onRelease, { signal });
    window.addEventListener('blur', flush, { signal });
    window.addEventListener('pagehide', flush, { signal });
    return () => listeners.abort();
  }

  #cancelTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sendIn(ms: number): void {
    this.#cancelTimer();
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, ms);
  }

  #send(): Promise<void> {
    this.#underWay ??= this.#request().finally(() => {
      this.#underWay = undefined;
      const tryNow = this.dirty && this.#failures === 0 && this.#timer === undefined;
      if (tryNow && !this.#taskChanged) this.#sendIn(0);
    });
    return this.#underWay;
  }

  async #request(): Promise<void> {
    const edition = this.#edition;
    if (edition === this.#kept || this.#stopped) return;
    if (this.#state !== 'failed') this.#state = 'saving';
    const { presentation, save, spent } = this.#parts;
    const answer = this.#answer;
    try {
      const saved = await save({ presentation, answer, spent_ms: spent() });
      this.#kept = edition;
      this.#failures = 0;
      this.#problem = '';
      this.#tell(saved, answer);
      this.#state = this.dirty ? 'saving' : 'saved';
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Shows what the core said of `answer`; once the pointer is up, since nothing may move away under it. */
  #tell({ words, live }: DraftSaved, answer: AnswerView): void {
    this.#untold = () => {
      this.#words = words;
      this.#live = live;
      this.#liveOf = answer;
    };
    if (!this.#pressed) this.#tellNow();
  }

  #tellNow(): void {
    this.#untold?.();
    this.#untold = undefined;
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    this.#state = 'failed';
    this.#problem = said(error);
    if (error instanceof HostError && error.code === 'task_changed') {
      this.#taskChanged = true;
      this.#cancelTimer();
      return;
    }
    if (this.#timer === undefined) {
      this.#sendIn(RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? PAUSE_MS);
    }
  }
}
