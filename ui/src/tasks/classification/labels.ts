import type { LabelledView, LabelView, PieceView } from '../../lib/host';

/** The labels given to each piece, in the order of the task; a piece without one is left out. */
export type Labelled = readonly LabelledView[];

export function labelsOf(given: Labelled, piece: string): string[] {
  return given.find((one) => one.piece === piece)?.labels ?? [];
}

type Task = { pieces: readonly PieceView[]; labels: readonly LabelView[]; multiple: boolean };

/**
 * The answer after a label was pressed for a piece. Where a piece may have several it is given or taken away, and they
 * stand in the order of the taxonomy; where it has one, the new one takes the place of the old.
 */
export function pressed(
  given: Labelled,
  piece: string,
  label: string,
  { pieces, labels, multiple }: Task,
): LabelledView[] {
  const had = labelsOf(given, piece);
  const has = had.includes(label) ? had.filter((one) => one !== label) : [...had, label];
  const next = multiple ? labels.map(({ id }) => id).filter((id) => has.includes(id)) : [label];
  return pieces
    .map(({ id }) => ({ piece: id, labels: id === piece ? next : labelsOf(given, id) }))
    .filter((one) => one.labels.length > 0);
}

/** The next piece behind `from`, around the end, that has no label yet. */
export function nextOpen(
  given: Labelled,
  pieces: readonly PieceView[],
  from: string,
): string | null {
  const at = pieces.findIndex((piece) => piece.id === from);
  const around = [...pieces.slice(at + 1), ...pieces.slice(0, at + 1)];
  return around.find((piece) => labelsOf(given, piece.id).length === 0)?.id ?? null;
}

/** Whether two sets of labels are the same, in whatever order. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
