import { describe, expect, it } from 'vitest';
import * as order from './order';

const parse = (text: string): order.Order => text.split(' ').map((tier) => tier.split('='));
const show = (tiers: order.Order) => tiers.map((tier) => tier.join('=')).join(' ');

function check(
  what: (o: order.Order, id: string) => order.Order,
  from: string,
  id: string,
  to: string,
) {
  const before = parse(from);
  expect(show(what(before, id)), `${from}, ${id}`).toBe(to);
  expect(show(before), 'the argument is left alone').toBe(from);
}

describe('moving', () => {
  it('goes one place up, and stays when first', () => {
    check(order.moveUp, 'a b c d', 'c', 'a c b d');
    check(order.moveUp, 'a b c d', 'a', 'a b c d');
  });
  it('goes one place down, and stays when last', () => {
    check(order.moveDown, 'a b c d', 'b', 'a c b d');
    check(order.moveDown, 'a b c d', 'd', 'a b c d');
  });
  it('leaves a tie to its near side first', () => {
    check(order.moveUp, 'a b=c d', 'c', 'a c b d');
    check(order.moveDown, 'a b=c d', 'b', 'a c b d');
  });
  it('passes a tie as a whole', () => {
    check(order.moveUp, 'a=b c', 'c', 'c a=b');
    check(order.moveDown, 'a b=c', 'a', 'b=c a');
  });
  it('goes to either end', () => {
    check(order.moveFirst, 'a b c=d', 'd', 'd a b c');
    check(order.moveLast, 'a b c=d', 'a', 'b c=d a');
  });
  it('leaves the order alone for an id it does not know', () => {
    for (const what of [
      order.moveUp,
      order.moveDown,
      order.moveFirst,
      order.moveLast,
      order.toggleTie,
    ]) {
      check(what, 'a b', 'x', 'a b');
    }
  });
});

describe('ties', () => {
  it('join with the one above, and part again', () => {
    check(order.toggleTie, 'a b c', 'b', 'a=b c');
    check(order.toggleTie, 'a=b c', 'b', 'a b c');
  });
  it('join a whole tier and part at the same place', () => {
    check(order.toggleTie, 'a b=c', 'b', 'a=b=c');
    check(order.toggleTie, 'a=b=c', 'b', 'a b=c');
  });
  it('are not there for the first', () => {
    check(order.toggleTie, 'a=b c', 'a', 'a=b c');
    expect(order.tiedWithAbove(parse('a=b c'), 'a')).toBe(null);
    expect(order.tiedWithAbove(parse('a=b c'), 'b')).toBe(true);
    expect(order.tiedWithAbove(parse('a=b c'), 'c')).toBe(false);
  });
});

describe('dropping', () => {
  const drop = (target: order.Target) => (o: order.Order, id: string) => order.drop(o, id, target);
  it('lands between tiers', () => {
    check(drop({ at: 'gap', gap: 0 }), 'a b c', 'c', 'c a b');
    check(drop({ at: 'gap', gap: 3 }), 'a b c', 'a', 'b c a');
    check(drop({ at: 'gap', gap: 1 }), 'a b c', 'b', 'a b c');
    check(drop({ at: 'gap', gap: 2 }), 'a b c', 'b', 'a b c');
  });
  it('lands in a tie', () => {
    check(drop({ at: 'tier', tier: 0 }), 'a b c', 'c', 'a=c b');
    check(drop({ at: 'tier', tier: 1 }), 'a b=c', 'a', 'b=c=a');
    check(drop({ at: 'tier', tier: 1 }), 'a b c', 'b', 'a b c');
  });
  it('reads the pointer: edges and gaps are places, middles are ties', () => {
    const boxes = [
      { top: 0, bottom: 40 },
      { top: 48, bottom: 88 },
    ];
    const cases: [number, order.Target][] = [
      [-5, { at: 'gap', gap: 0 }],
      [5, { at: 'gap', gap: 0 }],
      [20, { at: 'tier', tier: 0 }],
      [38, { at: 'gap', gap: 1 }],
      [44, { at: 'gap', gap: 1 }],
      [50, { at: 'gap', gap: 1 }],
      [68, { at: 'tier', tier: 1 }],
      [86, { at: 'gap', gap: 2 }],
      [900, { at: 'gap', gap: 2 }],
    ];
    for (const [y, target] of cases) expect(order.targetAt(y, boxes), `y ${y}`).toEqual(target);
  });
});

describe('places and words', () => {
  it('share a number in a tie and skip the next', () => {
    expect([...order.places(parse('b a=d c'))]).toEqual([
      ['b', 1],
      ['a', 2],
      ['d', 2],
      ['c', 4],
    ]);
  });
  it('say where a response stands', () => {
    const letter = (id: string) => id.toUpperCase();
    expect(order.say(parse('b a c d'), 'b', letter)).toBe('Response B, now first of four');
    expect(order.say(parse('a b=d c'), 'b', letter)).toBe(
      'Response B tied with Response D at place 2',
    );
    expect(order.say(parse('a=b=c'), 'c', letter)).toBe(
      'Response C tied with Response A and Response B at place 1',
    );
  });
  it('count only a whole order as an answer', () => {
    expect(order.settle([], ['a', 'b'])).toBe(null);
    expect(order.settle([['a']], ['a', 'b'])).toBe(null);
    expect(order.settle([['a', 'a']], ['a', 'b'])).toBe(null);
    expect(order.settle([['b'], ['a']], ['a', 'b'])).toEqual([['b'], ['a']]);
  });
  it('know the same order however a tie is written', () => {
    expect(order.sameOrder(parse('a b=c'), parse('a c=b'))).toBe(true);
    expect(order.sameOrder(parse('a b c'), parse('a c b'))).toBe(false);
  });
});
