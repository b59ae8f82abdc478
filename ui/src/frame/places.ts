import { call, type ModulePage } from '../lib/host';
import type { Route } from '../lib/router.svelte';

/** Something one can go to. */
export type Destination = { id: string; title: string; kind: string; to: Route };

const EXAM: Destination[] = [
  { id: 'exam/facts', title: 'What the exam is', kind: 'Exam', to: { screen: 'facts' } },
  { id: 'exam/enrol', title: 'Enrol with another code', kind: 'Exam', to: { screen: 'enrol' } },
  { id: 'exam/launch', title: 'Prepare to start', kind: 'Exam', to: { screen: 'launch' } },
  { id: 'exam/result', title: 'Your result', kind: 'Exam', to: { screen: 'result' } },
  {
    id: 'exam/ask',
    title: 'Ask a person for help',
    kind: 'Exam',
    to: { screen: 'ask', kind: 'help' },
  },
  { id: 'exam/badge', title: 'Check a badge file', kind: 'Exam', to: { screen: 'badge' } },
];

let known: Promise<Destination[]> | undefined;

function inModule({ line, lessons, tasks }: ModulePage): Destination[] {
  const module = line.no;
  return [
    ...lessons.map(({ id, title }): Destination => {
      const to: Route = { screen: 'lesson', module, lesson: id };
      return { id: `lesson/${module}/${id}`, title, kind: `Lesson, ${module}`, to };
    }),
    ...tasks.map(({ id, title, kind_name }): Destination => {
      const to: Route = { screen: 'practice', module, task: id };
      return { id: `task/${module}/${id}`, title, kind: `${kind_name}, ${module}`, to };
    }),
  ];
}

async function ask(): Promise<Destination[]> {
  const { blocks } = await call('home', {});
  const open = blocks.flatMap((block) => block.modules).filter((m) => m.status !== 'coming');
  const modules = open.map(({ no, title }): Destination => {
    const to: Route = { screen: 'module', module: no };
    return { id: `module/${no}`, title: `${no} ${title}`, kind: 'Module', to };
  });
  const pages = await Promise.all(open.map(({ no }) => call('module_open', { module: no })));
  return [...modules, ...pages.flatMap(inModule), ...EXAM];
}

/** All modules, lessons and tasks that are there. Titles do not change while the window lives, so they are asked for once. */
export function destinations(): Promise<Destination[]> {
  known ??= ask().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}
