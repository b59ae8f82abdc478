import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Countdown } from './countdown.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes by a clock that nobody sets, and tells the end once', () => {
  let now = 1000;
  const countdown = new Countdown(2000, () => now);
  const over = vi.fn();
  const end = countdown.follow(over);
  now = 2500;
  vi.setSystemTime(0);
  vi.advanceTimersByTime(250);
  expect([countdown.ms, countdown.over]).toEqual([500, false]);
  now = 9000;
  vi.advanceTimersByTime(1000);
  expect([countdown.ms, countdown.over]).toEqual([0, true]);
  expect(over).toHaveBeenCalledTimes(1);
  end();
});

it('tells at once what is over before it begins', () => {
  const over = vi.fn();
  new Countdown(0).follow(over)();
  expect(over).toHaveBeenCalledTimes(1);
});
