// The exam chapter in the real window: the app of the sandbox, a real registrar, stand-ins for its providers, and the
// candidate's browser played by tests/sandbox.mjs.
//
//   examJourney('a candidate signs in', async ({ desk, candidate }) => { ... });

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { Sandbox } from '../sandbox.mjs';
import { PATIENCE, until } from '../servers.mjs';
import { lookAway, lookBack } from './focus.mjs';
import { By, Key, journey } from './lib.mjs';

let sandbox;
after(() => sandbox?.stop());
let candidates = 0;

/** A journey with a candidate who has not signed in yet, in a window of the sandbox's app. */
export function examJourney(name, ...rest) {
  const body = rest.pop();
  const options = rest.pop() ?? {};
  const sandboxed = {
    keychain: true,
    program: 'ANNOTATION_ACADEMY_SANDBOX_BIN',
    timeout: 300_000,
    before: async (desk) => {
      sandbox ??= await new Sandbox().start('desktop');
      desk.extra.ANNOTATION_ACADEMY_REGISTRAR = sandbox.registrar;
    },
  };
  journey(name, { ...sandboxed, ...options }, ({ desk, t }) => {
    return body({ desk, candidate: new Candidate(desk), sandbox, t });
  });
}

/** Somebody who goes the way, at the app's window and in their browser. */
export class Candidate {
  #pictures = 0;

  constructor(desk) {
    candidates += 1;
    this.desk = desk;
    this.email = `mara${candidates}@academy.test`;
  }

  run(script, ...words) {
    return this.desk.driver.executeScript(script, ...words);
  }

  /** Goes to an address of the app's, unless it is there. */
  async visit(hash, screen) {
    await this.run(
      `if (location.hash === arguments[0]) return;
      delete document.documentElement.dataset.screen;
      location.hash = arguments[0];`,
      hash,
    );
    await this.desk.screen(screen);
  }

  toExam() {
    return this.visit('#/exam', 'exam');
  }

  /**
   * Presses the button or link with these words (all of them, or those that fit), once it can be pressed and stands
   * still: while the page is being filled a press would land beside it.
   */
  async press(words) {
    const source = words.source ?? `^${escaped(words)}$`;
    let before = '';
    return until(`a press of “${words}”`, async () => {
      const element = await this.run(FIND_BUTTON, source);
      if (!element) return false;
      const place = await element.getRect().then(JSON.stringify, passing);
      if (!place || place !== before) {
        before = place;
        return false;
      }
      return element.click().then(() => true, passing);
    });
  }

  /**
   * Follows a link to another screen. News that comes in just after a start builds the page anew, and a press in that
   * very moment is lost: then it is pressed again, as a person would.
   */
  async follow(words, screen) {
    const there = () =>
      this.run('return document.documentElement.dataset.screen === arguments[0]', screen);
    await until(`the screen ${screen} behind “${words}”`, async () => {
      await this.press(words);
      return until('it', there, 3_000).catch(() => false);
    });
  }

  /** Waits until a button or link can be pressed: what its last press began is over. */
  async isReady(words) {
    await until(`“${words}” again`, () => this.run(FIND_BUTTON, `^${escaped(words)}$`));
  }

  /** Types into the field with this label. */
  async type(label, text) {
    const field = await until(`the field “${label}”`, () => this.run(FIND_FIELD, label));
    await field.clear();
    await field.sendKeys(text);
  }

  /** Ticks every box that is shown. */
  async tickAll() {
    const boxes = By.css('main input[type=checkbox]');
    await until('boxes', async () => (await this.desk.driver.findElements(boxes)).length > 0);
    for (const box of await this.desk.driver.findElements(boxes)) await box.click();
  }

  async pick(words) {
    const field = await until(`the choice “${words}”`, () => this.run(FIND_FIELD, words));
    await field.click();
  }

  /** The words of an element, whatever white space is between them; empty while it is not there. */
  words(css = 'main') {
    return this.run(
      `return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ').trim() ?? ''`,
      css,
    );
  }

  /** Waits until these words are shown. */
  says(pattern, css = 'main') {
    return until(`${pattern} in ${css}`, async () => pattern.test(await this.words(css)));
  }

  /** Waits until a step of the way is as told, and asks for news until then. */
  step(kind, state) {
    return this.#step(kind, state, () => this.askForNews());
  }

  /** The same for somebody who was in the browser: each return to the window asks by itself, though not at once again. */
  stepOnReturn(kind, state) {
    return this.#step(kind, state, () => this.comesBack());
  }

  async #step(kind, state, ask) {
    const css = By.css(`li[data-step=${kind}][data-state=${state}]`);
    const seen = async () => (await this.desk.driver.findElements(css)).length > 0;
    for (const begun = Date.now(); !(await seen()); await ask()) {
      if (Date.now() - begun > PATIENCE) throw new Error(`${kind} never became ${state}`);
      if (await until('news', seen, 700).catch(() => false)) return;
    }
  }

  async askForNews() {
    await this.press(/^Account:/);
    await this.press('Ask for news now');
  }

  /** Was in the browser, and comes back to the window. */
  async comesBack() {
    await lookAway(this.desk);
    await lookBack(this.desk);
  }

  /** The address that the app opens when `act` is done. */
  async opened(act) {
    const count = (await this.desk.opened()).length;
    await act();
    return this.desk.browser.next(count);
  }

  /** A picture of the window as it is, where LOOK names a folder. */
  async look(name) {
    const folder = process.env.LOOK;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    this.#pictures += 1;
    const file = join(
      folder,
      `${String(this.#pictures).padStart(2, '0')}-${name.replaceAll('/', '-')}.png`,
    );
    await this.desk.picture(name, file);
  }

  /** What every screen has to be, in light and in dark: without faults for those who cannot see it well. */
  async screen(name) {
    await this.look(name);
    const own = await this.run('return document.documentElement.dataset.theme');
    const show = (theme) =>
      this.run('document.documentElement.dataset.theme = arguments[0]', theme);
    for (const theme of ['light', 'dark']) {
      await show(theme);
      assert.deepEqual(await this.desk.axe(), [], `${name}, ${theme}`);
    }
    await show(own);
  }

  async signIn() {
    await this.toExam();
    const address = await this.opened(() => this.press('Sign in in your browser'));
    await sandbox.signInToApp(address, this.email);
    await this.says(new RegExp(this.email));
  }

  async enrol() {
    await this.type('I have a code', sandbox.code().toLowerCase());
    await this.press('Enrol with this code');
    await this.step('enrolled', 'done');
  }

  async consent() {
    await this.tickAll();
    await this.press('Agree to all of them');
    await this.step('consented', 'done');
  }

  async confirmName(name = 'Mara Holt') {
    await this.type('Your name, as it should stand on the certificate', name);
    await this.press('Confirm this name');
    await this.step('name_confirmed', 'done');
  }

  async proveIdentity(first = 'Mara', last = 'Holt') {
    const address = await this.opened(() => this.press('Begin in your browser'));
    await sandbox.proveIdentity(address, first, last);
    await this.stepOnReturn('identity', 'done');
  }

  /** From the first look to the seat. */
  async prepare() {
    await this.signIn();
    await this.enrol();
    await this.consent();
    await this.confirmName();
    await this.proveIdentity();
  }

  async checkComputer() {
    await this.press(/^Check (this computer|now|again)$/);
    const done = `return !!document.querySelector('[data-row]') && !document.querySelector('[aria-busy=true]')`;
    await until('the check', () => this.run(done), PATIENCE);
  }

  /** Prepares to start and opens the exam; answers with its address. */
  async startExam({ before = () => {} } = {}) {
    await this.visit('#/exam/launch', 'launch');
    await this.checkComputer();
    await this.press('Start the exam');
    await before();
    const address = await this.opened(() => this.press(/^Start (the exam|anyway)$/));
    await this.says(/Your exam is open in the browser/);
    return address;
  }
}

/** The window may have been drawn anew between the look and the press: then another look. */
function passing(error) {
  const names = ['StaleElementReferenceError', 'ElementClickInterceptedError'];
  if ([...names, 'ElementNotInteractableError'].includes(error.name)) return false;
  throw error;
}

const escaped = (words) => words.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const FIND_BUTTON = `
  const dialog = document.querySelector('dialog[open]') ?? document;
  return [...dialog.querySelectorAll('button, a[href]')].find((element) => {
    if (element.disabled || element.ariaDisabled === 'true' || !element.checkVisibility()) return false;
    const name = (element.ariaLabel ?? element.innerText).replace(/\\s+/g, ' ').trim();
    return new RegExp(arguments[0], 'u').test(name);
  });
`;

const FIND_FIELD = `
  const label = [...document.querySelectorAll('label')].find((label) => {
    return label.checkVisibility() && label.innerText.trim().startsWith(arguments[0]);
  });
  return label?.control;
`;

export { assert, By, Key };
