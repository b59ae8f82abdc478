// Pictures in the browser with the real core: many boxes on one, and huge, broken or hostile ones, to draw on and as
// material.

import assert from 'node:assert/strict';
import { pngOf } from '../pictures.mjs';
import {
  MUG,
  box,
  boxes,
  draw,
  keys,
  near,
  onScreen,
  practise,
  press,
  sendInstead,
} from './boxes.lib.mjs';
import { accessible, focused, inBothThemes, journey } from './lib.mjs';

const svg = (inside) =>
  `data:image/svg+xml;base64,${Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">${inside}</svg>`,
  ).toString('base64')}`;

/** A PNG of which so much of the data is there, as a data URL. */
const png = (...form) => `data:image/png;base64,${pngOf(...form).toString('base64')}`;

journey('three hundred boxes, and dragging among them stays fluid', async ({ page, t }) => {
  await sendInstead(page, (task) => {
    const at = (i) => ({
      x: (i % 20) * 39,
      y: Math.floor(i / 20) * 39,
      width: 35,
      height: 35,
    });
    const drawn = Array.from({ length: 300 }, (_, i) => ({
      at: at(i),
      label: 'cup',
    }));
    const answer = { kind: 'boxes', boxes: drawn, nothing: false, why: '' };
    const live = { checks: [], criteria: [], text_words: 0 };
    task.draft = { answer, saved_ms: 0, words: 0, live, outdated: false };
  });
  await practise(page);
  assert.equal((await boxes(page)).length, 300);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  };
  const MOVES = 60;
  for (const [what, from, to] of [
    ['drawing', [795, 595], [500, 300]],
    ['moving', [650, 450], [300, 300]],
  ]) {
    await press(page, ...from);
    const before = await busy();
    await page.mouse.move(...(await onScreen(page, ...to)), { steps: MOVES });
    const each = ((await busy()) - before) / MOVES;
    await page.mouse.up();
    t.diagnostic(`${what} among 300: ${each.toFixed(1)} ms of the main thread for a move`);
    assert.ok(each < 33, `${what} takes ${each} ms for a move`);
  }
  assert.equal((await boxes(page)).length, 301);
});

journey('a picture of 8000 by 6000 is drawn on in its own measure', async ({ page, t }) => {
  const source = png(8000, 6000);
  await sendInstead(page, (task) => {
    task.work.picture = { source, alt: 'Stripes', width: 8000, height: 6000 };
  });
  const started = performance.now();
  await practise(page);
  t.diagnostic(`the task is there after ${Math.round(performance.now() - started)} ms`);
  await page.waitForFunction(() => {
    const image = document.querySelector('[data-stage] img');
    return image?.naturalWidth === 8000 && getComputedStyle(image).visibility === 'visible';
  });
  await draw(page, [600, 200, 100, 50]);
  near((await boxes(page))[0], 'Box 1, Cup', [6000, 2000, 1000, 500], 20);
  await keys(page, 'ArrowRight', '+', '+');
  assert.ok(await box(page, 1).isVisible());
});

for (const [what, source] of [
  ['no picture at all', `data:image/png;base64,${Buffer.from('no picture').toString('base64')}`],
  [
    'an SVG that breaks off',
    `data:image/svg+xml,${encodeURIComponent('<svg viewBox="0 0 9 9"><g>')}`,
  ],
  ['a PNG without its data', png(640, 480, 0)],
  ['a PNG of which half is missing', png(640, 480, 0.5)],
]) {
  journey(`${what} is told in words, and the way on is open`, async ({ page }) => {
    await sendInstead(page, (task) => {
      task.work.picture = { ...task.work.picture, source };
      task.material = [{ form: 'picture', title: 'Beside it', source, alt: 'A wall' }];
    });
    await practise(page);
    await page.getByText('This picture cannot be shown.').nth(1).waitFor();
    await page.getByText('It shows: A wall').waitFor();
    await accessible(page, `a task with ${what}`);
    await page.getByRole('button', { name: /^Skip this task/ }).click();
    await page.getByRole('button', { name: /missing or cannot be seen/ }).click();
    await page.getByText('This picture cannot be shown.').first().waitFor({ state: 'detached' });
  });
}

const HOSTILE = svg(`
  <script>top.hurt = 1; fetch('https://example.org/a')</script>
  <script href="https://example.org/b.js"/>
  <style>@import url(https://example.org/c.css);</style>
  <image href="https://example.org/d.png" width="9" height="9"/>
  <foreignObject width="99" height="99"><iframe xmlns="http://www.w3.org/1999/xhtml"
    src="https://example.org/e"/><img xmlns="http://www.w3.org/1999/xhtml" src="x"
    onerror="top.hurt = 1"/></foreignObject>
  <a href="javascript:top.hurt=1"><rect width="800" height="600" fill="#ddd"
    onload="top.hurt = 1" onclick="top.hurt = 1" onmousemove="top.hurt = 1"/></a>`);

journey('a hostile SVG is a picture and nothing else', async ({ page }) => {
  await sendInstead(page, (task) => {
    task.work.picture = { ...task.work.picture, source: HOSTILE };
    task.material = [{ form: 'picture', title: 'Beside it', source: HOSTILE, alt: 'A trap' }];
  });
  await practise(page);
  await page.getByRole('img', { name: 'A trap' }).click();
  await page.getByRole('dialog', { name: 'Beside it' }).waitFor();
  await page.mouse.click(640, 400);
  await keys(page, 'Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('[data-stage] details').scrollIntoViewIfNeeded();
  await draw(page, MUG);
  assert.equal((await boxes(page)).length, 1);
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  const kinds = await page
    .locator('main :is(img, svg, object, iframe, embed)')
    .evaluateAll((all) =>
      all.filter((one) => /hurt/.test(one.outerHTML)).map((one) => one.tagName),
    );
  assert.deepEqual(kinds, [], 'nothing of it is in the page');
});

journey('a picture of the material is shown large, and closer', async ({ page }) => {
  await sendInstead(page, (task) => {
    const { source } = task.work.picture;
    task.material = ['One', 'Two'].map((title) => ({
      form: 'picture',
      title,
      source,
      alt: title,
    }));
  });
  await practise(page);
  const button = page.getByRole('button', { name: 'Show “One” large' });
  await button.focus();
  await keys(page, 'z');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 of 2').waitFor();
  await inBothThemes(page, (theme) => accessible(page, `a large picture, ${theme}`));
  await keys(page, '+', '+');
  await dialog.getByText('2×').waitFor();
  const view = dialog.locator('[data-view]');
  assert.ok(await view.evaluate((one) => one.scrollLeft > 0 && one.scrollTop > 0), 'in its middle');
  await keys(page, 'PageDown');
  await dialog.getByText('2 of 2').waitFor();
  await dialog.getByText('1×').waitFor();
  await keys(page, 'z');
  await dialog.waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Show “One” large/, 'the focus is back');
  await page.getByText('In words').first().click();
  await page.getByRole('paragraph').filter({ hasText: /^One$/ }).waitFor();
});
