// Conversation in the browser with the real core: turns rated where they stand and in the pane, and the pin.

import assert from 'node:assert/strict';
import { chosen, handIn, keys, practise } from './desk.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';

const TASK = ['3.5', 'piano-tuner'];
const SETTLED = 'Keeps what was settled';
const sheet = (page) => page.locator('[data-side="material"]');
const pane = (page) => page.locator('[data-side="pane"]');
const point = (side, row, value) =>
  side.getByRole('radiogroup', { name: row, exact: true }).getByRole('radio', { name: value });
/** The place named in the pane. */
const place = (page) =>
  page
    .getByRole('radiogroup', { name: 'Where it goes wrong' })
    .locator('input')
    .evaluateAll((all) => all.find((one) => one.checked)?.getAttribute('aria-label') ?? null);

journey('a dialogue rated and pinned by pointer, on either side', async ({ page }) => {
  await practise(page, ...TASK);
  await inBothThemes(page, (theme) => accessible(page, `conversation before the answer, ${theme}`));
  await point(sheet(page), `Turn 2 on ${SETTLED}`, /^2,/).click();
  assert.equal(await chosen(pane(page), `Turn 2 on ${SETTLED}`), '2', 'the pane has it too');
  await point(pane(page), `Turn 8 on ${SETTLED}`, /^1,/).click();
  assert.equal(await chosen(sheet(page), `Turn 8 on ${SETTLED}`), '1');
  const seen = await page.locator('#item-t8').evaluate((turn) => {
    const box = turn.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  });
  assert.ok(seen, 'a row of the pane brings its turn into sight');

  const pin = (n) => page.getByRole('button', { name: `Goes wrong here at turn ${n}` });
  await pin(6).click();
  assert.equal(await pin(6).getAttribute('aria-pressed'), 'true');
  assert.equal(await place(page), 'Turn 6, the model');
  await page.getByRole('button', { name: 'It goes wrong nowhere' }).click();
  assert.equal(await place(page), 'Nowhere');
  assert.equal(await pin(6).getAttribute('aria-pressed'), 'false');
  await page.getByRole('radio', { name: 'Turn 3, the user' }).click();
  assert.equal(await pin(3).getAttribute('aria-pressed'), 'true');
  await accessible(page, 'conversation half answered');
});

journey('a dialogue rated and pinned by keyboard alone', async ({ page }) => {
  await practise(page, ...TASK);
  await keys(page, 'j');
  assert.equal(await focused(page), 'Turn 1, the user');
  await keys(page, '2');
  assert.equal(await page.getByText('0 of 8 given').count(), 1, 'the user’s turn takes no value');
  await keys(page, 'j', '2', 'ArrowDown', '1');
  assert.equal(await chosen(sheet(page), `Turn 2 on ${SETTLED}`), '2');
  assert.ok(
    await page.evaluate(() => document.activeElement.closest('#item-t2') !== null),
    'the focus stays at the turn',
  );
  // On to the next turn of the model, row by row.
  await keys(page, 'ArrowDown', '2', 'ArrowDown', '2', 'ArrowDown', '0', 'x');
  assert.equal(await place(page), 'Turn 6, the model');
  await keys(page, 'Shift+X');
  assert.equal(await place(page), 'Nowhere');
  await keys(page, 'x', 'n', '2', 'n', '2', 'n', '2');
  assert.equal(await page.getByText('8 of 8 given').count(), 1);
  await handIn(page);

  const turn = (n) => page.getByRole('article', { name: `Turn ${n}, the model` });
  await turn(6).getByText('key: goes wrong here').waitFor();
  assert.equal(
    await turn(6)
      .getByRole('list', { name: /^Turn 6 on/ })
      .count(),
    2,
  );
  await turn(6).getByText('on her left and whispers there', { exact: false }).waitFor();
  await inBothThemes(page, (theme) => accessible(page, `feedback on conversation, ${theme}`));
  await page.getByRole('link', { name: 'Reason 1, a fault' }).last().press('Enter');
  assert.equal(
    await page.evaluate(() => document.activeElement.id),
    'finding-1',
    'from the words to the reason',
  );
});

journey(
  'at 200 % zoom the dialogue is rated in its own tab',
  { width: 640, height: 400 },
  async ({ page }) => {
    await practise(page, ...TASK);
    await keys(page, 'j', 'j', '1');
    assert.equal(await chosen(sheet(page), `Turn 2 on ${SETTLED}`), '1');
    await accessible(page, 'a dialogue at 640 by 400');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing hangs over the side');
    await page.getByRole('tab', { name: 'Judgement' }).click();
    await point(pane(page), `Turn 4 on ${SETTLED}`, /^2,/).click();
    await page.getByText('2 of 8 given').waitFor();
  },
);
