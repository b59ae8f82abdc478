import { getContext, setContext } from 'svelte';
import { announce } from '../../lib/announce.svelte';
import type { LabelView, MarkView, ReadableView, SpanView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import type { AnswerProps } from '../kinds';
import { canonicalText, quoted } from '../picker/text';
import {
  characters,
  forward,
  sameSpan,
  type Edge,
  type Selection,
  type Way,
} from '../picker/units';
import * as marks from './marks';

type Props = Pick<AnswerProps<'spans'>, 'task' | 'answer' | 'onchange'>;

const NO_TEXT: ReadableView = { id: '', html: '', tokens: [], sentences: [], clusters: [] };
const EDGES: Record<Edge, string> = { start: 'Begins', end: 'Ends' };

/**
 * What the text and the pane share: the label in hand, the selection, the mark that is looked at. A label acts on what
 * is selected: words become a mark, a mark that was chosen changes its label. With nothing selected it goes into the
 * hand, and from then on every drag and press makes a mark.
 */
export class Tool {
  hand = $state<string | null>(null);
  selection = $state.raw<Selection | null>(null);
  /** The hand has not let go of the selection yet. */
  moving = $state(false);
  byCharacter = $state(false);
  /** Place in the list of the mark that the pointer is on. */
  pointed = $state<number | null>(null);
  #current = $state.raw<MarkView | null>(null);
  /** The learner went to the mark, rather than having just made it. */
  #chosen = $state(false);
  #props: () => Props = () => {
    throw new Error('no task yet');
  };
  /** Brings a stretch of the text into view; set by whoever shows it. */
  reveal: (span: SpanView) => void = () => undefined;
  /** Brings the place of a mark in the list into view; set by whoever shows the list. */
  list: (index: number) => void = () => undefined;
  /** Gives the text the focus; set likewise. */
  enter: () => void = () => undefined;

  readonly #plain = $derived(canonicalText(this.text.html));
  readonly units = $derived(
    this.byCharacter ? characters(this.text.tokens, this.text.clusters) : this.text.tokens,
  );

  attach(props: () => Props): void {
    this.#props = props;
  }

  get answer(): AnswerOf<'spans'> {
    return this.#props().answer;
  }

  get marks(): MarkView[] {
    return this.answer.marks;
  }

  get labels(): LabelView[] {
    const { work } = this.#props().task;
    return work.kind === 'spans' ? work.labels : [];
  }

  get text(): ReadableView {
    const { work } = this.#props().task;
    return work.kind === 'spans' ? work.text : NO_TEXT;
  }

  /** The mark that is looked at; none once it is gone, as after an undo. */
  get current(): MarkView | null {
    return marks.indexOf(this.marks, this.#current) < 0 ? null : this.#current;
  }

  /** The number of the mark to be lit in the text. */
  get lit(): number | null {
    const at = this.pointed ?? marks.indexOf(this.marks, this.#current);
    return at < 0 ? null : at + 1;
  }

  nameOf(label: string): string {
    return this.labels.find((one) => one.id === label)?.name ?? label;
  }

  quote(span: SpanView): string {
    return quoted(this.#plain, span);
  }

  /** The marks that lie on a stretch, in words. */
  describe(span: SpanView): string {
    const names = marks.covering(this.marks, span).map((mark) => this.nameOf(mark.label));
    return names.length > 0 ? `marked ${names.join(' and ')}` : '';
  }

  select(selection: Selection | null, moving = false): void {
    this.selection = selection;
    this.moving = moving;
    if (selection) this.#leave();
  }

  /** A label was pressed, or its number. */
  press(label: string): void {
    const chosen = this.#chosen ? this.current : null;
    if (this.selection) {
      this.#make(this.selection, label);
    } else if (chosen) {
      this.relabel(chosen, label);
    } else {
      this.hand = this.hand === label ? null : label;
      announce(this.hand ? `${this.nameOf(label)} in hand` : 'No label in hand');
    }
  }

  /** The next label goes into the hand, whatever is selected. */
  takeNext(): void {
    const at = this.labels.findIndex((label) => label.id === this.hand);
    this.hand = this.labels[(at + 1) % this.labels.length]?.id ?? null;
    if (this.hand) announce(`${this.nameOf(this.hand)} in hand`);
  }

  /** Words were selected by a drag. */
  pick(selection: Selection): void {
    this.moving = false;
    if (this.hand) this.#make(selection, this.hand);
    else this.select(selection);
  }

  /** Enter: the selected words are marked with the label in hand. */
  markSelected(): void {
    if (!this.selection) return;
    if (this.hand) this.#make(this.selection, this.hand);
    else announce('No label in hand: press its number.');
  }

  /** A press in the text: with a label in hand it marks; without one it goes through the marks there to the word. */
  pressText(unit: SpanView | null): void {
    if (!unit) {
      this.selection = null;
      this.#leave();
      return;
    }
    const here = marks.covering(this.marks, unit);
    if (this.hand) {
      const same = here.find((mark) => mark.label === this.hand);
      if (same) this.choose(same);
      else this.#make(unit, this.hand);
      return;
    }
    const at = this.#chosen ? marks.indexOf(here, this.current) : -1;
    const next = here[at + 1];
    if (next) {
      this.choose(next);
    } else if (this.selection && sameSpan(this.selection, unit)) {
      this.selection = null;
    } else {
      this.select(forward(unit));
    }
  }

  choose(mark: MarkView): void {
    this.#current = mark;
    this.#chosen = true;
    this.selection = null;
    announce(`${this.quote(mark.span)}, ${this.nameOf(mark.label)}`);
  }

  /** To the mark before or behind the one that is looked at. */
  walk(way: Way): void {
    const count = this.marks.length;
    const at = marks.indexOf(this.marks, this.#current);
    const next = this.marks[at < 0 && way < 0 ? count - 1 : (at + way + count) % count];
    if (!next) return;
    this.choose(next);
    this.reveal(next.span);
    this.list(marks.indexOf(this.marks, next));
  }

  /** Escape: lets go of one thing after another. */
  letGo(): void {
    if (this.selection) this.selection = null;
    else if (this.current) this.#leave();
    else if (this.hand) this.hand = null;
    announce(this.hand ? `${this.nameOf(this.hand)} in hand` : 'Nothing selected');
  }

  remove(mark = this.current): void {
    if (!mark) return;
    this.#change(marks.removed(this.marks, mark));
    this.#leave();
    announce(`${this.quote(mark.span)}, ${this.nameOf(mark.label)}: mark removed`);
  }

  resize(edge: Edge, way: Way, mark = this.current): void {
    if (!mark) return;
    const next = marks.resized(this.marks, mark, this.units, edge, way);
    if (!next) {
      announce('It goes no further');
      return;
    }
    this.#change(marks.replaced(this.marks, mark, next));
    this.#current = next;
    this.reveal(next.span);
    announce(`${EDGES[edge]} elsewhere: ${this.quote(next.span)}`);
  }

  relabel(mark: MarkView, label: string): void {
    const next = { ...mark, label };
    if (!marks.sameMark(mark, next)) this.#change(marks.replaced(this.marks, mark, next));
    this.#current = next;
    announce(`${this.quote(mark.span)} marked ${this.nameOf(label)}`);
  }

  /** "There is nothing to mark", which marks contradict. */
  sayNothing(nothing: boolean): void {
    if (this.marks.length > 0) {
      announce('Remove the marks first');
      return;
    }
    this.#props().onchange({ ...this.answer, nothing });
    announce(nothing ? 'Nothing to mark' : 'Not decided yet');
  }

  #make(span: SpanView, label: string): void {
    const mark: MarkView = { span: { start: span.start, end: span.end }, label };
    this.#change(marks.added(this.marks, mark));
    this.selection = null;
    this.#current = mark;
    this.#chosen = false;
    announce(`${this.quote(span)} marked ${this.nameOf(label)}`);
  }

  #change(next: MarkView[]): void {
    this.#props().onchange({ ...this.answer, marks: next, nothing: false });
  }

  #leave(): void {
    this.#current = null;
    this.#chosen = false;
  }
}

const KEY = Symbol('spans');

export function provideTool(): void {
  setContext(KEY, new Tool());
}

/** The tool of this desk, looking at the answer as it is now; one of its own outside of a desk. */
export function useTool(props: () => Props): Tool {
  const tool = getContext<Tool | undefined>(KEY) ?? new Tool();
  tool.attach(props);
  return tool;
}
