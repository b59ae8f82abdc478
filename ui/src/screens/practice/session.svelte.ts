import {
  call,
  HostError,
  said,
  type Feedback,
  type Practice,
  type PracticeRequest,
  type SessionView,
  type SkipReason,
  type Submitted,
} from '../../lib/host';
import { notify } from '../../lib/notices.svelte';
import { EVERYTHING } from './set';
import { Countdown } from './countdown.svelte';
import { Work } from './work.svelte';

/** What the screen shows. */
export type Stage =
  | { at: 'loading' }
  | { at: 'failed'; error: unknown }
  | { at: 'work'; work: Work }
  | { at: 'result'; submitted: Submitted }
  | { at: 'done'; text: string; module: string | null }
  /** The session is over: its summary is what comes next. */
  | { at: 'over'; session: string };

const ENOUGH = 'There is nothing left to practise here.';

/** Practice from task to task: hands one out, takes the answer in, has the next one ready. */
export class Session {
  #stage = $state.raw<Stage>({ at: 'loading' });
  #view = $state.raw<SessionView | null>(null);
  #countdown = $state.raw<Countdown | null>(null);
  /** What came of the answer before, when its feedback was passed over. */
  #before = $state.raw<Feedback | null>(null);
  readonly #asked: PracticeRequest;
  /** The module last worked in, for the way back when all is done. */
  #module: string | null;

  constructor(asked: PracticeRequest) {
    this.#asked = asked;
    this.#module = asked.set.module;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** The session of the core's that this is, if it is one: so many minutes, or a drill. */
  get view(): SessionView | null {
    return this.#view;
  }

  get countdown(): Countdown | null {
    return this.#countdown;
  }

  get before(): Feedback | null {
    return this.#before;
  }

  get drill(): boolean {
    return this.#view?.form === 'drill';
  }

  /** Hands out what was asked for, or the task named. */
  async load(request: PracticeRequest = this.#asked): Promise<void> {
    this.#stage = { at: 'loading' };
    try {
      this.#take(await call('practice_next', request));
    } catch (error) {
      this.#stage = { at: 'failed', error };
    }
  }

  /** The task again, or another one, within the same set. */
  open(task: string): Promise<void> {
    return this.load({ ...this.#asked, session: null, task });
  }

  /**
   * Hands the answer in. Nothing happens while it is incomplete or another request is under way. `andNext` passes over
   * the feedback, which is kept in the record; in a drill it is always passed over.
   */
  async submit(work: Work, andNext = false): Promise<boolean> {
    if (work.submitting || work.missing.length > 0) return false;
    work.submitting = true;
    await work.draft.stop();
    const submitted = await work.ask(() => this.#handIn(work));
    work.submitting = false;
    if (!submitted) {
      work.draft.resume();
      if (work.late) await this.#leave(work);
      return false;
    }
    this.#before = null;
    if (andNext || this.drill) {
      this.#before = this.drill ? null : submitted.feedback;
      this.#take(submitted.next);
    } else {
      this.#stage = { at: 'result', submitted };
    }
    return true;
  }

  async #handIn(work: Work): Promise<Submitted> {
    try {
      return await call('practice_submit', {
        presentation: work.task.presentation,
        answer: work.draft.answer,
        confidence: work.confidence,
        spent_ms: work.clock.ms,
        then: this.#then(work),
      });
    } catch (error) {
      if (error instanceof HostError && error.code === 'time_over') work.late = true;
      throw error;
    }
  }

  /** Leaves the task for later and takes the next one; what was written stays in its draft. */
  async skip(work: Work, reason: SkipReason | null = null): Promise<boolean> {
    if (work.submitting || !(await work.mayLeave())) return false;
    const { presentation } = work.task;
    const then = this.#then(work);
    const next = await work.ask(() => call('practice_skip', { presentation, reason, then }));
    if (next) this.#take(next);
    return next !== null;
  }

  /** Goes on with what came along with the feedback: no waiting. */
  next({ next }: Submitted): void {
    this.#take(next);
  }

  /** Asks the core how much time is left, such as after the computer slept. */
  async askTime(): Promise<void> {
    const session = this.#view?.id;
    if (session === undefined) return;
    try {
      const { session: view } = await call('session_open', { session });
      if (this.#view?.id !== session) return;
      this.#view = view;
      this.#countdown = new Countdown(view.left_ms);
    } catch {
      // It is only shown here: the core has the time, and says so when the answer comes.
    }
  }

  /** The time of a drill is over: what is complete is handed in, what is not stays a draft. */
  async timeUp(work: Work): Promise<void> {
    // What comes of an answer on its way is the core's to say.
    if (work.submitting) return;
    if (work.missing.length === 0) await this.submit(work, true);
    if (this.#stage.at === 'work' && this.#stage.work === work) await this.#leave(work);
  }

  /** Ends the session before its time; `work` is the task in hand, if one is. */
  async end(work: Work | null): Promise<void> {
    const session = this.#view?.id;
    if (session === undefined || (work && !(await work.mayLeave()))) return;
    const ask = () => call('session_end', { session });
    const ended = await (work ? work.ask(ask) : ask().catch((error) => notify(said(error))));
    if (ended) this.#over();
  }

  /** To the summary, once what was written is on disk. */
  async #leave(work: Work): Promise<void> {
    if (await work.mayLeave()) this.#over();
  }

  #over(): void {
    if (this.#view) this.#stage = { at: 'over', session: this.#view.id };
  }

  #then(work: Work): PracticeRequest {
    const { set, session } = this.#asked;
    const named = this.#asked.task !== null && set.module === null ? work.task.module : set.module;
    const ended = this.#view?.ended !== null && this.#view !== null;
    return {
      set: session ? EVERYTHING : { ...set, module: named },
      task: null,
      session: ended ? null : session,
    };
  }

  #take({ task, done, session }: Practice): void {
    this.#view = session;
    this.#countdown = session ? new Countdown(session.left_ms) : null;
    if (task) {
      this.#module = task.module;
      this.#stage = { at: 'work', work: new Work(task) };
    } else if (session) {
      this.#stage = { at: 'over', session: session.id };
    } else {
      this.#stage = { at: 'done', text: done ?? ENOUGH, module: this.#module };
    }
  }
}
