// Sessions in the browser with the real core: chosen, gone through, left and taken up again, timed, summed up.

import assert from 'node:assert/strict';
import { handIn, practise, saved } from './desk.lib.mjs';
import { accessible, focused, go, inBothThemes, journey, screen } from './lib.mjs';
import {
  another,
  choose,
  end,
  handInAndGoOn,
  how,
  hurry,
  matching,
  skip,
  start,
  summary,
  title,
} from './sitting.lib.mjs';

const everywhere = (page, where) =>
  inBothThemes(page, (theme) => accessible(page, `${where}, ${theme}`));

journey('practice by kind, and then only what went wrong', async ({ page }) => {
  await choose(page);
  await everywhere(page, 'the page to choose on');
  const all = await matching(page);
  await page.getByLabel('Kind of work').selectOption('choice');
  await page.getByLabel('Module').selectOption('1.2');
  assert.equal(await matching(page, /^\s*4 tasks/), 4);
  assert.ok(all > 4);
  await page.keyboard.press('Control+Enter');
  await page.locator('#headline, main h1').first().waitFor();

  // One of them goes wrong sooner or later: the key never has all options.
  const wrong = [];
  for (let n = 0; n < 4 && wrong.length === 0; n++) {
    const name = await title(page);
    assert.match(await page.locator('#ask').textContent(), /\S/);
    await page.keyboard.press('a');
    await handIn(page);
    if (await page.getByText('Not passed.').count()) wrong.push(name);
    const next = page.getByRole('button', { name: /^Next task/ });
    if (wrong.length === 0 && (await next.count())) {
      await page.keyboard.press('Enter');
      await another(page, name);
    }
  }
  assert.equal(wrong.length, 1, 'all four were right by picking the first option');

  await choose(page);
  assert.equal(await page.getByLabel('Kind of work').inputValue(), 'choice', 'the choice is kept');
  await page.getByText(/^What I got wrong 1$/).click();
  await matching(page, /^\s*1 task,/);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: wrong[0] }).waitFor();

  // A set without tasks says what to do.
  await choose(page);
  await page.getByText(/^Flagged 0$/).click();
  await page.getByText('No task is flagged here. Press G on a task to flag it.').waitFor();
  await accessible(page, 'an empty set');
});

journey('a drill from start to summary by keyboard alone', async ({ page }) => {
  const { keyboard } = page;
  await keyboard.press('Alt+2');
  await screen(page, 'practice');
  await matching(page);
  const at = (selector) => page.evaluate((s) => document.activeElement.matches(s), selector);
  const tabTo = async (selector) => {
    for (let n = 0; n < 40 && !(await at(selector)); n++) await keyboard.press('Tab');
    assert.ok(await at(selector), `Tab leads to ${selector}`);
  };
  await tabTo('main select');
  await keyboard.type('1.2');
  await tabTo('label:has(> span + select) + label + label select');
  await keyboard.type('Cho');
  assert.equal(await matching(page, /^\s*4 tasks/), 4);
  await tabTo('input[name=how]');
  await keyboard.press('ArrowUp');
  await page.getByText(/^About \d+:\d\d for 4 tasks/).waitFor();
  await start(page);
  await page.getByText('1 of 4', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Hint/ }).count(), 0, 'no hints');
  await everywhere(page, 'a drill');
  for (let n = 1; n <= 3; n++) {
    await page.getByText(`${n} of 4`, { exact: true }).waitFor();
    await keyboard.press('a');
    await keyboard.press('Alt+g');
    await handInAndGoOn(page, 'Control+Enter');
    assert.equal(await page.locator('#headline').count(), 0, 'the feedback comes at the end');
  }
  await keyboard.press('a');
  await saved(page);
  await keyboard.press('Control+Enter');
  const text = await summary(page);
  assert.match(text, /Drill: Core evaluation skills: comparing and ranking, choice/);
  assert.match(text, /(All 4|[0-3] of 4) passed/);
  assert.match(text, /Every task of it is done\./);
  assert.match(text, /A guess, which stands for \d+ % [0-3] of 3 answers; 7 more/);
  assert.match(await focused(page), /passed$/, 'the headline has the focus');
  await everywhere(page, 'the summary');

  // The way back leads past the drill that is over.
  await keyboard.press('Alt+ArrowLeft');
  await screen(page, 'practice');
  await page.getByRole('heading', { name: 'Your last sessions' }).waitFor();
  await page.getByRole('link', { name: /^Drill: Core evaluation skills.*, choice/ }).waitFor();
});

/** A drill of the module of drills, begun. */
async function drill(page) {
  await choose(page);
  await page.getByLabel('Module').selectOption('2.7');
  await matching(page, /^\s*6 tasks/);
  await how(page, 'Against the clock').check();
  await start(page);
}

/** The drill again, with only so much of its time left. */
async function lastSeconds(page, academy, left) {
  await saved(page);
  hurry(academy, left);
  await choose(page);
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByRole('timer', { name: 'Time left' }).waitFor();
}

journey('the time of a drill runs out', async ({ page, academy }) => {
  await drill(page);
  const first = await title(page);
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press('1');
    await page.keyboard.press('n');
  }
  const complete = page.getByText(/^([56]) of \1 given/);
  await complete.waitFor();
  await lastSeconds(page, academy, 3000);
  assert.equal(await title(page), first, 'it goes on where it was');
  await complete.waitFor();
  let text = await summary(page);
  assert.match(text, /[01] of 6 passed The \d+:00 were over\./, 'what was complete was handed in');
  await page.locator('table').getByRole('link', { name: first }).waitFor();

  await drill(page);
  const second = await title(page);
  await page.keyboard.press('1');
  const begun = page.getByText(/^1 of [56] given/);
  await begun.waitFor();
  await lastSeconds(page, academy, 2000);
  text = await summary(page);
  assert.match(text, /Nothing was answered/);
  assert.match(text, /was in hand; what you wrote is kept as a draft/);
  await page.getByRole('link', { name: second }).click();
  await screen(page, 'practice');
  await begun.waitFor();
});

journey('a session of minutes goes on where it was left', async ({ page, academy }) => {
  await choose(page);
  await page.getByLabel('Kind of work').selectOption('choice');
  await how(page, 'For some minutes').check();
  await page.getByText('10', { exact: true }).click();
  await start(page);
  await page.keyboard.press('a');
  await handIn(page);
  await everywhere(page, 'the feedback within a session');
  const first = await title(page);
  await page.keyboard.press('Enter');
  await another(page, first);
  const second = await title(page);
  const options = () => page.locator('[data-side=pane] label').allTextContents();
  const order = await options();
  await page.keyboard.press('b');
  await saved(page);

  await academy.restart('SIGKILL');
  page = await academy.open();
  await choose(page);
  const line = page.getByRole('region', { name: 'A session is under way' });
  assert.match(await line.textContent(), /Choice: 1 answered, (9|8):\d\d left\./);
  await everywhere(page, 'the page to choose on, with a session under way');
  await line.getByRole('link', { name: 'So far' }).click();
  assert.match(await summary(page), /It is still under way\./);
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: second }).waitFor();
  assert.deepEqual(await options(), order, 'in the same order');
  const picked = page.locator('[data-side=pane] label').filter({ has: page.locator(':checked') });
  assert.match(await picked.textContent(), /^\s*B/, 'with what was picked');

  // Another session ends it; so does its end.
  await choose(page);
  await how(page, 'For some minutes').check();
  await page.getByText('This ends the session that is under way.').waitFor();
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByRole('timer').waitFor();
  await end(page);
  assert.match(await summary(page), /[01] of 1 passed You ended it before its time\./);
});

journey('flags, reasons to skip, and submitting in one act with the next', async ({ page }) => {
  await choose(page);
  await page.getByLabel('Module').selectOption('1.2');
  await page.getByLabel('Kind of work').selectOption('choice');
  await matching(page, /^\s*4 tasks/);
  await how(page, 'For some minutes').check();
  await start(page);
  const flagged = await title(page);
  await page.keyboard.press('g');
  await page.getByRole('button', { name: 'Flagged' }).waitFor();

  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Skip this task' }).waitFor();
  await everywhere(page, 'the reasons to skip');
  await page.keyboard.press('Escape');
  assert.equal(await title(page), flagged, 'Escape stays');
  await skip(page, '2');

  const answered = await title(page);
  await page.keyboard.press('a');
  await handInAndGoOn(page);
  const line = page.getByText(/Your last answer is saved\. You/);
  await line.waitFor();
  await accessible(page, 'the line about the answer before');
  await page.getByRole('link', { name: 'See the reasons' }).click();
  await screen(page, 'attempt');
  await page.getByRole('heading', { name: answered }).waitFor();
  await page.goBack();
  await screen(page, 'practice');

  await page.keyboard.press('Alt+e');
  await page.getByRole('dialog', { name: 'End this session now?' }).waitFor();
  await accessible(page, 'the question before the end');
  await page.keyboard.press('Escape');
  await end(page);
  const text = await summary(page);
  assert.match(text, new RegExp(`${flagged.replaceAll('?', '\\?')} skipped: outside my field`));

  // The flagged set holds that one task, and it comes as flagged.
  await choose(page);
  await page.getByText(/^Flagged 1$/).click();
  await matching(page, /^\s*1 task,/);
  await how(page, 'One after the other').check();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: flagged }).waitFor();
  await page.getByRole('button', { name: 'Flagged' }).click();
  await page.getByRole('button', { name: /^Flag$/ }).waitFor();
  await go(page, '#/practice', 'practice');
  await page.getByText(/^Flagged 0$/).waitFor();
});

journey('two quick submits write one attempt, also with the next', async ({ page }) => {
  await practise(page, '1.2', 'retirement-poem');
  await page.keyboard.press('a');
  await saved(page);
  await page.evaluate(() => {
    const press = (shiftKey) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, shiftKey, bubbles: true }),
      );
    for (const shift of [false, true, false]) press(shift);
  });
  await page.locator('#headline').waitFor();
  await go(page, '#/record', 'record');
  await page.locator('#attempts a').first().waitFor();
  assert.equal(await page.locator('#attempts a').count(), 1);
});
