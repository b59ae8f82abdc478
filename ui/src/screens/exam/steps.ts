/** The steps of the way as the page shows them. */
import { ownTime } from '../../lib/format';
import type { Enrolment, Step, StepKind } from '../../lib/host';

/** A step, its heading and its place. */
export type Shown = Step & {
  no: number;
  title: string;
  /** The one step that is next: what it asks for is open. */
  now: boolean;
};

type Titles = Partial<Record<Step['state'], string>> & { usual: string };

const TITLES: Record<StepKind, Titles> = {
  enrolled: { usual: 'Enrolled' },
  consented: { usual: 'Read and agree', done: 'Agreed' },
  name_confirmed: { usual: 'Confirm your name', done: 'Name confirmed' },
  identity: {
    usual: 'Prove your identity',
    done: 'Identity verified',
    waiting: 'Your identity is being checked',
    trouble: 'Your identity could not be confirmed',
  },
  seat: { usual: 'Sit the exam', trouble: 'No exam can be sat any more' },
  exam: { usual: 'Sit the exam', yours: 'Your exam is open', done: 'Exam sat' },
  result: { usual: 'Result' },
  credential: { usual: 'Certificate', done: 'Your certificate' },
  unknown: { usual: 'Another step' },
};

function titleOf({ kind, state }: Step): string {
  const titles = TITLES[kind] ?? TITLES.unknown;
  return titles[state] ?? titles.usual;
}

/** A seat and its exam are one step to whoever sits it: the seat's until there is one, then the exam's. */
function merged(timeline: Step[]): Step[] {
  const seat = timeline.find(({ kind }) => kind === 'seat');
  const exam = timeline.find(({ kind }) => kind === 'exam');
  if (!seat || !exam) return timeline;
  const hidden = seat.state === 'done' ? seat : exam;
  return timeline.filter((step) => step !== hidden);
}

/** The steps in order. The first that is the candidate's is next, else the first that went wrong or is waited for. */
export function shown({
  timeline,
  attempts_used,
}: Pick<Enrolment, 'timeline' | 'attempts_used'>): Shown[] {
  const steps = merged(timeline);
  const next =
    steps.find(({ state }) => state === 'yours') ??
    steps.find(({ state }) => state === 'trouble') ??
    steps.find(({ state }) => state === 'waiting');
  return steps.map((step, i) => {
    const again = step.kind === 'seat' && attempts_used > 0 && step.state !== 'trouble';
    const title = again ? 'Sit the exam again' : titleOf(step);
    return { ...step, no: i + 1, title, now: step === next };
  });
}

/** What has changed from one picture to the next, for those who listen. */
export function news(before: Enrolment | null, after: Enrolment | null): string {
  if (!before || !after || before.id !== after.id) return '';
  const old = new Map(shown(before).map((step) => [step.kind, step.state]));
  return shown(after)
    .filter(({ kind, state }) => old.has(kind) && old.get(kind) !== state && state !== 'later')
    .map(({ title, in_words }) => `${title}. ${ownTime(in_words)}`)
    .join(' ');
}
