import { describe, expect, it } from 'vitest';
import { count, day, hours, minutes, moment, number, percent, range, stopwatch } from './format';

const at = (year: number, month: number, date: number, hour = 0, minute = 0): number =>
  new Date(year, month, date, hour, minute).getTime();
const now = at(2025, 10, 24, 15, 30);

describe('moments', () => {
  it('counts days as the calendar does, not by 24 hours', () => {
    expect(moment(at(2025, 10, 24, 14, 2), now)).toBe('today 14:02');
    expect(moment(at(2025, 10, 23, 21, 40), now)).toBe('yesterday 21:40');
    expect(moment(at(2025, 10, 23, 0, 5), at(2025, 10, 24, 0, 1))).toBe('yesterday 00:05');
  });

  it('gives older days without the time, and the year when it is another', () => {
    expect(day(at(2025, 10, 3), now)).toBe('3 Nov');
    expect(day(at(2025, 8, 3), now)).toBe('3 Sep');
    expect(day(at(2024, 10, 3), now)).toBe('3 Nov 2024');
  });
});

describe('durations', () => {
  it('writes minutes and hours', () => {
    expect(minutes(0.2)).toBe('less than a minute');
    expect(minutes(25)).toBe('25 min');
    expect(minutes(65)).toBe('1 h 5 min');
    expect(hours(2.5)).toBe('2½ hours');
    expect(hours(1)).toBe('1 hour');
  });

  it('runs a clock that never goes below zero', () => {
    expect(stopwatch(252_900)).toBe('4:12');
    expect(stopwatch(3_852_000)).toBe('1:04:12');
    expect(stopwatch(-5)).toBe('0:00');
  });
});

describe('figures', () => {
  it('uses a real minus, and words between ends when one is negative', () => {
    expect(number(-0.24)).toBe('−0.24');
    expect(number(-0.001)).toBe('0');
    expect(range(71, 90)).toBe('71–90');
    expect(range(-0.24, -0.01)).toBe('−0.24 to −0.01');
  });

  it('keeps a percentage together', () => {
    expect(percent(0.825)).toBe('83\u00a0%');
    expect(count(1, 'task')).toBe('1 task');
    expect(count(4, 'task')).toBe('4 tasks');
  });
});
