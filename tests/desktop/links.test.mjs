// A second start of the app: by hand, by a link of ours, by junk. The window either comes forward or nothing happens.

import assert from 'node:assert/strict';
import { focus, hasKeys, lookAway } from './focus.mjs';
import { journey } from './lib.mjs';

const BACK = 'com.annotationacademy.desktop://back';

/** What a learner could notice: the page, its address, the window and what was opened. */
async function sight(desk) {
  return {
    page: await desk.driver.executeScript('return document.querySelector("main").innerHTML'),
    address: await desk.driver.getCurrentUrl(),
    pids: desk.pids(),
    opened: await desk.opened(),
  };
}

async function comesForward(desk, words) {
  await lookAway(desk);
  assert.equal(await desk.second(words), 0);
  await hasKeys(desk);
}

journey('a second start, by hand or by our link, brings the window forward', async ({ desk }) => {
  const before = await sight(desk);
  for (const words of [[], [BACK], [`${BACK}/`], []]) await comesForward(desk, words);
  assert.deepEqual(await sight(desk), before);
});

journey('a link that is not ours to the letter changes nothing', async ({ desk }) => {
  const before = await sight(desk);
  const elsewhere = await lookAway(desk);
  const junk = [
    [`${BACK}?code=123456&state=x`],
    [`${BACK}#/settings`],
    ['com.annotationacademy.desktop://settings'],
    ['com.annotationacademy.desktop://%62ack'],
    ['com.annotationacademy.desktop.sandbox://back'],
    ['COM.ANNOTATIONACADEMY.DESKTOP://BACK'],
    ['com.annotationacademy.desktop://back/👩‍👩‍👧/%00/..'],
    [`${BACK}/${'x'.repeat(100_000)}`],
    ['https://example.org/'],
    ['javascript:alert(1)'],
    [BACK, BACK],
  ];
  for (const words of junk) {
    assert.equal(await desk.second(words), 0, words[0].slice(0, 80));
    // The page answers by way of the loop that would raise the window, so by now it would be raised.
    assert.deepEqual(await sight(desk), before, words[0].slice(0, 80));
    assert.equal(await focus(desk), elsewhere, words[0].slice(0, 80));
  }
  await comesForward(desk, [BACK]);
});

/** Nothing runs yet: the link starts the app, which opens as it always does; what the link bears is looked at by nobody. */
for (const link of [
  BACK,
  `${BACK}?code=123456&state=x`,
  'com.annotationacademy.desktop://settings',
]) {
  journey(
    `the app started by ${link} opens on its first screen`,
    { args: [link] },
    async ({ desk }) => {
      await desk.screen('home');
      const { address, pids, opened } = await sight(desk);
      assert.match(new URL(address).hash, /^(#\/)?$/);
      assert.deepEqual([pids.length, opened], [1, []]);
      const words = await desk.driver.executeScript('return document.body.innerText');
      assert.doesNotMatch(words, /123456|desktop:/);
      await comesForward(desk, [BACK]);
    },
  );
}
