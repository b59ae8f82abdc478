import assert from 'node:assert/strict';
import { accessible, inBothThemes, journey, screen } from './lib.mjs';

journey('the first screen opens, in light and in dark, for everyone', async ({ page }) => {
  await screen(page, 'home');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await inBothThemes(page, (theme) => accessible(page, `the first screen, ${theme}`));
});

journey('the first screen says what to do now, by keyboard too', async ({ page }) => {
  const now = page.getByRole('button', { name: /^(Continue|Begin|Start)/ });
  await now.waitFor();
  await now.focus();
  assert.ok(await now.evaluate((button) => button.matches(':focus-visible, :focus')));
});
