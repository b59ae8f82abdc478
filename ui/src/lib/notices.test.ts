import { beforeEach, expect, it } from 'vitest';
import { notices, notify } from './notices.svelte';

const texts = (): string[] => notices.list.map(({ text }) => text);

beforeEach(() => {
  notices.hold(false);
  notices.list = [];
});

it('keeps notices back while an exam may be running, and shows them after it', () => {
  notify('before', { stays: true });
  notices.hold(true);
  expect(texts()).toEqual([]);
  notify('during');
  notify('during');
  notices.hold(true);
  expect(texts()).toEqual([]);
  notices.hold(false);
  expect(texts()).toEqual(['before', 'during']);
  notices.hold(false);
  expect(texts()).toEqual(['before', 'during']);
});
