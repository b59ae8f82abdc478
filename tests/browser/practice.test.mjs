// Practice in the browser with the real core: every kind by hand and by key, drafts, traffic, hostile text.

import assert from 'node:assert/strict';
import { accessible, go, inBothThemes, journey } from './lib.mjs';

const practise = (page, module, task) => go(page, `#/practice/${module}/${task}`, 'practice');
const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
const headline = (page) => page.locator('#headline');

/** The letters of the rows in their order. */
const order = (page) =>
  page
    .locator('[data-row] [data-grip]')
    .evaluateAll((rows) => rows.map((r) => r.textContent.trim().slice(-1)));

const sampleText = `B is better than A because it keeps the facts straight, while A is vague.`;

journey('ranking by pointer, by buttons and by key', async ({ page }) => {
  await practise(page, '1.1', 'rank-water-notice');
  await page.getByText('Not ranked yet').waitFor();
  const [a, b, c] = await order(page);

  await page.getByRole('button', { name: `Move Response ${c} up` }).click({ force: true });
  assert.deepEqual(await order(page), [a, c, b]);

  const grips = page.locator('[data-row]');
  const from = await grips.nth(2).boundingBox();
  const to = await grips.nth(0).boundingBox();
  await page.mouse.move(from.x + 60, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + to.height, { steps: 8 });
  await page.mouse.move(to.x + 60, to.y - 4, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(
    (letter) =>
      document.querySelector('[data-row] [data-grip]').textContent.trim().endsWith(letter),
    b,
  );
  assert.deepEqual(await order(page), [b, a, c]);

  // Escape while dragging puts it back.
  await page.mouse.move(to.x + 60, to.y + to.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 150, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.deepEqual(await order(page), [b, a, c]);

  await page.keyboard.press(c.toLowerCase());
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('t');
  const row = page.getByRole('button', {
    name: new RegExp(
      `Response ${c}, place 1 of 3, tied with Response ${b}|Response ${c}, place 1 of 3, tied with ${b}`,
    ),
  });
  await row.waitFor();
  await saved(page);
  await inBothThemes(page, (theme) => accessible(page, `ranking, ${theme}`));
});

for (const [kind, module, task, answer] of [
  ['ranking', '1.2', 'entanglement', (page) => page.keyboard.press('k')],
  ['preference', '1.1', 'prefer-season-slide', (page) => page.keyboard.press('6')],
  ['choice', '1.2', 'retirement-poem', (page) => page.keyboard.press('b')],
  ['justification', '1.2', 'apology-parcel', () => {}],
]) {
  journey(
    `${kind}: answered by keyboard, graded, and accessible in both themes`,
    async ({ page }) => {
      await practise(page, module, task);
      await inBothThemes(page, (theme) => accessible(page, `${kind} before the answer, ${theme}`));
      await answer(page);
      const field = page.locator('textarea');
      if (await field.count()) await field.fill(sampleText);
      await saved(page);
      await page.keyboard.press('Control+Enter');
      await headline(page).waitFor();
      assert.ok(
        await headline(page).evaluate((h) => h === document.activeElement),
        'the headline has the focus',
      );
      await inBothThemes(page, (theme) => accessible(page, `feedback on ${kind}, ${theme}`));
      await page.getByRole('button', { name: /^Next task/ }).click();
      await page.locator('#headline').waitFor({ state: 'detached' });
      await page.locator('main h1').waitFor();
    },
  );
}

journey('nothing of the key crosses before the answer is in', async ({ page }) => {
  const replies = [];
  page.on('response', (reply) => {
    if (reply.url().includes('/command/')) replies.push(reply.text().catch(() => ''));
  });
  const all = async () => (await Promise.all(replies)).join('\n');
  await practise(page, '1.2', 'entanglement');
  for (const rung of [1, 2, 3]) {
    await page.keyboard.press('h');
    await page.getByText(`${rung} of 3, an answer with hints`).waitFor();
  }
  await page.keyboard.press('k');
  await saved(page);
  const before = await all();
  const reason = 'hangs everything on one picture';
  for (const word of [reason, '"reasons"', '"pass_at"', '"reference"', 'over-simplified']) {
    assert.ok(!before.includes(word), `“${word}” crossed before the answer`);
  }
  await page.locator('textarea').fill(sampleText);
  await page.keyboard.press('Control+Enter');
  await headline(page).waitFor();
  assert.ok((await all()).includes(reason), 'and after it, it does');
});

/** One task of each kind that the journeys of this folder answer elsewhere. */
const ONE_OF_EACH = [
  'box-crossing',
  'check-coffee-card',
  'choose-checkpoint',
  'choir-concert',
  'choir-invitation',
  'label-bike-tickets',
  'mark-lake-report',
  'probe-false-premise',
  'prefer-net-pay',
  'specific-hen-sitter',
  'unique-addresses',
  'winter-swim',
];

journey('no kind of task brings anything of its key along', async ({ page }) => {
  const replies = [];
  page.on('response', async (reply) => {
    if (reply.url().includes('/command/')) replies.push(await reply.text().catch(() => ''));
  });
  for (const task of ONE_OF_EACH) {
    await go(page, `#/practice/-/${task}`, 'practice');
    await page.getByRole('button', { name: /^Submit answer/ }).waitFor();
    await page.keyboard.press('h');
    await page.getByText('1 of 3, an answer with hints').waitFor();
  }
  const all = replies.join('\n');
  assert.ok(
    ONE_OF_EACH.every((task) => all.includes(`"task":"${task}"`)),
    'each was handed out',
  );
  for (const word of [
    '"reasons"',
    '"pass_at"',
    '"reference"',
    '"evidence"',
    '"accept"',
    '"why_nothing_else"',
  ]) {
    assert.ok(!all.includes(word), `${word} crossed before the answer`);
  }
});

journey('what is missing is named, and nothing is sent', async ({ page }) => {
  await practise(page, '1.2', 'entanglement');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Before you submit').waitFor();
  assert.equal(await headline(page).count(), 0);
});

journey('submit pressed twice writes one attempt', async ({ page }) => {
  await practise(page, '1.1', 'rank-water-notice');
  await page.keyboard.press('k');
  await saved(page);
  const submit = page.getByRole('button', { name: /^Submit answer/ });
  await submit.dblclick();
  await headline(page).waitFor();
  await go(page, '#/record', 'record');
  await page.locator('#attempts a').first().waitFor();
  assert.equal(await page.locator('#attempts a').count(), 1);
});

const HOSTILE = `<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1"> שלום 👩‍👩‍👧 {r1} <b>bold</b>`;

journey('hostile text stays text, in the draft and in the feedback', async ({ page, academy }) => {
  await practise(page, '1.2', 'apology-parcel');
  await page.locator('textarea').fill(HOSTILE);
  await saved(page);
  await academy.restart('SIGKILL');
  page = await academy.open();
  await practise(page, '1.2', 'apology-parcel');
  assert.equal(await page.locator('textarea').inputValue(), HOSTILE);
  await page.keyboard.press('Control+Enter');
  await headline(page).waitFor();
  assert.ok(
    (await page.locator('[data-own]').textContent()).includes('<script>window.hurt = 1</script>'),
  );
  assert.equal(await page.evaluate(() => window.hurt), undefined);
});

journey('forty thousand words are kept and graded', async ({ page }) => {
  await practise(page, '1.2', 'apology-parcel');
  const words = 'A is better because it says sorry. '.repeat(5_800);
  await page.locator('textarea').fill(words);
  await saved(page);
  await page.locator('[id$=-words]').filter({ hasText: '40,600' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await headline(page).waitFor({ timeout: 30_000 });
});

journey(
  'practice fits a small window and large type',
  { width: 640, height: 800 },
  async ({ page }) => {
    await practise(page, '1.2', 'entanglement');
    await inBothThemes(page, (theme) => accessible(page, `practice at 640 pixels, ${theme}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing hangs over the side');
  },
);
