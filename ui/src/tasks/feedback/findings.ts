import type { Mark, Tone } from '../../parts/marks';
import type {
  EvidenceView,
  Feedback,
  PartView,
  PlaceView,
  PointerView,
  ReasonView,
  TaskView,
  ToneView,
} from '../../lib/host';

/** A reason of the key under its number; `drawn` when it stands at words. */
export type NumberedReason = { n: number; drawn: boolean; reason: ReasonView };

/** A line of the checklist. */
export type NumberedPart = {
  n: number;
  part: PartView;
  /** Its number stands in the learner's own text. */
  drawn: boolean;
  /** It has words in the learner's own text. */
  inAnswer: boolean;
  /** Words anywhere else. */
  elsewhere: PointerView[];
};

/** All that the feedback says about words: numbered once, in the order in which it is read. */
export type Findings = {
  reasons: NumberedReason[];
  /** Parts of the grade about the judgement itself. */
  judgement: NumberedPart[];
  /** Parts about the written justification. */
  text: NumberedPart[];
  /** In the learner's own text. */
  answer: readonly Mark[];
  prompt: readonly Mark[];
  rubric: readonly Mark[];
  item: (id: string) => readonly Mark[];
  material: (index: number) => readonly Mark[];
  /** In the criteria and in the prompt that the learner wrote. */
  criterion: (index: number) => readonly Mark[];
  ownPrompt: readonly Mark[];
};

/** What marked words are to a response. */
export const TONE_WORDS: Record<ToneView, string> = { for: 'strength', against: 'fault' };

/**
 * What a pointer into the learner's own text says of the words there. A part that agrees speaks for all of its words;
 * one that finds a fault speaks against those it does not find anywhere else: a place after them says where they are.
 */
function toneInAnswer({ verdict, pointers }: PartView, index: number): Tone {
  if (verdict === 'agrees') return 'for';
  const after = pointers[index + 1];
  const found = after !== undefined && after.place.in !== 'answer';
  return verdict === 'against' && !found ? 'against' : 'seen';
}

/** The same of the prompt that the learner wrote: a check speaks against words only where there are too many of them. */
function toneInPrompt({ id, verdict }: PartView, evidence: EvidenceView): Tone {
  if (verdict === 'agrees') return 'for';
  const check = evidence.kind === 'prompt' ? evidence.checks[Number(id.split('/')[1])] : undefined;
  return check && check.most !== null && check.found > check.most ? 'against' : 'seen';
}

function tones(part: PartView, evidence: EvidenceView): Tone[] {
  return part.pointers.map(({ place }, i) => {
    if (place.in === 'answer') return toneInAnswer(part, i);
    return place.in === 'own_prompt' ? toneInPrompt(part, evidence) : 'seen';
  });
}

/** The grader's ids for what is about the written justification. */
const TEXT = ['verdict', 'quotes', 'criteria', 'points', 'shape', 'length'];

const NONE: readonly Mark[] = [];

/**
 * Numbers the reasons by the response they speak of, then the checklist: first what stands in the learner's text. The
 * first `taken` numbers are the kind's own, for findings that it draws itself.
 */
export function findings(feedback: Feedback, taken = 0): Findings {
  const shown = feedback.task.items.map((item) => item.id);
  const reasons = [...feedback.key.reasons].sort(
    (a, b) => shown.indexOf(a.about) - shown.indexOf(b.about),
  );
  const { evidence } = feedback.grade;
  const drawn = (part: PartView): boolean => tones(part, evidence).some((t) => t !== 'seen');
  let next = taken + reasons.length + 1;
  const order = [...feedback.grade.parts].sort((a, b) => Number(drawn(b)) - Number(drawn(a)));
  const numbers = new Map(order.map((part) => [part.id, next++]));

  const numberedReasons = reasons.map((reason, i) => ({
    n: taken + i + 1,
    drawn: reason.at.length > 0,
    reason,
  }));
  const parts = feedback.grade.parts.map((part) => ({
    n: numbers.get(part.id) ?? 0,
    part,
    drawn: drawn(part),
    inAnswer: part.pointers.some((pointer) => pointer.place.in === 'answer'),
    elsewhere: part.pointers.filter((pointer) => pointer.place.in !== 'answer'),
  }));
  const written = feedback.task.justify !== null;
  const isJudgement = ({ part }: NumberedPart): boolean => !written || !TEXT.includes(part.id);
  return {
    reasons: numberedReasons,
    judgement: parts.filter(isJudgement),
    text: parts.filter((part) => !isJudgement(part)),
    ...places(numberedReasons, parts, evidence),
  };
}

type Places = Omit<Findings, 'reasons' | 'judgement' | 'text'>;

function places(reasons: NumberedReason[], parts: NumberedPart[], evidence: EvidenceView): Places {
  const at = new Map<string, Mark[]>();
  const put = (place: PlaceView, mark: Mark): void => {
    const key = placeKey(place);
    at.set(key, [...(at.get(key) ?? []), mark]);
  };
  for (const { n, reason } of reasons) {
    const label = `Reason ${n}, a ${TONE_WORDS[reason.tone]}`;
    for (const span of reason.at) {
      put({ in: 'item', id: reason.about }, { ...span, n, tone: reason.tone, label });
    }
  }
  for (const { n, part } of parts) {
    const drawn = tones(part, evidence);
    part.pointers.forEach(({ place, start, end }, i) => {
      put(place, { start, end, n, tone: drawn[i] ?? 'seen', label: `Check ${n}, ${part.label}` });
    });
  }
  const marks = (place: PlaceView): readonly Mark[] => at.get(placeKey(place)) ?? NONE;
  return {
    answer: marks({ in: 'answer' }),
    prompt: marks({ in: 'prompt' }),
    rubric: marks({ in: 'rubric' }),
    item: (id) => marks({ in: 'item', id }),
    material: (index) => marks({ in: 'material', index }),
    criterion: (index) => marks({ in: 'criterion', index }),
    ownPrompt: marks({ in: 'own_prompt' }),
  };
}

function placeKey(place: PlaceView): string {
  switch (place.in) {
    case 'item':
      return `item ${place.id}`;
    case 'material':
    case 'criterion':
      return `${place.in} ${place.index}`;
    default:
      return place.in;
  }
}

/** Where a pointer leads, in words: "Response B". */
export function placeName(place: PlaceView, feedback: Feedback): string {
  switch (place.in) {
    case 'answer':
      return 'your text';
    case 'prompt':
      return 'the prompt';
    case 'rubric':
      return 'the guideline';
    case 'item':
      return itemName(feedback.task, place.id);
    case 'material':
      return feedback.task.material[place.index]?.title ?? 'the material';
    case 'criterion':
      return `your criterion ${place.index + 1}`;
    case 'own_prompt':
      return 'your prompt';
  }
}

/** What an item of the task is called where it is spoken of: "Response B", "Claim 2", or a source by its title. */
export function itemName(task: TaskView, id: string): string {
  const letter = task.items.find((item) => item.id === id)?.letter;
  const nth = (list: { id: string }[]): number => list.findIndex((one) => one.id === id) + 1;
  const work = task.work;
  switch (work.kind) {
    case 'choice':
      return `Option ${letter ?? id}`;
    case 'code_review':
      return `Solution ${letter ?? id}`;
    case 'classification':
      return `Piece ${nth(work.pieces)}`;
    case 'spans':
      return 'the text';
    case 'fact_check': {
      const source = work.sources.find((one) => one.text.id === id);
      return source ? source.title : `Claim ${nth(work.claims)}`;
    }
    case 'conversation':
      return `Turn ${nth(work.turns)}`;
    default:
      return `Response ${letter ?? id}`;
  }
}
