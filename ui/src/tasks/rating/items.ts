import type { TaskView } from '../../lib/host';
import type { ScaleItem } from '../scales/scores';

/** The responses as rows. */
export function itemsOf({ items }: TaskView): ScaleItem[] {
  return items.map(({ id, letter }) => ({
    id,
    name: `Response ${letter}`,
    short: letter,
    key: letter,
  }));
}

/** Brings a response into sight where it stands. */
export function showItem(id: string): void {
  document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'nearest' });
}
