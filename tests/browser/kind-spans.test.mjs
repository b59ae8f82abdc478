// Marking in the browser with the real core: by pointer, by keyboard alone, and every mark that the key has.

import assert from 'node:assert/strict';
import { handIn, keys, practise } from './desk.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';
import { drag, keySpans, press, rows } from './text.lib.mjs';

const CITATIONS = ['3.0', 'mark-sunday-citations'];
const CALL = ['3.1', 'mark-call-note'];
const marks = (page) => rows(page, '[data-row]');
const entries = (page) => rows(page, '[id^="finding-"]');
const text = (page) => page.getByRole('application', { name: 'Text to mark' });
const label = (page, name) =>
  page.getByRole('list', { name: 'Labels' }).getByRole('button', { name });

journey('marks by pointer: words first, and with a label in hand', async ({ page }) => {
  await practise(page, ...CITATIONS);
  await inBothThemes(page, (theme) => accessible(page, `marking before the answer, ${theme}`));
  await press(page, 'Survey');
  const bar = page.getByRole('group', { name: 'Selected words' });
  await bar.getByText('“Survey”').waitFor();
  await bar.getByRole('button', { name: 'Says something else' }).click();
  assert.deepEqual(await marks(page), ['2 “Survey” Says something else']);

  await label(page, 'In no paper').click();
  await drag(page, 'used the library before (Survey)');
  assert.deepEqual(await marks(page), [
    '3 “used the library before (Survey)” In no paper',
    '2 “Survey” Says something else',
  ]);
  const lanes = await text(page)
    .locator('.line[data-tag]')
    .evaluateAll((lines) => lines.map((line) => /lane\d/.exec(line.className)[0]));
  assert.deepEqual(lanes.toSorted(), ['lane0', 'lane1'], 'both of two that overlap are seen');

  // The list edits the mark that is looked at.
  const row = page.locator('[data-row]').first();
  await row.click();
  const tool = (name) => page.getByRole('button', { name, exact: true });
  await tool('End the mark earlier').click();
  await tool('Begin the mark later').click();
  assert.match((await marks(page))[0], /“the library before \(Survey” In no paper$/);
  await page.getByRole('combobox', { name: 'Label of the mark' }).selectOption('Wrong paper');
  assert.match((await marks(page))[0], /Wrong paper$/);
  await inBothThemes(page, (theme) => accessible(page, `marking with marks, ${theme}`));
  await tool('Remove the mark').click();
  assert.deepEqual(await marks(page), ['2 “Survey” Says something else']);
  assert.match(await focused(page), /“Survey”/, 'the focus is on what took its place');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('[data-row]').length === 2);
});

journey('marks by keyboard alone, and the feedback by both', async ({ page }) => {
  await practise(page, ...CALL);
  await keys(page, 't');
  assert.ok(await text(page).evaluate((at) => at === document.activeElement));
  // “his daughter”: third and fourth word.
  await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight');
  await page.getByText('“his daughter”').first().waitFor();
  await keys(page, '2');
  assert.deepEqual(await marks(page), ['2 “his daughter” Goes beyond']);
  await keys(page, 'ArrowDown', 'ArrowDown', 'l', 'Enter', 'n', 'n');
  await keys(page, 'Control+Shift+ArrowLeft', 'Control+ArrowRight', '2', '1');
  assert.deepEqual(await marks(page), [
    '2 “his daughter” Goes beyond',
    '1 “for five days, dry at first, with yellow phlegm since yesterday” Contradicts',
  ]);
  await keys(page, 'Delete', 'Escape', '0');
  assert.equal(await page.getByRole('checkbox', { name: /^Nothing to mark/ }).isChecked(), false);
  await handIn(page);
  const said = await entries(page);
  assert.match(said[0], /^1 “his daughter” as in the key Both: Goes beyond /);
  assert.match(said[1], /^2 “and at times when sitting” not marked Key: Contradicts /);
  await inBothThemes(page, (theme) => accessible(page, `feedback on marks, ${theme}`));

  await page.getByRole('button', { name: 'Show “and at times when sitting”' }).focus();
  await keys(page, 'Enter');
  assert.equal(await focused(page), 'Mark 2, not marked');
  assert.equal(await page.locator('mark.lit').count(), 1);
  await keys(page, 'Enter');
  assert.match(await focused(page), /^2 “and at times when sitting”/, 'and back to the reason');
  const lines = await page
    .locator('[data-item="x1"] .line')
    .evaluateAll((all) => all.map((line) => line.className));
  assert.ok(
    lines.some((line) => /under.* agrees/.test(line)),
    'mine lie under the words',
  );
  assert.ok(
    lines.some((line) => /over.* dashed agrees/.test(line)),
    'the key’s over them',
  );

  // Where the system chooses the colours, an engine would give a mark its own and hide the words.
  await page.emulateMedia({ forcedColors: 'active' });
  const colours = await page
    .locator('[data-item="x1"] mark:not(.lit)')
    .evaluateAll((all) =>
      all.map((mark) => [mark, mark.parentElement].map((at) => getComputedStyle(at).color)),
    );
  for (const [own, around] of colours) assert.equal(own, around);
});

for (const [module, folder, task] of [
  ['3.0', '3.0-citation', 'mark-sunday-citations'],
  ['1.7', '1.7-data-annotation', 'mark-parade-chat'],
]) {
  journey(`every mark of the key can be made by dragging: ${task}`, async ({ page }) => {
    await practise(page, module, task);
    const wanted = keySpans(folder, task);
    for (const { words, nth, label: number } of wanted) {
      await drag(page, words, { nth });
      await keys(page, number);
    }
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-row]').length === count,
      wanted.length,
    );
    await handIn(page);
    assert.equal(await page.locator('#headline').textContent(), "Your marks are the key's marks");
  });
}

journey(
  'marking fits a small window: the labels come to the words',
  { width: 640, height: 500 },
  async ({ page }) => {
    await practise(page, ...CITATIONS);
    await drag(page, 'twelve Sundays');
    const bar = page.getByRole('group', { name: 'Selected words' });
    await inBothThemes(page, (theme) => accessible(page, `marking at 640 pixels, ${theme}`));
    await bar.getByRole('button', { name: 'Wrong paper' }).click();
    await keys(page, 'm');
    assert.deepEqual(await marks(page), ['1 “twelve Sundays” Wrong paper']);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing hangs over the side');
  },
);
