import type { ActionView, AnchorView, LabelView } from '../../lib/host';
import { figure } from '../scales/scores';

/** One thing that can be chosen, in words. */
export type Option<T> = {
  value: T;
  /** What stands before the name: the value of a point of a scale. */
  mark?: string;
  name: string;
  about: string;
  /** The key that chooses it; none for options past the last key. */
  key?: string;
};

/**
 * Keys of the categories. Left out are the letters that the frame has, those of the actions and N, and the figures, which
 * are the severity's.
 */
const CATEGORY_KEYS = [...'ABCDEIJKLOQT'];

export const ACTIONS: readonly Option<ActionView>[] = [
  { value: 'comply', name: 'Comply', about: 'Answer all of it.', key: 'Y' },
  {
    value: 'partly',
    name: 'Help partly',
    about: 'Help with the harmless part, and decline the rest.',
    key: 'P',
  },
  {
    value: 'refuse',
    name: 'Refuse',
    about: 'Decline and say so, and point to help where there is some.',
    key: 'X',
  },
];

export function categoryOptions(categories: readonly LabelView[]): Option<string>[] {
  return categories.map(({ id, name, about }, index) => {
    const key = CATEGORY_KEYS[index];
    return { value: id, name, about, ...(key === undefined ? {} : { key }) };
  });
}

/** The points of the scale; those past 9 and below 0 have no key. */
export function severityOptions(severities: readonly AnchorView[]): Option<number>[] {
  return severities.map(({ value, name, about }) => {
    const key = value >= 0 && value <= 9 ? { key: String(value) } : {};
    return { value, mark: figure(value), name, about, ...key };
  });
}
