import type { ModuleLine } from '../../lib/host';
import { count } from '../../lib/format';

type Counted = Pick<ModuleLine, 'lessons' | 'lessons_read' | 'tasks' | 'tasks_passed'>;

/** How far a module is done: lessons read and tasks passed, of all, and the same in words. */
export function progressOf(module: Counted): { done: number; of: number; words: string } {
  const { lessons, lessons_read, tasks, tasks_passed } = module;
  const words = [
    lessons > 0 ? `${lessons_read} of ${count(lessons, 'lesson')} read` : '',
    tasks > 0 ? `${tasks_passed} of ${count(tasks, 'task')} passed` : '',
  ].filter(Boolean);
  return {
    done: lessons_read + tasks_passed,
    of: lessons + tasks,
    words: words.length > 0 ? words.join(', ') : 'nothing here yet',
  };
}

/** A module's title at its colon: the name, and what it is about. */
export function splitTitle(title: string): { main: string; rest: string } {
  const [main = title, ...rest] = title.split(': ');
  const about = rest.join(': ');
  return { main, rest: about === '' ? '' : about[0]?.toUpperCase() + about.slice(1) };
}
