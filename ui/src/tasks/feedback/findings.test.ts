import { describe, expect, it } from 'vitest';
import type { EvidenceView, Feedback, PartView, ReasonView } from '../../lib/host';
import { findings, placeName } from './findings';

const reason = (about: string, ...at: [number, number][]): ReasonView => ({
  about,
  letter: '',
  why: `about ${about}`,
  tone: 'against',
  at: at.map(([start, end]) => ({ start, end })),
});

type Pointers = PartView['pointers'];

const part = (id: string, verdict: PartView['verdict'], ...pointers: Pointers): PartView => ({
  id,
  label: id,
  score: 1,
  weight: 1,
  verdict,
  note: '',
  pointers,
});

const inAnswer = (start: number, end: number): Pointers[number] => ({
  place: { in: 'answer' },
  start,
  end,
  quote: '',
});
const inItem = (id: string): Pointers[number] => ({
  place: { in: 'item', id },
  start: 1,
  end: 2,
  quote: 'x',
});

const NO_EVIDENCE: EvidenceView = { kind: 'not_graded' };

const feedback = (
  reasons: ReasonView[],
  parts: PartView[],
  evidence: EvidenceView = NO_EVIDENCE,
): Feedback =>
  ({
    task: {
      kind: 'ranking',
      work: { kind: 'ranking' },
      justify: { ask: '', words: [1, 2] },
      items: [
        { id: 'r2', letter: 'A', html: '' },
        { id: 'r1', letter: 'B', html: '' },
      ],
      material: [{ form: 'text', title: 'The leaflet', html: '' }],
    },
    key: { reasons },
    grade: { parts, evidence },
  }) as unknown as Feedback;

describe('findings', () => {
  it('number the reasons in the order in which the responses are shown', () => {
    const found = findings(feedback([reason('r1', [0, 3]), reason('r2', [4, 5], [7, 9])], []));
    expect(found.reasons.map((r) => [r.n, r.reason.about])).toEqual([
      [1, 'r2'],
      [2, 'r1'],
    ]);
    expect(found.item('r2').map((m) => [m.start, m.end, m.n, m.tone])).toEqual([
      [4, 5, 1, 'against'],
      [7, 9, 1, 'against'],
    ]);
    expect(found.item('r1').map((m) => m.label)).toEqual(['Reason 2, a fault']);
    expect(found.item('r9')).toEqual([]);
  });

  it('go on with the checklist, first what stands in the learner’s text', () => {
    const found = findings(
      feedback(
        [reason('r1')],
        [
          part('order', 'differs'),
          part('points', 'differs', inAnswer(6, 9)),
          part('verdict', 'agrees', inAnswer(0, 5), inItem('r2')),
        ],
      ),
    );
    const said = [...found.judgement, ...found.text];
    expect(said.map((p) => [p.part.id, p.n, p.drawn])).toEqual([
      ['order', 3, false],
      ['points', 4, false],
      ['verdict', 2, true],
    ]);
    expect(said.map((p) => [p.inAnswer, p.elsewhere.length])).toEqual([
      [false, 0],
      [true, 0],
      [true, 1],
    ]);
    expect(found.answer.map((m) => [m.n, m.tone])).toEqual([
      [4, 'seen'],
      [2, 'for'],
    ]);
    expect(
      found.item('r2').map((m) => m.tone),
      'seen only when asked for',
    ).toEqual(['seen']);
    expect(found.reasons[0]?.drawn, 'a reason without words has no number to show').toBe(false);
  });

  it('speak against the words that a fault did not find, and not against the others', () => {
    const quotes = part('quotes', 'against', inAnswer(0, 9), inItem('r1'), inAnswer(20, 30));
    const found = findings(feedback([], [quotes]));
    expect(found.answer.map((m) => [m.start, m.tone])).toEqual([
      [0, 'seen'],
      [20, 'against'],
    ]);
  });

  it('keep the same list for the same place, so that nothing is drawn twice', () => {
    const found = findings(feedback([reason('r1', [0, 3])], []));
    expect(found.item('r1')).toBe(found.item('r1'));
    expect(found.prompt).toBe(found.rubric);
  });

  it('speak in a prompt for what is asked, and against what there is too much of', () => {
    const check = (found: number, least: number, most: number | null) => ({
      name: '',
      passed: found >= least && (most === null || found <= most),
      weight: 1,
      found,
      least,
      most,
      at: [],
      missing: [],
      why: '',
    });
    const evidence: EvidenceView = {
      kind: 'prompt',
      checks: [check(1, 1, null), check(2, 0, 0), check(1, 2, null)],
    };
    const at = (start: number): Pointers[number] => ({
      place: { in: 'own_prompt' },
      start,
      end: start + 1,
      quote: 'x',
    });
    const parts = [
      part('check/0', 'agrees', at(0)),
      part('check/1', 'against', at(5), at(9)),
      part('check/2', 'against', at(12)),
    ];
    const found = findings(feedback([], parts, evidence));
    expect(found.ownPrompt.map((m) => [m.start, m.tone])).toEqual([
      [0, 'for'],
      [5, 'against'],
      [9, 'against'],
      [12, 'seen'],
    ]);
    expect(found.judgement.map(({ drawn }) => drawn)).toEqual([true, true, false]);
  });

  it('name where they lead', () => {
    const of = feedback([], []);
    expect(placeName({ in: 'item', id: 'r1' }, of)).toBe('Response B');
    expect(placeName({ in: 'material', index: 0 }, of)).toBe('The leaflet');
    expect(placeName({ in: 'rubric' }, of)).toBe('the guideline');
  });
});
