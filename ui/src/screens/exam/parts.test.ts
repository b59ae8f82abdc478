import { describe, expect, it } from 'vitest';
import type { ReadinessRow, ReadinessRun, Seat } from '../../lib/host';
import { share } from './after/share';
import { fault } from './account/passphrase';
import { canSend, LONGEST } from './cases/writing';
import { attention, isFresh, isOutdated, tally } from './ready/readiness';
import { inPlainWords, watched } from './after/monitored';
import { outcomeOf } from './words';

const row = (name: string, verdict: ReadinessRow['verdict']): ReadinessRow => ({
  name,
  verdict,
  seen: name,
  mend: '',
});
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const run = (rows: ReadinessRow[], at_ms = 1_000): ReadinessRun => ({ at_ms, rows });

describe('a readiness run', () => {
  it.each([
    [undefined, 0, false],
    [1_000, 1_000, true],
    [1_000, 1_000 + 15 * MINUTE - 1, true],
    [1_000, 1_000 + 15 * MINUTE, false],
    [1_001, 1_000, false],
    [NaN, 1_000, false],
  ])('of %s is fresh at %d: %s', (at, now, expected) => {
    expect(isFresh(at === undefined ? undefined : run([], at), now)).toBe(expected);
  });

  it('is told in a line', () => {
    const whole = run([row('a', 'pass'), row('b', 'attention'), row('c', 'unknown')]);
    expect(tally(whole)).toBe('1 pass, 1 needs attention, 1 unknown');
    expect(attention(whole).map(({ name }) => name)).toEqual(['b']);
    expect(attention(null)).toEqual([]);
    expect(tally(run([row('a', 'pass')]))).toBe('1 pass');
  });
});

it.each([
  [0, DAY, false],
  [0, DAY + 1, true],
  [0, undefined, true],
  [3 * DAY, undefined, false],
  [4 * DAY, DAY, false],
])('a browser’s report of %d beside a run of %s is outdated: %s', (at_ms, ran, expected) => {
  const beside = ran === undefined ? undefined : run([], ran);
  expect(isOutdated({ at_ms, rows: [] }, beside, 3 * DAY)).toBe(expected);
});

describe('a passphrase', () => {
  it.each([
    ['', '', 'Type a passphrase.'],
    ['short', 'short', 'It has 5 of at least 12 characters.'],
    ['👩🏽‍🚀'.repeat(2), '', 'It has 8 of at least 12 characters.'],
    ['twelve chars', '', 'Type it a second time.'],
    ['twelve chars', 'twelve charS', 'The two are not the same.'],
    ['twelve chars', 'twelve chars', ''],
  ])('%j, %j: %s', (passphrase, again, expected) => {
    expect(fault(passphrase, again)).toBe(expected);
  });
});

it('sends a text that is neither empty nor too long', () => {
  expect(canSend('  \n ')).toBe(false);
  expect(canSend('x'.repeat(LONGEST))).toBe(true);
  expect(canSend('x'.repeat(LONGEST + 1))).toBe(false);
  expect(canSend('🦊'.repeat(LONGEST))).toBe(true);
});

describe('a share of points', () => {
  it('has the interval of Wilson', () => {
    expect(share(8, 10)).toEqual({ percent: 80, low: 49, high: 94 });
    expect(share(50.7, 60)).toEqual({ percent: 84.5, low: 73, high: 92 });
    expect(share(0, 10)).toEqual({ percent: 0, low: 0, high: 28 });
    expect(share(10, 10)).toEqual({ percent: 100, low: 72, high: 100 });
  });

  it('is none where there are no points to speak of', () => {
    expect([share(0, 0), share(-1, 5), share(6, 5), share(1, NaN)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

it('says how an attempt ended', () => {
  const seat = (state: string, outcome?: string): Seat =>
    ({ state, result: outcome ? { outcome } : null }) as unknown as Seat;
  expect(outcomeOf(seat('finished', 'passed'))).toBe('Passed');
  expect(outcomeOf(seat('finished', 'something_new'))).toMatch(/version of the app does not know/);
  expect(outcomeOf(seat('finished', 'unknown'))).toMatch(/version of the app does not know/);
  expect(outcomeOf(seat('finished', 'none'))).toBe('No result yet');
  expect(outcomeOf(seat('expired'))).toBe('Nothing was handed in');
  expect(outcomeOf(seat('open'))).toBe('No result yet');
  expect(outcomeOf(seat('void', 'passed'))).toMatch(/does not count/);
});

describe('what the monitor noted', () => {
  it.each([
    ["Left the exam's page", 'The exam’s page was left'],
    ['tab_switch', 'The exam’s page was left'],
    ['Lost focus', 'The exam’s page was left'],
    ['Window blur', 'The exam’s page was left'],
    ['Returned to test', 'Back at the exam’s page'],
    ['No face detected', 'No face in the picture'],
    ['Face left frame', 'No face in the picture'],
    ['multiple_faces', 'More than one face in the picture'],
    ['Camera stopped', 'The camera stopped'],
    ['webcam-disabled by user: off', 'The camera stopped'],
    ['A word of tomorrow', ''],
    ['', ''],
  ])('%j is told as %j', (what, expected) => {
    expect(inPlainWords(what)).toBe(expected);
  });

  it.each([
    [true, true, 'The camera was on, leaving the exam’s page was noted.'],
    [false, null, 'The camera was off, whether leaving the exam’s page was noted is not known.'],
    [null, false, 'Whether the camera was on is not known, leaving the exam’s page was not noted.'],
  ])('camera %s, browser %s', (camera, browser, expected) => {
    expect(watched(camera, browser)).toBe(expected);
  });
});
