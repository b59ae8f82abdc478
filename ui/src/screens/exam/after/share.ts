/** A share in per cent with the ends of its interval. */
export type Share = { percent: number; low: number; high: number };

const Z = 1.959964;

/**
 * What points scored say about work like this in general: the Wilson interval at 95 %, as if each point stood for one
 * question. Null when there are no points to speak of.
 */
export function share(scored: number, available: number): Share | null {
  if (!(available > 0) || scored < 0 || scored > available) return null;
  const p = scored / available;
  const z2 = (Z * Z) / available;
  const middle = (p + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((p * (1 - p)) / available + z2 / (4 * available))) / (1 + z2);
  const whole = (value: number): number => Math.round(value * 100);
  return {
    percent: Math.round(p * 1000) / 10,
    low: whole(Math.max(middle - half, 0)),
    high: whole(Math.min(middle + half, 1)),
  };
}
