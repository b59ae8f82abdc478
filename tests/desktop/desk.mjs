// The real window: the app as it is shipped, under Xvfb, driven by WebKitWebDriver.
//
// A desk has its own home, session bus and record; all desks of a program share its X server. Native dialogs cannot be
// clicked; what the app hands to the system browser is recorded by an xdg-open of ours (`desk.opened()`). `keychain` is
// one of bus.mjs; `program` names the app's program.

import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RULES, axeSource, faults, settle } from '../axe.mjs';
import { SessionBus } from '../bus.mjs';
import { RecordingBrowser } from '../sandbox.mjs';
import {
  begin,
  folder,
  freePort,
  pictureOf,
  program,
  require,
  serve,
  stop,
  until,
} from '../servers.mjs';
import { closeWindow } from './close.mjs';

const { Builder, By, Capabilities, Key, Origin } = require('selenium-webdriver');

/** For the end of the app: it writes to the disk, and strace may look at each of its calls. */
const ENDS_WITHIN = 30_000;

export { By, Key, Origin };

let display;

/** The X server of this program. */
async function screenNumber() {
  const words = ['Xvfb', '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  display ??= await serve(words, { line: 3 });
  return `:${display.first}`;
}

export async function endScreen() {
  await display?.server.stop();
}

/** A home with a session bus, in which the app is started, stopped and started again. */
export class Desk {
  #home;
  #webdriver;
  driver = null;
  /** The browser of this home, which only writes down what it is sent to. */
  browser;
  bus;

  constructor({ args = [], env = {}, keychain = false, program = 'ANNOTATION_ACADEMY_BIN' } = {}) {
    this.args = args;
    this.extra = env;
    this.keychain = keychain;
    this.program = program;
  }

  async open() {
    this.#home = await folder('desktop');
    const home = this.#home.path;
    this.app = await realpath(program(this.program, 'desktop'));
    this.data = join(home, 'record');
    for (const name of ['record', 'run', 'share', 'config', 'cache', 'state']) {
      await mkdir(join(home, name), { mode: 0o700 });
    }
    this.browser = await new RecordingBrowser(home).install();
    this.env = {
      PATH: this.browser.path,
      LANG: 'C.UTF-8',
      HOME: home,
      XDG_RUNTIME_DIR: join(home, 'run'),
      XDG_DATA_HOME: join(home, 'share'),
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_STATE_HOME: join(home, 'state'),
      DISPLAY: await screenNumber(),
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      ANNOTATION_ACADEMY_DATA: this.data,
      ...this.extra,
    };
    this.bus = new SessionBus(home, this.env);
    await this.bus.start(this.keychain);
  }

  /** Starts the app, drives its window, and waits for the first screen. */
  async start() {
    const port = await freePort();
    const env = { ...this.env, TAURI_WEBVIEW_AUTOMATION: 'true' };
    this.#webdriver = (
      await serve(['WebKitWebDriver', `--port=${port}`], { line: null, env })
    ).server;
    const address = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver', () =>
      fetch(`${address}/status`).then(
        (reply) => reply.ok,
        () => false,
      ),
    );
    const wanted = new Capabilities();
    wanted.setBrowserName('wry');
    wanted.set('webkitgtk:browserOptions', { binary: this.app, args: this.args });
    this.driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(address)
      .withCapabilities(wanted)
      .build();
    await this.screen();
  }

  /** Ends the app as the close button of its window does; fails if it goes on. */
  async stop() {
    const pids = this.pids();
    for (const pid of pids) await closeWindow(this.env.DISPLAY, pid);
    await until(
      'the end of the app after its window was closed',
      () => this.#gone(pids),
      ENDS_WITHIN,
    );
    await this.#leave();
  }

  /** Ends the app as a crash or a dead battery does: it has no say in it. */
  async kill() {
    const pids = this.pids();
    pids.forEach((pid) => process.kill(pid, 'SIGKILL'));
    await until('the end of the app after SIGKILL', () => this.#gone(pids), ENDS_WITHIN);
    await this.#leave();
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  /** A second start of the app beside the first one, as a click on its icon or on a link does. */
  async second(args = []) {
    const child = begin([this.app, ...args], { env: this.env });
    let code;
    child.once('exit', (ended, signal) => (code = ended ?? signal));
    try {
      await until('the end of the second start', () => code !== undefined, ENDS_WITHIN);
    } finally {
      await stop(child, 'SIGKILL');
    }
    return code;
  }

  /** Waits until the named screen (or any) is painted with its data. */
  async screen(name) {
    await until(`the screen ${name ?? 'that comes first'}`, async () => {
      const shown = await this.driver.executeScript(
        'return document.documentElement.dataset.screen',
      );
      return name ? shown === name : shown;
    });
  }

  /** The button whose words fit `pattern`, when it can be pressed. */
  async button(pattern) {
    return until(`a button ${pattern}`, async () => {
      for (const button of await this.driver.findElements(By.css('button, [role=button]'))) {
        const name =
          (await button.getAccessibleName().catch(() => '')) ||
          (await button.getText().catch(() => ''));
        if (pattern.test(name.trim()) && (await button.isDisplayed()) && (await button.isEnabled()))
          return button;
      }
      return null;
    });
  }

  /** What axe finds in the window as it is now. */
  async axe() {
    await this.driver.executeScript(axeSource);
    const script = `
      const [rules, done] = arguments;
      (${settle})().then(() => (${faults})(rules)).then(done, (error) => done([String(error)]));
    `;
    return this.driver.executeAsyncScript(script, RULES);
  }

  /** The addresses that the app gave to the system browser so far. */
  opened() {
    return this.browser.opened();
  }

  /** The processes of the app itself, without WebKit's. */
  pids() {
    if (!this.env) return [];
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && this.#isOurs(name))
      .map(Number);
  }

  /** A picture of the screen: in out/, or where `file` says. */
  async picture(name, file = null) {
    if (!this.driver) return;
    // Two frames, or the picture lags what the page already says.
    await this.driver
      .executeAsyncScript(
        'requestAnimationFrame(() => requestAnimationFrame(arguments[arguments.length - 1]))',
      )
      .catch(() => {});
    const path = file ?? (await pictureOf('desktop', name));
    const words = ['-display', this.env.DISPLAY, '-window', 'root', path];
    await promisify(execFile)('import', words).catch(() => {});
  }

  async close() {
    try {
      await this.kill();
    } finally {
      try {
        await this.bus?.stop();
      } finally {
        await this.#home?.remove();
      }
    }
  }

  /** What the app and its driver printed since the last start. */
  said() {
    return this.#webdriver?.said ?? '';
  }

  #gone(pids) {
    return pids.every((pid) => !this.#isOurs(pid));
  }

  async #leave() {
    this.driver = null;
    await this.#webdriver?.stop('SIGKILL');
  }

  /** Whether a process is our app, in our home: others may run the same program beside us. */
  #isOurs(pid) {
    try {
      if (readlinkSync(`/proc/${pid}/exe`) !== this.app) return false;
      return readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .includes(`HOME=${this.env.HOME}`);
    } catch {
      return false;
    }
  }
}
