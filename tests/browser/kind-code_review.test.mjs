// Code review in the browser with the real core: lines marked by hand and by key, tests, complexity, feedback at the
// lines; and code and tables where other kinds show them.

import assert from 'node:assert/strict';
import { accessible, focused, go, inBothThemes, journey } from './lib.mjs';

const practise = (page, task) => go(page, `#/practice/3.4/${task}`, 'practice');
const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
const headline = (page) => page.locator('#headline');
const tab = (page, letter) => page.getByRole('tab', { name: `Solution ${letter}` });
/** The lines of the solution in front. */
const lines = (page) => page.locator('[role="option"]:visible');
const numbers = (page) => page.locator('[role="option"]:visible [data-gutter]');

/** Numbers of the lines marked in the solution in front. */
const marked = (page) =>
  lines(page).evaluateAll((all) =>
    all.flatMap((line, i) => (line.getAttribute('aria-selected') === 'true' ? [i + 1] : [])),
  );

/** Letters of the solutions, the longest first: they are shuffled. */
const byLength = (page) =>
  page.locator('[data-item]').evaluateAll((cards) =>
    cards
      .map((card) => [card.querySelectorAll('[data-line]').length, card.ariaLabel.slice(-1)])
      .sort(([a], [b]) => b - a)
      .map(([, letter]) => letter),
  );

/** Numbers and words of the findings in the pane. */
const findings = (page) =>
  page
    .locator('[id^="finding-"]')
    .evaluateAll((all) => all.map((one) => one.textContent.replaceAll(/\s+/g, ' ').trim()));

async function dragOver(page, from, to) {
  const start = await numbers(page).nth(from).boundingBox();
  const end = await numbers(page).nth(to).boundingBox();
  await page.mouse.move(start.x + 12, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + 12, end.y + end.height / 2, { steps: 6 });
  await page.mouse.up();
}

/** Words are selected without marking their line. */
async function selectWords(page) {
  const before = await marked(page);
  const words = await lines(page).nth(0).locator('code').boundingBox();
  await page.mouse.move(words.x + 2, words.y + 8);
  await page.mouse.down();
  await page.mouse.move(words.x + 90, words.y + 8, { steps: 5 });
  await page.mouse.up();
  assert.deepEqual(await marked(page), before);
  assert.match(await page.evaluate(() => String(getSelection())), /^\S/);
}

/** From the list to the line, and from the number in the gutter back to the list. */
async function followBothWays(page) {
  const missed = page.locator('[id^="finding-"]').filter({ hasText: 'fault missed' });
  await missed.getByRole('button').click();
  assert.match(await focused(page), /^Finding \d+, fault missed$/);
  await page.keyboard.press('Enter');
  const at = await page.evaluate(() => document.activeElement.textContent);
  assert.match(at, /fault missed/, 'the number leads to its reason');
  assert.ok((await page.locator('.line.lit:visible').count()) > 0, 'and its line is lit');
}

journey(
  'lines are marked by press, with Shift, and by a drag over the numbers',
  async ({ page }) => {
    await practise(page, 'median-line');
    await inBothThemes(page, (theme) => accessible(page, `a code review, ${theme}`));
    const [letter, other] = await byLength(page);
    await tab(page, letter).click();
    await lines(page).nth(2).click();
    assert.deepEqual(await marked(page), [3]);
    await lines(page)
      .nth(4)
      .click({ modifiers: ['Shift'] });
    assert.deepEqual(await marked(page), [3, 4, 5]);
    await numbers(page).nth(3).click();
    assert.deepEqual(await marked(page), [3, 5]);
    await dragOver(page, 4, 6);
    assert.deepEqual(await marked(page), [3], 'a drag from a marked line takes marks away');
    await dragOver(page, 5, 3);
    assert.deepEqual(await marked(page), [3, 4, 5, 6]);
    await selectWords(page);

    await page.getByRole('button', { name: `Unmark line 6 of Solution ${letter}` }).click();
    assert.deepEqual(await marked(page), [3, 4, 5]);
    await tab(page, other).click();
    await page.getByRole('button', { name: `Show line 4 of Solution ${letter}` }).click();
    assert.match(await focused(page), /^Line 4/);
    assert.equal(await tab(page, letter).getAttribute('aria-selected'), 'true');
    await inBothThemes(page, (theme) => accessible(page, `marked lines, ${theme}`));
  },
);

journey('by mouse to the feedback: tests, order, faults at their lines', async ({ page }) => {
  await practise(page, 'median-line');
  await page.getByRole('button', { name: 'Move Solution C up' }).click();
  const [letter] = await byLength(page);
  await tab(page, letter).click();
  await dragOver(page, 2, 4);
  const test = page.getByRole('button', { name: 'three times' }).locator('visible=true');
  await test.click();
  assert.equal(await test.getAttribute('aria-expanded'), 'true');
  await page.locator('table pre:visible').waitFor();
  await saved(page);
  await page.getByRole('button', { name: /^Submit answer/ }).click();
  await headline(page).waitFor();
  assert.ok(await headline(page).evaluate((h) => h === document.activeElement));
  const said = (await findings(page)).join('\n');
  for (const word of ['fault found', 'fault missed', 'no fault here']) {
    assert.ok(said.includes(word), `“${word}” in ${said}`);
  }
  await inBothThemes(page, (theme) => accessible(page, `feedback on a code review, ${theme}`));
  await followBothWays(page);
});

journey('lines are marked by keyboard, letters lead from code to code', async ({ page }) => {
  await practise(page, 'merge-logs');
  const [letter, other] = await byLength(page);
  await page.keyboard.press('k');
  await page.keyboard.press(letter.toLowerCase());
  assert.match(await focused(page), new RegExp(`^Solution ${letter}, place`));
  await page.keyboard.press('Alt+Home');

  await page.keyboard.press('l');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowUp');
  assert.deepEqual(await marked(page), [2, 3]);
  assert.match(await focused(page), /^Line 3/);
  await page.keyboard.press(other.toLowerCase());
  assert.equal(await tab(page, other).getAttribute('aria-selected'), 'true');
  assert.match(await focused(page), /^Line 1/);
  await page.keyboard.press(letter.toLowerCase());
  assert.match(await focused(page), /^Line 3/, 'and come back to where the learner was');
  // Changes that follow each other fast are one step of undo.
  await page.waitForTimeout(800);
  await page.keyboard.press('Space');
  assert.deepEqual(await marked(page), [2]);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await marked(page), [2, 3]);
  await page.keyboard.press('x');
  assert.deepEqual(await marked(page), [], '“no line is faulty” takes the marks away');
});

journey(
  'complexity by keyboard, kept over a crash, and its feedback',
  async ({ page, academy }) => {
    await practise(page, 'merge-logs');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Name the complexity of each solution').first().waitFor();
    assert.equal(await focused(page), 'Solution A: O(n)');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'Solution C: O(n log n)');
    await page.keyboard.press('Space');
    await inBothThemes(page, (theme) => accessible(page, `complexity, ${theme}`));
    await saved(page);

    await academy.restart('SIGKILL');
    page = await academy.open();
    await practise(page, 'merge-logs');
    assert.ok(await page.getByRole('radio', { name: 'Solution C: O(n log n)' }).isChecked());
    assert.ok(await page.getByRole('checkbox', { name: /No line is faulty/ }).isChecked());
    await page.keyboard.press('Control+Enter');
    await headline(page).waitFor();
    await page.getByText('You said that no line is faulty').waitFor();
    await page.getByText('What the labels mean').waitFor();
    await inBothThemes(page, (theme) => accessible(page, `feedback with complexity, ${theme}`));
  },
);

journey('solutions are rated with number keys beside their code', async ({ page }) => {
  await practise(page, 'member-search');
  await page.keyboard.press('b');
  assert.equal(await tab(page, 'B').getAttribute('aria-selected'), 'true');
  for (let row = 0; row < 9; row++) {
    await page.keyboard.press('n');
    await page.keyboard.press('2');
  }
  await page.getByText('9 of 9 given').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Mark the faulty lines, or say that there are none.').first().waitFor();
  await page.keyboard.press('l');
  await page.keyboard.press('Space');
  await inBothThemes(page, (theme) => accessible(page, `rated solutions, ${theme}`));
  await page.keyboard.press('Control+Enter');
  await headline(page).waitFor();
  await page.getByText('OperationalError').first().waitFor({ state: 'attached' });
  await inBothThemes(page, (theme) => accessible(page, `feedback on rated solutions, ${theme}`));
});

const beside = (page) =>
  page
    .locator('[data-item]:visible')
    .evaluateAll((cards) => new Set(cards.map((card) => card.getBoundingClientRect().top)).size);

journey(
  'solutions stand side by side where they fit, else behind tabs',
  { width: 1920, height: 1000 },
  async ({ page }) => {
    await practise(page, 'median-line');
    assert.equal(await page.locator('[data-item]:visible').count(), 3);
    assert.ok((await beside(page)) < 3, 'at least two stand beside each other');
    await page.setViewportSize({ width: 1024, height: 640 });
    await tab(page, 'A').waitFor();
    assert.equal(await page.locator('[data-item]:visible').count(), 1);
    await page.keyboard.press('v');
    assert.equal(await page.locator('[data-item]:visible').count(), 3);
    assert.equal(await beside(page), 3, 'all at once, under each other');
    await page.keyboard.press('v');

    // Half the width is what 200 % zoom leaves: the two sides are tabs, and keys go to the right one.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.keyboard.press('k');
    await page.keyboard.press('l');
    await page.keyboard.press('Space');
    assert.deepEqual(await marked(page), [1]);
    await inBothThemes(page, (theme) => accessible(page, `code at 640 pixels, ${theme}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing hangs over the side');
  },
);

journey(
  'a long line scrolls inside, and its number stays',
  { width: 1024, height: 640 },
  async ({ page }) => {
    await practise(page, 'member-search');
    const frame = page.locator('[role="listbox"]:visible');
    const [wide, narrow] = await frame.evaluate((f) => [f.scrollWidth, f.clientWidth]);
    assert.ok(wide > narrow, 'the code is wider than its frame');
    const before = await numbers(page).nth(3).boundingBox();
    await frame.evaluate((f) => (f.scrollLeft = 200));
    const after = await numbers(page).nth(3).boundingBox();
    assert.equal(after.x, before.x);
  },
);

journey('code and tables in other kinds: nothing hidden, no word broken', async ({ page }) => {
  await go(page, '#/practice/1.2/chunks-docstring', 'practice');
  const hidden = await page
    .locator('[data-item] pre')
    .evaluateAll((all) => all.filter((pre) => pre.scrollWidth > pre.clientWidth + 1).length);
  assert.equal(hidden, 0, 'code in a card is not cut off');
  const left = await page
    .locator('[data-item] .code-line')
    .nth(1)
    .evaluate((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      return [...range.getClientRects()].filter((r) => r.width > 8).map((r) => Math.round(r.left));
    });
  assert.ok(left.length > 1 && Math.min(...left.slice(1)) >= left[0], 'a broken line hangs');

  await go(page, '#/practice/1.1/choose-checkpoint', 'practice');
  const head = await page
    .locator('table th')
    .first()
    .evaluate((th) => {
      const range = document.createRange();
      range.selectNodeContents(th);
      return new Set([...range.getClientRects()].map((rect) => rect.top)).size;
    });
  assert.equal(head, 1, 'a word of a heading stays in one piece');
});
