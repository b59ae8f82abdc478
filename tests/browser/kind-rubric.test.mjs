// Writing criteria: by mouse, by keyboard alone, and the feedback on them.

import assert from 'node:assert/strict';
import { accessible, focused, go, inBothThemes, journey } from './lib.mjs';

const TASK = 'ideal-river-cleanup';
const open = (page) => go(page, `#/practice/-/${TASK}`, 'practice');
const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
const field = (page, no) => page.getByRole('textbox', { name: `Criterion ${no}`, exact: true });
const texts = (page) =>
  page.locator('[data-criterion] textarea').evaluateAll((all) => all.map((one) => one.value));

const GOOD = [
  'Says that the clean-up on 9 May is cancelled.',
  'Names Saturday 16 May as the new date.',
  'Gives high water as the reason.',
  'Says that volunteers meet at the footbridge.',
  'Gives 8:30 as the meeting time.',
  'Asks volunteers to bring boots and gloves.',
];

journey('criteria by mouse: added, moved, removed', async ({ page }) => {
  await open(page);
  await field(page, 1).click();
  await field(page, 1).fill('It is clear and friendly.');
  await page.getByRole('button', { name: /^Add a criterion/ }).click();
  assert.equal(await focused(page), await field(page, 2).evaluate((f) => f.textContent));
  await field(page, 2).fill(GOOD[1]);
  await page.getByRole('button', { name: 'Move criterion 2 up' }).click();
  assert.deepEqual(await texts(page), [GOOD[1], 'It is clear and friendly.']);

  // What is in question stands under its criterion, with its words marked in the text.
  const second = page.locator('[data-criterion="2"]');
  await second.getByText('Judged alike: in question').waitFor();
  await second.locator('mark.doubt').first().waitFor();
  await page.locator('[data-criterion="1"]').getByText('Judged alike: fine').waitFor();
  await saved(page);
  await inBothThemes(page, (theme) => accessible(page, `criteria, ${theme}`));

  await page.getByRole('button', { name: 'Remove criterion 2' }).click();
  assert.deepEqual(await texts(page), [GOOD[1]]);
});

journey('the marks lie exactly behind the words, in any script', async ({ page }) => {
  await open(page);
  const one = page.locator('[data-criterion="1"]');
  for (const text of [
    `It is clear. ${GOOD.join(' ')} It is friendly and it is clear.`,
    'It is clear 👩‍👩‍👧 שלום עולם, and e\u0301 is friendly. مرحبا بالعالم. '.repeat(5),
    `It is clear. ${'x'.repeat(400)}`,
  ]) {
    await field(page, 1).fill(text);
    await one.locator('mark').first().waitFor();
    const [twin, own] = await one.evaluate((e) =>
      ['.twin', 'textarea']
        .map((name) => e.querySelector(name))
        .map((e) => [e.clientWidth, e.scrollHeight, getComputedStyle(e).font]),
    );
    assert.deepEqual(twin, own, text);
    assert.equal(await one.locator('mark').first().textContent(), 'clear');
  }
});

journey('criteria by keyboard alone, and feedback', async ({ page }) => {
  await open(page);
  // Submit says what is missing and goes there.
  await page.keyboard.press('Control+Enter');
  await page.getByText('Before you submit: Write 6 more criteria.').waitFor();
  for (const [i, text] of GOOD.entries()) {
    if (i > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(text);
  }
  assert.deepEqual(await texts(page), GOOD);
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await texts(page), GOOD);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The tone is good.');
  await page.keyboard.press('Alt+Delete');
  assert.deepEqual(await texts(page), GOOD);
  await page.getByText('6 written, 6 to 9 asked').waitFor();
  await saved(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('#headline').waitFor();
  await page.getByRole('heading', { name: 'Your criteria' }).waitFor();
  assert.ok((await page.getByText('in criterion 1', { exact: true }).count()) > 0);
  await page.getByText('not asked for').first().waitFor();
  await inBothThemes(page, (theme) => accessible(page, `feedback on a rubric, ${theme}`));
});

journey('a pasted list becomes criteria, and a very long text does no harm', async ({ page }) => {
  await open(page);
  const paste = (text) =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', {
        clipboardData,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement.dispatchEvent(event);
    }, text);
  await field(page, 1).focus();
  await paste(GOOD.map((text, i) => `${i + 1}. ${text}`).join('\n'));
  await field(page, 6).waitFor();
  assert.deepEqual(await texts(page), GOOD);
  await field(page, 6).fill('It names the hour. '.repeat(5300));
  await saved(page);
  await page.waitForTimeout(100);
  assert.equal((await field(page, 6).inputValue()).length, 5300 * 19);
});

journey('criteria fit a small window', { width: 640, height: 800 }, async ({ page }) => {
  await open(page);
  await page.keyboard.press('1');
  await page.keyboard.type('It is clear and friendly.');
  await page.getByText('Judged alike: in question').waitFor();
  await accessible(page, 'criteria at 640 pixels');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, 'nothing hangs over the side');
});
