/** The keys that move and size the selected box, as actions that a learner can give other keys. */
import type { Action } from '../../lib/actions.svelte';
import { FAR } from './rect';

type Way = { name: string; key: string; x: number; y: number; grows: string };

const WAYS: Way[] = [
  { name: 'left', key: 'ArrowLeft', x: -1, y: 0, grows: 'narrower' },
  { name: 'right', key: 'ArrowRight', x: 1, y: 0, grows: 'wider' },
  { name: 'up', key: 'ArrowUp', x: 0, y: -1, grows: 'lower' },
  { name: 'down', key: 'ArrowDown', x: 0, y: 1, grows: 'higher' },
];

type Does = {
  when: () => boolean;
  move: (x: number, y: number) => void;
  grow: (x: number, y: number) => void;
};

/** Ten at a time with Shift; those are not listed one by one. */
export function arrowActions({ when, move, grow }: Does): Action[] {
  return WAYS.flatMap(({ name, key, x, y, grows }) =>
    [1, FAR].flatMap((by): Action[] => {
      const far = by === FAR;
      const [id, shift] = far ? ['.far', 'Shift+'] : ['', ''];
      const more = { group: 'Box', when, hidden: far };
      const often = far ? ' by ten' : ' (ten with Shift)';
      return [
        {
          ...more,
          id: `boxes.${name}${id}`,
          title: `Move the box ${name}${often}`,
          keys: [`${shift}${key}`],
          run: () => move(x * by, y * by),
        },
        {
          ...more,
          id: `boxes.${grows}${id}`,
          title: `Make the box ${grows}${often}`,
          keys: [`Alt+${shift}${key}`],
          run: () => grow(x * by, y * by),
        },
      ];
    }),
  );
}
