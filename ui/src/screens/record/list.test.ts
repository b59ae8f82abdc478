import { expect, it, vi } from 'vitest';
import type { AttemptLine, RecordPage, RecordRequest } from '../../lib/host';
import { ALL, RecordList } from './list.svelte';

type Waiting = { request: RecordRequest; reply: (page: RecordPage) => void };
const waiting: Waiting[] = [];

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (_: string, request: RecordRequest) =>
    new Promise<RecordPage>((reply) => waiting.push({ request, reply })),
}));

const page = (ids: string[], more: string | null, total: number): RecordPage => ({
  attempts: ids.map((id) => ({ id }) as AttemptLine),
  more,
  total,
  counted: null,
  undisputed: null,
});
const shown = (list: RecordList) => list.attempts?.map((line) => line.id);

it('goes on where the last page ended, and starts anew for another filter', async () => {
  const list = new RecordList();
  const first = list.show();
  waiting.shift()?.reply(page(['a', 'b'], 'b', 3));
  await first;
  expect(list.hasMore).toBe(true);
  const second = list.showMore();
  expect(waiting[0]?.request).toEqual({ ...ALL, before: 'b' });
  waiting.shift()?.reply(page(['c'], null, 3));
  await second;
  expect(shown(list)).toEqual(['a', 'b', 'c']);
  expect(list.hasMore).toBe(false);
  const third = list.show({ ...ALL, module: '1.2', kind: 'choice' });
  expect(waiting[0]?.request).toEqual({
    module: '1.2',
    kind: 'choice',
    only: 'all',
    before: null,
  });
  expect(shown(list), 'what is shown stays until the reply is here').toEqual(['a', 'b', 'c']);
  waiting.shift()?.reply(page(['b'], null, 1));
  await third;
  expect(shown(list)).toEqual(['b']);
});

it('does not listen to the reply to an older question', async () => {
  const list = new RecordList();
  const old = list.show({ ...ALL, module: '1.1' });
  const newer = list.show({ ...ALL, module: '1.2' });
  const [first, second] = waiting.splice(0);
  second?.reply(page(['new'], null, 1));
  first?.reply(page(['old'], null, 1));
  await Promise.all([old, newer]);
  expect(shown(list)).toEqual(['new']);
});
