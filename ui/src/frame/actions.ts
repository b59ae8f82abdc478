import { router, type Route } from '../lib/router.svelte';
import { settings, TYPE_SIZES } from '../lib/settings.svelte';
import type { Action } from '../lib/actions.svelte';

type Doors = Record<'find' | 'keys' | 'narrow', () => unknown>;

const READING = new Set<Route['screen']>(['lesson', 'practice', 'attempt']);

const PLACES: { to: Route; title: string; keys: string[] }[] = [
  { to: { screen: 'home' }, title: 'Home', keys: ['Alt+1'] },
  { to: { screen: 'practice' }, title: 'Practice', keys: ['Alt+2'] },
  { to: { screen: 'record' }, title: 'My record', keys: ['Alt+3'] },
  { to: { screen: 'exam' }, title: 'Exam', keys: ['Alt+4'] },
  { to: { screen: 'settings' }, title: 'Settings', keys: ['Ctrl+,'] },
];

/** Changes the size of the reading type by whole steps. */
export function resizeType(steps: number): void {
  const { least, most, step } = TYPE_SIZES;
  const size = settings.value.type_size + steps * step;
  void settings.save({ type_size: Math.min(Math.max(size, least), most) });
}

function places(): Action[] {
  return PLACES.map(({ to, title, keys }) => ({
    id: `go-${to.screen}`,
    title,
    group: 'Go to',
    keys,
    run: () => router.go(to),
  }));
}

function reading(): Action[] {
  const when = (): boolean => READING.has(router.route.screen);
  const group = 'Reading';
  const size = (): number => settings.value.type_size;
  return [
    {
      id: 'type-larger',
      title: 'Larger reading type',
      group,
      keys: ['Ctrl++', 'Ctrl+='],
      when: () => when() && size() < TYPE_SIZES.most,
      run: () => resizeType(1),
    },
    {
      id: 'type-smaller',
      title: 'Smaller reading type',
      group,
      keys: ['Ctrl+-'],
      when: () => when() && size() > TYPE_SIZES.least,
      run: () => resizeType(-1),
    },
    {
      id: 'type-usual',
      title: 'Usual reading type',
      group,
      keys: ['Ctrl+0'],
      when: () => when() && size() !== 100,
      run: () => void settings.save({ type_size: 100 }),
    },
  ];
}

/** What can be done everywhere. */
export function frameActions({ find, keys, narrow }: Doors): Action[] {
  const group = 'Window';
  return [
    ...places(),
    ...reading(),
    {
      id: 'back',
      title: 'Back',
      group: 'Go to',
      keys: ['Alt+ArrowLeft'],
      when: () => router.canBack,
      run: () => router.back(),
    },
    {
      id: 'find',
      title: 'Find a page, a task or an action',
      group,
      keys: ['Ctrl+K'],
      run: () => void find(),
    },
    {
      id: 'keys',
      title: 'Show the keys of this page',
      group,
      keys: ['?', 'F1'],
      run: () => void keys(),
    },
    {
      id: 'narrow',
      title: 'Show or hide names in the rail',
      group,
      keys: ['Ctrl+B'],
      run: () => void narrow(),
    },
  ];
}
