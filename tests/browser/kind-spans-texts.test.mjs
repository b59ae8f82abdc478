// Texts that are hard to select in, in the browser with the real core: many scripts, 5,000 words, marks all over each
// other, and the pointer lost on the way.

import assert from 'node:assert/strict';
import { keys, practise, saved } from './desk.lib.mjs';
import { journey } from './lib.mjs';
import { drag, kept, place, press, rows, sendInstead } from './text.lib.mjs';

const CITATIONS = ['3.0', 'mark-sunday-citations'];
const CALL = ['3.1', 'mark-call-note'];
const marks = (page) => rows(page, '[data-row]');
const text = (page) => page.getByRole('application', { name: 'Text to mark' });

/** A text of many scripts with its units, as the core sends them. */
const SCRIPTS = {
  id: 'x1',
  html: '<p data-at="0">The word ភាសាខ្មែរ means Khmer, and ᬩᬮᬶᬓ᭄ᬱᬭ is Balinese. A family 👩‍👩‍👧‍👦 waves 👍🏽 at a cafe\u0301 ☕️.</p><p data-at="105">שלום עולם, זה טקסט מימין לשמאל עם Latin באמצע.</p>',
  tokens: [
    0, 3, 4, 8, 9, 11, 11, 13, 13, 17, 17, 18, 19, 24, 25, 30, 30, 31, 32, 35, 36, 43, 44, 46, 47,
    55, 55, 56, 57, 58, 59, 65, 66, 77, 78, 83, 84, 88, 89, 91, 92, 93, 94, 99, 100, 102, 102, 103,
    105, 109, 110, 114, 114, 115, 116, 118, 119, 123, 124, 129, 130, 135, 136, 138, 139, 144, 145,
    150, 150, 151,
  ],
  sentences: [0, 56, 57, 103, 105, 151],
  clusters: [9, 11, 11, 13, 13, 17, 37, 39, 39, 42, 66, 77, 84, 88, 97, 99, 100, 102],
};

journey('no character is cut in two, in whatever script', async ({ page }) => {
  const answer = kept(page);
  await sendInstead(page, (task) => (task.work.text = SCRIPTS));
  await practise(page, ...CALL);
  const spans = async () => {
    await saved(page);
    return answer().marks.map(({ span }) => [span.start, span.end]);
  };
  // Anywhere in a family, in a waving hand, in a letter with its accent.
  await keys(page, '1');
  for (const words of ['👩‍👩‍👧‍👦', '👍🏽', 'cafe\u0301']) await press(page, words);
  await drag(page, 'ភាសាខ្មែរ');
  await drag(page, 'ᬩᬮᬶᬓ᭄ᬱᬭ');
  await drag(page, 'שלום עולם');
  assert.deepEqual(await spans(), [
    [9, 18],
    [36, 43],
    [66, 77],
    [84, 88],
    [94, 99],
    [105, 114],
  ]);
  // By characters, one step of an end is one whole character.
  await keys(page, 'c', 'n', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowLeft');
  assert.deepEqual((await spans())[0], [9, 13], 'Khmer');
  await keys(page, 'n', 'Control+ArrowRight', 'Control+ArrowRight');
  assert.deepEqual((await spans())[1], [39, 43], 'Balinese');
  await keys(page, 'n', 'Control+ArrowLeft', 'Control+ArrowLeft');
  assert.deepEqual((await spans())[2], [63, 77], 'a family, and letters before it');
  // In a line that runs from right to left, the arrow to the left goes on.
  await keys(page, 'n', 'n', 'n', 'Control+Shift+ArrowLeft');
  assert.deepEqual((await spans())[5], [105, 113], 'an end moves in the order of reading');
  await keys(page, 'Escape', 'Escape', 'c', 't', 'Control+End', 'ArrowRight');
  await page.getByText('“באמצע”').first().waitFor();
  await keys(page, 'ArrowLeft');
  await page.getByText('“.”').first().waitFor();
});

const WORDS = 'one word after another makes a text that is long enough to be slow if it can'.split(
  ' ',
);

/** A text of so many words in one paragraph. */
function long(count) {
  const tokens = [];
  let plain = '';
  for (let n = 0; n < count; n += 1) {
    const word = WORDS[(n * 7) % WORDS.length];
    tokens.push(plain.length, plain.length + word.length);
    plain += `${word} `;
  }
  const html = `<p data-at="0">${plain.trimEnd()}</p>`;
  return {
    id: 'x1',
    html,
    tokens,
    sentences: [0, plain.length - 1],
    clusters: [],
  };
}

/** Watches how long each move keeps the page busy, and whether the text is touched meanwhile. */
const watchMoves = (page) =>
  page.evaluate(() => {
    const host = document.querySelector('[data-pick]');
    const seen = { handled: [], painted: [], touched: 0 };
    new MutationObserver((all) => (seen.touched += all.length)).observe(host, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    let began = 0;
    window.addEventListener('pointermove', () => (began = performance.now()), true);
    window.addEventListener('pointermove', (event) => {
      if (event.buttons === 0) return;
      const from = began;
      seen.handled.push(performance.now() - from);
      requestAnimationFrame(() => setTimeout(() => seen.painted.push(performance.now() - from)));
    });
    window.moves = seen;
  });

async function dragFar(page) {
  const box = await page.locator('.material').boundingBox();
  await page.mouse.move(box.x + 80, box.y + 150);
  await page.mouse.down();
  for (let n = 0; n < 100; n += 1) {
    await page.mouse.move(box.x + 80 + ((n * 37) % 500), box.y + 150 + n * 4);
  }
  await page.mouse.up();
}

const p95 = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length * 0.95)];

/** So many marks, all over each other. */
const overlapping = (count, tokens) =>
  Array.from({ length: count }, (_, n) => ({
    span: { start: tokens[2 * n], end: tokens[2 * (n + 300) + 1] },
    label: ['contradicts', 'beyond'][n % 2],
  }));

for (const [name, count] of [
  ['no marks', 0],
  ['200 marks over each other', 200],
]) {
  journey(`5,000 words with ${name} stay fluid under the hand`, async ({ page, t }) => {
    const body = long(5000);
    await sendInstead(page, (task) => {
      task.work.text = body;
      if (count === 0) return;
      const given = overlapping(count, body.tokens);
      const answer = { kind: 'spans', marks: given, nothing: false, why: '' };
      const live = { checks: [], criteria: [], text_words: 0 };
      task.draft = { answer, saved_ms: 0, words: 0, live, outdated: false };
    });
    await practise(page, ...CALL);
    assert.equal(await page.locator('[data-row]').count(), count);
    const drawn = await text(page).locator('*').count();
    assert.ok(drawn < 10 * (count + 1), `${drawn} elements for ${count} marks`);
    await text(page).evaluate((at) => at.scrollIntoView({ block: 'start' }));
    await watchMoves(page);
    await dragFar(page);
    await page.getByRole('group', { name: 'Selected words' }).waitFor();
    const { handled, painted, touched } = await page.evaluate(() => window.moves);
    t.diagnostic(
      `handled in ${p95(handled).toFixed(1)} ms, painted in ${p95(painted).toFixed(1)} ms (p95)`,
    );
    assert.equal(touched, 0, 'nothing in the text is touched while the hand moves');
    assert.ok(p95(handled) < 16, 'a move is handled within a frame');
    await keys(page, '1');
    assert.equal(await page.locator('[data-row]').count(), count + 1);
    await keys(page, 'n', 'Delete');
    assert.equal(await page.locator('[data-row]').count(), count);
  });
}

journey('a drag that is broken off loses nothing and leaves nothing behind', async ({ page }) => {
  await practise(page, ...CITATIONS);
  await keys(page, '1');
  const begin = async (words) => {
    const { from, to } = await place(page, words);
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
  };
  const bar = page.getByRole('group', { name: 'Selected words' });
  const ways = {
    'the pointer is taken away': () =>
      text(page).evaluate((at) =>
        at.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerId: 1 })),
      ),
    'the window loses the focus': () =>
      page.evaluate(() => window.dispatchEvent(new Event('blur'))),
    'the capture is lost': () => text(page).evaluate((at) => at.releasePointerCapture(1)),
  };
  for (const [what, happens] of Object.entries(ways)) {
    await begin('twelve Sundays from March');
    await happens();
    await page.mouse.move(500, 500);
    await bar.getByText('“twelve Sundays from March”').waitFor();
    await page.mouse.up();
    assert.deepEqual(await marks(page), [], `no mark when ${what}`);
    await keys(page, 'Escape');
    await bar.waitFor({ state: 'detached' });
  }
  await begin('twelve Sundays from March');
  await keys(page, 'Escape');
  await page.mouse.up();
  await bar.waitFor({ state: 'detached' });
  assert.deepEqual(await marks(page), [], 'nor after Escape');
  await drag(page, 'twelve Sundays');
  assert.deepEqual(await marks(page), ['1 “twelve Sundays” Wrong paper'], 'and the next one works');
});
