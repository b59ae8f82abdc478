/** Pictures of the chapter, and a core that answers with one, for the tests of its screens. */
import type { Case, ExamPage, Programme, Seat, Step } from '../../lib/host';

/** What the core answers with, and what it was asked. */
export const core = {
  picture: null as ExamPage | null,
  /** Answers that are not the picture alone. */
  answers: new Map<string, () => unknown>(),
  asked: [] as [string, unknown][],
};

/** In place of the way to the core. */
export async function call(name: string, request: unknown): Promise<unknown> {
  core.asked.push([name, request]);
  return core.answers.get(name)?.() ?? core.picture;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOW = Date.UTC(2027, 2, 12, 9);
export const step = (kind: string, state: string): Step =>
  ({
    kind,
    state,
    in_words: `${kind}: ${state}.`,
    at_ms: null,
    heard_ms: null,
    asks_again_ms: null,
    person_from_ms: null,
  }) as unknown as Step;

export const consents = ['terms', 'age'].map((kind) => ({
  kind,
  version: '1',
  text: `The ${kind}.`,
}));

export function page(more: object = {}, timeline: Step[] = [], of: object = {}): ExamPage {
  return {
    sandbox: false,
    registrar: 'exams.academy.test',
    vault: {
      keychain: null,
      keeping: 'keychain',
      open: true,
      fault: null,
      in_words: '',
      todo: '',
      trouble: null,
    },
    account: { state: 'signed_in', email: 'maya@example.org' },
    contact: {
      heard_ms: NOW,
      asking: false,
      silent: null,
      from_before: false,
      ahead_ms: 0,
      clock_off_s: null,
    },
    programme: {
      consents,
      variants: [],
      identity: { routes: ['stripe'] },
      attempts: {},
      credential: {},
      monitoring: { in_words: 'Pictures are taken.' },
    },
    offered: null,
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
    cases: [],
    readiness: [],
    browser: null,
    browser_check_open: false,
    launch: { state: 'not_now' },
    pins: [],
    badge: null,
    ...more,
  } as unknown as ExamPage;
}

/** A programme with everything that is told of it. */
export const programme = {
  version: 1,
  title: 'AI Evaluator Certification',
  sandbox: false,
  price: { amount: 24900, currency: 'USD' },
  purchase_url: 'exams.academy.test',
  attempts: {
    allowed: 2,
    waiting_days: 7,
    counts_when: 'link_handed_out',
    counts_in_words: 'An attempt is used up once its link has been handed out.',
    window_days: 180,
    grace_minutes: 15,
  },
  pass_mark_tenths: 700,
  variants: [
    { id: 'standard', title: 'Standard', minutes: 90, camera: 'required' },
    { id: 'plus-50', title: 'Half as much time again', minutes: 135, camera: 'required' },
  ],
  identity: {
    routes: ['stripe', 'person'],
    attempts: 3,
    valid_days: 365,
    retention: 'redact_at_once',
    compares_name: true,
  },
  monitoring: {
    in_words: 'Pictures are taken.',
    events_held_above: 10,
    seconds_away_held_above: 120,
  },
  minimum_age: 18,
  credential: {
    title: 'AI Evaluator',
    valid_months: 24,
    renewal_notice_days: [60],
    public_host: 'credsverse.com',
  },
  retention: [{ field: 'sign_ins', what: 'Sign-ins', days: 30, why: 'To find misuse.' }],
  appeal_days: 14,
  answer_hours: 48,
  contact_email: 'help@academy.test',
  consents,
  hosts: [],
  rehearsal_url: null,
} as unknown as Programme;

/** An attempt that was sat, with its result. */
export function seat(attempt: number, outcome: string, more: object = {}, of: object = {}): Seat {
  return {
    id: `seat-${attempt}`,
    state: 'finished',
    attempt,
    handed_out_ms: NOW - 7_200_000,
    expires_ms: NOW,
    counts: true,
    result: {
      outcome,
      why: null,
      percentage_tenths: 650,
      points_scored_tenths: 260,
      points_available_tenths: 400,
      pass_mark_tenths: 700,
      finished_ms: NOW - 3_600_000,
      confirmed_ms: NOW,
      categories: [],
      monitoring: null,
      appeal_until_ms: null,
      ...of,
    },
    ...more,
  } as unknown as Seat;
}

/** A case of the enrolment that somebody is at. */
export function someCase(number: number, more: object = {}): Case {
  return {
    number,
    kind: 'held',
    state: 'open',
    title: 'It is looked at',
    opened_ms: NOW - 3_600_000,
    deadline_ms: NOW + 3_600_000,
    decider: 'operations',
    decision: null,
    closed_ms: null,
    notes: [],
    enrolment_id: 'e',
    attempt: null,
    step: null,
    ...more,
  } as Case;
}

/** What the contact with the registrar is, other than usual. */
export const contact = (more: object): object => ({ contact: { ...page().contact, ...more } });
