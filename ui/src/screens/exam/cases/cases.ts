import type { Case, Enrolment, StepKind } from '../../../lib/host';

/** Cases of this enrolment that are not decided yet. */
function waiting({ id, cases }: Enrolment): Case[] {
  return cases.filter((one) => one.state !== 'closed' && (one.enrolment_id ?? id) === id);
}

/** Those that a step of the way waits for, or that are about it. */
export function casesOfStep(enrolment: Enrolment, step: StepKind): Case[] {
  return waiting(enrolment).filter((one) => one.step === step);
}

/** Those about one attempt, and those about results that name none. */
export function casesOfAttempt(enrolment: Enrolment, attempt: number): Case[] {
  return waiting(enrolment).filter((one) =>
    one.attempt === null ? one.step === 'result' : one.attempt === attempt,
  );
}

/** The case of a person's hold of the whole enrolment. */
export function caseOfHold(enrolment: Enrolment): Case | undefined {
  return waiting(enrolment).find((one) => one.kind === 'held' && one.step === null);
}
