// The reasons in writing: the checklist beside them, and quoting by mouse and by keyboard.

import assert from 'node:assert/strict';
import { accessible, go, inBothThemes, journey } from './lib.mjs';

const open = (page, task = 'apology-parcel') => go(page, `#/practice/-/${task}`, 'practice');
const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
const field = (page) => page.getByRole('textbox', { name: 'Why' });
const line = (page, label) =>
  page
    .getByRole('list', { name: 'What is looked for' })
    .getByRole('listitem')
    .filter({ hasText: label });
const is = (page, label, state) =>
  line(page, label).getByText(state).first().waitFor({ state: 'attached' });

journey('the checklist follows what is written', async ({ page }) => {
  await open(page);
  for (const label of ['Verdict', 'Responses named', 'Quotations', 'Reason', 'Contrast']) {
    await is(page, label, 'not there yet');
  }
  await inBothThemes(page, (theme) => accessible(page, `before the first word, ${theme}`));
  await field(page).click();
  await page.keyboard.insertText(
    'A is better than B because it says “the moon shines on a quiet sea”.',
  );
  await is(page, 'Verdict', 'found');
  await is(page, 'Reason', 'found');
  await is(page, 'Quotations', 'to be mended');
  assert.equal(await page.locator('mark.doubt').textContent(), 'the moon shines on a quiet sea');
  await inBothThemes(page, (theme) => accessible(page, `with a quotation from nowhere, ${theme}`));
  // The words are lit while the line is pointed at, and selected when it is pressed.
  await line(page, 'Verdict').hover();
  await page.locator('mark.lit').first().waitFor();
  await page.getByRole('button', { name: 'Quotations: show in your text' }).click();
  const chosen = await field(page).evaluate((f) => f.value.slice(f.selectionStart, f.selectionEnd));
  assert.equal(chosen, 'the moon shines on a quiet sea');
  await page.keyboard.type('x');
  await page.locator('mark.doubt').waitFor({ state: 'detached' });
});

journey('words that are selected are quoted at the caret, with their letter', async ({ page }) => {
  await open(page);
  await field(page).click();
  await page.keyboard.type('It is exact: .');
  await page.keyboard.press('ArrowLeft');
  const box = await page.locator('[data-item] [data-at]').first().boundingBox();
  await page.mouse.move(box.x + 1, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 8, { steps: 5 });
  await page.mouse.up();
  const words = await page.evaluate(() => getSelection().toString().trim());
  assert.ok(words.length > 5, words);
  await page.getByRole('button', { name: /^Quote/ }).click();
  const bare = words.replace(/[“”"]/g, '');
  await page.waitForFunction(
    (bare) => document.querySelector('[data-why]').value.includes(`“${bare}`),
    bare,
  );
  assert.match(await field(page).inputValue(), /^It is exact: “.+” \([A-C]\)\.$/);
  // The field's own undo takes it back.
  await page.keyboard.press('Control+z');
  assert.equal(await field(page).inputValue(), 'It is exact: .');
});

journey('quoting by keyboard alone, sentence by sentence', async ({ page }) => {
  await open(page);
  await page.keyboard.press('w');
  await page.keyboard.type('It matters that B says ');
  await page.keyboard.press('Control+Shift+Q');
  const list = page.getByRole('listbox', { name: 'Sentences of A' });
  await list.waitFor();
  assert.ok(await list.evaluate((l) => l === document.activeElement));
  await page.keyboard.press('b');
  await page.getByRole('listbox', { name: 'Sentences of B' }).waitFor();
  await page.keyboard.press('ArrowDown');
  const at = page.getByRole('option', { selected: true });
  const sentence = (await at.textContent()).trim();
  assert.equal(await page.evaluate(() => CSS.highlights.get('in-hand')?.size), 1);
  await inBothThemes(page, (theme) => accessible(page, `choosing a sentence, ${theme}`));
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  const text = await field(page).inputValue();
  assert.ok(text.startsWith('It matters that B says “') && text.endsWith('”'), text);
  assert.ok(text.includes(sentence.slice(0, 12).replace(/[“”"]/g, '')), `${text} / ${sentence}`);
  assert.ok(await field(page).evaluate((f) => f === document.activeElement));
  await is(page, 'Quotations', 'found');
  await page.keyboard.press('Control+Shift+Q');
  await page.keyboard.press('Escape');
  assert.equal(await field(page).inputValue(), text);
  await saved(page);
});

journey('reasons beside another judgement are looked at too', async ({ page }) => {
  await open(page, 'entanglement');
  await page.keyboard.press('k');
  await page.keyboard.press('w');
  await page.keyboard.insertText('B is best because it is true, while C is false.');
  await is(page, 'Verdict', 'found');
  await line(page, 'Responses named').getByText('Not yet: A and D.').waitFor();
  await saved(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('#headline').waitFor();
  await inBothThemes(page, (theme) => accessible(page, `feedback with reasons, ${theme}`));
});

journey('quoting in a small window', { width: 640, height: 800 }, async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+Shift+Q');
  await page.getByRole('listbox', { name: 'Sentences of A' }).waitFor();
  await accessible(page, 'choosing a sentence at 640 pixels');
  await page.keyboard.press('Enter');
  assert.match(await field(page).inputValue(), /^“.+” \(A\)$/);
  assert.ok(await field(page).evaluate((f) => f === document.activeElement));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, 'nothing hangs over the side');
});
