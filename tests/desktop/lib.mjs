// Tests in the real window.
//
//   journey('the record is there after a restart', async ({ desk }) => { await desk.restart(); ... });
//
// Each journey has its own desk; each file of tests has its own X server. A picture of a failed window is left in out/.

import { after, test } from 'node:test';
import { By, Desk, Key, endScreen } from './desk.mjs';

export { By, Desk, Key };

after(endScreen);

/**
 * One test with a home of its own. `options` are the desk's; `start: false` leaves it to the test; `before` is called
 * with the desk before anything of it is there.
 */
export function journey(name, ...rest) {
  const body = rest.pop();
  const { start = true, timeout = 90_000, before, ...options } = rest.pop() ?? {};
  test(name, { timeout }, async (t) => {
    const desk = new Desk(options);
    try {
      await before?.(desk);
      await desk.open();
      if (start) await desk.start();
      await body({ desk, t });
    } catch (error) {
      await desk.picture(name);
      if (desk.said()) t.diagnostic(`the app said: ${desk.said()}`);
      throw error;
    } finally {
      await desk.close();
    }
  });
}
