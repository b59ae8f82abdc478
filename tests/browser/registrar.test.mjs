// The registrar's check in Chromium, with cameras that work, are missing, are refused: what the page shows is what the app reads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOf, program, serve, until } from '../servers.mjs';
import { accessible, inBothThemes, launch, watch } from './lib.mjs';

const FAKE_CAMERA = ['--use-fake-device-for-media-stream'];

/** One test with a registrar, a signed-in candidate and a check's page of their own. `before(page)` prepares the browser. */
function check(name, { flags = FAKE_CAMERA, before = () => {}, expect = [], ...options }, body) {
  test(name, { timeout: 60_000 }, async () => {
    const { server, first } = await serve([program('REGISTRAR_BIN', 'browser')]);
    const { url, token } = JSON.parse(first);
    const api = async (path, method = 'GET') => {
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      assert.ok(reply.ok, `${method} ${path}: ${reply.status}`);
      return reply.json();
    };
    const browser = await launch(flags);
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const troubles = [];
    try {
      await watch(page, url, troubles);
      await before(page);
      const prepared = await api('/v1/checks', 'POST');
      assert.ok(prepared.url.startsWith(`${url}/check/`));
      await page.goto(prepared.url);
      const reported = () =>
        until('the report', async () => {
          const report = await api(`/v1/checks/${prepared.id}`);
          return report.reported_ms && report.rows;
        });
      await body({ page, context, reported, report: () => api(`/v1/checks/${prepared.id}`), url });
      const left = troubles.filter((trouble) => !expect.some((pattern) => pattern.test(trouble)));
      assert.deepEqual(left, [], 'the page complained');
    } catch (error) {
      await page.screenshot({ path: await pictureOf('browser', name) }).catch(() => {});
      throw error;
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

const row = (page, name) => page.locator(`[data-row="${name}"]`);
const verdict = (page, name, word) =>
  row(page, name).locator('.verdict', { hasText: word }).waitFor();
const ready = (page) => verdict(page, 'clock', /Works|attention/);
const camera = (page) => page.getByRole('button', { name: 'Try the camera' });
const popUp = (page) => page.getByRole('button', { name: 'Try a pop-up' });
const verdicts = (rows) => Object.fromEntries(rows.map(({ name, verdict }) => [name, verdict]));

check(
  'everything works, by keyboard alone',
  { permissions: ['camera'] },
  async ({ page, reported, report }) => {
    await ready(page);
    await inBothThemes(page, (theme) => accessible(page, `the check before it, ${theme}`));
    await page.keyboard.press('Tab');
    assert.ok(await camera(page).evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Enter');
    await verdict(page, 'camera', 'Works');
    assert.ok(await page.locator('video').evaluate((video) => video.videoWidth > 0));
    assert.equal((await report()).reported_ms, null, 'nothing is reported before the end');
    const again = row(page, 'camera').getByRole('button', { name: 'Try again' });
    assert.ok(
      await again.evaluate((button) => button === document.activeElement),
      'the focus stays',
    );
    const tracks = await page
      .locator('video')
      .evaluateHandle((video) => video.srcObject.getTracks());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByText('You can go back to the app').waitFor();
    assert.equal(page.context().pages().length, 1, 'the window is closed again');
    const rows = await reported();
    assert.deepEqual(verdicts(rows), {
      camera: 'pass',
      pop_ups: 'pass',
      cookies: 'pass',
      clock: 'pass',
    });
    await inBothThemes(page, (theme) => accessible(page, `the check after it, ${theme}`));
    await page.locator('video').waitFor({ state: 'hidden', timeout: 15_000 });
    const states = await tracks.evaluate((all) =>
      all.map((track) => [track.kind, track.readyState]),
    );
    assert.deepEqual(states, [['video', 'ended']], 'no sound was asked for, and the camera is off');
  },
);

check(
  'a blocked camera, a blocked window, no cookies and a wrong clock are told with their mends',
  {
    before: async (page) => {
      await page.addInitScript(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 7 * 60_000;
        window.open = () => null;
      });
    },
  },
  async ({ page, context, reported }) => {
    await ready(page);
    await context.clearCookies();
    await camera(page).click();
    await verdict(page, 'camera', 'Needs attention');
    await popUp(page).click();
    const rows = await reported();
    assert.deepEqual([...new Set(rows.map(({ verdict }) => verdict))], ['attention']);
    const seen = rows.map(({ seen }) => seen);
    assert.match(seen[0], /NotAllowedError/);
    assert.match(seen[1], /did not open/);
    assert.match(seen[2], /did not give back/);
    assert.match(seen[3], /7 minutes.* ahead/);
    for (const { name, seen, mend } of rows) {
      assert.equal(await row(page, name).locator('.seen').textContent(), seen);
      assert.equal(await row(page, name).locator('.mend').textContent(), mend);
      assert.ok(mend, `${name} has a mend`);
    }
    await inBothThemes(page, (theme) => accessible(page, `the check with troubles, ${theme}`));
  },
);

check('a missing camera is told as such', { flags: [], permissions: ['camera'] }, async (all) => {
  await ready(all.page);
  await camera(all.page).click();
  await verdict(all.page, 'camera', 'Needs attention');
  await popUp(all.page).click();
  assert.match((await all.reported())[0].seen, /finds no camera/);
});

for (const [error, state, expected] of [
  ['NotAllowedError', 'granted', /system keeps the browser/],
  ['NotAllowedError', 'prompt', /closed without an answer/],
  ['NotAllowedError', null, /refused \(NotAllowedError\)/],
  ['NotReadableError', 'granted', /another program/],
  ['SecurityError', 'granted', /SecurityError/],
  ['TypeError', 'granted', /does not say why/],
]) {
  const before = (page) =>
    page.addInitScript(
      ([error, state]) => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('made up', error));
        navigator.permissions.query = () =>
          state ? Promise.resolve({ state }) : Promise.reject(new TypeError('unknown'));
      },
      [error, state],
    );
  check(`a camera that fails with ${error}, ${state}`, { before }, async ({ page, reported }) => {
    await ready(page);
    await camera(page).click();
    await verdict(page, 'camera', 'Needs attention');
    await page.getByRole('button', { name: 'Report without the rest' }).click();
    const rows = await reported();
    assert.match(rows[0].seen, expected);
    assert.equal(rows[1].verdict, 'unchecked');
  });
}

check(
  'who mends something tries again, and the later report holds',
  { permissions: [] },
  async ({ page, context, reported }) => {
    await ready(page);
    await popUp(page).click();
    await camera(page).click();
    assert.equal(verdicts(await reported()).camera, 'attention');
    await context.grantPermissions(['camera']);
    await row(page, 'camera').getByRole('button', { name: 'Try again' }).click();
    await verdict(page, 'camera', 'Works');
    await until('the later report', async () => verdicts(await reported()).camera === 'pass');
  },
);

check(
  'without script the page says what is missing',
  { javaScriptEnabled: false },
  async ({ page }) => {
    await page.getByText('This page needs JavaScript, and so will the exam.').waitFor();
    assert.ok(await page.locator('#check').isHidden());
  },
);

check('the other pages are readable for everyone', {}, async ({ page, url }) => {
  for (const path of ['/', '/identity/done', '/exam/done?cm_tp=100']) {
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await inBothThemes(page, (theme) => accessible(page, `${path}, ${theme}`));
  }
});
