// A second start of the app: by hand, by a link of ours, by junk. The window either comes forward or nothing happens.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from '../servers.mjs';
import { journey } from './lib.mjs';

const BACK = 'com.annotationacademy.desktop://back';

async function xdotool(desk, ...words) {
  const { stdout } = await promisify(execFile)('xdotool', words, { env: desk.env });
  return stdout.trim();
}

/** The window that has the keys. Under Xvfb no window manager hands them on: they stay where they were put. */
const focus = (desk) => xdotool(desk, 'getwindowfocus', '-f');

/** Gives the keys to the bare screen, as another program's window would take them. */
async function lookAway(desk) {
  const root = await xdotool(desk, 'search', '--maxdepth', '0', '.*');
  await xdotool(desk, 'windowfocus', root.split('\n')[0]);
  return until('the keys are elsewhere', async () => {
    const now = await focus(desk);
    return now !== desk.window && now;
  });
}

/** What a learner could notice: the page, its address, the window and what was opened. */
async function sight(desk) {
  return {
    page: await desk.driver.executeScript('return document.querySelector("main").innerHTML'),
    address: await desk.driver.getCurrentUrl(),
    pids: desk.pids(),
    opened: await desk.opened(),
  };
}

/** The window of the app, once it has had the keys. */
async function settled(desk) {
  const [pid] = desk.pids();
  const found = await xdotool(desk, 'search', '--onlyvisible', '--pid', String(pid));
  desk.window = found.split('\n')[0];
}

async function comesForward(desk, words) {
  await lookAway(desk);
  assert.equal(await desk.second(words), 0);
  await until('the window has the keys', async () => (await focus(desk)) === desk.window);
}

journey('a second start, by hand or by our link, brings the window forward', async ({ desk }) => {
  await settled(desk);
  const before = await sight(desk);
  for (const words of [[], [BACK], [`${BACK}/`], []]) await comesForward(desk, words);
  assert.deepEqual(await sight(desk), before);
});

journey('a link that is not ours to the letter changes nothing', async ({ desk }) => {
  await settled(desk);
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
