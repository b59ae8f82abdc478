import { cleanup, screen } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { ExamPage, ExamWindow } from '../../lib/host';
import { ownTime, when } from '../../lib/format';
import Result from './after/Result.svelte';
import Ask from './cases/Ask.svelte';
import Case from './cases/Case.svelte';
import Exam from './Exam.svelte';
import { waits, exam } from './exam.svelte';
import EnrolAgain from './facts/EnrolAgain.svelte';
import Facts from './facts/Facts.svelte';
import { contact, core, DAY, HOUR, NOW, page, programme, seat, someCase, step } from './fixture';
import Launch from './launch/Launch.svelte';
import { button, eachAnew, isOff, link, show, words } from './show';
import Window from './way/Window.svelte';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

eachAnew();

describe('where no exam can follow', () => {
  const over = step('seat', 'trouble');

  it('says so, waits for nothing, and leads to another code and to a person', async () => {
    const end = page({}, [step('result', 'done'), over], { attempts_used: 2 });
    await show(Exam, end);
    expect(screen.getByRole('heading', { name: 'No exam can be sat any more' })).toBeTruthy();
    expect(screen.queryByText(/again/i, { selector: 'h2' })).toBeNull();
    expect(link('Enrol again')?.getAttribute('href')).toBe('#/exam/enrol');
    expect(link('Ask a person')).toBeTruthy();
    expect(waits(end)).toBe(false);
  });

  it.each([
    [{ attempts_used: 0, window_closes_ms: NOW + HOUR }, false],
    [{ attempts_used: 0, window_closes_ms: NOW }, true],
    [{ attempts_used: 2, window_closes_ms: NOW + DAY }, true],
  ])('offers another code only when one is taken: %o', async (of, expected) => {
    await show(Exam, page({}, [over], of));
    expect(link('Enrol again') !== null).toBe(expected);
    expect(link('Ask a person')).toBeTruthy();
  });

  it('takes a second code, on a page that the account’s menu leads to as well', async () => {
    await show(Exam, page());
    const menu = screen.getByRole('link', { name: 'Enrol with another code', hidden: true });
    expect(menu.getAttribute('href')).toBe('#/exam/enrol');
    cleanup();
    await show(EnrolAgain, page({ offered: programme }));
    exam.texts.set('enrol', 'ABCD');
    const send = button('Enrol with this code');
    await vi.waitFor(() => expect(isOff(send)).toBe(false));
    send.click();
    await vi.waitFor(() => expect(core.asked).toContainEqual(['enrol', { code: 'ABCD' }]));
    await vi.waitFor(() => expect(location.hash).toBe('#/exam'));
  });

  it('takes no code of somebody who is not signed in', async () => {
    await show(EnrolAgain, page({ account: { state: 'sign_in_again', email: 'a@b.c', why: '' } }));
    expect(screen.queryByLabelText('I have a code')).toBeNull();
  });
});

describe('what is not of this session is dated', () => {
  const again = { account: { state: 'sign_in_again', email: 'a@b.c', why: 'It has ended.' } };
  const locked = { account: { state: 'locked', email: 'a@b.c' } };
  const heard_ms = NOW - 2 * DAY;
  const old = (more: object): ExamPage =>
    page({ programme, cases: [someCase(7)], ...contact({ heard_ms }), ...more }, [], {
      seats: [seat(1, 'failed')],
    });
  const as_of = `As of ${when(heard_ms, NOW)}.`;

  it.each([
    ['the result', Result, {}],
    ['a case', Case, { number: '7' }],
    ['the facts', Facts, {}],
    ['a question', Ask, { kind: 'help' }],
    ['another code', EnrolAgain, {}],
    ['the first page', Exam, {}],
  ] as [string, Component<Record<string, unknown>>, Record<string, unknown>][])(
    'on %s',
    async (_, component, props) => {
      for (const more of [again, locked]) {
        await show(component, old(more), props);
        expect(words()).toContain(as_of);
        cleanup();
      }
      await show(component, old({}), props);
      expect(words()).not.toContain('As of');
      cleanup();
      await show(component, old(contact({ heard_ms, from_before: true })), props);
      expect(words()).toContain(as_of);
    },
  );
});

it('takes each new text of a newer registrar by itself, and sends its own word', async () => {
  const texts = ['recording_of_sound', 'research'].map((kind) => ({
    kind,
    version: '1',
    text: kind,
  }));
  const newer = { ...programme, consents: texts };
  await show(Exam, page({ programme: newer }, [step('consented', 'yours')]));
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
  boxes[0]?.click();
  await vi.waitFor(() => expect(boxes.map((box) => box.checked)).toEqual([true, false]));
  boxes[1]?.click();
  const agree = button(/Agree/);
  await vi.waitFor(() => expect(isOff(agree)).toBe(false));
  agree.click();
  const consents = texts.map(({ kind, version }) => ({ kind, version }));
  await vi.waitFor(() => expect(core.asked).toContainEqual(['consent_give', { consents }]));
});

describe('the facts', () => {
  it('stand before the purchase, whole and in order', async () => {
    const none = { enrolments: [], enrolment: null };
    await show(Exam, page({ ...none, programme, offered: programme }));
    const all = words();
    const at = [
      'I have a code',
      'What you buy',
      'US$249',
      '2 attempts. Between two attempts you wait 7 days.',
      'An attempt is used up once its link has been handed out.',
      'Within 180 days of enrolling',
      'Standard: 1 h 30 min, camera on',
      '70 % of the points',
      'Pictures are taken.',
      'At least 18 years',
      'The terms.',
      'Within 14 days of a result',
      'What is kept, and for how long',
      'Sign-ins30 daysTo find misuse.',
      'Buy for US$249',
    ].map((text) => all.replaceAll('\u00a0', ' ').indexOf(text));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(document.querySelectorAll('details[open]')).toHaveLength(0);
  });

  it('are what was promised to whoever is enrolled; the code’s page tells what is sold now', async () => {
    const { attempts } = programme;
    const promised = { ...programme, version: 1, attempts: { ...attempts, waiting_days: 30 } };
    const now = page({ programme: promised, offered: { ...programme, version: 2 } });
    await show(Facts, now);
    expect(words()).toContain('you wait 30 days');
    expect(words()).toContain('What holds for you');
    expect(words()).toContain('changed since for whoever enrols now');
    cleanup();
    await show(EnrolAgain, now);
    expect(words()).toContain('you wait 7 days');
  });

  it.each([
    ['the facts', Facts, {}],
    ['the start', Launch, { launch: { state: 'ready', host: 'www.classmarker.com' } }],
  ] as [string, Component, object][])(
    'say what to do if the connection drops: %s',
    async (_, part, more) => {
      await show(part, page({ programme, ...more }));
      expect(screen.getByRole('heading', { name: 'If the connection drops' })).toBeTruthy();
      expect(words()).toContain('write to help@academy.test');
    },
  );
});

describe('the window', () => {
  const moment = (at_ms: number, local: string, utc: string): ExamWindow['opens'] => ({
    at_ms,
    local,
    utc,
  });
  const window: ExamWindow = {
    opens: moment(NOW - DAY, '11 March 2027, 10:00 (UTC+1)', '11 March 2027, 09:00 UTC'),
    closes: moment(NOW + 30 * DAY, '11 April 2027, 11:00 (UTC+2)', '11 April 2027, 09:00 UTC'),
    zone: 'Europe/Berlin',
    clocks_change: 'On 28 March 2027 the clocks here go forward by an hour.',
  };

  it.each([
    [window, 'Your time is that of Europe/Berlin. The window closes in 30 days.'],
    [{ ...window, zone: 'America/New_York' }, 'Your time is that of America/New York.'],
    [{ ...window, zone: 'UTC−5' }, 'Your time is UTC−5.'],
    [{ ...window, zone: 'Etc/UTC' }, 'Your time is UTC.'],
    [{ ...window, opens: moment(NOW + DAY, '', '') }, 'The window opens in 24 hours.'],
    [{ ...window, closes: moment(NOW - 1, '', '') }, 'The window is closed.'],
  ])('names the zone and what comes next', async (one, expected) => {
    await show(Window, page(), { window: one });
    expect(words()).toContain(expected);
  });

  it('is told in both zones, with the change of the clocks', async () => {
    await show(Window, page(), { window });
    for (const said of [window.opens.local, window.closes.utc, window.clocks_change ?? ''])
      expect(words()).toContain(said);
    cleanup();
    await show(Exam, page({ programme, window }, [step('seat', 'later')]));
    for (const said of [
      window.opens.local,
      window.closes.local,
      window.opens.utc,
      window.closes.utc,
    ])
      expect(words()).toContain(said);
  });
});

describe('how the exam is sat', () => {
  const seats = [step('seat', 'yours')];
  const decided = someCase(3, {
    kind: 'accommodation',
    step: 'seat',
    state: 'closed',
    closed_ms: NOW - 9 * DAY,
  });

  it.each([
    [{ variant: 'standard' }, 'Standard, 1 h 30 min, camera on.', true],
    [{ variant: 'plus-50' }, 'Granted: Half as much time again, 2 h 15 min', true],
    [{ variant: 'plus-50', cases: [decided] }, 'Granted 3 March: Half as much', true],
    [{ variant: 'standard', cases: [decided] }, 'What was decided on your request', true],
    [{ variant: 'gone' }, 'not among the ways that are offered now', true],
    [{ variant: 'standard', cases: [{ ...decided, state: 'open' }] }, 'are being looked at', false],
  ])('%o', async (of, expected, asks) => {
    await show(Exam, page({ programme }, seats, of));
    expect(words()).toContain(expected);
    expect(link('Ask for other conditions') !== null).toBe(asks);
  });
});

describe('a wait', () => {
  it('leads to its cases, with who decides and by when', async () => {
    const cases = [
      someCase(3, { kind: 'identity', step: 'identity', title: 'An identity' }),
      someCase(4, { title: 'The enrolment is held' }),
    ];
    const held = { cases, held: 'A question since 14:02 UTC on 23 November 2026.' };
    await show(Exam, page({}, [step('identity', 'waiting')], held));
    const line = document.querySelector('[data-step=identity]') as HTMLElement;
    const by = `Operations decides by ${when(NOW + HOUR, NOW)}`;
    expect(line.textContent?.replace(/\s+/g, ' ')).toContain(`Case 3: An identity. ${by}`);
    expect(words()).toContain(`Case 4: The enrolment is held. ${by}`);
    expect(words()).toContain(ownTime(held.held, NOW));
    expect(link('Ask about it')).toBeNull();
  });

  it('whose times have passed says what is being done', async () => {
    const times = { asks_again_ms: NOW - 1, person_from_ms: NOW - HOUR, heard_ms: NOW - DAY };
    await show(Exam, page({}, [{ ...step('result', 'waiting'), ...times }]));
    expect(words()).toContain(`· being asked now · a person looks since ${when(NOW - HOUR, NOW)}`);
    expect(words()).not.toMatch(/asks again|looks from/);
  });

  it('for the report of an exam that was handed in says when it is asked for again', async () => {
    const result = { ...step('result', 'later'), asks_again_ms: NOW + HOUR };
    const launch = {
      state: 'open',
      host: 'c',
      opened_ms: NOW,
      ends_ms: NOW + HOUR,
      can_copy: false,
    };
    const open = page({ launch }, [step('exam', 'yours'), result]);
    const said = `we wait for ClassMarker’s report; it is asked for again ${when(NOW + HOUR, NOW)}.`;
    for (const part of [Launch, Exam]) {
      await show(part as Component, open);
      expect(words()).toContain(said);
      cleanup();
    }
  });
});

it.each([
  [
    { name: 'matches', redacted: true },
    'Stripe has deleted what it held. Kept: that it matched, and when.',
  ],
  [{ name: 'differs' }, 'Kept: that you were verified, that the name differs, and when.'],
  [{ name: 'not_compared' }, 'Kept: that you were verified, and when.'],
  [{ name: 'matches', route: 'person' }, 'Kept: that a person decided it, and when.'],
])('says what is kept of an identity: %o', async (more, expected) => {
  const identity = { state: 'verified', attempts_used: 1, attempts_allowed: 3, last_error: null };
  await show(Exam, page({}, [step('identity', 'done')], { identity: { ...identity, ...more } }));
  expect(words()).toContain(expected);
});
