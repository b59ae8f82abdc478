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

it('tells when it and the wall clock have gone apart, as after sleep', () => {
  let now = 1000;
  const parted = vi.fn();
  const end = new Countdown(60_000, () => now).follow(() => undefined, parted);
  const pass = (mine: number, wall: number): void => {
    now += mine;
    vi.setSystemTime(Date.now() + wall - 250);
    vi.advanceTimersByTime(250);
  };
  pass(250, 250);
  pass(250, 1900);
  expect(parted).not.toHaveBeenCalled();
  pass(250, 3_600_000);
  pass(250, 250);
  expect(parted).toHaveBeenCalledTimes(1);
  end();
});

it('tells at once what is over before it begins', () => {
  const over = vi.fn();
  new Countdown(0).follow(over)();
  expect(over).toHaveBeenCalledTimes(1);
});
