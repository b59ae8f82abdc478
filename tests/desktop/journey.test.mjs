// The whole way in the real window: a lesson, a ranking by keyboard, feedback, the end, and everything there again.

import assert from 'node:assert/strict';
import { until } from '../servers.mjs';
import { chord, handIn, press, saved, text, visit } from './hand.mjs';
import { By, Key, journey } from './lib.mjs';

const TEXT =
  'Family 👩‍👩‍👧, שלום, é̂. B is better than A because it says “sorry for the delay of your parcel” first.';

/** The field to write in. */
const textarea = (desk) =>
  until('the field', async () => (await desk.driver.findElements(By.css('textarea')))[0]);

/** The letters of the rows in their order, as the learner sees them. */
async function order(desk) {
  const rows = await desk.driver.findElements(By.css('[data-row] [data-grip]'));
  return Promise.all(rows.map(async (row) => (await row.getText()).trim().slice(-1)));
}

journey(
  'a learner reads, ranks by keyboard, is graded, and finds it all after a restart',
  async ({ desk }) => {
    // The first lesson is one press away.
    await (await desk.button(/^Begin/)).sendKeys(Key.ENTER);
    await desk.screen('lesson');
    const lesson = await text(desk, 'main h1');
    assert.ok(lesson.length > 5);
    await (await desk.button(/^Mark as read/)).click();
    await desk.button(/^Mark as not read/);

    // A draft of another task is left behind.
    await visit(desk, '#/practice/1.2/apology-parcel', 'practice');
    await desk.driver.executeScript(
      `const [field, text] = arguments; field.focus(); document.execCommand('insertText', false, text);`,
      await textarea(desk),
      TEXT,
    );
    await saved(desk);

    // Ranking by keyboard alone: the second row goes to the top, the last two are tied.
    await visit(desk, '#/practice/1.1/rank-water-notice', 'practice');
    await until('the rows', async () => (await order(desk)).length === 3);
    const before = await order(desk);
    await press(desk, before[1].toLowerCase());
    await chord(desk, Key.ALT, Key.ARROW_UP);
    const after = [before[1], before[0], before[2]];
    await until('the move', async () => (await order(desk)).join() === after.join());
    const headline = await handIn(desk);
    assert.ok(headline.length > 5, headline);
    assert.ok(
      (await desk.driver.findElements(By.css('mark'))).length > 0,
      'the reasons are drawn at their words',
    );
    assert.deepEqual(await desk.axe(), []);

    await desk.restart();
    await visit(desk, '#/record', 'record');
    const [attempt] = await until('the attempt', async () => {
      const links = await desk.driver.findElements(By.css('#attempts a'));
      return links.length > 0 && links;
    });
    await attempt.click();
    await desk.screen('attempt');
    assert.equal(await text(desk, '#headline'), headline, 'the attempt opens as it was graded');

    await visit(desk, '#/practice/1.2/apology-parcel', 'practice');
    const again = await textarea(desk);
    assert.equal(await again.getAttribute('value'), TEXT, 'the draft is there, to the last mark');

    // What the core points at is what the page marks, whatever the script (offsets are UTF-16 on both sides).
    await chord(desk, Key.CONTROL, Key.ENTER);
    await text(desk, '#headline');
    const { marked, text: shown } = await desk.driver.executeScript(`
    const own = document.querySelector('[data-own] .prose') ?? document.querySelector('[data-own]');
    return { marked: [...own.querySelectorAll('mark')].map((m) => m.firstChild?.textContent ?? ''), text: own.textContent };
  `);
    assert.ok(marked.length > 0, 'findings are marked in the learner’s text');
    for (const words of marked) {
      assert.ok(TEXT.includes(words), `“${words}” is no stretch of the text`);
      assert.ok(
        !/^(?:\u200d|\ufe0f|[\u0300-\u036f])/.test(words),
        `“${words}” begins within a character`,
      );
    }
    assert.ok(shown.includes('👩‍👩‍👧') && shown.includes('שלום'));
  },
);

journey('a second start hands over to the first', async ({ desk }) => {
  assert.equal(await desk.second(), 0, 'it ends at once, and well');
  assert.equal(desk.pids().length, 1);
  await desk.screen('home');
});

journey('an app killed while a task is open brings the draft back', async ({ desk }) => {
  await visit(desk, '#/practice/1.2/apology-parcel', 'practice');
  const field = await textarea(desk);
  await field.sendKeys('The first sentence.');
  await saved(desk);
  await desk.kill();
  await desk.start();
  await (await desk.button(/^Continue/)).click();
  const again = await textarea(desk);
  assert.equal(await again.getAttribute('value'), 'The first sentence.');
});

/** A damaged record is told in plain words, and the window is not blank. */
journey('a file that is no record is told and left alone', { start: false }, async ({ desk }) => {
  const { writeFile, readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const file = join(desk.data, 'record.db');
  await writeFile(file, 'Dear diary,\n'.repeat(1000));
  await desk.start();
  await until('the trouble', async () =>
    (await text(desk, 'body')).includes('This is not a record'),
  );
  assert.ok((await readFile(file, 'utf8')).startsWith('Dear diary'));
});
