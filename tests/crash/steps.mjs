// What a candidate does on the way, step by step, for tests that kill the core within each.

import { join } from 'node:path';
import { root } from '../servers.mjs';
import { isMet } from './exam.lib.mjs';

export const HELP = 'The camera asked twice. Is that well?';
export const MORE = 'It was the second time that I looked.';

export const only = (page) => page.enrolment.seats[0];
export const help = (page) => page.cases.find((file) => file.kind === 'help');
const seen = (page, name) => page.readiness.some((run) => run.rows.some((r) => r.name === name));

const signedIn = (page) => page.account.state === 'signed_in';
const result = (page) => only(page).result?.outcome;
/** A badge that brings its own key: it can be trusted. */
const BADGE = join(root, 'tests/badges/fixtures/ec.jwt');

/** A sign-in that waits, given up. */
const SIGN_IN_CANCEL = {
  name: 'sign_in_cancel',
  before: (c) => c.sentTo('sign_in'),
  act: (c) => c.core.call('sign_in_cancel'),
  done: (page) => page.account.state === 'signed_out',
};

/**
 * The steps in order. `before` is what the candidate does at a page, undisturbed, and `act` what the app does; `done` says
 * whether that need not be repeated, by what the page shows after the registrar was asked. `anew`: repeated with what comes
 * before it.
 */
export const STEPS = [
  SIGN_IN_CANCEL,
  {
    name: 'sign_in',
    act: (c) => c.sentTo('sign_in'),
    // A sign-in that waits belongs to its process.
    done: () => true,
  },
  {
    name: 'callback',
    anew: true,
    before: (c) => c.toCallback(),
    act: (c) => c.callback(),
    done: signedIn,
  },
  {
    name: 'enrol',
    act: (c) => c.core.call('enrol', { code: c.code }),
    done: (page) => page.enrolments.length === 1,
  },
  {
    name: 'consent_give',
    act: (c) => c.consent(),
    done: (page) => isMet(page, 'consented'),
  },
  {
    name: 'name_confirm',
    act: (c) => c.core.call('name_confirm', { name: c.name.join(' ') }),
    done: (page) => isMet(page, 'name_confirmed'),
  },
  {
    name: 'identity_begin',
    act: async (c) => (c.identity = await c.sentTo('identity_begin', { route: 'stripe' })),
    done: (_, c) => Boolean(c.identity),
  },
  {
    name: 'identity',
    before: (c) => c.sandbox.proveIdentity(c.identity, ...c.name),
    act: (c) => c.untilPage('the identity', (page) => isMet(page, 'identity_valid')),
    done: (page) => isMet(page, 'identity_valid'),
  },
  {
    name: 'readiness_browser',
    act: async (c) => (c.check = await c.sentTo('readiness_browser')),
    done: (_, c) => Boolean(c.check),
  },
  {
    name: 'readiness_check',
    act: (c) => c.core.call('readiness_check'),
    done: (page) => seen(page, 'clock'),
  },
  {
    name: 'browser_check',
    before: (c) => c.checkBrowser(c.check),
    act: (c) => c.untilPage('the report', (page) => page.browser?.at_ms),
    done: (page) => Boolean(page.browser?.at_ms),
  },
  {
    name: 'launch_start',
    act: async (c) => (c.link = await c.sentTo('launch_start')),
    done: (_, c) => Boolean(c.link),
  },
  {
    name: 'launch_start once more',
    before: async (c) => (c.attempt = await c.sandbox.begin(c.link)),
    act: (c) => c.sentTo('launch_start'),
    done: (page) => only(page).state === 'open',
  },
  {
    name: 'launch_copy',
    act: (c) => c.core.call('launch_copy'),
    done: (page) => !page.launch.can_copy,
  },
  {
    name: 'result',
    before: (c) => c.sandbox.finish(c.attempt),
    act: (c) => c.untilPage('the result', (page) => only(page).result?.outcome === 'passed'),
    done: (page) => only(page).result?.outcome === 'passed',
  },
  {
    name: 'credential',
    act: (c) =>
      c.untilPage('the credential', (page) => page.enrolment.credential.state === 'issued'),
    done: (page) => page.enrolment.credential.state === 'issued',
  },
  {
    name: 'credential_open',
    act: (c) => c.sentTo('credential_open'),
    done: () => true,
  },
  {
    name: 'case_open',
    act: (c) => c.core.call('case_open', { kind: 'help', about: null, text: HELP }),
    done: (page) => Boolean(help(page)),
  },
  {
    name: 'case_reply',
    act: async (c) => {
      const { number } = help(await c.core.call('exam_open'));
      return c.core.call('case_reply', { number, text: MORE });
    },
    done: (page) => help(page).notes.some((note) => note.text === MORE),
  },
  {
    name: 'badge_pin',
    anew: true,
    before: (c) => c.lookAtBadge(BADGE),
    act: (c) => c.core.call('badge_pin'),
    done: (page) => page.pins.length === 1,
  },
  {
    name: 'badge_unpin',
    act: async (c) => {
      const [pin] = (await c.core.call('exam_open')).pins;
      return pin && c.core.call('badge_unpin', { issuer: pin.issuer, thumbprint: pin.thumbprint });
    },
    done: (page) => page.pins.length === 0,
  },
];

const named = (name) => STEPS.find((step) => step.name === name);
const among = (...names) => names.map(named);

const VAULT_KEEP = {
  name: 'vault_keep',
  act: (c) => c.core.call('vault_keep', { keeping: 'passphrase', passphrase: c.passphrase }),
  done: (page) => page.vault.keeping === 'passphrase',
};

/** With a pasted code, from a file under a passphrase, to a result that is held. */
export const HELD_STEPS = [
  VAULT_KEEP,
  SIGN_IN_CANCEL,
  {
    name: 'sign_in_code',
    anew: true,
    before: (c) => c.toPaste(),
    act: (c) => c.core.call('sign_in_code', { code: c.pasted }),
    done: signedIn,
  },
  {
    name: 'vault_unlock',
    anew: true,
    before: (c) => c.startLocked(),
    act: (c) => c.unlock(),
    done: signedIn,
  },
  ...among('enrol', 'consent_give', 'name_confirm', 'identity_begin', 'identity'),
  ...among('launch_start', 'launch_start once more', 'launch_copy'),
  {
    name: 'a held result',
    before: (c) => c.sandbox.finish(c.attempt, 'Finish with 85 % and 12 monitoring events'),
    act: (c) => c.untilPage('the result', (page) => result(page) === 'held'),
    done: (page) => result(page) === 'held',
  },
  {
    name: 'an appeal',
    act: (c) => c.core.call('case_open', { kind: 'appeal', about: 'result', text: HELP }),
    done: (page) => page.cases.some((file) => file.kind === 'appeal'),
  },
];

/** To an identity that a person decides on. */
export const PERSON_STEPS = [
  VAULT_KEEP,
  ...among('callback', 'enrol', 'consent_give', 'name_confirm'),
  {
    name: 'identity_begin by a person',
    act: (c) => c.core.call('identity_begin', { route: 'person' }),
    done: (page) => page.enrolment.identity.state === 'with_person',
  },
];
