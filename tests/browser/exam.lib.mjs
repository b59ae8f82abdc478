// The exam chapter in a browser: the real core, a real registrar, stand-ins for its providers.
//
//   examJourney('a candidate signs in', async ({ page, candidate }) => { ... });
//
// The core finds no keychain here, so each candidate chooses how the sign-in is kept.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { RecordingBrowser, Sandbox } from '../sandbox.mjs';
import { folder } from '../servers.mjs';
import { go, journey, screen } from './lib.mjs';

let sandbox;
after(() => sandbox?.stop());
let candidates = 0;

/** A journey with a candidate who has not signed in yet. */
export function examJourney(name, ...rest) {
  const body = rest.pop();
  const { before = () => {}, ...options } = rest.pop() ?? {};
  const at = {};
  journey(
    name,
    {
      ...options,
      before: async (academy) => {
        sandbox ??= await new Sandbox().start('browser');
        at.home = await folder('exam');
        at.xdg = await new RecordingBrowser(at.home.path).install();
        academy.registrar = sandbox.registrar;
        academy.env = {
          PATH: at.xdg.path,
          DBUS_SESSION_BUS_ADDRESS: 'disabled:',
          ANNOTATION_ACADEMY_CLIPBOARD: join(at.home.path, 'clipboard'),
          ANNOTATION_ACADEMY_PICK: join(at.home.path, 'pick'),
          ANNOTATION_ACADEMY_DISPLAYS: '1280x800',
        };
        await before(academy, at);
      },
    },
    async ({ page, academy, t }) => {
      try {
        const candidate = new Candidate({ page, academy, ...at });
        await body({ page, academy, candidate, sandbox, t });
      } finally {
        await at.home.remove();
      }
    },
  );
}

/** Somebody who goes the way, at the app's page and in their browser. */
export class Candidate {
  constructor({ page, academy, home, xdg }) {
    candidates += 1;
    this.email = `mara${candidates}@academy.test`;
    Object.assign(this, { page, academy, home: home.path, xdg });
    this.steps = 0;
  }

  button(name) {
    return this.page.getByRole('button', { name });
  }

  /** What the app has opened since `count` addresses. */
  async opened(act) {
    const count = (await this.xdg.opened()).length;
    await act();
    return this.xdg.next(count);
  }

  /** A picture of the page as it is, where LOOK names a folder. */
  async look(name) {
    if (!process.env.LOOK) return;
    await mkdir(process.env.LOOK, { recursive: true });
    this.steps += 1;
    const path = join(process.env.LOOK, `${String(this.steps).padStart(2, '0')}-${name}.png`);
    await this.page.screenshot({ path, fullPage: true });
  }

  async toExam() {
    if (new URL(this.page.url()).hash !== '#/exam') await go(this.page, '#/exam', 'exam');
  }

  /** There is no keychain: the sign-in is kept for this session. */
  async keepForSession() {
    await this.page.getByRole('radio', { name: /this session/i }).check();
    await this.page.locator('form').getByRole('button').last().click();
  }

  async signIn() {
    await this.toExam();
    await this.button(/^Sign in/).first().click();
    await this.keepForSession();
    const address = await this.opened(() => this.button(/^Sign in/).first().click());
    await sandbox.signInToApp(address, this.email);
    await this.page.getByRole('button', { name: this.email }).waitFor();
  }

  async enrol() {
    await this.page.getByLabel('I have a code').fill(sandbox.code().toLowerCase());
    await this.button('Enrol').click();
    await this.page.getByRole('heading', { name: 'Enrolled' }).waitFor();
  }

  async consent() {
    for (const box of await this.page.getByRole('checkbox').all()) await box.check();
    await this.button(/agree/i).click();
  }

  async confirmName(name = 'Mara Holt') {
    await this.page.getByLabel(/Your name, as it should stand/).fill(name);
    await this.button(/Confirm/).click();
  }

  async proveIdentity(first = 'Mara', last = 'Holt') {
    const address = await this.opened(() => this.button(/Check|Prove|Begin/).first().click());
    await sandbox.proveIdentity(address, first, last);
    await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  }
}

export { assert, go, screen };
