import type { SpanView } from '../../lib/host';
import { BLOCK, textNodes } from '../../parts/marks';

/** The canonical text that a rendered one shows: each block at its offset, new lines between them. */
export function canonicalText(html: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  let text = '';
  for (const block of holder.content.querySelectorAll<HTMLElement>(BLOCK)) {
    text = text.padEnd(Number(block.dataset['at']), '\n') + block.textContent;
  }
  return text;
}

/** The words of a stretch on one line. */
export function wordsOf(text: string, { start, end }: SpanView): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** A stretch in quotation marks, cut in the middle where it is longer than can be taken in at once. */
export function quoted(text: string, span: SpanView, most = 120): string {
  const words = wordsOf(text, span);
  if (words.length <= most) return `“${words}”`;
  // At a space where there is one near, and never within a pair of units.
  const head = words.slice(0, most / 2).replace(/(?<=\S\s)\S{0,20}$|[\ud800-\udbff]$/, '');
  const tail = words.slice(-most / 2).replace(/^\S{0,20}(?=\s\S)|^[\udc00-\udfff]/, '');
  return `“${head.trim()} … ${tail.trim()}”`;
}

type Block = { at: number; element: HTMLElement; nodes: { node: Text; at: number }[] | null };

/** Where the canonical text lies in a drawn one: from a place in the document to an offset and back. */
export class TextMap {
  readonly #blocks: Block[];

  constructor(host: ParentNode) {
    this.#blocks = [...host.querySelectorAll<HTMLElement>(BLOCK)].map((element) => ({
      at: Number(element.dataset['at']),
      element,
      nodes: null,
    }));
  }

  get blocks(): readonly HTMLElement[] {
    return this.#blocks.map((block) => block.element);
  }

  /** A block has been drawn anew. */
  redrawn(index: number): void {
    const block = this.#blocks[index];
    if (block) block.nodes = null;
  }

  /** The offset of a place in the document; none outside of every block. */
  offset(node: Node, within: number): number | null {
    const block = this.#blocks.find(({ element }) => element.contains(node));
    if (!block) return null;
    const known = this.#nodes(block).find((one) => one.node === node);
    if (known) return known.at + within;
    const before = document.createRange();
    before.setStart(block.element, 0);
    before.setEnd(node, within);
    return block.at + before.toString().length;
  }

  /** The place in the document where a stretch lies; none for one that lies in no block. */
  range({ start, end }: SpanView): Range | null {
    const from = this.#place(start, false);
    const to = this.#place(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.within);
    range.setEnd(to.node, to.within);
    return range;
  }

  /** `before`: at the end of what precedes rather than at the beginning of what follows. */
  #place(offset: number, before: boolean): { node: Text; within: number } | null {
    const starts = (at: number): boolean => (before ? at < offset : at <= offset);
    const block = this.#blocks.findLast(({ at }) => starts(at)) ?? this.#blocks[0];
    const nodes = block ? this.#nodes(block) : [];
    const found = nodes.findLast(({ at }) => starts(at)) ?? nodes[0];
    if (!found) return null;
    return {
      node: found.node,
      within: Math.min(Math.max(0, offset - found.at), found.node.length),
    };
  }

  #nodes(block: Block): { node: Text; at: number }[] {
    let at = block.at;
    block.nodes ??= textNodes(block.element).map((node) => {
      const here = { node, at };
      at += node.length;
      return here;
    });
    return block.nodes;
  }
}
