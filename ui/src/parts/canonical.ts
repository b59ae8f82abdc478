/**
 * The canonical text behind a rendered one. Its blocks never nest, and one with `data-at="n"` shows that text from UTF-16
 * offset n on; what lies between blocks is a break.
 */
const BLOCK = '[data-at]';

/** The canonical text, as far as it is shown. */
export function plainOf(html: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  let plain = '';
  for (const block of holder.content.querySelectorAll<HTMLElement>(BLOCK)) {
    plain = plain.padEnd(Number(block.dataset['at']), '\n') + (block.textContent ?? '');
  }
  return plain;
}

/** The range of a drawn text that shows a stretch of the canonical one; none where it shows nothing of it. */
export function rangeOf(root: ParentNode, start: number, end: number): Range | null {
  let range: Range | null = null;
  for (const block of root.querySelectorAll<HTMLElement>(BLOCK)) {
    let at = Number(block.dataset['at']);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      // The number behind marked words is no part of the text.
      if (node.parentElement?.closest('.ref')) continue;
      const until = at + node.data.length;
      if (until > start && at < end) {
        if (!range) {
          range = document.createRange();
          range.setStart(node, Math.max(0, start - at));
        }
        range.setEnd(node, Math.min(node.data.length, end - at));
      }
      at = until;
    }
  }
  return range;
}
