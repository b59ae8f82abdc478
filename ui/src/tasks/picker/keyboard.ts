import type { SpanView } from '../../lib/host';
import {
  extended,
  forward,
  nearestUnit,
  reach,
  step,
  unitAt,
  wholeText,
  type Selection,
  type Units,
  type Way,
} from './units';

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;
type Grids = { units: Units; sentences: Units };

/** The unit at the moving end: from there the keyboard goes on once the selection is let go. */
function tip(cursor: Selection, units: Units): Selection {
  const unit = unitAt(units, cursor.backward ? cursor.start : cursor.end - 1);
  return unit ? forward(unit) : cursor;
}

/** First or last unit of the sentence that the moving end lies in, or of the whole text. */
function border(
  from: Selection,
  { units, sentences }: Grids,
  way: Way,
  whole: boolean,
): SpanView | null {
  const at = from.backward ? from.start : from.end - 1;
  const within = whole ? wholeText(units) : unitAt(sentences, at);
  return within && nearestUnit(units, way < 0 ? within.start : within.end - 1);
}

/**
 * What a key selects: arrows to the sides go by units, up and down by sentences, Home and End to the ends of the
 * sentence, with Ctrl of the text; Shift keeps the other end. Undefined where the key means nothing here, null where it
 * leads nowhere. `cursor` is where the keyboard was last, when nothing is selected.
 */
export function afterKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Pressed,
  selection: Selection | null,
  cursor: Selection | null,
  grids: Grids,
  runsLeft: () => boolean,
): Selection | null | undefined {
  const arrow = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[key];
  const end = { Home: -1, End: 1 }[key];
  const far = ctrlKey || metaKey;
  if (altKey || (arrow === undefined && end === undefined) || (arrow !== undefined && far)) {
    return undefined;
  }
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const units = sideways || end !== undefined ? grids.units : grids.sentences;
  const from = selection ?? (sideways && cursor ? tip(cursor, units) : cursor);
  const first = nearestUnit(units, 0);
  if (!from) return first && forward(first);
  if (end !== undefined) {
    const to = border(from, grids, end as Way, far);
    return to && (shiftKey ? reach(from, to) : forward(to));
  }
  const way = (sideways && runsLeft() ? -(arrow ?? 1) : arrow) as Way;
  if (shiftKey) return extended(units, from, way);
  const next = step(units, from, way);
  if (next) return forward(next);
  // At the end of the text what was let go is taken again.
  return selection ? null : from;
}
