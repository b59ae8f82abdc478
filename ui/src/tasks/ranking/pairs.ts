import type { SwappedView } from '../../lib/host';
import { places, type Order } from './order';

/** What the learner did with a pair and what the key does, in one sentence. */
export function pairSentence(pair: SwappedView, mine: Order): string {
  const { over_letter: over, under_letter: under } = pair;
  switch (pair.yours) {
    case 'reversed':
      return `You put ${under} before ${over}; the key has ${over} before ${under}.`;
    case 'tied':
      return `You tied ${over} and ${under}; the key has ${over} before ${under}.`;
    case 'ordered': {
      const at = places(mine);
      const turned = (at.get(pair.over) ?? 0) > (at.get(pair.under) ?? 0);
      const [first, second] = turned ? [under, over] : [over, under];
      return `You put ${first} before ${second}; the key ties them.`;
    }
  }
}

/** A place with its ties said: "2", "2, tied". */
export function placeWords(order: Order, id: string): string {
  const tier = order.find((members) => members.includes(id));
  const place = places(order).get(id);
  return tier && tier.length > 1 ? `${place}, tied` : `${place ?? '–'}`;
}
