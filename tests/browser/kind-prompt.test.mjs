// Writing a prompt to constraints, and what the checks found in it.

import assert from 'node:assert/strict';
import { accessible, go, inBothThemes, journey } from './lib.mjs';

const open = (page) => go(page, '#/practice/-/prompt-library-list', 'practice');
const saved = (page) => page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
const field = (page) => page.getByRole('textbox', { name: 'Your prompt' });

const PROMPT = `Write one paragraph for the newsletter of a primary school, for parents of children aged 6 to 9. Use only
the list below and add nothing to it. Give each book its title and say where it stands. Please keep it short, so that
everybody reads it to the end and finds what they look for.`;

journey('a prompt is written beside its constraints, and checked', async ({ page }) => {
  await open(page);
  await page.getByRole('heading', { name: 'What your prompt must do' }).waitFor();
  assert.equal(await page.getByText('Limit the paragraph to 90 words.').count(), 1);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Before you submit: Write the prompt.').waitFor();
  assert.ok(await field(page).evaluate((f) => f === document.activeElement));
  await page.keyboard.insertText(PROMPT);
  await page.getByText(/^5\d words$/).waitFor();
  await saved(page);
  // Nothing of the checks is marked while it is written.
  assert.equal(await page.locator('mark').count(), 0);
  await inBothThemes(page, (theme) => accessible(page, `a prompt, ${theme}`));

  await page.keyboard.press('Control+Enter');
  await page.locator('#headline').waitFor();
  const own = page.locator('[data-own-prompt]');
  assert.equal(
    await own.textContent().then((text) => text.replace(/\d+(?=\W|$)/g, '').includes('newsletter')),
    true,
  );
  await page.getByText('not passed').first().waitFor();
  assert.ok((await own.locator('mark.for').count()) > 0);
  // From a line to its words and back, by keyboard.
  const words = page.getByRole('button', { name: /in your prompt$/ }).first();
  await words.focus();
  await page.keyboard.press('Enter');
  assert.ok((await own.locator('mark.lit').count()) > 0);
  await page.getByRole('heading', { name: 'A prompt that passes every check' }).waitFor();
  await inBothThemes(page, (theme) => accessible(page, `feedback on a prompt, ${theme}`));
});

journey('the field grows with what is written, and keeps a very long text', async ({ page }) => {
  await open(page);
  await page.keyboard.press('p');
  const height = () => field(page).evaluate((f) => f.getBoundingClientRect().height);
  const before = await height();
  await page.keyboard.insertText(`${PROMPT}\n\n${PROMPT}\n\n${PROMPT}`);
  assert.ok((await height()) > before);
  await field(page).fill('Write a note for parents. '.repeat(4000));
  await page.getByText('20,000 words').waitFor();
  await saved(page);
});
