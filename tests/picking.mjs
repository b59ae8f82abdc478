// Where words lie in a text that is selected in. Runs in the page, whoever drives it.

/** Where words lie on the screen, brought into view: in their first and in their last line. */
export function placeOf({ words, nth = 0, within = '[data-pick]' }) {
  const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = '';
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, at: text.length });
    text += walker.currentNode.data;
  }
  let start = -1;
  for (let n = 0; n <= nth; n += 1) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`“${words}” is not there`);
  const range = document.createRange();
  const from = nodes.findLast(({ at }) => at <= start);
  const to = nodes.findLast(({ at }) => at < start + words.length);
  range.setStart(from.node, start - from.at);
  range.setEnd(to.node, start + words.length - to.at);
  from.node.parentElement.scrollIntoView({ block: 'center' });
  const box = range.getBoundingClientRect();
  const scroller = from.node.parentElement.closest('[data-side]');
  const view = scroller.getBoundingClientRect();
  if (box.top < view.top + 60 || box.bottom > view.bottom - 60) {
    scroller.scrollTop += box.top - view.top - view.height / 3;
  }
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [first, last] = [boxes[0], boxes.at(-1)];
  const inset = (width) => Math.min(4, width / 4);
  return {
    from: [first.left + inset(first.width), first.top + first.height / 2],
    to: [last.right - inset(last.width), last.top + last.height / 2],
    middle: [first.left + first.width / 2, first.top + first.height / 2],
  };
}
