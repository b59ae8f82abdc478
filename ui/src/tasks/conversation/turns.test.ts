import { describe, expect, it } from 'vitest';
import type { LocatedView, TurnView } from '../../lib/host';
import type { AnswerOf } from '../answer';
import { heldPlace, namedBy } from './located';
import { pinned, ratedTurns, saidNowhere, turnBeside, turnLabel } from './turns';

const turns = ['user', 'model', 'user', 'model'].map(
  (from, i) => ({ id: `t${i + 1}`, from, html: '' }) as TurnView,
);

const answer = (wrong: string | null, nowhere = false): AnswerOf<'conversation'> => ({
  kind: 'conversation',
  scores: [],
  wrong,
  nowhere,
  why: '',
});

describe('the pin', () => {
  const place = ({ wrong, nowhere }: AnswerOf<'conversation'>) => [wrong, nowhere];

  it('stands at one turn, and is taken back where it stands', () => {
    expect(place(pinned(answer(null), 't2'))).toEqual(['t2', false]);
    expect(place(pinned(answer('t2'), 't3'))).toEqual(['t3', false]);
    expect(place(pinned(answer('t2'), 't2'))).toEqual([null, false]);
  });

  it('excludes “nowhere”', () => {
    expect(place(pinned(answer(null, true), 't2'))).toEqual(['t2', false]);
    expect(place(saidNowhere(answer('t2')))).toEqual([null, true]);
    expect(place(saidNowhere(answer(null, true)))).toEqual([null, false]);
  });
});

describe('turns', () => {
  it('are rated where the model speaks, under their numbers', () => {
    expect(ratedTurns(turns).map(({ id, name }) => [id, name])).toEqual([
      ['t2', 'Turn 2'],
      ['t4', 'Turn 4'],
    ]);
    expect(turnLabel(turns, turns[2] as TurnView)).toBe('Turn 3, the user');
  });

  it('follow each other, from the first or the last', () => {
    const beside = (from: string | null, by: 1 | -1) => turnBeside(turns, from, by)?.id;
    expect([beside(null, 1), beside(null, -1)]).toEqual(['t1', 't4']);
    expect([beside('t2', 1), beside('t2', -1), beside('t4', 1)]).toEqual(['t3', 't1', undefined]);
  });
});

describe('the place named', () => {
  const located = (more: Partial<LocatedView>): LocatedView => ({
    yours: 't2',
    key: 't4',
    accept: [],
    right: false,
    off: -2,
    why: '',
    ...more,
  });

  it('is too early, too late, or against the key', () => {
    const word = (more: Partial<LocatedView>) => heldPlace(located(more)).word;
    expect(word({})).toBe('2 turns too early');
    expect(word({ yours: 't4', key: 't3', off: 1 })).toBe('1 turn too late');
    expect(word({ yours: null, off: null })).toBe('against the key');
    expect(word({ yours: 't4', right: true, off: 0 })).toBe('as the key');
    expect(word({ accept: ['t2'], right: true, off: 0 })).toBe('accepted');
    expect(word({ yours: null, key: null, right: true, off: null })).toBe('as the key');
  });

  it('is named by me, by the key, or accepted', () => {
    const of = located({ accept: ['t3'] });
    expect(turns.map(({ id }) => namedBy(of, id))).toEqual([[], ['you'], ['accepted'], ['key']]);
    expect(namedBy(located({ key: null, yours: null }), null)).toEqual(['you', 'key']);
  });
});
