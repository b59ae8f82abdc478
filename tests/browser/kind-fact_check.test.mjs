// Fact checks in the browser with the real core: passages by pointer and sentence by sentence, verdicts by key, and both
// readings in the sources afterwards.

import assert from 'node:assert/strict';
import { handIn, keys, practise } from './desk.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';
import { drag, press, rows } from './text.lib.mjs';

const COFFEE = ['3.0', 'check-coffee-card'];
const LETTER = { within: '[data-pick="s1"]' };
const SHEET = { within: '[data-pick="s2"]' };
const cited = (page, n) => rows(page, `[data-claim="c${n}"] [data-passage] .words`);
const bar = (page) => page.getByRole('group', { name: 'Selected words' });
const verdict = (page, name) => page.getByRole('radio', { name });

journey('claims by pointer: cite, jump, take back, judge', async ({ page }) => {
  await practise(page, ...COFFEE);
  await inBothThemes(page, (theme) => accessible(page, `a fact check before the answer, ${theme}`));
  await drag(page, 'Our cooperative has 44 member families', LETTER);
  await bar(page).getByRole('button', { name: 'claim 2' }).click();
  await drag(page, 'most of them are smaller', LETTER);
  await page.getByRole('button', { name: /^Cite what is selected/ }).click();
  await drag(page, 'Mean score 85.5', SHEET);
  await page.getByRole('button', { name: /^Cite what is selected/ }).click();
  assert.deepEqual(await cited(page, 2), [
    '“Our cooperative has 44 member families”',
    '“most of them are smaller”',
    '“Mean score 85.5”',
  ]);
  await page.getByRole('button', { name: 'Do not cite “Mean score 85.5”' }).click();
  assert.equal((await cited(page, 2)).length, 2);
  await verdict(page, 'Supported').check();
  await inBothThemes(page, (theme) => accessible(page, `a fact check with citations, ${theme}`));

  // From the citation to its words, and from words to their claim.
  await page.locator('[data-claim="c2"] [data-passage]').nth(1).click();
  assert.equal(await focused(page), '[1] Letter from the cooperative (made for this exercise)');
  await page.getByRole('button', { name: 'Claim 1' }).click();
  await press(page, 'cooperative has', LETTER);
  assert.ok(await verdict(page, 'Supported').isChecked(), 'claim 2 is in hand again');
  assert.deepEqual(
    await page
      .locator('[data-pick="s1"] [data-tag]')
      .evaluateAll((all) => all.map((a) => a.dataset.tag)),
    ['2', '2'],
  );
});

journey('claims by keyboard alone, and the feedback by both', async ({ page }) => {
  await practise(page, ...COFFEE);
  await keys(page, 'd', 'n');
  // Sentence by sentence: “Dear friends …”, “Thank you …”, “Our cooperative …”.
  await keys(page, 't', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await bar(page).getByText('“Our cooperative has 44 member families.”').waitFor();
  await keys(page, 'Shift+ArrowDown', 'Enter', 'y');
  assert.match((await cited(page, 2))[0], /^“Our cooperative has 44 .* than three hectares\.”$/);
  await keys(page, 'n', 'x', 'Control+Home', 'ArrowDown');
  await keys(page, ...Array(7).fill('ArrowDown'));
  await bar(page)
    .getByText(/fermented for thirty hours/)
    .waitFor();
  await keys(page, '3');
  // The second source, word by word; and a verdict that is wrong.
  await keys(page, 't', 'ArrowRight', 'Shift+ArrowRight', '4', 'y', '5', 'y');
  assert.deepEqual(await cited(page, 4), []);
  await page.keyboard.press('Control+Enter');
  await page
    .getByText('Cite the passage on which your verdict on claim 5 rests.')
    .first()
    .waitFor();
  assert.equal(await focused(page), 'No passage cited yet.');
  await keys(page, 't', 'ArrowDown', '5');
  await page.getByText('5 of 5 claims done').waitFor();
  await handIn(page);

  const said = await rows(page, '[id^="finding-"]');
  assert.match(said[0], /^C1 .* as in the key Both: The sources do not say/);
  assert.match(said[1], /^C2 .* as in the key passage found Both: Supported/);
  assert.match(said[2], /^C3 .* as in the key passage found Both: Refuted/);
  assert.match(said[4], /^C5 .* against the key another passage Yours: Supported ≠ Key: Refuted/);
  await inBothThemes(page, (theme) => accessible(page, `feedback on a fact check, ${theme}`));
  await page
    .getByRole('button', {
      name: '“neither of them may carry the organic label”',
    })
    .focus();
  await keys(page, 'Enter');
  assert.equal(await focused(page), 'C5, claim 5');
  assert.ok((await page.locator('[data-item="s1"] mark.lit').count()) > 0);
  const lines = await page
    .locator('[data-item="s1"] .line')
    .evaluateAll((all) => all.map((line) => line.className));
  assert.ok(
    lines.some((line) => /under/.test(line)) && lines.some((line) => /over.*dashed/.test(line)),
  );
});

journey(
  'a fact check fits a small window: the claims come to the passage',
  { width: 640, height: 500 },
  async ({ page }) => {
    await practise(page, ...COFFEE);
    await drag(page, 'Lot 14 is washed', LETTER);
    await inBothThemes(page, (theme) => accessible(page, `a fact check at 640 pixels, ${theme}`));
    await bar(page).getByRole('button', { name: 'claim 3' }).click();
    await keys(page, '3');
    assert.deepEqual(await cited(page, 3), ['“Lot 14 is washed”']);
  },
);
