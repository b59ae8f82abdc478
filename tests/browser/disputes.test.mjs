// Disputes in the browser with the real core: said, kept, counted apart, listed, saved to a file, taken back.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handIn, practise, saved } from './desk.lib.mjs';
import { accessible, go, inBothThemes, journey, screen } from './lib.mjs';

const everywhere = (page, where) =>
  inBothThemes(page, (theme) => accessible(page, `${where}, ${theme}`));

/** Lets the file dialog answer with what the test writes into `pick`. */
const picking = {
  expect: [/command\/dispute_make/, /command\/disputes_export/],
  before: (academy) => {
    academy.env = { ANNOTATION_ACADEMY_PICK: join(academy.data, 'pick') };
  },
};
const pick = (academy, path) => writeFileSync(join(academy.data, 'pick'), path);

const TASK = ['1.2', 'retirement-poem'];
const REASON =
  'The prompt says “by Friday”, and only the second option keeps to it.\n<b>Two</b> lines.';
const made = (page) => page.getByText('You dispute this key', { exact: false });
const text = async (of) => (await of.textContent()).replaceAll(/\s+/g, ' ').trim();

journey(
  'a dispute from its reason to the file, by keyboard',
  picking,
  async ({ page, academy }) => {
    const { keyboard } = page;
    await go(page, '#/disputes', 'disputes');
    await page.getByText('No key is disputed.').waitFor();
    await everywhere(page, 'no disputes');

    await practise(page, ...TASK);
    await keyboard.press('a');
    await handIn(page);
    await keyboard.press('d');
    const field = page.getByLabel('Why is the key wrong?');
    await field.waitFor();
    assert.ok(await field.evaluate((f) => f === document.activeElement), 'writing begins at once');
    await keyboard.press('Control+Enter');
    await page.getByText('Say why you think the key is wrong', { exact: false }).waitFor();
    await accessible(page, 'a dispute without a reason');
    await field.fill(REASON);
    const buttons = page.getByRole('button', { name: /^Keep my dispute/ });
    assert.ok(await buttons.evaluate((b) => b.getBoundingClientRect().bottom < innerHeight - 50));
    await keyboard.press('Control+Enter');
    await made(page).waitFor();
    assert.equal(await page.locator('#headline').count(), 1, 'the feedback is still there');
    await everywhere(page, 'a dispute that is kept');

    await page.getByRole('link', { name: 'All disputes' }).click();
    await screen(page, 'disputes');
    const list = page.getByRole('region', { name: '1 dispute' });
    assert.match(
      await text(list),
      /open The prompt says .*<b>Two<\/b> lines\. Choice, 1\.2, version/,
    );
    const figures = await text(page.getByRole('region', { name: 'What it changes' }));
    assert.match(figures, /Passed, first tries without hints [01] of 1 task; 9 more/);
    assert.match(figures, /The same without what is in dispute Nothing yet\./);
    await everywhere(page, 'the disputes');

    // Cancelled, refused, saved.
    const save = page.getByRole('button', { name: 'Save to a file' });
    pick(academy, '');
    await save.click();
    await page.getByText('Nothing was saved.').waitFor();
    pick(academy, join(academy.data, 'nowhere/disputes.json'));
    await save.click();
    await page.getByRole('alert').getByText('The file could not be written').waitFor();
    await accessible(page, 'a file that could not be written');
    const file = join(academy.data, 'my disputes.json');
    pick(academy, file);
    await save.press('Enter');
    await page.locator('main').getByText('1 dispute saved in “my disputes.json”.').waitFor();
    const letter = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(await page.getByText(letter.send_to).count(), 1, 'the address is the one shown');
    const [{ task, reason, answer, order_shown, version, passed }] = letter.disputes;
    assert.deepEqual({ task, reason }, { task: TASK[1], reason: REASON });
    assert.equal(answer.picked[0], order_shown[0], 'the first option was picked');
    assert.match(version, /^[0-9a-f]{16,}$/);
    assert.equal(typeof passed, 'boolean');
  },
);

journey('what is disputed is counted apart, changed and taken back', async ({ page }) => {
  for (const task of ['retirement-poem', 'scale-step']) {
    await practise(page, '1.2', task);
    await page.keyboard.press('b');
    await handIn(page);
  }
  await page.getByRole('button', { name: /^I think the key is wrong/ }).click();
  await page.getByLabel('Why is the key wrong?').fill('One reason.');
  await page.getByRole('button', { name: /^Keep my dispute/ }).click();
  await made(page).waitFor();

  await go(page, '#/record', 'record');
  const head = page.locator('main header');
  await page.waitForFunction(() => document.querySelector('main header a') !== null);
  assert.match(
    await text(head),
    /First tries without hints: [0-2] of 2 tasks; 8 more for an interval ?\. Without what you dispute ?: [01] of 1 task/,
  );
  // What is filtered is the list; the figures stay those of the whole record.
  const rows = page.locator('#attempts tbody tr');
  const missed = await rows.filter({ hasText: 'not passed' }).count();
  await page.getByLabel('Which').selectOption('wrong');
  await head
    .getByText(missed === 1 ? '1 attempt that fit' : `${missed} attempts that fit`)
    .waitFor();
  assert.equal(await rows.count(), missed);
  await page.getByLabel('Kind').selectOption('ranking');
  await page.getByText('No attempts fit.').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.waitForFunction(() => document.querySelectorAll('#attempts a').length === 2);
  assert.match(await text(head), /First tries without hints: [0-2] of 2 tasks/);
  await page.getByLabel('Which').selectOption('disputed');
  await page.waitForFunction(() => document.querySelectorAll('#attempts a').length === 1);
  assert.match(await text(head), /^My record 1 attempt that fit/);
  await everywhere(page, 'the record, narrowed to what is in dispute');
  await page.locator('#attempts a').click();
  await screen(page, 'attempt');

  // Its reason is changed, begun anew and left, and taken back from the attempt in the record.
  await page.keyboard.press('d');
  const field = page.getByLabel('Why is the key wrong?');
  assert.equal(await field.inputValue(), 'One reason.');
  await field.fill('Another reason.');
  await page.getByRole('button', { name: /^Keep my dispute/ }).click();
  await page.getByText('Another reason.').waitFor();
  await page.keyboard.press('d');
  await field.fill('A third one, half');
  await page.keyboard.press('Escape');
  await go(page, '#/disputes', 'disputes');
  assert.match(await text(page.locator('main')), /1 dispute .*Another reason\./);
  await page.goBack();
  await screen(page, 'attempt');
  await page.keyboard.press('d');
  assert.equal(await field.inputValue(), 'A third one, half', 'what was begun is still there');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('You disputed this key and took it back.').waitFor();
  await go(page, '#/record', 'record');
  await page.locator('#attempts a').first().waitFor();
  assert.doesNotMatch(await text(head), /you dispute/);
  await go(page, '#/disputes', 'disputes');
  await page.getByText('taken back', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save to a file' }).count(), 0);
});

journey('a reason of 100,000 characters is cut where the page says so', async ({ page }) => {
  await practise(page, ...TASK);
  await page.keyboard.press('a');
  await saved(page);
  await handIn(page);
  await page.keyboard.press('d');
  const field = page.getByLabel('Why is the key wrong?');
  await field.evaluate((f) => f.focus());
  await page.evaluate(
    (long) => document.execCommand('insertText', false, long),
    'Because. '.repeat(11_112),
  );
  await page.getByText('This is as long as it may be: 4,000 characters.').waitFor();
  assert.equal((await field.inputValue()).length, 4000);
  await page.keyboard.press('Control+Enter');
  await made(page).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, 'nothing hangs over the side');
});
