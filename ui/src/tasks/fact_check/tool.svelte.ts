import { getContext, setContext } from 'svelte';
import { announce } from '../../lib/announce.svelte';
import type {
  ClaimVerdict,
  JudgedView,
  PassageView,
  PieceView,
  SourceView,
  SpanView,
} from '../../lib/host';
import type { AnswerProps } from '../kinds';
import { canonicalText, quoted } from '../picker/text';
import { covers, type Selection } from '../picker/units';
import * as claims from './claims';

type Props = Pick<AnswerProps<'fact_check'>, 'task' | 'answer' | 'onchange'>;
type Picked = { source: string; selection: Selection };

/** What the sources and the claims share: the claim in hand and the passage that is selected. */
export class Tool {
  picked = $state.raw<Picked | null>(null);
  /** The hand has not let go of the selection yet. */
  moving = $state(false);
  /** Number of the claim whose passages are lit, while it is pointed at. */
  pointed = $state<number | null>(null);
  #claim = $state('');
  /** The source in which something was selected last. */
  #source = '';
  #props: () => Props = () => {
    throw new Error('no task yet');
  };
  /** Goes to a passage in its source, with the focus; set by whoever shows the sources. */
  goTo: (passage: PassageView) => void = () => undefined;
  /** Gives a source the focus; set likewise. */
  enter: (source: string) => void = () => undefined;

  readonly #plain = $derived(this.sources.map(({ text }) => canonicalText(text.html)));

  attach(props: () => Props): void {
    this.#props = props;
  }

  get claims(): PieceView[] {
    const { work } = this.#props().task;
    return work.kind === 'fact_check' ? work.claims : [];
  }

  get sources(): SourceView[] {
    const { work } = this.#props().task;
    return work.kind === 'fact_check' ? work.sources : [];
  }

  get judged(): JudgedView[] {
    return this.#props().answer.claims;
  }

  /** The claim in hand; the first one until the learner chose. */
  get claim(): string {
    return this.#claim || (this.claims[0]?.id ?? '');
  }

  get lit(): number | null {
    return this.pointed ?? this.number(this.claim);
  }

  number(claim: string): number {
    return this.claims.findIndex((one) => one.id === claim) + 1;
  }

  titleOf(source: string): string {
    return this.sources.find(({ text }) => text.id === source)?.title ?? source;
  }

  quote({ source, span }: PassageView): string {
    const at = this.sources.findIndex(({ text }) => text.id === source);
    return quoted(this.#plain[at] ?? '', span);
  }

  /** The claims for which a stretch is cited, in words. */
  describe(source: string, span: SpanView): string {
    const cited = this.#citing(source, span).map(({ claim }) => this.number(claim));
    return cited.length > 0 ? `cited for claim ${cited.join(' and ')}` : '';
  }

  take(claim: string): void {
    this.#claim = claim;
    const { verdict, cited } = claims.judgedOf(this.judged, claim);
    const said = verdict ? claims.verdictName(verdict) : 'no verdict yet';
    const count = cited.length === 1 ? '1 passage' : `${cited.length} passages`;
    announce(`Claim ${this.number(claim)}, ${said}, ${count}`);
  }

  /** The number of a claim: with a passage selected it is cited for the claim, else the claim comes into the hand. */
  press(claim: string): void {
    if (this.picked) this.cite(claim);
    else this.take(claim);
  }

  walk(way: 1 | -1): void {
    const count = this.claims.length;
    const next = this.claims[(this.number(this.claim) - 1 + way + count) % count];
    if (next) this.take(next.id);
  }

  toOpen(): void {
    const next = claims.nextOpen(this.judged, this.claims, this.claim);
    if (next) this.take(next);
    else announce('Nothing is missing');
  }

  judge(verdict: ClaimVerdict, claim = this.claim): void {
    this.#claim = claim;
    this.#change(claims.withVerdict(this.judged, claim, verdict, this.claims));
    announce(`Claim ${this.number(claim)}: ${claims.verdictName(verdict)}`);
  }

  select(source: string, selection: Selection | null, moving = false): void {
    this.picked = selection && { source, selection };
    this.#source = source;
    this.moving = moving;
  }

  /** Cites the selected passage for a claim. */
  cite(claim = this.claim): void {
    if (!this.picked) {
      announce('Select a passage in a source first.');
      return;
    }
    const { source, selection } = this.picked;
    const passage = { source, span: { start: selection.start, end: selection.end } };
    this.#claim = claim;
    this.#change(claims.withPassage(this.judged, claim, passage, this.claims));
    this.picked = null;
    announce(`Cited for claim ${this.number(claim)}: ${this.quote(passage)}`);
  }

  uncite(claim: string, passage: PassageView): void {
    this.#change(claims.withoutPassage(this.judged, claim, passage, this.claims));
    announce(`Not cited for claim ${this.number(claim)} any more`);
  }

  /** A press in a source: on a cited passage its claim comes into the hand, on other words they are selected. */
  pressText(source: string, unit: SpanView | null): void {
    const here = unit ? this.#citing(source, unit) : [];
    const at = here.findIndex(({ claim }) => claim === this.claim);
    const next = here[at + 1];
    if (next && !this.picked) this.take(next.claim);
    else this.select(source, unit && { ...unit, backward: false });
  }

  /** The focus goes to the source where it was last, and from there to the next. */
  toSource(focused: string | undefined): void {
    const at = this.sources.findIndex(({ text }) => text.id === (focused ?? this.#source));
    const next = this.sources[(focused ? at + 1 : Math.max(0, at)) % this.sources.length];
    if (next) this.enter(next.text.id);
  }

  letGo(): void {
    this.picked = null;
    announce('Nothing selected');
  }

  #citing(source: string, span: SpanView): JudgedView[] {
    return this.judged.filter(({ cited }) =>
      cited.some((one) => one.source === source && covers(one.span, span)),
    );
  }

  #change(next: JudgedView[]): void {
    const { answer, onchange } = this.#props();
    onchange({ ...answer, claims: next });
  }
}

const KEY = Symbol('fact_check');

export function provideTool(): void {
  setContext(KEY, new Tool());
}

/** The tool of this desk, looking at the answer as it is now; one of its own outside of a desk. */
export function useTool(props: () => Props): Tool {
  const tool = getContext<Tool | undefined>(KEY) ?? new Tool();
  tool.attach(props);
  return tool;
}
