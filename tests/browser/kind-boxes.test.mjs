// Boxes in the browser with the real core: by mouse, by key, looked at closer, and broken off midway.

import assert from 'node:assert/strict';
import {
  CUP,
  MUG,
  PEAR,
  box,
  boxes,
  drag,
  draw,
  hint,
  keys,
  near,
  onScreen,
  practise,
  press,
  saved,
} from './boxes.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';

journey('boxes drawn, moved, sized and held against the key, by mouse', async ({ page }) => {
  await practise(page);
  await inBothThemes(page, (theme) => accessible(page, `boxes before the answer, ${theme}`));
  await draw(page, CUP);
  near((await boxes(page))[0], 'Box 1, Cup', CUP);
  await page.getByRole('radio', { name: 'Fruit' }).check();
  await draw(page, [60, 431, 60, 100]);
  near((await boxes(page))[1], 'Box 2, Fruit', [60, 431, 60, 100]);

  await drag(page, [90, 480], [68, 480]);
  near((await boxes(page))[1], 'Box 2, Fruit', [38, 431, 60, 100]);
  await drag(page, [98, 531], [PEAR[0] + PEAR[2], PEAR[1] + PEAR[3]]);
  near((await boxes(page))[1], 'Box 2, Fruit', PEAR);
  // What follows within an instant would be one step for undo.
  await page.waitForTimeout(800);
  // An edge is wide enough to be taken hold of beside the line.
  await drag(page, [PEAR[0] + PEAR[2] + 8, 500], [PEAR[0] + PEAR[2] + 28, 500]);
  near((await boxes(page))[1], 'Box 2, Fruit', [38, 431, 115, 147]);
  await keys(page, 'Control+z');
  near((await boxes(page))[1], 'Box 2, Fruit', PEAR);

  // Drawn as a fruit, though it is a cup; then one that nobody asked for.
  await draw(page, MUG);
  await page.getByRole('combobox', { name: 'Label' }).selectOption({ label: 'Cup' });
  near((await boxes(page))[2], 'Box 3, Cup', MUG);
  await page.getByRole('button', { name: /^Duplicate/ }).click();
  assert.equal((await boxes(page)).length, 4);
  await draw(page, [60, 60, 90, 90]);
  await page.mouse.click(...(await onScreen(page, 640, 300)));
  assert.match(await focused(page), /^Box 1, Cup/, 'a click selects');
  await saved(page);
  await inBothThemes(page, (theme) => accessible(page, `boxes drawn, ${theme}`));

  await keys(page, 'Control+Enter');
  await page.locator('#headline').waitFor();
  assert.equal(await page.locator('.rect.mine').count(), 5);
  assert.ok((await page.locator('.rect.key').count()) >= 8);
  const extra = page.getByRole('region', { name: 'Not in the key', exact: true });
  assert.match(await extra.textContent(), /Box\s+5\s+Fruit/);
  await page.locator('[data-number="2"]').hover();
  const row = page.locator('li.lit');
  assert.match(await row.textContent(), /Box\s+2\s+Fruit.*overlap/s);
  await page.mouse.move(5, 5);
  const missed = page
    .getByRole('region', { name: 'Missed', exact: true })
    .getByRole('listitem')
    .first();
  await missed.hover();
  assert.ok((await page.locator('.rect.lit').count()) > 0, 'the box lights with its reason');
  await inBothThemes(page, (theme) => accessible(page, `feedback on boxes, ${theme}`));
});

journey('boxes by keyboard alone, from the first to the feedback', async ({ page }) => {
  await practise(page);
  await keys(page, 'n', 'ArrowRight', 'Shift+ArrowUp', 'Alt+ArrowLeft', 'Alt+Shift+ArrowDown');
  const made = hint('Box 1, Cup', [301, 215, 199, 160]);
  assert.deepEqual(await boxes(page), [made]);
  assert.equal(await focused(page), made);

  // The figures, and back.
  await keys(page, 'Enter');
  for (const figure of MUG) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(figure));
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(await boxes(page), [hint('Box 1, Cup', MUG)]);
  await keys(page, 'Escape', '2', 'n', 'd', 'Control+1');
  assert.deepEqual(
    (await boxes(page)).map((told) => told.slice(0, 12)),
    ['Box 1, Cup, ', 'Box 2, Fruit', 'Box 3, Cup, '],
  );
  await keys(page, 'Shift+Tab', 'Shift+Tab');
  assert.match(await focused(page), /^Box 1, Cup/);
  await keys(page, 'Tab', 'Tab', 'Delete');
  assert.match(await focused(page), /^Box 2, Fruit/);
  await keys(page, 'l', 'Home');
  assert.match(await focused(page), /^1 Cup/);
  await keys(page, 'Enter');
  assert.match(await focused(page), /^Box 1, Cup/, 'the list leads to the picture');
  // Out of the picture again: the box before it is the first, so that Shift+Tab leaves.
  await keys(page, 'Shift+Tab');
  assert.doesNotMatch(await focused(page), /^Box/);

  await saved(page);
  await keys(page, 'Control+Enter');
  await page.locator('#headline').waitFor();
  await page.getByRole('button', { name: 'Show box 1 on the picture' }).focus();
  await keys(page, 'Enter');
  assert.match(await focused(page), /^Box 1, right: Cup/);
  await keys(page, 'ArrowRight');
  assert.match(await focused(page), /^Box 2, /);
  await keys(page, 'Enter');
  assert.match(await focused(page), /^Box\s*2/, 'the number leads to its reason');
  await keys(page, 'k');
  assert.equal(await page.locator('.rect.key').count(), 0);
});

journey('nothing to draw is an answer, and a box takes it back', async ({ page }) => {
  await practise(page);
  await keys(page, 'Control+Enter');
  await page
    .getByText('Before you submit: Draw the boxes, or say that there is nothing to draw.')
    .waitFor();
  assert.match(await focused(page), /^New box/);
  await keys(page, 'e');
  const nothing = page.getByRole('checkbox', { name: /nothing to draw/ });
  assert.ok(await nothing.isChecked());
  await saved(page);
  await draw(page, CUP);
  assert.ok(!(await nothing.isChecked()));
});

journey('looked at closer, a box lies where it is drawn', async ({ page }) => {
  await practise(page);
  const at = [420, 310];
  await page.mouse.move(...(await onScreen(page, ...at)));
  const before = await onScreen(page, ...at);
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.querySelector('[data-view]').scrollLeft > 0);
  const after = await onScreen(page, ...at);
  assert.ok(Math.hypot(after[0] - before[0], after[1] - before[1]) < 3, 'the pointer stays there');
  await draw(page, [400, 290, 40, 30]);
  near((await boxes(page))[0], 'Box 1, Cup', [400, 290, 40, 30], 1);

  const scrolled = () =>
    page
      .locator('[data-view]')
      .first()
      .evaluate((view) => view.scrollLeft);
  const right = await scrolled();
  await page.keyboard.down('Space');
  await drag(page, [410, 260], [440, 260]);
  await page.keyboard.up('Space');
  const panned = await scrolled();
  assert.ok(panned < right - 20, `the space bar moves the picture: ${right}, ${panned}`);
  await page.mouse.move(...(await onScreen(page, 410, 280)));
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(...(await onScreen(page, 420, 280)), { steps: 4 });
  await page.mouse.up({ button: 'middle' });
  assert.ok((await scrolled()) < panned, 'and so does the middle button');
  assert.equal((await boxes(page)).length, 1, 'neither draws');

  const level = page.getByRole('group', { name: 'Zoom' });
  for (let i = 0; i < 9; i++) await page.keyboard.press('+');
  await level.getByText('8×').waitFor();
  assert.ok(await box(page, 1).isVisible());
  await accessible(page, 'boxes looked at closer');
  await keys(page, '0');
  await level.getByText('1×').waitFor();
});

journey('a drag that is broken off leaves the box as it was', async ({ page }) => {
  await practise(page);
  await draw(page, CUP);
  const [whole] = await boxes(page);
  const ends = {
    'the window loses the focus': () => page.evaluate(() => dispatchEvent(new Event('blur'))),
    'the pointer is taken away': () =>
      page.evaluate(() => {
        const over = document.querySelector('[role="application"]');
        over.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerId: 1 }));
      }),
    'the capture is lost': () =>
      page.evaluate(() => {
        document.querySelector('[role="application"]').releasePointerCapture(1);
      }),
    Escape: () => page.keyboard.press('Escape'),
  };
  for (const [how, end] of Object.entries(ends)) {
    await press(page, 700, 290);
    await page.mouse.move(...(await onScreen(page, 600, 200)), { steps: 4 });
    assert.notEqual((await boxes(page))[0], whole, 'it is in the hand');
    await end();
    await page.mouse.move(...(await onScreen(page, 500, 200)), { steps: 2 });
    assert.deepEqual(await boxes(page), [whole], how);
    await page.mouse.up();
    assert.deepEqual(await boxes(page), [whole], how);
  }
  await drag(page, [700, 290], [600, 290]);
  near((await boxes(page))[0], 'Box 1, Cup', [CUP[0] - 100, ...CUP.slice(1)]);
});

for (const [name, options] of [
  ['1024×640 at a device scale of 1.25', { width: 1024, height: 640, deviceScaleFactor: 1.25 }],
  ['200 % zoom, where the two sides are tabs', { width: 640, height: 400, deviceScaleFactor: 2 }],
]) {
  journey(`boxes at ${name}`, options, async ({ page }) => {
    await practise(page);
    await page.locator('[data-stage] details').scrollIntoViewIfNeeded();
    await draw(page, MUG);
    near((await boxes(page))[0], 'Box 1, Cup', MUG, 4);
    await accessible(page, `boxes at ${name}`);
    await keys(page, 'Enter', 'ArrowUp');
    assert.ok(await page.getByRole('spinbutton', { name: 'x' }).isVisible());
    await keys(page, 'Escape');
    assert.match(await focused(page), /^Box 1, Cup/);
    await saved(page);
    await keys(page, 'Control+Enter');
    await page.locator('#headline').waitFor();
    await page.getByRole('button', { name: 'Show box 1 on the picture' }).click();
    assert.ok(await page.locator('[data-number="1"]').isVisible());
    await accessible(page, `feedback on boxes at ${name}`);
  });
}
