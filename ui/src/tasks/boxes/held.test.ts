import { describe, expect, it } from 'vitest';
import type { BoxHeldView, Feedback, KeyBoxView } from '../../lib/host';
import { boxOf, findingOf, found, sentence } from './held';

const rect = (x: number) => ({ x, y: 10, width: 20, height: 20 });
const key = (x: number, label: string, accept: string[] = []): KeyBoxView => ({
  at: rect(x),
  label,
  accept,
  why: `why ${x}`,
});
const held = (
  x: number,
  label: string,
  met: BoxHeldView['met'],
  against: KeyBoxView | null,
  iou = 0,
): BoxHeldView => ({ at: rect(x), label, met, against, iou });

function feedback(boxes: BoxHeldView[], missed: KeyBoxView[], optional: KeyBoxView[]): Feedback {
  return {
    answer: { kind: 'boxes', boxes: [...boxes].reverse(), nothing: false, why: '' },
    key: { work: { kind: 'boxes', boxes: [], optional } },
    grade: { evidence: { kind: 'boxes', boxes, missed, iou_at: 0.5, why_nothing_else: '' } },
  } as unknown as Feedback;
}

describe('boxes of both sides', () => {
  const near = key(50, 'cup');
  const all = found(
    feedback(
      [held(0, 'cup', 'right', key(1, 'cup'), 0.9), held(60, 'cup', 'near', near, 0.4)],
      [near, key(200, 'fruit')],
      [key(300, 'fruit')],
    ),
  );

  it('keep the numbers of the drawing, and what only the key has goes on from there', () => {
    expect(all.map(({ n, met }) => [n, met])).toEqual([
      [1, 'near'],
      [2, 'right'],
      [3, 'missed'],
      [4, 'left'],
    ]);
  });

  it('tell what a box comes near once', () => {
    expect(all.filter((box) => box.key?.at.x === 50)).toHaveLength(1);
  });

  it('tell two boxes that are the same as two', () => {
    const twice = [held(0, 'cup', 'right', null), held(0, 'cup', 'extra', null)];
    expect(found(feedback(twice, [], [])).map((box) => box.n)).toEqual([1, 2]);
  });

  it('are none where nothing was graded', () => {
    const none = { ...feedback([], [], []), grade: { evidence: { kind: 'not_graded' } } };
    expect(found(none as unknown as Feedback)).toEqual([]);
  });
});

describe('what is said of a box', () => {
  const named = (id: string): string => id.toUpperCase();
  const say = (met: BoxHeldView['met'], label: string, against: KeyBoxView | null): string =>
    sentence(
      { n: 1, met, mine: { at: rect(0), label }, key: against, iou: 0.484 },
      0.75,
      named,
    ).replaceAll('\u00a0', ' ');

  it('is the overlap, the key’s label where it differs, and what it accepts', () => {
    expect(say('right', 'cup', key(0, 'cup'))).toBe('48 % overlap');
    expect(say('right', 'mug', key(0, 'cup', ['mug']))).toBe('key CUP, accepts MUG; 48 % overlap');
    expect(say('wrong_label', 'bowl', key(0, 'cup', ['mug']))).toBe(
      'key CUP, accepts MUG; 48 % overlap',
    );
    expect(say('near', 'cup', key(0, 'cup'))).toBe('48 % overlap, 75 % are needed');
    expect(say('near', 'bowl', key(0, 'cup'))).toBe('48 % overlap, 75 % are needed; key CUP');
    expect(say('extra', 'cup', null)).toBe('');
  });
});

describe('the number in the spotlight', () => {
  it('is one that no check has', () => {
    expect(boxOf(findingOf(3))).toBe(3);
    expect(boxOf(3)).toBeNull();
    expect(boxOf(null)).toBeNull();
  });
});
