import type { TaskView } from '../lib/host';

/** The right pane is at least this wide, in CSS pixels, and leaves as much as this to the material. */
export const LEAST = 300;
const LEFT_FOR_MATERIAL = 400;
/** More than this is no better to write in. */
const MOST = 640;
/** One press of an arrow key. */
const STEP = 16;

/** The widest the pane may be in a desk of this width. */
export function widest(desk: number): number {
  return Math.max(LEAST, Math.min(MOST, desk - LEFT_FOR_MATERIAL));
}

export function fitting(width: number, desk: number): number {
  return Math.round(Math.min(Math.max(width, LEAST), widest(desk)));
}

/** The width after a key on the divider, or null when the key means nothing to it. The pane lies at the right. */
export function afterKey(key: string, width: number, desk: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return fitting(width + STEP, desk);
    case 'ArrowRight':
      return fitting(width - STEP, desk);
    case 'Home':
      return LEAST;
    case 'End':
      return widest(desk);
    default:
      return null;
  }
}

/**
 * Where the pane holds texts to be read, or a rubric or a prompt is written in it, it needs more of the desk; most of all
 * where the prompt stands alone.
 */
export function extraWidth(task: TaskView): number {
  if (task.kind === 'safety') return 100;
  if (task.kind === 'fact_check') return 72;
  if (!['choice', 'rubric', 'prompt'].includes(task.kind)) return 0;
  return task.material.length > 0 ? 100 : 220;
}
