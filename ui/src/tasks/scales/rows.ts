import { cellKey, type Cell } from './scores';

/** The rows of scales under an element, in the order in which they are read. */
function rowsUnder(place: Element): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>('[data-cell]')];
}

/** To the point chosen in a row, or to its first one. */
function focusIn(row: HTMLElement | undefined): boolean {
  const radio =
    row?.querySelector<HTMLElement>('input:checked') ?? row?.querySelector<HTMLElement>('input');
  radio?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
  return radio !== undefined && radio !== null;
}

const rowOf = (place: Element, cell: Cell): HTMLElement | undefined =>
  rowsUnder(place).find((row) => row.dataset['cell'] === cellKey(cell));

/** Moves the focus to the row of a cell under `place`; false where it has none. */
export function focusRow(place: Element, cell: Cell): boolean {
  return focusIn(rowOf(place, cell));
}

/** Brings the row of a cell under `place` into sight. */
export function showRow(place: Element, cell: Cell): void {
  rowOf(place, cell)?.scrollIntoView({ block: 'nearest' });
}

/** Up and down between the rows under the element that listens; a row is one stop. */
export function moveRows(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = (event.target as Element).closest<HTMLElement>('[data-cell]');
  if (by === undefined || !row) return;
  event.preventDefault();
  const rows = rowsUnder(event.currentTarget as Element);
  focusIn(rows[rows.indexOf(row) + by]);
}
