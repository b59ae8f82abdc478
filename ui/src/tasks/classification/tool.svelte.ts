import { getContext, setContext } from 'svelte';
import { announce } from '../../lib/announce.svelte';
import type { LabelView, PieceView } from '../../lib/host';
import type { AnswerProps } from '../kinds';
import * as given from './labels';

type Props = Pick<AnswerProps<'classification'>, 'task' | 'answer' | 'onchange'>;

/** What the pieces and the labels share: the piece that is being labelled. */
export class Tool {
  #piece = $state('');
  #props: () => Props = () => {
    throw new Error('no task yet');
  };
  /** Brings a piece into view; set by whoever shows the pieces. */
  reveal: (piece: string) => void = () => undefined;

  attach(props: () => Props): void {
    this.#props = props;
  }

  get work(): { pieces: PieceView[]; labels: LabelView[]; multiple: boolean } {
    const { work } = this.#props().task;
    return work.kind === 'classification' ? work : { pieces: [], labels: [], multiple: false };
  }

  /** The piece in hand; the first one until the learner chose. */
  get piece(): string {
    return this.#piece || (this.work.pieces[0]?.id ?? '');
  }

  get open(): number {
    return this.work.pieces.filter(({ id }) => this.labelsOf(id).length === 0).length;
  }

  number(piece: string): number {
    return this.work.pieces.findIndex(({ id }) => id === piece) + 1;
  }

  labelsOf(piece: string): string[] {
    return given.labelsOf(this.#props().answer.pieces, piece);
  }

  namesOf(piece: string): string {
    const names = this.labelsOf(piece).map(
      (id) => this.work.labels.find((label) => label.id === id)?.name ?? id,
    );
    return names.join(', ');
  }

  take(piece: string): void {
    this.#piece = piece;
    this.reveal(piece);
    announce(`Piece ${this.number(piece)}, ${this.namesOf(piece) || 'no label yet'}`);
  }

  walk(way: 1 | -1): void {
    const { pieces } = this.work;
    const next = pieces[(this.number(this.piece) - 1 + way + pieces.length) % pieces.length];
    if (next) this.take(next.id);
  }

  toOpen(): void {
    const next = given.nextOpen(this.#props().answer.pieces, this.work.pieces, this.piece);
    if (next) this.take(next);
    else announce('Every piece has a label');
  }

  press(label: string): void {
    const { answer, onchange } = this.#props();
    const { piece } = this;
    onchange({ ...answer, pieces: given.pressed(answer.pieces, piece, label, this.work) });
    announce(`Piece ${this.number(piece)}: ${this.namesOf(piece) || 'no label'}`);
  }
}

const KEY = Symbol('classification');

export function provideTool(): void {
  setContext(KEY, new Tool());
}

/** The tool of this desk, looking at the answer as it is now; one of its own outside of a desk. */
export function useTool(props: () => Props): Tool {
  const tool = getContext<Tool | undefined>(KEY) ?? new Tool();
  tool.attach(props);
  return tool;
}
