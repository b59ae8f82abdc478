/** The arithmetic of looking closer: levels, and how large a picture may be shown. */

/** Room around a picture, in CSS pixels, so that what stands at its edge can be seen and taken hold of; `--mat` in CSS. */
export const MAT = 16;

export type Size = { width: number; height: number };

/** Times the size at which the whole picture fits. */
export const MOST = 8;
const STEPS = [1, 1.5, 2, 3, 4, 6, MOST];
/** A notch of a wheel is 100 to 120 pixels, a pinch on a touchpad a few at a time: this makes a notch about a step. */
const PER_PIXEL = 0.0035;
/** What a wheel tells in lines or pages, in pixels. */
const LINE = 16;
const PAGE = 400;

export function within(level: number): number {
  return Math.min(Math.max(level, 1), MOST);
}

/** The next level up or down from any level. */
export function nextLevel(level: number, way: 1 | -1): number {
  const further = way === 1 ? STEPS : [...STEPS].reverse();
  return further.find((step) => (step - level) * way > 1e-6) ?? within(level);
}

/** The level after a turn of the wheel; up is closer. */
export function wheeled(level: number, turn: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  const unit = [1, LINE, PAGE][turn.deltaMode] ?? 1;
  const next = within(level * Math.exp(-turn.deltaY * unit * PER_PIXEL));
  // A hair away from the whole picture is the whole picture.
  return next < 1.02 ? 1 : next;
}

/** How large something is shown so that all of it fits. */
export function fitting(measure: Size, room: Size): number {
  const scale = Math.min(room.width / measure.width, room.height / measure.height);
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}

/** A scroller may ask for this much of the height that would be left with what stands above scrolled away. */
const ENOUGH = 0.85;
/** Lower is of no use; then the scroller scrolls. */
const LOWEST = 200;

/**
 * The height for a picture in a scroller `whole` high in which `above` pixels stand before it: the rest of what is seen
 * without scrolling when that costs little of its size, else the whole height.
 */
export function heightFor(measure: Size, width: number, whole: number, above: number): number {
  const largest = Math.max(whole, LOWEST);
  const rest = Math.max(whole - above, LOWEST);
  const shown = (height: number): number => fitting(measure, { width, height });
  return shown(rest) >= ENOUGH * shown(largest) ? rest : largest;
}

/** "1×", "2.3×". */
export function levelWords(level: number): string {
  return `${Math.round(level * 10) / 10}×`;
}
