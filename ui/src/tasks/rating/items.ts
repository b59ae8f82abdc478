import type { TaskView } from '../../lib/host';
import type { ScaleItem } from '../scales/scores';

/** The responses as rows; one alone needs no letter before its points. */
export function itemsOf({ items }: TaskView): ScaleItem[] {
  return items.map(({ id, letter }) => ({
    id,
    name: `Response ${letter}`,
    short: items.length > 1 ? letter : '',
    key: letter,
  }));
}

/** Brings a response into sight where it stands. */
export function showItem(id: string): void {
  document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'nearest' });
}
