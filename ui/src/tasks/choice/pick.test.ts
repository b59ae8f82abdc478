import { describe, expect, it } from 'vitest';
import { outcome, pick } from './pick';

const shown = ['o3', 'o1', 'o2'];

describe('picking', () => {
  it('replaces the pick where one is asked', () => {
    expect(pick(['o1'], 'o2', false, shown)).toEqual(['o2']);
    expect(pick(['o2'], 'o2', false, shown)).toEqual(['o2']);
  });
  it('adds and takes back where several are asked, in the order shown', () => {
    expect(pick(['o2'], 'o3', true, shown)).toEqual(['o3', 'o2']);
    expect(pick(['o3', 'o2'], 'o3', true, shown)).toEqual(['o2']);
  });
  it('knows what came of each option', () => {
    const of = (id: string) => outcome(id, ['o1', 'o2'], ['o2', 'o3']);
    expect(['o1', 'o2', 'o3', 'o4'].map(of)).toEqual(['wrong', 'hit', 'missed', 'rightly_left']);
  });
});
