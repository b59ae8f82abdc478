import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitting, heightFor, levelWords, MAT, MOST, nextLevel, wheeled, within } from './zoom';

it('the mat is as wide for what is drawn over the picture', () => {
  expect(readFileSync('src/tokens.css', 'utf8')).toContain(`--mat: ${MAT}px;`);
});

describe('levels', () => {
  it('go up and down in steps, from any level, and end', () => {
    const up = [1];
    while (nextLevel(up.at(-1) ?? 1, 1) !== up.at(-1)) up.push(nextLevel(up.at(-1) ?? 1, 1));
    expect(up).toEqual([1, 1.5, 2, 3, 4, 6, 8]);
    expect(nextLevel(2.3, 1)).toBe(3);
    expect(nextLevel(2.3, -1)).toBe(2);
    expect(nextLevel(1, -1)).toBe(1);
    expect(nextLevel(MOST, 1)).toBe(MOST);
    expect([within(0), within(99)]).toEqual([1, MOST]);
  });

  it('follow the wheel, a notch for about a step, and stay within the ends', () => {
    const notch = wheeled(1, { deltaY: -120, deltaMode: 0 });
    expect(notch).toBeGreaterThan(1.4);
    expect(notch).toBeLessThan(1.6);
    expect(wheeled(notch, { deltaY: 120, deltaMode: 0 })).toBe(1);
    expect(wheeled(2, { deltaY: -3, deltaMode: 1 })).toBeGreaterThan(2.2);
    expect(wheeled(2, { deltaY: 1e6, deltaMode: 0 })).toBe(1);
    expect(wheeled(2, { deltaY: -1e6, deltaMode: 2 })).toBe(MOST);
  });

  it('are told short', () => {
    expect([1, 1.5, 2.2500001, 8].map(levelWords)).toEqual(['1×', '1.5×', '2.3×', '8×']);
  });
});

describe('the size that fits', () => {
  it('is that of the tighter side, also for a picture that is smaller than the room', () => {
    expect(fitting({ width: 800, height: 600 }, { width: 400, height: 900 })).toBe(0.5);
    expect(fitting({ width: 10, height: 10 }, { width: 400, height: 300 })).toBe(30);
    expect(fitting({ width: 8000, height: 6000 }, { width: 400, height: 0 })).toBe(1);
  });

  it('leaves what stands above in sight where that costs little, else takes the whole height', () => {
    const picture = { width: 800, height: 600 };
    expect(heightFor(picture, 560, 620, 150)).toBe(470);
    expect(heightFor(picture, 660, 620, 400)).toBe(620);
    // Wide and low: nothing is lost.
    expect(heightFor({ width: 900, height: 200 }, 660, 620, 400)).toBe(220);
    expect(heightFor(picture, 660, 120, 100), 'never too low to use').toBe(200);
  });
});
