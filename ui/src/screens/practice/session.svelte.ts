import { call, type Practice, type PracticeRequest, type Submitted } from '../../lib/host';
import { Work } from './work.svelte';

/** What the screen shows. */
export type Stage =
  | { at: 'loading' }
  | { at: 'failed'; error: unknown }
  | { at: 'work'; work: Work }
  | { at: 'result'; submitted: Submitted }
  | { at: 'done'; text: string; module: string | null };

const ENOUGH = 'There is nothing left to practise here.';

/** Practice from task to task: hands one out, takes the answer in, has the next one ready. */
export class Session {
  #stage = $state.raw<Stage>({ at: 'loading' });
  readonly #asked: PracticeRequest;
  /** The module last worked in, for the way back when all is done. */
  #module: string | null;

  constructor(asked: PracticeRequest) {
    this.#asked = asked;
    this.#module = asked.module;
  }

  get stage(): Stage {
    return this.#stage;
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

  /** Hands the answer in. Nothing happens while it is incomplete or another request is under way. */
  async submit(work: Work): Promise<boolean> {
    if (work.submitting || work.missing.length > 0) return false;
    work.submitting = true;
    await work.draft.stop();
    const submitted = await work.ask(() =>
      call('practice_submit', {
        presentation: work.task.presentation,
        answer: work.draft.answer,
        confidence: work.confidence,
        spent_ms: work.clock.ms,
        then: this.#then(work),
      }),
    );
    work.submitting = false;
    if (submitted) this.#stage = { at: 'result', submitted };
    else work.draft.resume();
    return submitted !== null;
  }

  /** Leaves the task for later and takes the next one; what was written stays in its draft. */
  async skip(work: Work): Promise<boolean> {
    if (work.submitting) return false;
    await work.draft.flush();
    const { presentation } = work.task;
    const then = this.#then(work);
    const next = await work.ask(() => call('practice_skip', { presentation, then }));
    if (next) this.#take(next);
    return next !== null;
  }

  /** Goes on with what came along with the feedback: no waiting. */
  next({ next }: Submitted): void {
    this.#take(next);
  }

  #then(work: Work): PracticeRequest {
    const named = this.#asked.task !== null ? work.task.module : null;
    return { module: this.#asked.module ?? named, task: null };
  }

  #take({ task, done }: Practice): void {
    if (task) {
      this.#module = task.module;
      this.#stage = { at: 'work', work: new Work(task) };
    } else {
      this.#stage = { at: 'done', text: done ?? ENOUGH, module: this.#module };
    }
  }
}
