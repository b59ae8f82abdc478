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
import { PATIENCE, folder, until } from '../servers.mjs';
import { accessible, go, inBothThemes, journey, screen } from './lib.mjs';

/** Without a keychain the first try to sign in asks how the sign-in should be kept. */
const NO_KEYCHAIN = /status of 403 .*\/command\/sign_in$/;

let sandbox;
after(() => sandbox?.stop());
let candidates = 0;

/** A journey with a candidate who has not signed in yet. */
export function examJourney(name, ...rest) {
  const body = rest.pop();
  const { before = () => {}, expect = [], registrar, ...options } = rest.pop() ?? {};
  const at = {};
  journey(
    name,
    {
      timeout: 180_000,
      ...options,
      expect: [NO_KEYCHAIN, ...expect],
      before: async (academy) => {
        sandbox ??= await new Sandbox().start('browser');
        at.home = await folder('exam');
        at.xdg = await new RecordingBrowser(at.home.path).install();
        academy.registrar = registrar ?? sandbox.registrar;
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
    await this.page.getByRole('radio', { name: /session/ }).check();
    await this.button('Keep it this way').click();
  }

  /** From the exam's page to its address in the browser. */
  async beginSignIn() {
    await this.toExam();
    await this.button('Sign in in your browser').click();
    await this.keepForSession();
    return this.opened(() => this.button('Sign in in your browser').click());
  }

  async signIn() {
    await sandbox.signInToApp(await this.beginSignIn(), this.email);
    await this.signedIn();
  }

  /** Where it is decided already how the sign-in is kept. */
  async signInNow() {
    const page = await this.opened(() => this.button('Sign in in your browser').click());
    await sandbox.signInToApp(page, this.email);
    await this.signedIn();
  }

  /** The core says so by itself: sooner than the page would ask. */
  async signedIn() {
    await this.button(`Account: ${this.email}`).waitFor({ timeout: PATIENCE });
  }

  /** A step of the timeline in a state. */
  step(kind, state) {
    return this.page.locator(`li[data-step=${kind}][data-state=${state}]`);
  }

  async enrol() {
    await this.page.getByLabel('I have a code').fill(sandbox.code().toLowerCase());
    await this.button('Enrol with this code').click();
    await this.step('enrolled', 'done').waitFor();
  }

  async consent() {
    for (const box of await this.page.getByRole('checkbox').all()) await box.check();
    await this.button('Agree to all of them').click();
    await this.step('consented', 'done').waitFor();
  }

  async confirmName(name = 'Mara Holt') {
    await this.page.getByLabel('Your name, as it should stand on the certificate').fill(name);
    await this.button('Confirm this name').click();
    await this.step('name_confirmed', 'done').waitFor();
  }

  async proveIdentity(first = 'Mara', last = 'Holt') {
    const address = await this.opened(() => this.button('Begin in your browser').click());
    await sandbox.proveIdentity(address, first, last);
    await this.asksUntil(this.step('identity', 'done'));
  }

  /** Asks the registrar until this is there. */
  async asksUntil(locator) {
    const news = async () => {
      if (await locator.first().isVisible()) return true;
      await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await this.page.waitForTimeout(300);
      return false;
    };
    await until('news of the registrar', news, PATIENCE);
  }

  /** The page as it is has no faults, in light and in dark. */
  async sound(where) {
    await this.look(where.replaceAll(' ', '-'));
    await inBothThemes(this.page, (theme) => accessible(this.page, `${where}, ${theme}`));
  }

  /** What those who listen are told. */
  async hears(pattern) {
    const told = this.page.locator('[role=status][aria-live=polite]').last();
    const heard = async () => pattern.test(await told.innerText());
    await until(`${pattern} is said`, heard, PATIENCE);
  }

  /** Ready to sit. */
  async ready() {
    await this.signIn();
    await this.enrol();
    await this.consent();
    await this.confirmName();
    await this.proveIdentity();
  }

  /** From the way to the exam's address in the browser. */
  async startExam() {
    await this.page.getByRole('link', { name: 'Prepare to start' }).click();
    await screen(this.page, 'launch');
    await this.button('Check now').click();
    await this.page.locator('[data-row=displays]').first().waitFor();
    await this.sound('prepared');
    await this.button('Start the exam').click();
    const dialog = this.page.getByRole('dialog');
    await this.sound('confirm');
    const address = await this.opened(() => dialog.getByRole('button', { name: /^Start/ }).click());
    await this.page.getByRole('heading', { name: 'Your exam is open in the browser' }).waitFor();
    return address;
  }
}

export { assert, go, screen };
