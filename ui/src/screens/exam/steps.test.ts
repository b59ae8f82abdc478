import { expect, it } from 'vitest';
import type { Enrolment, Step } from '../../lib/host';
import { ownTime } from '../../lib/format';
import { news, shown } from './steps';

const step = (kind: string, state: string): Step =>
  ({ kind, state, in_words: `${kind} is ${state}.` }) as unknown as Step;

const of = (...steps: string[]): Enrolment =>
  ({
    id: 'e',
    attempts_used: 0,
    timeline: steps.map((one) => step(...(one.split(' ') as [string, string]))),
  }) as unknown as Enrolment;

const lines = (...steps: string[]): string[] =>
  shown(of(...steps)).map(({ no, title, now }) => `${no} ${title}${now ? ' <' : ''}`);

it('opens the first step that is the candidate’s', () => {
  expect(
    lines('enrolled done', 'consented yours', 'name_confirmed yours', 'identity later'),
  ).toEqual(['1 Enrolled', '2 Read and agree <', '3 Confirm your name', '4 Prove your identity']);
});

it('makes one step of the seat and its exam', () => {
  const check = (seat: string, exam: string, expected: string): void =>
    expect(lines(`seat ${seat}`, `exam ${exam}`, 'result later')).toEqual([expected, '2 Result']);
  check('yours', 'later', '1 Sit the exam <');
  check('waiting', 'later', '1 Sit the exam <');
  check('later', 'later', '1 Sit the exam');
  check('done', 'yours', '1 Your exam is open <');
  check('done', 'done', '1 Exam sat');
});

it('says “again” after an attempt', () => {
  const enrolment = { ...of('seat yours', 'exam done', 'result done'), attempts_used: 1 };
  expect(shown(enrolment).map(({ title }) => title)).toEqual(['Sit the exam again', 'Result']);
});

it('ends where no exam can follow', () => {
  const enrolment = { ...of('seat trouble', 'exam done', 'result done'), attempts_used: 2 };
  expect(shown(enrolment).map(({ title, now }) => `${title}${now ? ' <' : ''}`)).toEqual([
    'No exam can be sat any more <',
    'Result',
  ]);
});

it('goes to what went wrong, else to what is waited for, when nothing is the candidate’s', () => {
  expect(lines('identity trouble', 'result waiting')).toEqual([
    '1 Your identity could not be confirmed <',
    '2 Result',
  ]);
  expect(lines('identity done', 'result waiting')).toEqual(['1 Identity verified', '2 Result <']);
});

it('shows a step that only a newer registrar knows', () => {
  expect(lines('unknown unknown', 'brand_new later')).toEqual(['1 Another step', '2 Another step']);
});

it('tells what has changed, once', () => {
  const before = of('identity waiting', 'seat later');
  expect(news(before, of('identity done', 'seat later'))).toBe(
    'Identity verified. identity is done.',
  );
  const said = 'Good until 14:02 UTC on 23 November 2026.';
  const timed = { ...before, timeline: [{ ...step('identity', 'done'), in_words: said }] };
  expect(news(before, timed)).toBe(`Identity verified. ${ownTime(said)}`);
  expect(news(before, before)).toBe('');
  expect(news(null, before)).toBe('');
  expect(news(before, { ...of('identity done'), id: 'other' })).toBe('');
});
