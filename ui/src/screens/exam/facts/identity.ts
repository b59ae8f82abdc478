import type { IdentityRetention, IdentityRoute, IdentityRules } from '../../../lib/host';

/** What happens to the personal data of an identity check. */
export function identityKept(retention: IdentityRetention): string {
  switch (retention) {
    case 'redact_at_once':
      return 'Stripe deletes your document and pictures as soon as you are verified. Kept: that it matched, and when. It is checked at enrolment, not matched to the face at the exam.';
    case 'until_appeal_ends':
      return 'Stripe keeps your document and pictures until your result and the time to appeal are over, so that a person can match them. Then they are deleted; that it matched, and when, is kept.';
    default:
      return 'How long it is kept is told by a newer version of the app; ask a person before you begin.';
  }
}

const ROUTES: Record<IdentityRoute, string> = {
  stripe: 'By Stripe, with a document and your camera, in your browser.',
  person: 'By a person of operations, without Stripe.',
  unknown: '',
};

/** The routes in a sentence each. */
export function routesInWords({ routes }: IdentityRules): string {
  const known = routes.map((route) => ROUTES[route] ?? '').filter(Boolean);
  return known.length > 1 ? `${known[0]} Or: ${known.slice(1).join(' ')}` : (known[0] ?? '');
}
