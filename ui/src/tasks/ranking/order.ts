/**
 * An order with ties: tiers, best first; the ids of one tier are tied. Every function gives a new order and leaves
 * its argument alone; an id that is not there changes nothing.
 */
export type Order = readonly (readonly string[])[];

/** What is ordered, as it is called on the screen. */
export type What = 'Response' | 'Solution';

/** What a key or a button does to the place of one id. */
export type Move = (order: Order, id: string) => Order;

/** Where a dragged response would land: on its own before tier `gap`, or tied with the members of `tier`. */
export type Target = { at: 'gap'; gap: number } | { at: 'tier'; tier: number };

/** Every response a place of its own, in the order given. */
export function inShownOrder(ids: readonly string[]): Order {
  return ids.map((id) => [id]);
}

/** The order if it holds each id exactly once, else null: a part of an order is none. */
export function settle(tiers: Order, ids: readonly string[]): Order | null {
  const flat = tiers.flat();
  const complete = flat.length === ids.length && ids.every((id) => flat.includes(id));
  return complete ? tiers.filter((tier) => tier.length > 0) : null;
}

/** Where a response stands: the index of its tier and the tier; nothing for an id that is not there. */
function tierOf(order: Order, id: string): { at: number; tier: readonly string[] } | undefined {
  const at = order.findIndex((tier) => tier.includes(id));
  const tier = order[at];
  return tier && { at, tier };
}

/** One step towards the best: out of a tie to just above it, else past the tier above. */
export function moveUp(order: Order, id: string): Order {
  const place = tierOf(order, id);
  if (!place) return order;
  const gap = place.tier.length > 1 ? place.at : Math.max(0, place.at - 1);
  return drop(order, id, { at: 'gap', gap });
}

/** One step towards the worst: out of a tie to just below it, else past the tier below. */
export function moveDown(order: Order, id: string): Order {
  const place = tierOf(order, id);
  if (!place) return order;
  const gap = place.tier.length > 1 ? place.at + 1 : place.at + 2;
  return drop(order, id, { at: 'gap', gap });
}

export function moveFirst(order: Order, id: string): Order {
  return drop(order, id, { at: 'gap', gap: 0 });
}

export function moveLast(order: Order, id: string): Order {
  return drop(order, id, { at: 'gap', gap: order.length });
}

/** Whether the response shares its place with the one listed just above it; null for the first of all. */
export function tiedWithAbove(order: Order, id: string): boolean | null {
  const place = tierOf(order, id);
  if (!place) return null;
  const within = place.tier.indexOf(id);
  return within === 0 && place.at === 0 ? null : within > 0;
}

/** Joins the response's tier with the one above, or parts the two again at the response. */
export function toggleTie(order: Order, id: string): Order {
  const place = tierOf(order, id);
  const tied = tiedWithAbove(order, id);
  if (!place || tied === null) return order;
  const { at, tier } = place;
  const after = order.slice(at + 1);
  if (!tied) return [...order.slice(0, at - 1), [...(order[at - 1] ?? []), ...tier], ...after];
  const cut = tier.indexOf(id);
  return [...order.slice(0, at), tier.slice(0, cut), tier.slice(cut), ...after];
}

/** Takes the response out and puts it where the target says; targets count the tiers as they stand now. */
export function drop(order: Order, id: string, target: Target): Order {
  if (!tierOf(order, id)) return order;
  const next: string[][] = [];
  order.forEach((tier, index) => {
    if (target.at === 'gap' && target.gap === index) next.push([id]);
    const rest = tier.filter((member) => member !== id);
    if (target.at === 'tier' && target.tier === index) next.push([...rest, id]);
    else if (rest.length > 0) next.push(rest);
  });
  if (target.at === 'gap' && target.gap >= order.length) next.push([id]);
  return next;
}

/** Places as in sport: after two that share place 1 comes place 3. */
export function places(order: Order): Map<string, number> {
  const found = new Map<string, number>();
  let place = 1;
  for (const tier of order) {
    for (const id of tier) found.set(id, place);
    place += tier.length;
  }
  return found;
}

/** The other members of the response's tier. */
export function tiedWith(order: Order, id: string): string[] {
  return tierOf(order, id)?.tier.filter((member) => member !== id) ?? [];
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

/** Where a response stands, to be read aloud: "Response B, now first of four". */
export function say(
  order: Order,
  id: string,
  letter: (id: string) => string,
  what: What = 'Response',
): string {
  const place = places(order).get(id);
  if (place === undefined) return '';
  const called = (one: string): string => `${what} ${letter(one)}`;
  const others = tiedWith(order, id).map(called);
  if (others.length > 0) {
    return `${called(id)} tied with ${others.join(' and ')} at place ${place}`;
  }
  const all = order.flat().length;
  return `${called(id)}, now ${ORDINALS[place - 1] ?? `number ${place}`} of ${NUMBERS[all] ?? all}`;
}

export function sameOrder(one: Order, other: Order): boolean {
  const text = (order: Order) => order.map((tier) => [...tier].sort().join(' ')).join('|');
  return text(one) === text(other);
}

/** Share of a tier's height, at its top and at its bottom, in which a drop means "before" or "after" it. */
const EDGE = 0.3;

/**
 * What a drop at height `y` would mean, given the tiers' boxes from top to bottom. Near a box's edge or between two
 * it is a place of its own, in the middle of a box a tie.
 */
export function targetAt(y: number, boxes: readonly { top: number; bottom: number }[]): Target {
  for (const [tier, box] of boxes.entries()) {
    const edge = (box.bottom - box.top) * EDGE;
    if (y < box.top + edge) return { at: 'gap', gap: tier };
    if (y <= box.bottom - edge) return { at: 'tier', tier };
    if (y < box.bottom) return { at: 'gap', gap: tier + 1 };
  }
  return { at: 'gap', gap: boxes.length };
}
