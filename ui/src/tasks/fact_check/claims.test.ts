import { describe, expect, it } from 'vitest';
import type { JudgedView, PassageView } from '../../lib/host';
import {
  complete,
  drawn,
  judgedOf,
  nextOpen,
  withoutPassage,
  withPassage,
  withVerdict,
} from './claims';

const claims = ['c1', 'c2', 'c3'].map((id) => ({ id, html: '' }));
const passage = (start: number, end: number, source = 's1'): PassageView => ({
  source,
  span: { start, end },
});
const say = (judged: readonly JudgedView[]) =>
  judged.map(
    ({ claim, verdict, cited }) =>
      `${claim} ${verdict} ${cited.map((p) => `${p.source}:${p.span.start}–${p.span.end}`).join(' ')}`,
  );

describe('claims', () => {
  it('stand in the order of the task, and only those of which something is said', () => {
    let judged = withVerdict([], 'c3', 'refuted', claims);
    judged = withPassage(judged, 'c1', passage(4, 9), claims);
    expect(say(judged)).toEqual(['c1 null s1:4–9', 'c3 refuted ']);
    judged = withoutPassage(judged, 'c1', passage(4, 9), claims);
    expect(say(judged)).toEqual(['c3 refuted ']);
    expect(judgedOf(judged, 'c2')).toEqual({ claim: 'c2', verdict: null, cited: [] });
  });

  it('rest on several passages; those that overlap become one', () => {
    let judged = withPassage([], 'c1', passage(20, 30), claims);
    judged = withPassage(judged, 'c1', passage(0, 5), claims);
    judged = withPassage(judged, 'c1', passage(0, 5, 's2'), claims);
    judged = withPassage(judged, 'c2', passage(20, 30), claims);
    expect(say(judged)).toEqual(['c1 null s1:0–5 s1:20–30 s2:0–5', 'c2 null s1:20–30']);
    judged = withPassage(judged, 'c1', passage(4, 25), claims);
    expect(say(judged)).toEqual(['c1 null s1:0–30 s2:0–5', 'c2 null s1:20–30']);
  });

  it('are complete with a verdict, and a passage where the verdict rests on one', () => {
    const is = (verdict: JudgedView['verdict'], cited: PassageView[]) =>
      complete({ claim: 'c1', verdict, cited });
    expect(is(null, [passage(0, 1)])).toBe(false);
    expect(is('supported', [])).toBe(false);
    expect(is('refuted', [passage(0, 1)])).toBe(true);
    expect(is('not_enough', [])).toBe(true);
  });

  it('lead to the next of which something is missing, around the end', () => {
    const judged = withVerdict([], 'c2', 'not_enough', claims);
    expect(nextOpen(judged, claims, 'c1')).toBe('c3');
    expect(nextOpen(judged, claims, 'c3')).toBe('c1');
    const all = claims.map(({ id }) => ({ claim: id, verdict: 'not_enough' as const, cited: [] }));
    expect(nextOpen(all, claims, 'c1')).toBeNull();
  });

  it('draw their passages in the source with their numbers', () => {
    let judged = withPassage([], 'c3', passage(0, 9), claims);
    judged = withPassage(judged, 'c2', passage(4, 12), claims);
    judged = withPassage(judged, 'c2', passage(0, 3, 's2'), claims);
    expect(drawn(judged, claims, 's1').map(({ n, line }) => [n, line?.tag, line?.lane])).toEqual([
      [2, '2', 1],
      [3, '3', 0],
    ]);
  });
});
