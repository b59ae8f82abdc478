// A registrar on a bad day, as the page tells it: slow, gone and back again, somebody else, with other clocks.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Between, json } from '../between.mjs';
import { PATIENCE, until } from '../servers.mjs';
import { accessible, inBothThemes } from './lib.mjs';
import { assert, examJourney } from './exam.lib.mjs';

/** What goes wrong on the way to the registrar, as a test says. */
class BadDay extends Between {
  /** By the ends of paths: what becomes of an answer's JSON. */
  changes = {};
  /** The end of a path whose answers wait until `letGo` is called. */
  held = null;

  hold(path) {
    const waits = new Promise((resolve) => (this.letGo = resolve));
    this.held = { path, waits };
  }

  async instead(asked) {
    if (this.held && asked.url.endsWith(this.held.path)) await this.held.waits;
    return null;
  }

  passed(asked, answered, bytes) {
    const change = Object.entries(this.changes).find(([path]) => asked.url.startsWith(path))?.[1];
    return change ? Buffer.from(JSON.stringify(change(json(bytes)))) : bytes;
  }
}

/** A journey whose every word to the registrar passes by `way`. */
function badDay(name, options, body) {
  let way;
  const before = async (academy) => {
    way = await new BadDay().start(academy.registrar);
    academy.registrar = way.address;
    Object.assign(academy.env, options.env);
  };
  examJourney(name, { ...options, before }, async (given) => {
    try {
      await body({ ...given, way });
    } finally {
      way.letGo?.();
      await way.stop();
    }
  });
}

/** Waits until these words are shown, whatever white space is between them. */
function says(page, pattern) {
  const shown = async () => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  return until(`${pattern} on the page`, async () => pattern.test(await shown()), PATIENCE);
}

const told = (page, pattern) => page.locator('.silent').getByText(pattern).first().waitFor();

const UNKNOWN = { expect: [/status of 409 .*\/command\/enrol$/] };

badDay('a registrar that is slow is waited for', UNKNOWN, async ({ page, candidate, way }) => {
  await candidate.signIn();
  way.hold('/v1/enrolments');
  await page.getByLabel('I have a code').fill('AAAA-BBBB-CCCC-DDDD');
  const enrol = candidate.button('Enrol with this code');
  await enrol.click();
  const busy = page.locator('[aria-busy=true], button[aria-disabled=true]').first();
  await busy.waitFor();
  await inBothThemes(page, (theme) => accessible(page, `waiting, ${theme}`));
  assert.equal(await page.getByLabel('I have a code').inputValue(), 'AAAA-BBBB-CCCC-DDDD');
  way.letGo();
  await page
    .getByText(/This code is not known/)
    .first()
    .waitFor();
  await busy.waitFor({ state: 'detached' });
});

badDay(
  'a registrar that is lost after the enrolment, and back again',
  {},
  async ({ page, candidate, way }) => {
    await candidate.signIn();
    await candidate.enrol();
    await way.stop();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await candidate.asksUntil(page.locator('.silent'));
    await told(page, /^Nothing has reached us since/);
    await told(page, /cannot be reached\. Check this computer's connection/);
    await candidate.step('enrolled', 'done').waitFor();
    await inBothThemes(page, (theme) => accessible(page, `the registrar is gone, ${theme}`));
    await way.back();
    await candidate.button('Ask now').click();
    await page.locator('.silent').waitFor({ state: 'detached' });
    await candidate.consent();
  },
);

/** Ahead of and behind the registrar's, which says so with each answer. */
for (const [hours, words] of [
  [3, /clock is 3 hours behind the registrar’s\. Set it right before the exam/],
  [-5, /clock is 5 hours ahead of the registrar’s\. Set it right before the exam/],
]) {
  badDay(`a clock that is off by ${-hours} hours is said`, {}, async ({ page, candidate, way }) => {
    const shifted = (answer) => ({
      ...answer,
      now_ms: answer.now_ms + Math.sign(hours) * 60_000 + hours * 3_600_000,
    });
    way.changes = { '/v1/me': shifted };
    await candidate.signIn();
    await says(page, words);
    await inBothThemes(page, (theme) => accessible(page, `a clock that is off, ${theme}`));
  });
}

badDay(
  'a window over a change of the clocks is told in the time of this place',
  { env: { TZ: 'Europe/Berlin' } },
  async ({ page, candidate, way }) => {
    const [window_opens_ms, window_closes_ms] = [
      Date.UTC(2027, 2, 14, 8),
      Date.UTC(2027, 3, 14, 8),
    ];
    const moved = (answer) => ({ ...answer, window_opens_ms, window_closes_ms });
    way.changes = { '/v1/enrolments': moved };
    await candidate.signIn();
    await candidate.enrol();
    await candidate.consent();
    await candidate.confirmName();
    await candidate.proveIdentity();
    await says(page, /On 28 March 2027 the clocks here go forward by an hour/);
    await says(page, /Opens 14 March 2027, 09:00 \(UTC\+1\) ?14 March 2027, 08:00 UTC/);
    await says(page, /Closes 14 April 2027, 10:00 \(UTC\+2\) ?14 April 2027, 08:00 UTC/);
    await says(page, /Your time is that of Europe\/Berlin/);
  },
);

/** Somebody at an address whose certificate nobody vouches for. */
async function impostor(folder) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await promisify(execFile)('openssl', [...words, ...subject, '-keyout', key, '-out', cert]);
  const heard = [];
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (asked) =>
    heard.push(asked.url),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, heard, address: `https://127.0.0.1:${server.address().port}` };
}

const REFUSED = { expect: [/status of 503 .*\/command\/sign_in_code$/] };
let other;
examJourney(
  'whoever cannot prove to be the registrar is told nothing',
  {
    ...REFUSED,
    before: async (academy, { home }) => {
      other = await impostor(home.path);
      academy.registrar = other.address;
    },
  },
  async ({ page, candidate }) => {
    try {
      await candidate.beginSignIn();
      const field = page.getByLabel('If nothing happens here, paste the code that the page shows');
      await field.fill('abcdef');
      await candidate.button('Use this code').click();
      await page
        .getByText(/could not prove that it is the registrar, so nothing was sent/)
        .first()
        .waitFor();
      assert.equal(await field.inputValue(), 'abcdef', 'what was typed is still there');
      assert.deepEqual(other.heard, []);
      await inBothThemes(page, (theme) => accessible(page, `an impostor, ${theme}`));
    } finally {
      other.server.close();
    }
  },
);
