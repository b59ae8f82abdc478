/** My boxes and the key's as one numbered list: what met what. */
import { percent } from '../../lib/format';
import type {
  BoxHeldView,
  BoxMetView,
  Feedback,
  KeyBoxView,
  RectView,
  VerdictView,
} from '../../lib/host';
import { same } from './rect';

/** `left` is what may be drawn and was not. */
export type Met = BoxMetView | 'missed' | 'left';

export type Found = {
  /** My boxes keep the numbers under which they were drawn; those that only the key has go on from there. */
  n: number;
  met: Met;
  mine: { at: RectView; label: string } | null;
  key: KeyBoxView | null;
  /** Intersection over union of the two. */
  iou: number;
};

export const SAID: Record<Met, { verdict: VerdictView; word: string }> = {
  right: { verdict: 'agrees', word: 'right' },
  wrong_label: { verdict: 'differs', word: 'other label' },
  near: { verdict: 'differs', word: 'near' },
  extra: { verdict: 'against', word: 'not in the key' },
  missed: { verdict: 'differs', word: 'missed' },
  optional: { verdict: 'unclear', word: 'optional' },
  left: { verdict: 'unclear', word: 'optional' },
};

/** What is read first: what was not found, then what is amiss with mine, then what is as in the key. */
export const ORDER: Met[] = ['missed', 'extra', 'near', 'wrong_label', 'right', 'optional', 'left'];

export const TITLES: Record<Met, string> = {
  missed: 'Missed',
  extra: 'Not in the key',
  near: 'Near, and not near enough',
  wrong_label: 'Right place, other label',
  right: 'As in the key',
  optional: 'May be drawn, and you did',
  left: 'May be drawn, and you did not',
};

const equal = (a: KeyBoxView, b: KeyBoxView): boolean => same(a.at, b.at) && a.label === b.label;

/** All boxes of both sides; none where the answer was not graded. */
export function found(feedback: Feedback): Found[] {
  const { evidence } = feedback.grade;
  if (evidence.kind !== 'boxes') return [];
  const mine = inOrderDrawn(feedback, evidence.boxes).map((held, i): Found => ({
    n: i + 1,
    met: held.met,
    mine: { at: held.at, label: held.label },
    key: held.against,
    iou: held.iou,
  }));
  // What a box comes near counts as missed as well, and is told with that box.
  const told = mine.flatMap(({ key }) => (key ? [key] : []));
  const untold = (key: KeyBoxView): boolean => !told.some((one) => equal(one, key));
  const { work } = feedback.key;
  const optional = work.kind === 'boxes' ? work.optional : [];
  const alone = [
    ...evidence.missed.filter(untold).map((key) => ({ met: 'missed' as const, key })),
    ...optional.filter(untold).map((key) => ({ met: 'left' as const, key })),
  ];
  const theirs = alone.map(({ met, key }, i): Found => ({
    n: mine.length + i + 1,
    met,
    mine: null,
    key,
    iou: 0,
  }));
  return [...mine, ...theirs];
}

/** The grader tells the boxes from top to bottom; they were numbered in the order drawn. */
function inOrderDrawn(feedback: Feedback, held: readonly BoxHeldView[]): BoxHeldView[] {
  const drawn = feedback.answer.kind === 'boxes' ? feedback.answer.boxes : [];
  const left = [...held];
  const ordered = drawn.flatMap((box) => {
    const at = left.findIndex((one) => one.label === box.label && same(one.at, box.at));
    return at < 0 ? [] : left.splice(at, 1);
  });
  return [...ordered, ...left];
}

/** What is said of a box beside its verdict; `named` gives a label its name. */
export function sentence(box: Found, iouAt: number, named: (id: string) => string): string {
  const key = box.key;
  if (!key) return '';
  const accepted = key.accept.length > 0 ? `, accepts ${key.accept.map(named).join(', ')}` : '';
  const label = `key ${named(key.label)}${accepted}`;
  switch (box.met) {
    case 'right':
    case 'optional':
      return box.mine?.label === key.label
        ? `${percent(box.iou)} overlap`
        : `${label}; ${percent(box.iou)} overlap`;
    case 'wrong_label':
      return `${label}; ${percent(box.iou)} overlap`;
    case 'near': {
      const enough = `${percent(box.iou)} overlap, ${percent(iouAt)} are needed`;
      return box.mine?.label === key.label ? enough : `${enough}; ${label}`;
    }
    default:
      return accepted ? accepted.slice(2) : '';
  }
}

/** The finding of a box in the spotlight it shares with the numbered checks, which it must not meet. */
const BOXES_FROM = 1000;
export const findingOf = (n: number): number => BOXES_FROM + n;
export const boxOf = (finding: number | null): number | null =>
  finding === null || finding <= BOXES_FROM ? null : finding - BOXES_FROM;
