import type { Only, PracticeRequest, TaskKind, TaskSet } from '../../lib/host';
import type { Narrowed } from '../../lib/router.svelte';

export const EVERYTHING: TaskSet = {
  module: null,
  domain: null,
  kind: null,
  difficulty: null,
  only: 'all',
};

const ONLY: readonly Only[] = ['all', 'new', 'wrong', 'flagged'];

/** A set as the address holds it: only what is narrowed. */
export function narrowed(set: TaskSet): Narrowed {
  const named = Object.entries(set).filter(([name, value]) =>
    name === 'only' ? value !== 'all' : value !== null,
  );
  return Object.fromEntries(named.map(([name, value]) => [name, String(value)]));
}

/** The set an address holds; what makes no sense there is left open. */
export function setOf(named: Narrowed): TaskSet {
  const difficulty = Number(named.difficulty);
  return {
    module: named.module ?? null,
    domain: named.domain ?? null,
    kind: (named.kind as TaskKind | undefined) ?? null,
    difficulty: [1, 2, 3].includes(difficulty) ? difficulty : null,
    only: ONLY.find((only) => only === named.only) ?? 'all',
  };
}

type From = { module?: string; task?: string; session?: string; set?: Narrowed };

/** What the core is asked for, by where the learner comes from. */
export function requestOf({ module, task, session, set }: From): PracticeRequest {
  return {
    set: set ? setOf(set) : { ...EVERYTHING, module: module ?? null },
    task: task ?? null,
    session: session ?? null,
  };
}
