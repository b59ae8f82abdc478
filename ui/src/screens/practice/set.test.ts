import { expect, it } from 'vitest';
import { href, parse } from '../../lib/router.svelte';
import { EVERYTHING, narrowed, requestOf, setOf } from './set';

it.each([
  EVERYTHING,
  { ...EVERYTHING, module: '2.7' },
  { ...EVERYTHING, domain: 'safety', kind: 'fact_check' as const, difficulty: 3 },
  { ...EVERYTHING, only: 'wrong' as const },
])('goes into the address and back: %o', (set) => {
  const route = parse(href({ screen: 'practice', set: narrowed(set) }));
  expect(route).toEqual({ screen: 'practice', set: narrowed(set) });
  expect(setOf(narrowed(set))).toEqual(set);
});

it('leaves open what makes no sense', () => {
  expect(setOf({ difficulty: '9', only: 'some' })).toEqual(EVERYTHING);
});

it('asks for the task, the session or the module', () => {
  expect(requestOf({ module: '1.2', task: 'a' })).toMatchObject({ task: 'a', session: null });
  expect(requestOf({ module: '1.2' })).toMatchObject({ set: { module: '1.2' }, task: null });
  expect(requestOf({ session: 's' })).toMatchObject({ session: 's', set: EVERYTHING });
});
