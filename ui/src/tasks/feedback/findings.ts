import type { Mark, Tone } from '../../parts/marks';
import type {
  Feedback,
  PartView,
  PlaceView,
  PointerView,
  ReasonView,
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

const tones = (part: PartView): Tone[] =>
  part.pointers.map(({ place }, i) => (place.in === 'answer' ? toneInAnswer(part, i) : 'seen'));

/** The grader's ids for what is not about the text. */
const JUDGEMENT = ['order', 'top', 'side', 'pick', 'flag'];

const NONE: readonly Mark[] = [];

/** Numbers the reasons by the response they speak of, then the checklist: first what stands in the learner's text. */
export function findings(feedback: Feedback): Findings {
  const shown = feedback.task.items.map((item) => item.id);
  const reasons = [...feedback.key.reasons].sort(
    (a, b) => shown.indexOf(a.about) - shown.indexOf(b.about),
  );
  const drawn = (part: PartView): boolean => tones(part).some((tone) => tone !== 'seen');
  let next = reasons.length + 1;
  const order = [...feedback.grade.parts].sort((a, b) => Number(drawn(b)) - Number(drawn(a)));
  const numbers = new Map(order.map((part) => [part.id, next++]));

  const numberedReasons = reasons.map((reason, i) => ({
    n: i + 1,
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
  const isJudgement = ({ part }: NumberedPart): boolean => JUDGEMENT.includes(part.id);
  return {
    reasons: numberedReasons,
    judgement: parts.filter(isJudgement),
    text: parts.filter((part) => !isJudgement(part)),
    ...places(numberedReasons, parts),
  };
}

type Places = Omit<Findings, 'reasons' | 'judgement' | 'text'>;

function places(reasons: NumberedReason[], parts: NumberedPart[]): Places {
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
    const drawn = tones(part);
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
  };
}

function placeKey(place: PlaceView): string {
  switch (place.in) {
    case 'item':
      return `item ${place.id}`;
    case 'material':
      return `material ${place.index}`;
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
    case 'item': {
      const letter = feedback.task.items.find((item) => item.id === place.id)?.letter ?? place.id;
      return `${feedback.task.kind === 'choice' ? 'Option' : 'Response'} ${letter}`;
    }
    case 'material':
      return feedback.task.material[place.index]?.title ?? 'the material';
  }
}
