import { cleanup, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Credential as Issued, ExamPage, ExamWindow, Monitoring } from '../../lib/host';
import { ownTime, precisely, when } from '../../lib/format';
import Credential from './after/Credential.svelte';
import Result from './after/Result.svelte';
import Ask from './cases/Ask.svelte';
import Exam from './Exam.svelte';
import { exam } from './exam.svelte';
import { contact, core, DAY, HOUR, NOW, page, programme, seat, someCase, step } from './fixture';
import { button, eachAnew, isOff, link, rowsOf, show, words } from './show';
import Window from './way/Window.svelte';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

eachAnew();

describe('a result', () => {
  const appeal = { appeal_until_ms: NOW + DAY };
  const of = (...seats: object[]): ExamPage => page({ programme }, [], { seats });

  it('offers an appeal for the newest that stands, and leads there from an older one', async () => {
    const both = of(seat(2, 'failed', {}, appeal), seat(1, 'failed', {}, appeal));
    await show(Result, both, {});
    expect(link('Appeal this result')).toBeTruthy();
    cleanup();
    await show(Result, both, { attempt: '1' });
    expect(link('Appeal this result')).toBeNull();
    expect(link('attempt 2')?.getAttribute('href')).toBe('#/exam/result/2');
    cleanup();
    const graded = of(seat(2, 'provisional'), seat(1, 'failed', {}, appeal));
    await show(Result, graded, { attempt: '1' });
    expect(link('Appeal this result'), 'the newer one is not decided').toBeTruthy();
  });

  it('that was taken back says so, and shows neither score nor appeal', async () => {
    const taken = seat(2, 'failed', { state: 'void', counts: false }, { ...appeal, why: 'Old.' });
    const both = of(taken, seat(1, 'failed', {}, appeal));
    await show(Result, both, { attempt: '2' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/Taken back by a person/);
    expect(words()).not.toMatch(/pass mark|Old\./);
    expect(link('Appeal this result')).toBeNull();
    cleanup();
    await show(Result, both, {});
    expect(words()).toContain('Attempt 1, handed in');
  });

  it('names the attempt that an appeal is against', async () => {
    await show(Ask, of(seat(2, 'failed', {}, appeal)), { kind: 'appeal' });
    expect(words()).toContain('My latest result, of attempt 2');
    exam.texts.set('case-appeal', 'Question 7.');
    const send = button('Send');
    await vi.waitFor(() => expect(isOff(send)).toBe(false));
    send.click();
    const sent = { kind: 'appeal', about: 'result', attempt: 2, text: 'Question 7.' };
    await vi.waitFor(() => expect(core.asked).toContainEqual(['case_open', sent]));
  });

  it('of a newer registrar asks for an update', async () => {
    await show(Result, of(seat(1, 'unknown')), {});
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/Update the app/);
  });

  it('is broken down, with how far the points speak', async () => {
    const categories = [
      { name: 'Safety', points_scored_tenths: 80, points_available_tenths: 100 },
      { name: 'Nothing', points_scored_tenths: 0, points_available_tenths: 0 },
    ];
    await show(Result, of(seat(1, 'failed', {}, { categories })), {});
    const table = screen.getByRole('table', { name: 'By category' });
    expect(rowsOf(table)).toEqual([
      'Safety | 8 of 10 | 80 % (49–94)',
      'Nothing | 0 of 0 | –',
      'All | 26 of 40 | 65 % (50–78)',
    ]);
  });

  it('shows its own cases, also before there is one, and says which are late', async () => {
    const cases = [
      someCase(4, { step: 'result', attempt: 1, title: 'Nothing has come' }),
      someCase(5, { step: 'result', attempt: 1, deadline_ms: NOW - HOUR, title: 'The old one' }),
      someCase(6, { step: 'result', attempt: 2, title: 'Of another attempt' }),
      someCase(7, { step: 'result', enrolment_id: 'other', title: 'Of another enrolment' }),
      someCase(8, { step: 'result', state: 'closed', title: 'Decided' }),
    ];
    const waiting = { ...seat(1, 'none'), state: 'expired', result: null };
    const timeline = [step('result', 'waiting')];
    await show(Result, page({ programme }, timeline, { seats: [waiting], cases }), {});
    const by = when(NOW + HOUR, NOW);
    expect(words()).toContain(`Case 4: Nothing has come. Operations decides by ${by}`);
    const late = `Operations was to decide by ${when(NOW - HOUR, NOW)} and is late`;
    expect(words()).toContain(`Case 5: The old one. ${late}`);
    expect(words()).not.toMatch(/Of another|Decided/);
  });
});

describe('what the monitor noted', () => {
  const noted = (more: Partial<Monitoring>): ExamPage => {
    const monitoring = {
      camera: null,
      browser: true,
      events_total: 0,
      seconds_away: 0,
      events: [],
      cleared_ms: null,
      ...more,
    };
    return page({ programme }, [], { seats: [seat(1, 'held', {}, { monitoring })] });
  };

  it('says what is not known instead of a no', async () => {
    await show(Result, noted({}), {});
    expect(words()).toContain('Whether the camera was on is not known');
    expect(words()).not.toContain('The camera was off');
    expect(words()).toContain('Nothing was noted.');
  });

  it('tells events in plain words, with their own, and to the second', async () => {
    const at_ms = NOW - 26_613_000;
    const events = [
      { at_ms, what: 'Left the exam’s page', seconds_away: 7 },
      { at_ms: null, what: 'Something new', seconds_away: 0 },
    ];
    await show(Result, noted({ camera: true, events, events_total: 3, seconds_away: 7 }), {});
    expect(rowsOf(screen.getByRole('table', { name: 'What the monitor noted' }))).toEqual([
      `${precisely(at_ms, NOW)} | The exam’s page was left (Left the exam’s page) | 7 s`,
      '– | Something new | –',
    ]);
    expect(words()).toContain('2 of 3 are listed');
    expect(link('Answer what was noted')).toBeTruthy();
  });
});

describe('the certificate’s card', () => {
  const card = (state: string, more: Partial<Issued> = {}): Issued =>
    ({
      state,
      why: null,
      name: 'Ada',
      issued_on: null,
      expires_on: null,
      url: null,
      ...more,
    }) as Issued;

  it.each([
    [card('issued'), /Good until for ever/],
    [card('issued', { expires_on: '2029-03-14' }), /Good until 14 March 2029/],
    [card('expired', { expires_on: '2026-03-14' }), /Expired 14 March 2026/],
  ])('says until when it is good', async (credential, expected) => {
    await show(Credential, page(), { page: page(), credential });
    expect(words()).toMatch(expected);
  });

  it('says of one that is withdrawn when it was, and nothing of how long it is good', async () => {
    const why = 'Withdrawn at 14:02 UTC on 23 November 2026.';
    await show(Credential, page(), { page: page(), credential: card('withdrawn', { why }) });
    expect(words()).not.toMatch(/Good until|for ever/);
    expect(words()).toContain(ownTime(why, NOW));
  });
});

describe('a clock that is days ahead', () => {
  const ahead = contact({ ahead_ms: 3 * DAY, clock_off_s: 3 * 86_400 });
  const until = NOW - DAY;
  const seats = [seat(1, 'failed', {}, { appeal_until_ms: until })];
  const open: ExamWindow = {
    opens: { at_ms: NOW - 9 * DAY, local: 'a', utc: 'A' },
    closes: { at_ms: NOW - DAY, local: 'b', utc: 'B' },
    zone: 'Europe/Berlin',
    clocks_change: null,
  };
  const late = page({ programme, window: open, ...ahead }, [step('result', 'done')], { seats });

  it('takes no appeal away', async () => {
    await show(Result, late, {});
    expect(link('Appeal this result')).toBeTruthy();
    expect(words()).toContain('for another 2 days');
    cleanup();
    await show(Ask, late, { kind: 'appeal' });
    expect(words()).not.toContain('the time for it is over');
    cleanup();
    await show(Exam, late);
    expect(words()).toContain('appeal until');
  });

  it('closes no window', async () => {
    await show(Window, late, { window: open });
    expect(words()).toContain('The window closes in 2 days.');
  });
});
