import { expect, it } from 'vitest';
import { find } from './search';

const ENTRIES = [
  { title: 'Settings', kind: 'Go to' },
  { title: 'Rank four explanations', kind: 'Ranking, 1.2' },
  { title: 'Ranking several responses', kind: 'Lesson, 1.2' },
  { title: 'A frank reply', kind: 'Choice, 1.3' },
  { title: 'Café menus', kind: 'Choice, 1.3' },
];
const titles = (query: string): string[] => find(ENTRIES, query).map((entry) => entry.title);

it('puts the beginning of a title first, then words, then letters inside', () => {
  expect(titles('rank')).toEqual([
    'Rank four explanations',
    'Ranking several responses',
    'A frank reply',
  ]);
});

it('needs every word, in the title or the kind', () => {
  expect(titles('lesson rank')).toEqual(['Ranking several responses']);
  expect(titles('rank zebra')).toEqual([]);
});

it('minds neither case nor accents, and shows everything to an empty query', () => {
  expect(titles('CAFE')).toEqual(['Café menus']);
  expect(titles(' ')).toHaveLength(ENTRIES.length);
});
