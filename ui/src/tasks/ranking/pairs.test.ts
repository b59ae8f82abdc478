import { describe, expect, it } from 'vitest';
import type { SwappedView, YoursView } from '../../lib/host';
import { pairSentence, placeWords } from './pairs';

const pair = (yours: YoursView): SwappedView => ({
  over: 'r2',
  under: 'r1',
  over_letter: 'D',
  under_letter: 'C',
  yours,
  why: [],
});

describe('a pair', () => {
  it('says both sides', () => {
    expect(pairSentence(pair('reversed'), [])).toBe('You put C before D; the key has D before C.');
    expect(pairSentence(pair('tied'), [])).toBe('You tied D and C; the key has D before C.');
  });
  it('says the learner’s own order where the key ties', () => {
    expect(pairSentence(pair('ordered'), [['r2'], ['r1']])).toBe(
      'You put D before C; the key ties them.',
    );
    expect(pairSentence(pair('ordered'), [['r1'], ['r2']])).toBe(
      'You put C before D; the key ties them.',
    );
  });
  it('has places with their ties', () => {
    const order = [['a'], ['b', 'c'], ['d']];
    expect(['a', 'c', 'd'].map((id) => placeWords(order, id))).toEqual(['1', '2, tied', '4']);
  });
});
