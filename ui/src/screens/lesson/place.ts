/** Where in a lesson the reader is: the topmost block that can be seen, and how far below the edge it starts. */
export type Place = { at: number; below: number };

function offsetOf(block: Element): number {
  return Number((block as HTMLElement).dataset['at'] ?? 0);
}

/** The block that starts at `at`, or the last one before it, should the lesson have changed since. */
function blockAt(article: HTMLElement, at: number): Element | undefined {
  const blocks = [...article.querySelectorAll('[data-at]')];
  return blocks.findLast((block) => offsetOf(block) <= at);
}

/** Some of a block's last line must be seen, else the next one is the topmost. */
const SEEN_PX = 12;

/** The present place; null while the lesson's own title is still in sight, so that coming back shows it again. */
export function placeOf(scroller: HTMLElement, article: HTMLElement): Place | null {
  const edge = scroller.getBoundingClientRect().top;
  if (article.getBoundingClientRect().top >= edge) return null;
  for (const block of article.querySelectorAll('[data-at]')) {
    const { top, bottom } = block.getBoundingClientRect();
    if (bottom > edge + SEEN_PX) return { at: offsetOf(block), below: top - edge };
  }
  return null;
}

/** Scrolls so that the block of `place` lies as far below the edge as it did. */
export function goTo(scroller: HTMLElement, article: HTMLElement, place: Place): void {
  const block = blockAt(article, place.at);
  if (!block) return;
  const edge = scroller.getBoundingClientRect().top;
  scroller.scrollTop += block.getBoundingClientRect().top - edge - place.below;
}

/** The index of the section being read: the last whose heading has come into the upper third; −1 before the first. */
export function sectionAt(
  scroller: HTMLElement,
  article: HTMLElement,
  sections: { at: number }[],
): number {
  const { top, height } = scroller.getBoundingClientRect();
  const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  if (atEnd && scroller.scrollTop > 0) return sections.length - 1;
  return sections.findLastIndex(({ at }) => {
    const heading = article.querySelector(`[data-at="${at}"]`);
    return heading !== null && heading.getBoundingClientRect().top < top + height / 3;
  });
}
