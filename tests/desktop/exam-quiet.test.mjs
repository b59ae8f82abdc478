// While the exam is open the app keeps out of the way: nothing brings its window forward, and hints are off.

import { begin, stop, until } from '../servers.mjs';
import { assert, By, examJourney } from './exam.lib.mjs';
import { focus, hasKeys, lookAway, uppermost } from './focus.mjs';

const BACK = 'com.annotationacademy.desktop.sandbox://back';
const STARTS = [[], [BACK], [`${BACK}/`], []];
const BROWSER = 'the exam, in a browser';
const TASK = '#/practice/1.1/rank-water-notice';

/** Another program's window, above the app's and with the keys, while `act` is done. */
async function behindAnother(desk, act) {
  const words = ['xmessage', '-geometry', '600x400+200+200', '-title', BROWSER, BROWSER];
  const other = begin(words, { env: desk.env });
  try {
    await until('the other window', async () => (await uppermost(desk)) === BROWSER);
    await act();
  } finally {
    await stop(other);
  }
}

const hint = (desk) => desk.driver.findElement(By.css('button[title*="int"]'));

examJourney('an open exam is not disturbed', async ({ desk, candidate, sandbox }) => {
  await candidate.prepare();
  const address = await candidate.startExam();
  const attempt = await sandbox.begin(address);

  await behindAnother(desk, async () => {
    const elsewhere = await lookAway(desk);
    const [pids, page, opened] = [desk.pids(), await candidate.words(), await desk.opened()];
    for (const words of STARTS) {
      assert.equal(await desk.second(words), 0);
      // The page answers by way of the loop that would raise the window, so by now it would be raised.
      assert.equal(await candidate.words(), page);
      assert.equal(await uppermost(desk), BROWSER, `${words} raised the window`);
      assert.equal(await focus(desk), elsewhere, `${words} took the keys`);
    }
    assert.deepEqual([desk.pids(), await desk.opened()], [pids, opened]);
  });

  await candidate.visit(TASK, 'practice');
  await candidate.says(/Hints are off until (tomorrow )?\d\d:\d\d: an exam may be running\./);
  const button = await hint(desk);
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  assert.match(await button.getAttribute('title'), /^Hints are off until/);
  const described = await button.getAttribute('aria-describedby');
  assert.match(await candidate.words(`#${described}`), /^Hints are off until/);
  await candidate.screen('hints-off');
  const before = await candidate.words();
  await button.click();
  await desk.driver.actions().sendKeys('h').perform();
  assert.equal(await candidate.words(), before, 'no hint is shown');

  await sandbox.finish(attempt);
  await candidate.toExam();
  await candidate.step('result', 'done');
  await candidate.visit(TASK, 'practice');
  await (await hint(desk)).click();
  await candidate.says(/Hint 2 of \d/);
  for (const words of STARTS.slice(0, 2)) {
    await behindAnother(desk, async () => {
      await lookAway(desk);
      assert.equal(await desk.second(words), 0);
      await hasKeys(desk);
      assert.notEqual(await uppermost(desk), BROWSER);
    });
  }
});
