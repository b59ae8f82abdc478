import { flushSync, tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import { gliding } from './glide.svelte';

/** A list whose rows are 20 px high, as jsdom lays nothing out; the animations that are asked for are kept. */
function listOf(...names: string[]) {
  const list = document.createElement('ol');
  document.body.append(list);
  const asked: { row: string; from: unknown; animation: Animation }[] = [];
  for (const name of names) {
    const row = document.createElement('li');
    row.textContent = name;
    row.getBoundingClientRect = () =>
      ({ top: 20 * [...list.children].indexOf(row) }) as unknown as DOMRect;
    row.animate = (frames) => {
      const animation = { cancel: vi.fn(), effect: {} } as unknown as Animation;
      asked.push({ row: name, from: (frames as Keyframe[])[0]?.transform, animation });
      return animation;
    };
    list.append(row);
  }
  return { list, asked };
}

/** Puts the last row first, as the list says it. */
async function turn(still = false) {
  const { list, asked } = listOf('a', 'b', 'c');
  let order = $state('a b c');
  const stop = $effect.root(() =>
    gliding(
      () => list,
      () => order,
      () => still,
    ),
  );
  flushSync();
  await tick();
  order = 'c a b';
  flushSync();
  list.prepend(list.lastElementChild as Element);
  await tick();
  await tick();
  stop();
  list.remove();
  return asked;
}

it('what moves glides from where it was', async () => {
  const asked = await turn();
  expect(asked.map(({ row, from }) => [row, from])).toEqual([
    ['a', 'translateY(-20px)'],
    ['b', 'translateY(-20px)'],
    ['c', 'translateY(40px)'],
  ]);
});

it('an animation that is over keeps nothing', async () => {
  const [first] = await turn();
  const { animation } = first as { animation: Animation };
  animation.onfinish?.call(animation, new Event('finish') as AnimationPlaybackEvent);
  expect(animation.cancel).toHaveBeenCalledOnce();
  expect(animation.effect).toBeNull();
});

it('what the eye has followed already does not glide again', async () => {
  expect(await turn(true)).toEqual([]);
});
