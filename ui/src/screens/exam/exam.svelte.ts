import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { announce } from '../../lib/announce.svelte';
import {
  call,
  HostError,
  said,
  type CaseOpened,
  type Commands,
  type ErrorCode,
  type ExamPage,
  type Opened,
  type Silence,
} from '../../lib/host';
import { keepFocus } from './focus';
import { news } from './steps';

type Reply = ExamPage | Opened | CaseOpened;
/** The commands that answer with a new picture of the chapter. */
type Name = {
  [K in keyof Commands]: Commands[K]['reply'] extends Reply ? K : never;
}[keyof Commands];
type Beside = { at: string; text: string };

const BEAT_MS = 20_000;
/** Coming and going does not ask the registrar more often than this. */
const HASTY_MS = 5_000;
/** Browsers keep no longer timer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** After these the core's picture has changed, too. */
const LOOK_AGAIN: ErrorCode[] = ['refused', 'sign_in_first', 'exam_open', 'unheard'];

/** Whether something is on its way that the registrar will tell when asked. */
export function waits(page: ExamPage): boolean {
  const { enrolment, launch, contact, browser_check_open } = page;
  const step = enrolment?.timeline.some(({ state }) => state === 'waiting') ?? false;
  // A check is open at Stripe: it may be passed on a phone, with no return to the window.
  const check = enrolment?.identity.state === 'requires_input';
  return step || check || launch.state === 'open' || contact.silent !== null || browser_check_open;
}

function somebodyElse(before: ExamPage | null, after: ExamPage): boolean {
  if (!before || !('email' in before.account && 'email' in after.account)) return false;
  return before.account.email !== after.account.email;
}

function pageOf(reply: Reply): ExamPage {
  return 'page' in reply ? reply.page : reply;
}

/** The exam chapter: the core's one picture of it, replaced by each command's reply. */
export class Exam {
  #page = $state.raw<ExamPage | null>(null);
  #error = $state.raw<unknown>(null);
  #now = $state(Date.now());
  #trouble = $state.raw<Beside | null>(null);
  #opened = $state.raw<Beside | null>(null);
  #told = $state.raw<Beside | null>(null);
  #askTrouble = $state('');
  #leftBehind = $state('');
  readonly #busy = new SvelteSet<string>();
  /** What is being typed, by place: it stays when the screen is left, until the window closes or another signs in. */
  readonly texts = new SvelteMap<string, string>();
  #sent = 0;
  #taken = 0;
  #asking: Promise<void> | null = null;
  #askedAt = -Infinity;
  #shown = 0;
  #quietEnds: ReturnType<typeof setTimeout> | undefined;

  get page(): ExamPage | null {
    return this.#page;
  }

  /** Why there is no picture. */
  get error(): unknown {
    return this.#error;
  }

  /** Whether the core has said how things stand, or could not. */
  get known(): boolean {
    return this.#page !== null || this.#error !== null;
  }

  /** The time, as exact as words like "in 5 minutes" need it. */
  get now(): number {
    return this.#now;
  }

  /** The same by the registrar's clock: what the registrar dates is held against it, however this computer's clock is set. */
  get registrarNow(): number {
    return this.#now - (this.#page?.contact.ahead_ms ?? 0);
  }

  /** Set while an exam may be running. */
  get silence(): Silence | null {
    return this.#page?.silence ?? null;
  }

  /** Why the last asking failed, where the picture does not say it. */
  get askTrouble(): string {
    return this.#askTrouble;
  }

  /** What a sign-out could not do, until somebody signs in: the core says it once. */
  get leftBehind(): string {
    return this.#leftBehind;
  }

  /** What went wrong at this place the last time; empty if nothing did. */
  troubleAt(place: string): string {
    return this.#trouble?.at === place ? this.#trouble.text : '';
  }

  /** The host that was opened from this place, until something else is done. */
  openedAt(place: string): string {
    return this.#opened?.at === place ? this.#opened.text : '';
  }

  /** What was done from this place, in a sentence, until something else is done. */
  toldAt(place: string): string {
    return this.#told?.at === place ? this.#told.text : '';
  }

  /** Says at a place what was done there, when nothing else on the screen shows it. */
  tell(place: string, text: string): void {
    this.#told = { at: place, text };
  }

  busy(place: string): boolean {
    return this.#busy.has(place);
  }

  /** Asks the core for its picture; no network. */
  async open(): Promise<void> {
    const order = ++this.#sent;
    try {
      this.#take(await call('exam_open', {}), order);
      this.#error = null;
    } catch (error) {
      if (!this.#page) this.#error = error;
    }
  }

  /** The core has news: taken while the chapter is looked at, or keeps the rest of the app quiet. */
  async changed(): Promise<void> {
    if (this.#shown > 0 || this.silence) await this.open();
  }

  /** Asks the registrar, through the core. Never twice at once; by itself not while nobody looks. */
  ask({ wanted = false } = {}): Promise<void> {
    if (this.#asking) return this.#asking;
    if (this.#page?.account.state !== 'signed_in') return Promise.resolve();
    const hasty = Date.now() - this.#askedAt < HASTY_MS;
    if (!wanted && (hasty || document.hidden)) return Promise.resolve();
    this.#askedAt = Date.now();
    this.#asking = this.#askNow().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /**
   * Runs a command that something at `place` asked for. What goes wrong is shown there, and what was typed stays.
   * Resolves to whether it was done; false at once while the same is under way.
   */
  async run<K extends Name>(
    name: K,
    request: Commands[K]['request'],
    place: string = name,
  ): Promise<boolean> {
    return (await this.answer(name, request, place)) !== null;
  }

  /** As `run`, but resolves to what was answered; null when it was not done. */
  async answer<K extends Name>(
    name: K,
    request: Commands[K]['request'],
    place: string = name,
  ): Promise<Commands[K]['reply'] | null> {
    if (this.#busy.has(place)) return null;
    this.#busy.add(place);
    this.#clear();
    const order = ++this.#sent;
    try {
      const reply = await call(name, request);
      if ('host' in reply) this.#opened = { at: place, text: reply.host };
      this.#take(pageOf(reply), order);
      return reply;
    } catch (error) {
      this.#trouble = { at: place, text: said(error) };
      if (error instanceof HostError && LOOK_AGAIN.includes(error.code)) await this.open();
      return null;
    } finally {
      this.#busy.delete(place);
      void keepFocus();
    }
  }

  /** Called by each screen of the chapter while it is shown; returns what ends it. */
  attach(): () => void {
    this.#shown += 1;
    this.#clear();
    void this.open().then(() => this.ask());
    const look = (): void => void this.ask();
    const beat = setInterval(() => this.#beat(), BEAT_MS);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      this.#shown -= 1;
      clearInterval(beat);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }

  /** Forgets what was typed: the next to sign in may be somebody else. */
  forget(): void {
    this.texts.clear();
  }

  async #askNow(): Promise<void> {
    const order = ++this.#sent;
    try {
      this.#take(await call('exam_ask', {}), order);
      this.#askTrouble = '';
    } catch (error) {
      this.#askTrouble = said(error);
      await this.open();
    }
  }

  #clear(): void {
    this.#trouble = null;
    this.#opened = null;
    this.#told = null;
  }

  #beat(): void {
    this.#now = Date.now();
    // A sign-in that has run out is over, though no news came of it.
    if (this.#page?.account.state === 'signing_in') void this.open();
    else if (this.#page && waits(this.#page)) void this.ask();
  }

  /** Takes a reply over, unless one to a later question is already here: then the core is asked how it stands now. */
  #take(page: ExamPage, order: number): void {
    if (page.account.state === 'signed_out' && page.vault.trouble)
      this.#leftBehind = page.vault.trouble;
    if (order < this.#taken) return void this.open();
    const before = this.#page;
    if (somebodyElse(before, page)) this.forget();
    const held = document.activeElement;
    this.#taken = order;
    this.#page = page;
    // News that nobody asked for may take away what has the focus, too.
    if (this.#shown > 0 && held && held !== document.body) void keepFocus();
    if (page.account.state !== 'signed_out') this.#leftBehind = '';
    this.#now = Date.now();
    this.#watchSilence();
    const told = before && !page.silence ? news(before.enrolment, page.enrolment) : '';
    if (told && this.#shown > 0) announce(told);
  }

  /** The silence ends by itself; what it kept back comes then. */
  #watchSilence(): void {
    clearTimeout(this.#quietEnds);
    if (!this.silence) return;
    const left = Math.max(this.silence.until_ms - Date.now(), 1_000);
    this.#quietEnds = setTimeout(() => void this.open(), Math.min(left, LONGEST_TIMER_MS));
  }
}

export const exam = new Exam();
