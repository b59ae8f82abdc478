// The other screens with the real core: home, module, lesson, record, settings, palette, trouble.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, go, inBothThemes, journey, root, screen } from './lib.mjs';

const everywhere = (page, where) =>
  inBothThemes(page, (theme) => accessible(page, `${where}, ${theme}`));

journey('home shows 24 modules in three blocks, those not written as coming', async ({ page }) => {
  for (const block of ['Evaluating', 'Rubrics', 'Depth and practice']) {
    await page.getByRole('heading', { name: block }).waitFor();
  }
  assert.equal(await page.getByText('coming', { exact: true }).count(), 7);
});

journey('a module shows objectives, lessons, tasks and progress', async ({ page }) => {
  await go(page, '#/module/1.2', 'module');
  await page.getByRole('heading', { name: /Core evaluation skills/ }).waitFor();
  await page.getByRole('link', { name: 'Rank four explanations' }).waitFor();
  await everywhere(page, 'the module');
});

journey('a module that is coming says so', async ({ page }) => {
  await go(page, '#/module/3.7', 'module');
  await page.getByText(/still being written/).waitFor();
  await everywhere(page, 'a coming module');
});

journey('a lesson is read, its place kept, its terms explained', async ({ page, academy }) => {
  await page.getByRole('button', { name: /^Begin/ }).click();
  await screen(page, 'lesson');
  await everywhere(page, 'the lesson');
  const term = page.locator('a[data-term]').first();
  await term.focus();
  await page.keyboard.press('Enter');
  await page
    .locator('dialog[open], [popover]:popover-open, [role=dialog], [role=tooltip]')
    .first()
    .waitFor();
  await everywhere(page, 'a term of the glossary');
  await page.keyboard.press('Escape');
  assert.ok(await term.evaluate((link) => link === document.activeElement), 'the focus comes back');

  const heading = page.locator('main h2[data-at]').nth(3);
  const words = await heading.textContent();
  await heading.evaluate((h) => h.scrollIntoView({ block: 'start' }));
  await page.waitForResponse((reply) => reply.url().endsWith('/command/lesson_place'));
  await academy.restart();
  page = await academy.open();
  await page.getByRole('button', { name: /^Continue/ }).click();
  await screen(page, 'lesson');
  const again = page.locator('main h2[data-at]', { hasText: words });
  await page.waitForFunction(
    (words) => {
      const h = [...document.querySelectorAll('main h2[data-at]')].find(
        (h) => h.textContent === words,
      );
      const { top } = h.getBoundingClientRect();
      return top > -40 && top < innerHeight / 2;
    },
    words,
    { timeout: 5_000 },
  );
  assert.ok(await again.isVisible());
});

journey('settings hold: dark, larger type', async ({ page, academy }) => {
  await go(page, '#/settings', 'settings');
  await everywhere(page, 'settings');
  await page.getByRole('radio', { name: /dark/i }).check({ force: true });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.keyboard.press('Control+1');
  await academy.restart();
  page = await academy.open();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

journey('the record is empty, then filled, then read again', async ({ page }) => {
  await go(page, '#/record', 'record');
  await everywhere(page, 'the empty record');
  await go(page, '#/practice/1.1/rank-water-notice', 'practice');
  await page.keyboard.press('k');
  await page.keyboard.press('Control+Enter');
  const headline = await page.locator('#headline').textContent();
  await go(page, '#/record', 'record');
  await page.locator('#attempts a').first().waitFor();
  await everywhere(page, 'the record');
  await page.locator('#attempts a').first().click();
  await screen(page, 'attempt');
  await page.locator('#headline').waitFor();
  assert.equal(await page.locator('#headline').textContent(), headline);
  await everywhere(page, 'an attempt of the record');
});

journey('the palette finds a task, the sheet shows the keys', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('four explanations');
  await page.getByRole('option', { name: /Rank four explanations/ }).waitFor();
  await everywhere(page, 'the palette');
  await page.keyboard.press('Enter');
  await screen(page, 'practice');
  await page.getByRole('heading', { name: 'Rank four explanations' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByText('Submit answer', { exact: true }).waitFor();
  await everywhere(page, 'the sheet of keys');
  await page.keyboard.press('Escape');
  await page
    .getByRole('dialog')
    .waitFor({ state: 'detached' })
    .catch(() => {});
});

/** The course with one byte changed. */
function damagedPack() {
  const bytes = readFileSync(join(root, 'gen/course.pack'));
  bytes[bytes.length >> 1] ^= 1;
  const file = join(root, 'gen/damaged.pack');
  writeFileSync(file, bytes);
  return file;
}

for (const [name, options, title] of [
  ['a damaged course', { pack: damagedPack() }, 'The course is damaged'],
  ['a foreign course', { pack: join(root, 'README.md') }, 'The course cannot be opened'],
  [
    'a file that is no record',
    {
      before: ({ data }) => writeFileSync(join(data, 'record.db'), 'Dear diary,\n'.repeat(999)),
    },
    'This is not a record',
  ],
]) {
  journey(`${name} is told in plain words`, { ...options, expect: [/503/] }, async ({ page }) => {
    await page.getByText(title).first().waitFor();
    await everywhere(page, name);
  });
}
