import type { TaskSet } from './host';
import { asQuery, fromQuery } from './query';

export type Route =
  | { screen: 'home' }
  | { screen: 'module'; module: string }
  | { screen: 'lesson'; module: string; lesson: string }
  /** Without anything more it is the page on which practice is chosen. */
  | { screen: 'practice'; module?: string; task?: string; session?: string; set?: Narrowed }
  /** What came of a session. */
  | { screen: 'session'; session: string }
  | { screen: 'disputes' }
  | { screen: 'record' }
  | { screen: 'attempt'; attempt: string }
  | { screen: 'exam' }
  | { screen: 'facts' }
  | { screen: 'enrol' }
  | { screen: 'launch' }
  | { screen: 'result'; attempt?: string }
  | { screen: 'case'; number: string }
  | { screen: 'ask'; kind: string; about?: string }
  | { screen: 'badge' }
  | { screen: 'settings' };

/** What of a set of tasks is named; the rest is left open. */
export type Narrowed = Partial<Record<keyof TaskSet, string>>;

/** Stands for the module in `#/practice/-/task` when only the task is known. */
const ANY = '-';

/** The address of a route, for links: `#/practice/1.2/entanglement`. */
export function href(route: Route): string {
  return `#/${parts(route).map(encodeURIComponent).join('/')}`;
}

function parts(route: Route): string[] {
  switch (route.screen) {
    case 'home':
      return [];
    case 'module':
      return ['module', route.module];
    case 'lesson':
      return ['lesson', route.module, route.lesson];
    case 'practice':
      return inPractice(route);
    case 'session':
      return ['session', route.session];
    case 'attempt':
      return ['attempt', route.attempt];
    case 'result':
      return route.attempt === undefined ? ['exam', 'result'] : ['exam', 'result', route.attempt];
    case 'case':
      return ['exam', 'case', route.number];
    case 'ask':
      return route.about === undefined
        ? ['exam', 'ask', route.kind]
        : ['exam', 'ask', route.kind, route.about];
    case 'facts':
    case 'enrol':
    case 'launch':
    case 'badge':
      return ['exam', route.screen];
    case 'exam':
    case 'record':
    case 'disputes':
    case 'settings':
      return [route.screen];
  }
}

const SESSION = 'session';
const SET = 'set';

function inPractice({
  module,
  task,
  session,
  set,
}: Extract<Route, { screen: 'practice' }>): string[] {
  if (session !== undefined) return ['practice', SESSION, session];
  if (set !== undefined) return ['practice', SET, asQuery(set)];
  if (task !== undefined) return ['practice', module ?? ANY, task];
  return module === undefined ? ['practice'] : ['practice', module];
}

/** The route an address names; anything unknown is home. */
export function parse(hash: string): Route {
  const [screen, first, second, third] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  switch (screen) {
    case 'module':
      return first ? { screen, module: first } : { screen: 'home' };
    case 'lesson':
      return first && second ? { screen, module: first, lesson: second } : { screen: 'home' };
    case 'practice': {
      if (first === SESSION && second) return { screen, session: second };
      if (first === SET) return { screen, set: fromQuery(second) };
      const module = first && first !== ANY ? { module: first } : {};
      return second ? { screen, ...module, task: second } : { screen, ...module };
    }
    case 'attempt':
      return first ? { screen, attempt: first } : { screen: 'record' };
    case 'exam':
      return inExam(first, second, third);
    case 'session':
      return first ? { screen, session: first } : { screen: 'practice' };
    case 'record':
    case 'disputes':
    case 'settings':
      return { screen };
    default:
      return { screen: 'home' };
  }
}

/** The exam chapter's pages: `#/exam/launch`, `#/exam/case/7`; anything unknown is its first page. */
function inExam(page?: string, first?: string, second?: string): Route {
  switch (page) {
    case 'facts':
    case 'enrol':
    case 'launch':
    case 'badge':
      return { screen: page };
    case 'result':
      return first ? { screen: page, attempt: first } : { screen: page };
    case 'case':
      return first ? { screen: page, number: first } : { screen: 'exam' };
    case 'ask':
      if (!first) return { screen: 'exam' };
      return second ? { screen: page, kind: first, about: second } : { screen: page, kind: first };
    default:
      return { screen: 'exam' };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** How far into the window's own history an entry lies, from 0; kept in the entry. */
function depthOf(state: unknown): number | null {
  const depth: unknown = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === 'number' ? depth : null;
}

type Hook = () => Promise<void>;

/**
 * Where the learner is. Links are ordinary `<a href={href(route)}>`; code calls `go`. Before the route changes, the
 * hooks of `beforeLeave` are awaited (drafts are flushed there); one that rejects keeps the learner where they are.
 */
class Router {
  #route = $state.raw<Route>({ screen: 'home' });
  #depth = $state(0);
  /** Counts arrivals, so that a screen is built anew for each; `replace` does not count. */
  #visit = $state(0);
  #wentBack = false;
  readonly #hooks = new Set<Hook>();
  #moving: Promise<void> = Promise.resolve();
  /** Set while the history is put back after a refused leave. */
  #ignorePop = false;

  /** Awaited before a route is shown: the frame loads the screen's code here. */
  prepare: (route: Route) => Promise<void> = () => Promise.resolve();

  constructor() {
    this.#route = parse(window.location.hash);
    this.#depth = depthOf(window.history.state) ?? 0;
    window.history.replaceState({ depth: this.#depth }, '');
    window.addEventListener('popstate', (event) => this.#popped(event));
  }

  get route(): Route {
    return this.#route;
  }

  get visit(): number {
    return this.#visit;
  }

  /** How many steps lie behind; also names the history entry for what a screen remembers of it. */
  get depth(): number {
    return this.#depth;
  }

  /** Whether the last arrival went back in the history, to a screen seen before. */
  get wentBack(): boolean {
    return this.#wentBack;
  }

  get canBack(): boolean {
    return this.#depth > 0;
  }

  /** `instead` of the present screen: the way back does not lead to that one any more. */
  go(route: Route, { instead = false } = {}): void {
    this.#queue(async () => {
      if (!(await this.#leave())) return;
      await this.prepare(route);
      const depth = this.#depth + (instead ? 0 : 1);
      if (instead) window.history.replaceState({ depth }, '', href(route));
      else window.history.pushState({ depth }, '', href(route));
      this.#arrive(route, depth);
    });
  }

  /** Changes the address without a new screen, such as when the next task is handed out. */
  replace(route: Route): void {
    window.history.replaceState({ depth: this.#depth }, '', href(route));
    this.#route = route;
  }

  back(): void {
    if (this.canBack) window.history.back();
    else this.go({ screen: 'home' });
  }

  /** Registers what must be done before the learner leaves; returns what unregisters it. */
  beforeLeave(hook: Hook): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  #arrive(route: Route, depth: number): void {
    this.#wentBack = depth < this.#depth;
    this.#depth = depth;
    this.#route = route;
    this.#visit += 1;
  }

  #popped(event: PopStateEvent): void {
    if (this.#ignorePop) {
      this.#ignorePop = false;
      return;
    }
    const { hash } = window.location;
    // A fragment inside the page, such as a term's, is no place to go.
    if (hash !== '' && !hash.startsWith('#/')) return this.replace(this.#route);
    const known = depthOf(event.state);
    // A followed link has no state yet: it lies one step ahead.
    const depth = known ?? this.#depth + 1;
    if (known === null) window.history.replaceState({ depth }, '');
    const route = parse(hash);
    this.#queue(async () => {
      if (await this.#leave()) {
        await this.prepare(route);
        this.#arrive(route, depth);
      } else if (depth !== this.#depth) {
        this.#ignorePop = true;
        window.history.go(this.#depth - depth);
      }
    });
  }

  #queue(step: () => Promise<void>): void {
    this.#moving = this.#moving.then(step, step);
  }

  /** Whether every hook agreed. */
  async #leave(): Promise<boolean> {
    const settled = await Promise.allSettled([...this.#hooks].map((hook) => hook()));
    return settled.every((one) => one.status === 'fulfilled');
  }
}

export const router = new Router();
