import type { Component } from 'svelte';
import type { Route } from '../lib/router.svelte';

type Lazy<Props extends Record<string, unknown>> = Component<Props>;

/** The code of the screens other than home, by name, as far as it has been loaded. */
type Code = {
  module?: Lazy<{ module: string }>;
  lesson?: Lazy<{ module: string; lesson: string }>;
  practice?: Lazy<{ module?: string; task?: string }>;
  record?: Lazy<Record<string, never>>;
  attempt?: Lazy<{ attempt: string }>;
  settings?: Lazy<Record<string, never>>;
};

const LOADERS = {
  module: () => import('../screens/module/Module.svelte'),
  lesson: () => import('../screens/lesson/Lesson.svelte'),
  practice: () => import('../screens/practice/Practice.svelte'),
  record: () => import('../screens/record/Record.svelte'),
  attempt: () => import('../screens/attempt/Attempt.svelte'),
  settings: () => import('../screens/settings/Settings.svelte'),
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
