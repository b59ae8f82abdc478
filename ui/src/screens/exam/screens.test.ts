import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExamPage, Step } from '../../lib/host';
import Exam from './Exam.svelte';
import { exam } from './exam.svelte';
import Launch from './launch/Launch.svelte';

let picture: ExamPage;
const asked: [string, unknown][] = [];

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: string, request: unknown) => {
    asked.push([name, request]);
    return picture;
  },
}));

const NOW = Date.UTC(2027, 2, 12, 9);
const step = (kind: string, state: string): Step =>
  ({
    kind,
    state,
    in_words: `${kind}: ${state}.`,
    at_ms: null,
    heard_ms: null,
    asks_again_ms: null,
    person_from_ms: null,
  }) as unknown as Step;

const consents = ['terms', 'age'].map((kind) => ({ kind, version: '1', text: `The ${kind}.` }));

function page(more: object = {}, timeline: Step[] = [], of: object = {}): ExamPage {
  return {
    sandbox: false,
    registrar: 'exams.academy.test',
    vault: {
      keychain: null,
      keeping: 'keychain',
      open: true,
      in_words: '',
      todo: '',
      trouble: null,
    },
    account: { state: 'signed_in', email: 'maya@example.org' },
    contact: { heard_ms: NOW, asking: false, silent: null, clock_off_s: null },
    programme: {
      consents,
      variants: [],
      identity: { routes: ['stripe'] },
      attempts: {},
      credential: {},
      monitoring: { in_words: 'Pictures are taken.' },
    },
    enrolments: [{ id: 'e', title: 'Certification', enrolled_ms: NOW }],
    enrolment: {
      id: 'e',
      title: 'Certification',
      attempts_used: 0,
      attempts_allowed: 2,
      held: null,
      name: null,
      consents: [],
      identity: { state: 'none', attempts_used: 0, attempts_allowed: 3, last_error: null },
      conditions: [],
      seats: [],
      cases: [],
      credential: { state: 'none' },
      timeline,
      ...of,
    },
    window: null,
    silence: null,
    readiness: [],
    browser_check_open: false,
    launch: { state: 'not_now' },
    pins: [],
    badge: null,
    ...more,
  } as unknown as ExamPage;
}

async function show(component: typeof Exam, shown: ExamPage): Promise<void> {
  picture = shown;
  await exam.open();
  render(component);
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
  asked.length = 0;
  return () => vi.useRealTimers();
});

afterEach(cleanup);

const button = (name: RegExp | string): HTMLElement => screen.getByRole('button', { name });
const isOff = (element: HTMLElement): boolean => element.getAttribute('aria-disabled') === 'true';

describe('the first page', () => {
  it('signed out: says that no network is used, and where the sign-in opens', async () => {
    await show(Exam, page({ account: { state: 'signed_out' }, enrolments: [], enrolment: null }));
    expect(screen.getByText('Until you sign in, the app uses no network.')).toBeTruthy();
    expect(screen.getByText('exams.academy.test')).toBeTruthy();
    button('Sign in in your browser').click();
    await vi.waitFor(() => expect(asked.map(([name]) => name)).toContain('sign_in'));
  });

  it('asks how to keep the sign-in where there is no keychain, before anything else', async () => {
    const vault = {
      keychain: 'missing',
      keeping: 'undecided',
      open: false,
      in_words: 'None.',
      todo: '',
      trouble: null,
    };
    await show(
      Exam,
      page({ account: { state: 'signed_out' }, vault, enrolments: [], enrolment: null }),
    );
    expect(screen.queryByRole('button', { name: /Sign in/ })).toBeNull();
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(isOff(button('Keep it this way'))).toBe(true);
  });

  it('hands the focus on when news takes away what had it', async () => {
    const nobody = { programme: null, enrolments: [], enrolment: null };
    const main = document.body.appendChild(document.createElement('main'));
    picture = page({ ...nobody, account: { state: 'signing_in', until_ms: NOW, trouble: null } });
    await exam.open();
    render(Exam, { target: main });
    screen.getByLabelText(/paste the code/).focus();
    picture = page(nobody);
    await exam.changed();
    const next = await screen.findByRole('heading', { name: 'Enrol' });
    await vi.waitFor(() => expect(document.activeElement).toBe(next));
    main.remove();
  });

  it('takes an agreement only when each text is ticked; none is ticked beforehand', async () => {
    await show(Exam, page({}, [step('consented', 'yours')]));
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => box.checked)).toEqual([false, false]);
    boxes[0]?.click();
    await vi.waitFor(() => expect(boxes[0]?.checked).toBe(true));
    button(/Agree/).click();
    expect(asked.some(([name]) => name === 'consent_give')).toBe(false);
    boxes[1]?.click();
    await vi.waitFor(() => expect(isOff(button(/Agree/))).toBe(false));
    button(/Agree/).click();
    const given = { consents: consents.map(({ kind, version }) => ({ kind, version })) };
    await vi.waitFor(() => expect(asked).toContainEqual(['consent_give', given]));
  });

  it('shows steps, verdicts and cases of a newer registrar', async () => {
    const run = {
      at_ms: NOW,
      rows: [{ name: 'x', verdict: 'maybe', seen: 'Something new.', mend: '' }],
      browser: [],
      browser_at_ms: null,
    };
    const cases = [
      { number: 1, kind: 'new', state: 'new', title: 'A new kind', deadline_ms: NOW, notes: [] },
    ];
    const timeline = [
      step('unknown', 'later'),
      step('unknown', 'later'),
      step('identity', 'brand_new'),
    ];
    await show(Exam, page({ readiness: [run] }, timeline, { cases, credential: { state: 'new' } }));
    expect(screen.getAllByRole('heading', { name: 'Another step' })).toHaveLength(2);
    expect(screen.getByText('Something new.')).toBeTruthy();
    expect(screen.getByRole('link', { name: /A new kind/ })).toBeTruthy();
  });

  it('says on every screen that the sandbox is not real', async () => {
    await show(Exam, page({ sandbox: true }));
    expect(screen.getByText(/nothing here is real/)).toBeTruthy();
  });
});

describe('prepare to start', () => {
  const launch = { state: 'ready', host: 'www.classmarker.com' };
  const run = (at_ms: number, verdict: string): object => ({
    at_ms,
    rows: [{ name: 'programs', verdict, seen: 'AnyDesk is running.', mend: 'Quit it.' }],
    browser: [],
    browser_at_ms: null,
  });
  const ready = (at_ms: number, verdict = 'pass'): ExamPage =>
    page({ launch, readiness: [run(at_ms, verdict)] });

  it('needs a check of the last fifteen minutes', async () => {
    await show(Launch, ready(NOW - 16 * 60_000));
    expect(isOff(button('Start the exam'))).toBe(true);
    button('Start the exam').click();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/older than 15 minutes/)).toBeTruthy();
  });

  it('asks before it uses up an attempt, and names what needs attention', async () => {
    await show(Launch, ready(NOW - 60_000, 'attention'));
    button('Start the exam').click();
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/attempt 1 of 2/)).toBeTruthy();
    expect(within(dialog).getByText(/AnyDesk/)).toBeTruthy();
    expect(asked.some(([name]) => name === 'launch_start')).toBe(false);
    within(dialog).getByRole('button', { name: 'Start anyway' }).click();
    await vi.waitFor(() => expect(asked).toContainEqual(['launch_start', {}]));
  });

  it('offers the link once while the exam is open', async () => {
    const open = (can_copy: boolean): ExamPage =>
      page({
        launch: { state: 'open', host: 'c', opened_ms: NOW, ends_ms: NOW + 1, can_copy },
        silence: { since_ms: NOW, until_ms: NOW + 60_000 },
      });
    await show(Launch, open(true));
    picture = open(false);
    button(/Copy the link/).click();
    await screen.findByText(/it can be copied once/);
    expect(screen.queryByRole('button', { name: /Copy the link/ })).toBeNull();
    expect(button('Open it again')).toBeTruthy();
  });
});
