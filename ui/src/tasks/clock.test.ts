import { beforeEach, describe, expect, it } from 'vitest';
import { WorkClock } from './clock';

const MINUTE = 60_000;
let now = 0;
let clock: WorkClock;

beforeEach(() => {
  now = 1000;
  clock = new WorkClock(0, () => now);
});

describe('time spent', () => {
  it('counts only between start and pause', () => {
    now += 500;
    expect(clock.ms).toBe(0);
    clock.start();
    now += 2000;
    expect(clock.ms).toBe(2000);
    clock.pause();
    now += MINUTE;
    expect(clock.ms).toBe(2000);
    clock.start();
    now += 1000;
    expect(clock.ms).toBe(3000);
  });

  it('goes on from what was spent before', () => {
    clock = new WorkClock(4 * MINUTE, () => now);
    clock.start();
    now += 1;
    expect(clock.ms).toBe(4 * MINUTE + 1);
  });

  it('ends five minutes after the last input, and goes on with the next', () => {
    clock.start();
    now += MINUTE;
    clock.touch();
    now += 60 * MINUTE;
    expect(clock.ms).toBe(6 * MINUTE);
    clock.touch();
    now += MINUTE;
    expect(clock.ms).toBe(7 * MINUTE);
  });

  it('counts a quiet stretch once when it is paused after it', () => {
    clock.start();
    now += 20 * MINUTE;
    clock.pause();
    expect(clock.ms).toBe(5 * MINUTE);
    clock.touch();
    now += MINUTE;
    expect(clock.ms, 'input while paused starts nothing').toBe(5 * MINUTE);
  });

  it('never runs backwards', () => {
    clock.start();
    now -= 500;
    expect(clock.ms).toBe(0);
  });
});
