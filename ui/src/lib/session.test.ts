import { beforeEach, expect, it, vi } from 'vitest';
import type { Changes } from './host';
import { session } from './session.svelte';

const asked: string[] = [];

/** A core whose long poll answers from a list, then stays silent. */
function core(...polls: Changes[]): void {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const name = url.replace('/command/', '');
    asked.push(`${name} ${String(init.body)}`);
    if (name !== 'changes_since') return Promise.resolve(new Response('{}', { status: 500 }));
    const poll = polls.shift();
    if (!poll) return new Promise(() => undefined);
    return Promise.resolve(new Response(JSON.stringify(poll)));
  });
}

beforeEach(() => asked.splice(0));

it('asks on from the newest number, and tells only what is new since the first reply', async () => {
  core({ now: 7, trouble: false }, { now: 9, trouble: false });
  void session.listen();
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  expect(asked).toEqual([
    'changes_since {"since":0}',
    'changes_since {"since":7}',
    'changes_since {"since":9}',
  ]);
  expect(session.changed).toBe(9);
});

it('says in plain words that the core does not answer', async () => {
  core();
  await session.open();
  expect(session.trouble).toMatchObject({ again: true });
  expect(session.trouble?.what).toContain('did not answer');
});
