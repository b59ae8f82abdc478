import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError, type Enrolment, type ExamPage, type Step } from '../../lib/host';
import { Exam, waits } from './exam.svelte';

type Answering = (request: never) => unknown;
const core: Record<string, Answering> = {};
const asked: string[] = [];

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: string, request: never) => {
    asked.push(name);
    return core[name]?.(request);
  },
}));

const step = (kind: Step['kind'], state: Step['state']): Step => ({
  kind,
  state,
  in_words: `${kind} ${state}`,
  at_ms: null,
  heard_ms: null,
  asks_again_ms: null,
  person_from_ms: null,
});

const enrolment = (...timeline: Step[]): Enrolment =>
  ({
    id: 'e',
    timeline,
    attempts_used: 0,
    cases: [],
    identity: { state: 'none' },
  }) as unknown as Enrolment;

const identity = (state: string): Enrolment =>
  ({ ...enrolment(), identity: { state } }) as unknown as Enrolment;

const picture = (more: Partial<ExamPage> = {}): ExamPage =>
  ({
    vault: { trouble: null },
    account: { state: 'signed_in', email: 'a@example.org' },
    contact: { heard_ms: 1, asking: false, silent: null, clock_off_s: null },
    launch: { state: 'not_now' },
    enrolment: null,
    silence: null,
    browser_check_open: false,
    ...more,
  }) as unknown as ExamPage;

const count = (name: string): number => asked.filter((one) => one === name).length;

/** An answer that comes when the test says so. */
function later(): { answer: Promise<unknown>; give: (value: unknown) => void } {
  let give: (value: unknown) => void = () => undefined;
  const answer = new Promise((done) => (give = done));
  return { answer, give };
}

const hidden = (on: boolean): unknown => vi.spyOn(document, 'hidden', 'get').mockReturnValue(on);

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  Object.assign(core, { exam_open: () => picture(), exam_ask: () => picture() });
});
afterEach(() => vi.useRealTimers());

describe('the picture', () => {
  it('is replaced by each reply, also by one that says where something was opened', async () => {
    const exam = new Exam();
    await exam.open();
    const signing = picture({ account: { state: 'signing_in', until_ms: 9, trouble: null } });
    core['sign_in'] = () => ({ host: 'exams.test', page: signing });
    expect(await exam.run('sign_in', {})).toBe(true);
    expect(exam.page).toBe(signing);
    expect(exam.openedAt('sign_in')).toBe('exams.test');
    expect(exam.openedAt('purchase_open')).toBe('');
  });

  it('stays when something is refused; the words stand beside what was asked, and the core is looked at again', async () => {
    const exam = new Exam();
    await exam.open();
    exam.texts.set('enrol', 'ABCD');
    core['enrol'] = () => {
      throw new HostError({ code: 'refused', message: 'That code is not good.' });
    };
    expect(await exam.run('enrol', { code: 'ABCD' })).toBe(false);
    expect(exam.troubleAt('enrol')).toBe('That code is not good.');
    expect(exam.troubleAt('sign_in')).toBe('');
    expect(exam.texts.get('enrol')).toBe('ABCD');
    expect(count('exam_open')).toBe(2);
    core['enrol'] = () => picture();
    await exam.run('enrol', { code: 'ABCE' });
    expect(exam.troubleAt('enrol')).toBe('');
  });

  it('of an answer is taken, and the rest of the answer given', async () => {
    const exam = new Exam();
    const after = picture();
    core['case_open'] = () => ({ number: 7, page: after });
    const opened = await exam.answer('case_open', {
      kind: 'help',
      about: null,
      attempt: null,
      text: 'x',
    });
    expect([opened?.number, exam.page]).toEqual([7, after]);
    expect(exam.openedAt('case_open')).toBe('');
    core['case_open'] = () => {
      throw new HostError({ code: 'unheard', message: 'No answer.' });
    };
    expect(
      await exam.answer('case_open', { kind: 'help', about: null, attempt: null, text: 'x' }),
    ).toBeNull();
  });

  it('keeps what a sign-out could not do until the next sign-in begins', async () => {
    const exam = new Exam();
    const out = { account: { state: 'signed_out' } } as Partial<ExamPage>;
    const vault = { trouble: 'The keychain did not answer.' } as ExamPage['vault'];
    const { answer, give } = later();
    core['sign_out'] = () => answer;
    const signing = exam.run('sign_out', {});
    core['exam_open'] = () => picture(out);
    await exam.open();
    give(picture({ ...out, vault }));
    await signing;
    await exam.open();
    expect(exam.leftBehind).toBe('The keychain did not answer.');
    core['exam_open'] = () =>
      picture({ account: { state: 'signing_in', until_ms: 9, trouble: null } });
    await exam.open();
    expect(exam.leftBehind).toBe('');
  });

  it('does one thing once, however often it is pressed', async () => {
    const exam = new Exam();
    const { answer, give } = later();
    core['launch_start'] = () => answer;
    const first = exam.run('launch_start', {});
    expect(exam.busy('launch_start')).toBe(true);
    expect(await exam.run('launch_start', {})).toBe(false);
    give({ host: 'c', page: picture() });
    expect(await first).toBe(true);
    expect(count('launch_start')).toBe(1);
    expect(exam.busy('launch_start')).toBe(false);
  });

  it('is not set back by a reply that comes too late: the core is asked how it stands', async () => {
    const exam = new Exam();
    await exam.open();
    const { answer, give } = later();
    core['exam_ask'] = () => answer;
    const asking = exam.ask({ wanted: true });
    const enrolled = picture({ enrolment: enrolment(step('enrolled', 'done')) });
    core['enrol'] = () => enrolled;
    core['exam_open'] = () => enrolled;
    await exam.run('enrol', { code: 'x' });
    give(picture());
    await asking;
    await vi.advanceTimersByTimeAsync(0);
    expect(exam.page).toBe(enrolled);
    expect(count('exam_open')).toBe(2);
  });

  it('says why there is none, and takes one that comes later', async () => {
    const exam = new Exam();
    core['exam_open'] = () => {
      throw new HostError({ code: 'internal', message: 'Damaged.' });
    };
    await exam.open();
    expect(exam.error).toMatchObject({ message: 'Damaged.' });
    core['exam_open'] = () => picture();
    await exam.open();
    expect([exam.error, exam.page !== null]).toEqual([null, true]);
  });
});

describe('what is typed', () => {
  it('is forgotten when somebody else signs in, not when the same person does', async () => {
    const exam = new Exam();
    await exam.open();
    exam.texts.set('case-help', 'mine');
    core['exam_open'] = () =>
      picture({ account: { state: 'sign_in_again', email: 'a@example.org', why: '' } });
    await exam.open();
    expect(exam.texts.get('case-help')).toBe('mine');
    core['exam_open'] = () => picture({ account: { state: 'signed_in', email: 'b@example.org' } });
    await exam.open();
    expect(exam.texts.size).toBe(0);
  });
});

describe('asking the registrar', () => {
  it('happens on arrival only when signed in', async () => {
    core['exam_open'] = () => picture({ account: { state: 'signed_out' } });
    const exam = new Exam();
    const leave = exam.attach();
    await vi.advanceTimersByTimeAsync(60_000);
    window.dispatchEvent(new Event('focus'));
    expect(count('exam_ask')).toBe(0);
    leave();
    core['exam_open'] = () => picture();
    exam.attach()();
    await vi.advanceTimersByTimeAsync(0);
    expect(count('exam_ask')).toBe(1);
  });

  it('goes on every 20 s while something waits and the screen is shown', async () => {
    const waiting = picture({ enrolment: enrolment(step('result', 'waiting')) });
    Object.assign(core, { exam_open: () => waiting, exam_ask: () => waiting });
    const exam = new Exam();
    const leave = exam.attach();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(count('exam_ask')).toBe(4);
    hidden(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count('exam_ask'), 'nobody looks').toBe(4);
    hidden(false);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count('exam_ask'), 'another screen is shown').toBe(4);
  });

  it('rests when nothing waits, and asks when the window gets the focus again, not in haste', async () => {
    const exam = new Exam();
    const leave = exam.attach();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(count('exam_ask')).toBe(1);
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(1_000);
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(0);
    expect(count('exam_ask')).toBe(2);
    leave();
  });

  it('is never under way twice, and goes on after it failed', async () => {
    const waiting = picture({ launch: { state: 'open' } as ExamPage['launch'] });
    Object.assign(core, { exam_open: () => waiting });
    const { answer, give } = later();
    core['exam_ask'] = () => answer;
    const exam = new Exam();
    const leave = exam.attach();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(count('exam_ask')).toBe(1);
    give(Promise.reject(new HostError({ code: 'unheard', message: 'No answer.' })));
    await vi.advanceTimersByTimeAsync(0);
    expect(exam.askTrouble).toBe('No answer.');
    core['exam_ask'] = () => waiting;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(count('exam_ask')).toBe(2);
    expect(exam.askTrouble).toBe('');
    leave();
  });

  it('looks every 20 s whether a sign-in has run out, without the network', async () => {
    core['exam_open'] = () =>
      picture({ account: { state: 'signing_in', until_ms: 1, trouble: null } });
    const exam = new Exam();
    const leave = exam.attach();
    await vi.advanceTimersByTimeAsync(41_000);
    expect([count('exam_open'), count('exam_ask')]).toEqual([3, 0]);
    leave();
  });

  it.each([
    [picture(), false],
    [picture({ enrolment: enrolment(step('result', 'waiting')) }), true],
    [picture({ enrolment: enrolment(step('result', 'later')) }), false],
    [picture({ browser_check_open: true }), true],
    [picture({ enrolment: identity('requires_input') }), true],
    [picture({ enrolment: identity('verified') }), false],
  ])('knows what waits', (page, expected) => {
    expect(waits(page)).toBe(expected);
  });
});

describe('silence', () => {
  const silence = (): ExamPage['silence'] => ({
    since_ms: Date.now(),
    until_ms: Date.now() + 90_000,
  });

  it('is looked at again when it ends', async () => {
    core['exam_open'] = () => picture({ silence: silence() });
    const exam = new Exam();
    await exam.open();
    expect(exam.silence).not.toBeNull();
    core['exam_open'] = () => picture();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(exam.silence).toBeNull();
  });

  it('listens to the core’s news on every screen; without it only where the chapter is shown', async () => {
    const exam = new Exam();
    await exam.open();
    await exam.changed();
    expect(count('exam_open')).toBe(1);
    const leave = exam.attach();
    await exam.changed();
    expect(count('exam_open')).toBe(3);
    leave();
    core['exam_open'] = () => picture({ silence: silence() });
    await exam.open();
    await exam.changed();
    expect(count('exam_open')).toBe(5);
  });
});
