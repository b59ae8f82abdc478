/** What the wire's words are called on the page. A word of a newer registrar has a name, too. */
import type {
  AppealAbout,
  BadgeOutcome,
  BadgeVerdict,
  CaseAuthor,
  CaseKind,
  CaseState,
  Enrolment,
  ExamPage,
  Keeping,
  Outcome,
  ReadinessVerdict,
  Seat,
  VaultView,
} from '../../lib/host';

export const VERDICTS: Record<ReadinessVerdict, string> = {
  pass: 'Pass',
  attention: 'Attention',
  unknown: 'Unknown',
};

export const CASE_KINDS: Record<CaseKind, string> = {
  help: 'Help',
  appeal: 'Appeal',
  monitoring: 'What the monitor noted',
  name: 'Name',
  accommodation: 'Other conditions',
  identity: 'Identity',
  mismatch: 'A result that does not fit',
  held: 'On hold',
  provider_unreachable: 'A service does not answer',
  deadline_near: 'A deadline is near',
  result_changed: 'A result has changed',
  unknown: 'Other',
};

export const CASE_STATES: Record<CaseState, string> = {
  open: 'A person is at it',
  asked: 'Waits for your answer',
  closed: 'Decided',
  unknown: 'Open',
};

export const AUTHORS: Record<CaseAuthor, string> = {
  candidate: 'You',
  operations: 'Operations',
  system: 'The registrar',
  unknown: 'Somebody else',
};

export const APPEALS: Record<AppealAbout, string> = {
  result: 'My latest result',
  identity: 'The decision on my identity',
  unknown: 'Something else',
};

/** What a text to agree to is about; one of a newer registrar keeps the registrar's own word. */
export function consentName(kind: string): string {
  return CONSENTS[kind] ?? kind.replaceAll('_', ' ');
}

const CONSENTS: Record<string, string> = {
  terms: 'Terms',
  age: 'Age',
  identity: 'Identity check',
  monitoring: 'What is recorded',
};

export const OUTCOMES: Record<Outcome, string> = {
  none: 'No result yet',
  provisional: 'Your score may still change',
  passed: 'You have passed',
  failed: 'Not passed this time',
  held: 'A person looks at your result',
  unknown: 'A result that this version of the app does not know. Update the app',
};

/** How one attempt ended, in a few words. */
export function outcomeOf(seat: Seat): string {
  if (seat.state === 'void') return 'Taken back by a person; it does not count';
  if (!seat.result) return seat.state === 'expired' ? 'Nothing was handed in' : 'No result yet';
  const short = {
    passed: 'Passed',
    failed: 'Not passed',
    provisional: 'Provisional',
    held: 'Held',
  };
  if (seat.result.outcome === 'none') return 'No result yet';
  return (
    short[seat.result.outcome as keyof typeof short] ??
    'A result that this version of the app does not know'
  );
}

/** The attempt whose result an appeal is against: the newest that stands and is decided. */
export function appealable(enrolment: Enrolment | null): Seat | undefined {
  const decided = ['passed', 'failed', 'held'];
  return enrolment?.seats.find(
    ({ state, result }) => state !== 'void' && result !== null && decided.includes(result.outcome),
  );
}

/** The newest result that stands. */
export function newest(enrolment: Enrolment | null): Seat | undefined {
  return enrolment?.seats.find(({ state, result }) => state !== 'void' && result !== null);
}

export const KEEPINGS: Record<Keeping, string> = {
  undecided: 'Not decided yet',
  keychain: 'In this computer’s keychain',
  passphrase: 'In a file under your passphrase',
  session: 'For this session only; nothing is written',
};

export const BADGE_VERDICTS: Record<BadgeVerdict, string> = {
  verified: 'Verified',
  not_proven: 'Not proven',
  refused: 'Refused',
};

export const BADGE_OUTCOMES: Record<BadgeOutcome, string> = {
  holds: 'Holds',
  fails: 'Fails',
  not_checked: 'Not checked',
};

/** Who can be asked when nothing else works; empty before the registrar was heard. */
export function contactOf(page: ExamPage): string {
  return page.programme?.contact_email ?? '';
}

/** A person needs to choose how secrets are kept: there is no keychain that can be used. */
export function mustChoose({ vault }: ExamPage): boolean {
  const none = vault.keychain !== null && vault.keychain !== 'available';
  return vault.keeping === 'undecided' && none && !leftAlone(vault);
}

/** What is kept must be opened first, or given up: a sign-in could not be kept beside it. */
export function mustOpen({ vault }: ExamPage): boolean {
  if (vault.open) return false;
  if (vault.keeping === 'passphrase' || leftAlone(vault)) return true;
  // With a key that is lost, a sign-in begins anew by itself.
  return vault.keeping === 'keychain' && vault.keychain !== null && vault.fault === null;
}

/** The file may be good, though not for this app or not now: only the candidate gives it up. */
function leftAlone({ fault }: VaultView): boolean {
  return fault === 'newer' || fault === 'unread';
}
