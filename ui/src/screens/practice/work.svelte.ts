import { call, HostError, said, type Confidence, type TaskView } from '../../lib/host';
import { missing, startingAnswer, type Missing } from '../../tasks/answer';
import { WorkClock } from '../../tasks/clock';
import { Draft, NOTHING_LIVE } from '../../tasks/draft.svelte';

/** A task on the desk: the open answer, the time, the hints, and what stands in the way of handing it in. */
export class Work {
  readonly task: TaskView;
  readonly draft: Draft;
  readonly clock: WorkClock;
  confidence = $state<Confidence | null>(null);
  hints = $state.raw<string[]>([]);
  hintsOpen = $state(false);
  submitting = $state(false);
  /** The learner tried to submit: from then on what is missing is shown. */
  tried = $state(false);
  /** The learner was on the way out while something was not saved: the next time they are let go. */
  leaving = $state(false);
  /** The time of the drill was over before the answer came. */
  late = $state(false);
  flagged = $state(false);
  /** Why the last submit, skip or hint did not work, in sentences for the learner. */
  problem = $state('');
  #changed = $state(false);
  #asking = false;

  constructor(task: TaskView) {
    this.task = task;
    this.hints = task.hints;
    this.flagged = task.flagged;
    this.hintsOpen = task.hints.length > 0;
    this.clock = new WorkClock(task.spent_ms);
    const draft = task.draft && !task.draft.outdated ? task.draft : null;
    this.draft = new Draft({
      presentation: task.presentation,
      answer: startingAnswer(task),
      kept: draft !== null,
      words: draft?.words ?? 0,
      live: draft?.live ?? NOTHING_LIVE,
      save: (request) => call('draft_save', request),
      spent: () => this.clock.ms,
    });
  }

  get missing(): Missing[] {
    return missing(this.task, this.draft.answer);
  }

  /** The task was revised while this answer was open: it can be read, not handed in. */
  get changed(): boolean {
    return this.#changed || this.draft.taskChanged;
  }

  /** One thing after the other is asked of the core; while one is under way the next is not begun. */
  async ask<T>(what: () => Promise<T>): Promise<T | null> {
    if (this.#asking) return null;
    this.#asking = true;
    this.problem = '';
    try {
      return await what();
    } catch (error) {
      this.problem = said(error);
      this.#changed ||= error instanceof HostError && error.code === 'task_changed';
      return null;
    } finally {
      this.#asking = false;
    }
  }

  /** What is not saved holds the learner back once; the second time they go. */
  async mayLeave(): Promise<boolean> {
    if (this.changed || (await this.draft.flush()) || this.leaving) return true;
    this.leaving = true;
    return false;
  }

  /** Flags the task to come back to it, or takes the flag off; false when it could not be kept. */
  async flag(): Promise<boolean> {
    const { module, task } = this.task;
    const flagged = !this.flagged;
    this.flagged = flagged;
    const saved = await this.ask(() => call('flag_set', { module, task, flagged }));
    if (!saved) this.flagged = !flagged;
    return saved !== null;
  }

  /** The hint button's one next thing: bring the hints back, show one more, or put them away. */
  get hintStep(): 'open' | 'more' | 'close' {
    if (!this.hintsOpen && this.hints.length > 0) return 'open';
    return this.hints.length < this.task.hints_total ? 'more' : 'close';
  }

  /** The newly shown hint, when one was asked for and came. */
  async hint(): Promise<string | null> {
    const step = this.hintStep;
    if (step !== 'more') {
      this.hintsOpen = step === 'open';
      return null;
    }
    const rungs = this.hints.length + 1;
    const { presentation } = this.task;
    const reply = await this.ask(() => call('hint_show', { presentation, rungs }));
    if (!reply) return null;
    this.hints = reply.hints;
    this.hintsOpen = true;
    return this.hints.at(-1) ?? null;
  }
}
