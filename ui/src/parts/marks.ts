/**
 * Draws findings at the words they speak of. A rendered text is blocks that never nest; a block with `data-at="n"` shows
 * the canonical text from UTF-16 offset n on. So a mark is a stretch of the canonical text, whatever the markup.
 */

/**
 * What the marked words do; those in `doubt` are in question, `seen` words were looked at and are drawn only while their
 * finding is, and `own` marks have a line of their own, and only the number behind the words.
 */
export type Tone = 'for' | 'against' | 'doubt' | 'seen' | 'own';

/** A line of a mark's own, on a lane beside the lines of marks that overlap it; looks are those of lines.css. */
export type Line = {
  side: 'under' | 'over';
  /** 0 is nearest to the words. */
  lane: number;
  look: string;
  /** Hangs at the end of the line, such as the number of a label. */
  tag?: string;
};

export type Mark = {
  /** Half-open, in UTF-16 code units of the canonical text. */
  start: number;
  end: number;
  /** Number of the finding; shown behind the words. */
  n: number;
  tone: Tone;
  /** The finding in a few words, for those who listen: "Reason 1, a strength". */
  label: string;
  /** What stands behind the words in place of the number. */
  sign?: string;
  line?: Line;
};

/** Id of the element that says a finding in words. */
export const findingId = (n: number): string => `finding-${n}`;

/** A stretch under the same marks throughout. */
export type Piece = { start: number; end: number; marks: Mark[] };

/** Cuts `start..end` wherever a mark begins or ends. */
export function pieces(start: number, end: number, marks: readonly Mark[]): Piece[] {
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of here) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => {
    const from = sorted[i] ?? start;
    return {
      start: from,
      end: to,
      marks: here.filter((mark) => mark.start <= from && mark.end >= to),
    };
  });
}

/** Tells the stretches of one finding apart: its number and where the stretch begins. */
export const wordsKey = ({ n, start }: { n: number; start: number }): string => `${n}:${start}`;

/** Selector of the blocks that hold the canonical text. */
export const BLOCK = '[data-at]';

export function textNodes(block: Element): Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

function markElement(piece: Piece, text: string): HTMLElement {
  const element = document.createElement('mark');
  element.className = [...new Set(piece.marks.map((mark) => mark.tone))].join(' ');
  element.classList.toggle(
    'lined',
    piece.marks.some((mark) => mark.line),
  );
  element.dataset['n'] = [...new Set(piece.marks.map((mark) => mark.n))].join(' ');
  element.dataset['words'] = piece.marks.map(wordsKey).join(' ');
  element.append(lined(piece, text));
  return element;
}

/** The words within the lines of their marks, one for each lane, the shortest mark innermost. */
function lined({ marks, end }: Piece, text: string): Node {
  const inward = marks.filter((mark) => mark.line);
  inward.sort((a, b) => a.end - a.start - (b.end - b.start));
  // The outermost lane takes all that have none of their own.
  const lanes = new Map<string, Mark[]>();
  for (const mark of inward) {
    const lane = `${mark.line?.side} lane${mark.line?.lane}`;
    const here = lanes.get(lane);
    if (here) here.push(mark);
    else lanes.set(lane, [mark]);
  }
  let outmost: Node = document.createTextNode(text);
  for (const [lane, here] of lanes) {
    const around = document.createElement('span');
    around.className = `line ${lane} ${here[0]?.line?.look}`;
    around.dataset['n'] = here.map((mark) => mark.n).join(' ');
    const tag = here.findLast((mark) => mark.end === end)?.line?.tag;
    if (tag) around.dataset['tag'] = tag;
    around.append(outmost);
    outmost = around;
  }
  return outmost;
}

/** The number behind the words: like a footnote's, a link to the finding, which whoever drew it follows. */
function reference(mark: Mark): HTMLElement {
  const link = document.createElement('a');
  link.href = `#${findingId(mark.n)}`;
  link.className = 'ref';
  link.dataset['n'] = String(mark.n);
  link.setAttribute('aria-label', mark.label);
  link.textContent = mark.sign ?? String(mark.n);
  return link;
}

/** Wraps the marked words of every block under `root` and puts the numbers behind them. */
export function draw(root: ParentNode, marks: readonly Mark[]): void {
  if (marks.length === 0) return;
  const last = new Map<Mark, HTMLElement>();
  for (const block of root.querySelectorAll<HTMLElement>(BLOCK)) drawBlock(block, marks, last);
  // In the order of the marks, so that numbers at the same place stand in their order.
  for (const mark of [...marks].reverse()) {
    if (mark.tone !== 'seen') last.get(mark)?.after(reference(mark));
  }
}

/** Wraps the marked words of one block, without numbers behind them; `last` learns where each mark ends. */
export function drawBlock(
  block: HTMLElement,
  marks: readonly Mark[],
  last = new Map<Mark, HTMLElement>(),
): void {
  let at = Number(block.dataset['at']);
  for (const node of textNodes(block)) {
    const length = node.data.length;
    drawText(node, pieces(at, at + length, marks), at, last);
    at += length;
  }
}

function drawText(node: Text, cut: Piece[], at: number, last: Map<Mark, HTMLElement>): void {
  if (cut.every((piece) => piece.marks.length === 0)) return;
  const parts = cut.map((piece) => {
    const text = node.data.slice(piece.start - at, piece.end - at);
    if (piece.marks.length === 0) return document.createTextNode(text);
    const element = markElement(piece, text);
    for (const mark of piece.marks) last.set(mark, element);
    return element;
  });
  node.replaceWith(...parts);
}

/** Lights the words and numbers of one finding, and puts out all others. */
export function light(root: ParentNode, n: number | null): void {
  for (const lit of root.querySelectorAll('.lit')) lit.classList.remove('lit');
  if (n === null) return;
  for (const part of root.querySelectorAll(`[data-n~="${n}"]`)) part.classList.add('lit');
}

/** The finding at an element of a drawn text; the first one where several overlap. */
export function findingAt(target: EventTarget | null): number | null {
  const part = target instanceof Element ? target.closest<HTMLElement>('[data-n]') : null;
  const first = part?.dataset['n']?.split(' ')[0];
  return first === undefined ? null : Number(first);
}

/** The selected words inside `item`, block by block, with single spaces; empty when nothing of it is selected. */
export function selectedWords(item: Element, selection: Selection | null): string {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return '';
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(item)) return '';
  const blocks = [...item.querySelectorAll(BLOCK)];
  const texts = (blocks.length > 0 ? blocks : [item]).map((block) => within(block, range));
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The part of a block's text that lies in the range. */
function within(block: Element, range: Range): string {
  if (!range.intersectsNode(block)) return '';
  const part = document.createRange();
  part.selectNodeContents(block);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part.toString();
}
