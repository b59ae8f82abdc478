/**
 * Paints a selection without touching the document, so that dragging over a long text costs nothing. The engine's own
 * selection is set as well once the hand rests, so that the words can be copied and quoted; where the engine has no
 * highlights it paints it alone.
 */

const NAME = 'picked';

type Registry = { set(name: string, highlight: object): void; delete(name: string): boolean };
type Page = typeof globalThis & {
  CSS?: { highlights?: Registry };
  Highlight?: new (...ranges: Range[]) => object;
};

/** The text whose selection is painted now: there is one in the whole page. */
let painted: Node | null = null;

/** Whether the engine paints highlights; where it does not, its own selection is seen. */
export function paints(): boolean {
  const page: Page = globalThis;
  return page.CSS?.highlights !== undefined && page.Highlight !== undefined;
}

/** Paints what is selected in `host`; `resting`: the hand does not move any more. */
export function paint(host: Node, range: Range | null, resting: boolean): void {
  if (!range && painted !== host) return;
  painted = range && host;
  const { CSS: css, Highlight: Painted } = globalThis as Page;
  if (css?.highlights && Painted) {
    if (range) css.highlights.set(NAME, new Painted(range));
    else css.highlights.delete(NAME);
    if (range && !resting) return;
  }
  const own = document.getSelection();
  // Where somebody writes meanwhile, the engine's selection is theirs.
  const here = own !== null && (own.anchorNode === null || host.contains(own.anchorNode));
  if (range || here) own?.removeAllRanges();
  if (range) own?.addRange(range);
}
