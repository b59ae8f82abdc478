import { describe, expect, it } from 'vitest';
import {
  away,
  calendar,
  count,
  day,
  fullMoment,
  hours,
  left,
  machine,
  minutes,
  moment,
  money,
  number,
  onDay,
  ownTime,
  percent,
  precisely,
  range,
  stopwatch,
  tenths,
  time,
  until,
  when,
} from './format';

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

describe('moments to come', () => {
  it('are named by the day while it is near', () => {
    expect(when(at(2025, 10, 24, 23, 0), now)).toBe('today 23:00');
    expect(when(at(2025, 10, 25, 9, 0), now)).toBe('tomorrow 09:00');
    expect(when(at(2025, 11, 1, 9, 0), now)).toBe('1 December, 09:00');
    expect(when(at(2026, 2, 14, 9, 0), now)).toBe('14 March 2026, 09:00');
    expect(until(at(2025, 10, 24, 23, 0), now)).toBe('23:00');
    expect(precisely(at(2025, 10, 24, 23, 0) + 7_000, now)).toBe('today 23:00:07');
    expect(precisely(at(2025, 10, 1, 9, 0), now)).toBe('1 November, 09:00:00');
    expect(onDay(at(2025, 10, 1, 9, 0), now)).toBe('1 November');
    expect(onDay(at(2025, 10, 23, 9, 0), now)).toBe('yesterday 09:00');
  });

  it('are never said to be further off than they are', () => {
    const ms = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    expect(away(now + 30_000, now)).toBe('in less than a minute');
    expect(away(now + 1.9 * ms.minute, now)).toBe('in 1 minute');
    expect(away(now + 5.5 * ms.hour, now)).toBe('in 5 hours');
    expect(away(now + 47 * ms.hour, now)).toBe('in 47 hours');
    expect(away(now + 3.9 * ms.day, now)).toBe('in 3 days');
    expect(away(now - 2 * ms.hour, now)).toBe('2 hours ago');
    expect(left(now + 3.9 * ms.day, now)).toBe('for another 3 days');
    expect(left(now + 30_000, now)).toBe('for less than a minute');
  });

  it('puts the learner’s own time before the registrar’s', () => {
    const spoken = 'Asked at 14:02 UTC on 23 November 2025, and by 00:10 UTC on 3 May 2026.';
    const own = ownTime(spoken, now);
    const first = new Date(Date.UTC(2025, 10, 23, 14, 2));
    expect(own).toContain(`${String(first.getHours()).padStart(2, '0')}:02`);
    expect(own.match(/UTC/g)).toHaveLength(2);
    expect(ownTime('Until 25 minutes after.', now)).toBe('Until 25 minutes after.');
    expect(ownTime('At 14:02 UTC on 23 Novembre 2025.', now)).toBe(
      'At 14:02 UTC on 23 Novembre 2025.',
    );
  });
});

it.each([NaN, Infinity, 8.64e15 + 1, -8.64e15 - 1])('a moment that no calendar knows: %d', (ms) => {
  for (const written of [day, moment, time, fullMoment, when, precisely, onDay, until, away])
    expect(written(ms, now), written.name).toBe('an unknown time');
  expect(machine(ms)).toBeUndefined();
});

it('writes the first and the last moment of the calendar', () => {
  for (const ms of [8.64e15, -8.64e15])
    for (const written of [day, time, fullMoment, when, onDay, until, away])
      expect(written(ms, now), written.name).not.toMatch(/unknown|NaN|Invalid/);
  expect(machine(0)).toBe('1970-01-01T00:00:00.000Z');
});

describe('what the wire counts', () => {
  it('writes calendar days without moving them between zones', () => {
    expect(calendar('2027-03-14')).toBe('14 March 2027');
    expect(calendar('2027-03-14T00:00:00Z')).toBe('14 March 2027');
    expect(calendar('soon')).toBe('soon');
  });

  it('writes tenths of a percent, and money in its smallest unit', () => {
    expect(tenths(845)).toBe('84.5\u00a0%');
    expect(tenths(700)).toBe('70\u00a0%');
    expect(money(24900, 'USD')).toBe('US$249');
    expect(money(24950, 'EUR')).toBe('€249.50');
    expect(money(24900, 'JPY')).toBe('JP¥24,900');
    expect(money(24900, 'no currency')).toBe('249 no currency');
  });
});
