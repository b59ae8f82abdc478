import { describe, expect, it } from 'vitest';
import {
  characters,
  extended,
  forward,
  moved,
  nearestUnit,
  reach,
  sameSpan,
  snapped,
  step,
  unitAt,
  wholeText,
  type Selection,
  type Units,
  type Way,
} from './units';
import { depth, lanes, MOST_LANES } from './lanes';

/** A random number generator with a seed (mulberry32), so that what fails once fails again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Words with gaps of 0 to 2 units between them, and the clusters in them: what the core could send. */
function text(draw: (below: number) => number): { words: Units; clusters: Units; length: number } {
  const words: number[] = [];
  const clusters: number[] = [];
  let at = draw(3);
  for (let n = draw(12) + 1; n > 0; n -= 1) {
    const start = at;
    for (let c = draw(4) + 1; c > 0; c -= 1) {
      const size = [1, 1, 2, 11][draw(4)] ?? 1;
      if (size > 1) clusters.push(at, at + size);
      at += size;
    }
    words.push(start, at);
    at += draw(3);
  }
  return { words, clusters, length: at };
}

const ends = (units: Units) => new Set(units);
const pairs = (units: Units) =>
  units.flatMap((start, i) => (i % 2 ? [] : [[start, units[i + 1] ?? 0] as const]));

/** Whether both ends lie on ends of units, and something lies between them. */
function whole(units: Units, span: { start: number; end: number }): boolean {
  const starts = new Set(pairs(units).map(([start]) => start));
  const stops = new Set(pairs(units).map(([, end]) => end));
  return span.start < span.end && starts.has(span.start) && stops.has(span.end);
}

const CASES = Array.from({ length: 120 }, (_, seed) => seed);

describe('units', () => {
  it('find what lies at an offset, and what lies nearest', () => {
    for (const seed of CASES) {
      const draw = random(seed);
      const { words, length } = text(draw);
      for (let offset = 0; offset <= length; offset += 1) {
        const inside = pairs(words).find(([start, end]) => start <= offset && offset < end);
        const found = unitAt(words, offset);
        expect(found && [found.start, found.end], `${offset} in ${words}`).toEqual(inside ?? null);
        const near = nearestUnit(words, offset);
        const away = ([start, end]: readonly [number, number]) =>
          offset < start ? start - offset : offset < end ? 0 : offset - end;
        const least = Math.min(...pairs(words).map(away));
        expect(near && away([near.start, near.end]), `near ${offset} in ${words}`).toBe(least);
      }
    }
  });

  it('snap to whole units, no more than are touched', () => {
    for (const seed of CASES) {
      const draw = random(seed);
      const { words, length } = text(draw);
      const [a, b] = [draw(length + 1), draw(length + 1)];
      const span = { start: Math.min(a, b), end: Math.max(a, b) };
      const touched = pairs(words).filter(([start, end]) => start < span.end && end > span.start);
      const found = snapped(words, span);
      const first = touched[0];
      expect(found, `${span.start}–${span.end} in ${words}`).toEqual(
        first ? { start: first[0], end: touched.at(-1)?.[1] } : null,
      );
    }
  });

  it('never cut a character in two', () => {
    for (const seed of CASES) {
      const { words, clusters } = text(random(seed));
      const units = characters(words, clusters);
      for (const [start, end] of pairs(clusters)) {
        const within = [...ends(units)].filter((offset) => offset > start && offset < end);
        expect(within, `${start}–${end} in ${units}`).toEqual([]);
      }
      const covered = pairs(units).reduce((sum, [start, end]) => sum + end - start, 0);
      expect(covered).toBe(pairs(words).reduce((sum, [start, end]) => sum + end - start, 0));
      for (const [start, end] of pairs(words)) expect(whole(units, { start, end })).toBe(true);
    }
  });

  it('stay whole under any walk of the keyboard, and always move or say that they cannot', () => {
    for (const seed of CASES) {
      const draw = random(seed);
      const { words, clusters } = text(draw);
      const grids = [words, characters(words, clusters)];
      let at: Selection = forward({ start: words[0] ?? 0, end: words[1] ?? 0 });
      for (let n = 0; n < 40; n += 1) {
        const units = grids[draw(2)] ?? words;
        const way: Way = draw(2) ? 1 : -1;
        const shift = draw(2) === 1;
        const next = shift ? extended(units, at, way) : step(units, at, way);
        if (!next) continue;
        expect(sameSpan(next, at), `${JSON.stringify(at)} stands still`).toBe(false);
        const fine = grids[1] ?? words;
        expect(whole(fine, next), `${JSON.stringify(next)} in ${fine}`).toBe(true);
        at = { backward: false, ...next };
      }
    }
  });

  it('a step of Shift is undone by the step back, while the fixed end is a whole unit', () => {
    for (const seed of CASES) {
      const draw = random(seed);
      const { words } = text(draw);
      const all = pairs(words);
      const pick = () => {
        const [start, end] = all[draw(all.length)] ?? [0, 0];
        return { start, end };
      };
      const from = reach(pick(), pick());
      for (const way of [1, -1] as const) {
        const there = extended(words, from, way);
        const back = there && extended(words, there, way > 0 ? -1 : 1);
        if (there)
          expect(back && sameSpan(back, from), JSON.stringify({ from, way, words })).toBe(true);
      }
    }
  });

  it('walk with Shift over the whole text and turn over at the fixed end', () => {
    const words = [0, 3, 4, 7, 8, 11];
    const walk = (from: Selection, ways: Way[]) =>
      ways.map((way) => {
        const next = extended(words, from, way);
        if (next) from = next;
        return `${from.start}–${from.end}${from.backward ? '←' : ''}`;
      });
    expect(walk(forward({ start: 4, end: 7 }), [1, 1, -1, -1, -1, 1, 1])).toEqual([
      '4–11',
      '4–11',
      '4–7',
      '0–7←',
      '0–7←',
      '4–7←',
      '4–11',
    ]);
  });

  it('take less than a unit as the unit, and leave more by its end', () => {
    const sentences = [0, 20, 21, 40];
    const words = [0, 5, 6, 20, 21, 30, 31, 40];
    expect(step(sentences, { start: 6, end: 20 }, 1)).toEqual({ start: 0, end: 20 });
    expect(step(sentences, { start: 0, end: 20 }, 1)).toEqual({ start: 21, end: 40 });
    expect(step(sentences, { start: 21, end: 40 }, 1)).toBeNull();
    expect(step(words, { start: 0, end: 20 }, 1)).toEqual({ start: 6, end: 20 });
    expect(step(words, { start: 0, end: 20 }, -1)).toEqual({ start: 0, end: 5 });
    expect(step([], { start: 0, end: 0 }, 1)).toBeNull();
  });

  it('move the ends of a stretch, and leave something of it', () => {
    const words = [0, 3, 4, 7, 8, 11];
    const mark = { start: 4, end: 7 };
    expect(moved(words, mark, 'start', -1)).toEqual({ start: 0, end: 7 });
    expect(moved(words, mark, 'end', 1)).toEqual({ start: 4, end: 11 });
    expect(moved(words, mark, 'start', 1)).toBeNull();
    expect(moved(words, mark, 'end', -1)).toBeNull();
    expect(moved(words, { start: 0, end: 11 }, 'end', -1)).toEqual({ start: 0, end: 7 });
    expect(moved(words, { start: 0, end: 11 }, 'end', 1)).toBeNull();
    // Part of a word, as characters are marked: by words it grows to the whole.
    expect(moved(words, { start: 5, end: 6 }, 'end', 1)).toEqual({ start: 5, end: 7 });
    expect(wholeText(words)).toEqual({ start: 0, end: 11 });
    expect(wholeText([])).toBeNull();
  });

  it('stay quick in a text of 100,000 words', () => {
    const words = Array.from({ length: 100_000 }, (_, i) => [6 * i, 6 * i + 5]).flat();
    const began = performance.now();
    let at: Selection = forward({ start: 0, end: 5 });
    for (let n = 0; n < 10_000; n += 1) at = extended(words, at, 1) ?? at;
    expect(at.end).toBe(6 * 10_000 + 5);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('lanes', () => {
  it('keep lines that overlap apart, as far as they can be told apart', () => {
    for (const seed of CASES) {
      const draw = random(seed);
      const spans = Array.from({ length: draw(12) }, () => {
        const start = draw(60);
        return { start, end: start + 1 + draw(20) };
      });
      const taken = lanes(spans);
      expect(taken.every((lane) => lane >= 0 && lane < MOST_LANES)).toBe(true);
      spans.forEach((a, i) =>
        spans.forEach((b, j) => {
          const apart = a.end <= b.start || b.end <= a.start;
          const same = taken[i] === taken[j];
          if (i < j && same && !apart)
            expect(taken[i], 'only on the outermost').toBe(MOST_LANES - 1);
        }),
      );
    }
  });

  it('use no more than are needed', () => {
    expect(
      lanes([
        { start: 0, end: 4 },
        { start: 4, end: 8 },
        { start: 2, end: 6 },
      ]),
    ).toEqual([0, 0, 1]);
    const many = lanes(Array.from({ length: 200 }, () => ({ start: 0, end: 9 })));
    expect(depth(many)).toBe(MOST_LANES);
    expect(depth([])).toBe(0);
  });
});
