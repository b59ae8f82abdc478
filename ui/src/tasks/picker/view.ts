/** So much of the text is seen before and behind what the keyboard is on. */
const MARGIN = 72;
/** What can be done with selected words floats at the foot. */
const FOOT = 116;

/** Scrolls as little as is needed for the words to be seen; the beginning of a stretch that is longer than the view. */
export function keepInView(range: Range, scroller: Element | null): void {
  if (!scroller || !range.getBoundingClientRect) return;
  const words = range.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const above = words.top - MARGIN - view.top;
  const below = words.bottom + FOOT - view.bottom;
  if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += Math.min(below, above);
}
