import type { Component } from 'svelte';
import type { Narrowed, Route } from '../lib/router.svelte';

type Lazy<Props extends Record<string, unknown>> = Component<Props>;

/** The code of the screens other than home, by name, as far as it has been loaded. */
type Code = {
  module?: Lazy<{ module: string }>;
  lesson?: Lazy<{ module: string; lesson: string }>;
  practice?: Lazy<{ module?: string; task?: string; session?: string; set?: Narrowed }>;
  session?: Lazy<{ session: string }>;
  disputes?: Lazy<Record<string, never>>;
  record?: Lazy<Record<string, never>>;
  attempt?: Lazy<{ attempt: string }>;
  settings?: Lazy<Record<string, never>>;
  exam?: Lazy<Record<string, never>>;
  facts?: Lazy<Record<string, never>>;
  enrol?: Lazy<Record<string, never>>;
  launch?: Lazy<Record<string, never>>;
  result?: Lazy<{ attempt?: string }>;
  case?: Lazy<{ number: string }>;
  ask?: Lazy<{ kind: string; about?: string }>;
  badge?: Lazy<Record<string, never>>;
};

const LOADERS = {
  module: () => import('../screens/module/Module.svelte'),
  lesson: () => import('../screens/lesson/Lesson.svelte'),
  practice: () => import('../screens/practice/Practice.svelte'),
  session: () => import('../screens/session/Summary.svelte'),
  disputes: () => import('../screens/disputes/Disputes.svelte'),
  record: () => import('../screens/record/Record.svelte'),
  attempt: () => import('../screens/attempt/Attempt.svelte'),
  settings: () => import('../screens/settings/Settings.svelte'),
  exam: () => import('../screens/exam/Exam.svelte'),
  facts: () => import('../screens/exam/facts/Facts.svelte'),
  enrol: () => import('../screens/exam/facts/EnrolAgain.svelte'),
  launch: () => import('../screens/exam/launch/Launch.svelte'),
  result: () => import('../screens/exam/after/Result.svelte'),
  case: () => import('../screens/exam/cases/Case.svelte'),
  ask: () => import('../screens/exam/cases/Ask.svelte'),
  badge: () => import('../screens/exam/badge/Badge.svelte'),
};

class Screens {
  code = $state.raw<Code>({});

  /** Loads the code of a route's screen, so that the route can be shown at once. */
  async load({ screen }: Pick<Route, 'screen'>): Promise<void> {
    if (screen === 'home' || this.code[screen]) return;
    const { default: component } = await LOADERS[screen]();
    this.code = { ...this.code, [screen]: component };
  }

  /** Loads the rest while the learner reads, one after the other. */
  async loadAll(): Promise<void> {
    for (const screen of Object.keys(LOADERS))
      await this.load({ screen: screen as Route['screen'] });
  }
}

export const screens = new Screens();
