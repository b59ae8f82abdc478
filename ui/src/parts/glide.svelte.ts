// Rows that change their places are seen to go there.

import { tick, untrack } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';

const MS = 140;

/** WebKit keeps an animation, and all it moved, for as long as the animation has its effect. */
function end(animation: Animation): void {
  animation.onfinish = null;
  animation.cancel();
  animation.effect = null;
}

const topOf = (row: Element): number => row.getBoundingClientRect().top;

/** From where it is seen now, which may be on the way to an earlier place. */
function glide(row: Element, from: number): void {
  row.getAnimations().forEach(end);
  const by = from - topOf(row);
  if (by === 0) return;
  const animation = row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], {
    duration: MS,
    easing: 'ease-out',
  });
  animation.onfinish = () => end(animation);
}

/**
 * Whenever `rows`, which names them in their order, is another, those of the list that stay glide to their new places,
 * unless `still` says that the eye has followed them already. To be called while the component is made.
 */
export function gliding(
  list: () => HTMLElement | undefined,
  rows: () => string,
  still: () => boolean = () => false,
): void {
  $effect.pre(() => {
    rows();
    untrack(() => {
      if (still() || prefersReducedMotion.current) return;
      const before = [...(list()?.children ?? [])].map((row) => [row, topOf(row)] as const);
      void tick().then(() => {
        for (const [row, from] of before) if (row.isConnected) glide(row, from);
      });
    });
  });
}
