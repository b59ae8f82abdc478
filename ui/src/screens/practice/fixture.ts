// What the tests of practice share: a core that answers as they say, and a task, a session and a set on their way.

import type { Feedback, Practice, PracticePage, SessionView, TaskView } from '../../lib/host';

type Answering = (request: never) => unknown;

/** What the core answers, by the command's name; a test sets what it needs. */
export const core: Record<string, Answering> = {};
/** What it was asked, in order. */
export const asked: [string, unknown][] = [];

export async function call(name: string, request: never): Promise<unknown> {
  asked.push([name, request]);
  return core[name]?.(request);
}

export const requests = (name: string): unknown[] =>
  asked.filter(([n]) => n === name).map(([, request]) => request);

export const task = (id: string): TaskView =>
  ({
    presentation: `p-${id}`,
    task: id,
    title: `Task ${id}`,
    kind: 'choice',
    kind_name: 'Choice',
    module: '1.2',
    items: [{ id: 'o1', letter: 'A', html: '' }],
    material: [],
    work: { kind: 'choice', multiple: false },
    justify: null,
    rubric: null,
    draft: null,
    hints: [],
    hints_total: 3,
    spent_ms: 0,
    flagged: false,
  }) as unknown as TaskView;

export const drill = (more: Partial<SessionView> = {}): SessionView => ({
  id: 's1',
  form: 'drill',
  about: 'Rubric speed drills',
  answered: 0,
  of: 3,
  limit_ms: 300_000,
  left_ms: 200_000,
  ended: null,
  ...more,
});

/** A task handed out, or that nothing is left. */
export const hands = (id: string | null, session: SessionView | null = null): Practice =>
  id === null
    ? { task: null, done: 'All passed.', session }
    : { task: task(id), done: null, session };

/** The reply to an answer: the feedback on `id`, and what comes next. */
export const submitted = (id: string, next: Practice) => ({
  feedback: {
    task: task(id),
    attempt: `a-${id}`,
    grade: { headline: 'You chose B; the key has C' },
  } as unknown as Feedback,
  next,
});

export const page = (more: Partial<PracticePage> = {}): PracticePage => ({
  matching: 12,
  minutes: 60,
  modules: [
    { id: '1.2', title: 'Core evaluation skills', tasks: 8 },
    { id: '2.7', title: 'Rubric speed drills', tasks: 6 },
  ],
  domains: [{ id: 'safety', title: 'Safety', tasks: 4 }],
  kinds: [{ kind: 'choice', title: 'Choice', tasks: 5 }],
  difficulties: [4, 5, 3],
  new: 9,
  wrong: 2,
  flagged: 1,
  open: null,
  recent: [],
  ...more,
});

/** The core as it is before a test says otherwise. */
export function reset(): void {
  asked.length = 0;
  for (const name of Object.keys(core)) core[name] = () => undefined;
  Object.assign(core, {
    practice_next: () => hands('one'),
    practice_submit: () => submitted('one', hands('two')),
    practice_skip: () => hands('two'),
    practice_page: () => page(),
    draft_save: () => ({
      at_ms: 1,
      words: 0,
      live: { checks: [], criteria: [], text_words: 0 },
    }),
    hint_show: ({ rungs }: { rungs: number }) => ({ hints: ['a', 'b', 'c'].slice(0, rungs) }),
    flag_set: () => ({ at_ms: 1 }),
    session_end: () => ({}),
  });
}
