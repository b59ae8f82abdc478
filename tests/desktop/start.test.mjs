import assert from 'node:assert/strict';
import { journey } from './lib.mjs';

journey('the window opens on the first screen and says what to do now', async ({ desk }) => {
  await desk.screen('home');
  const now = await desk.button(/^(Continue|Begin|Start)/);
  assert.ok(await now.isDisplayed());
  assert.deepEqual(await desk.axe(), []);
});

journey('the window opens again after it was closed', async ({ desk }) => {
  await desk.restart();
  await desk.screen('home');
  await desk.button(/^(Continue|Begin|Start)/);
});
