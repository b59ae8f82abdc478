// Browser tests: the real core over devhost with a record of its own, the real page in Chromium, watched.
//
//   journey('an answer is kept', async ({ page, academy }) => { ... });
//
// A journey fails on whatever the page complains of (an error, a refused policy, a request that leaves this machine),
// unless `expect` names it. A picture of a failed page is left in out/.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { RULES, axeSource, faults, settle } from '../axe.mjs';
import { folder, pictureOf, program, require, root, serve } from '../servers.mjs';

const { chromium } = require('playwright-core');

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser;
after(() => browser?.close());

/** A Chromium of one's own, with more flags. Whoever asks for it closes it. */
export function launch(flags = []) {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find((path) => existsSync(path));
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

async function openBrowser() {
  browser ??= await launch();
  return browser;
}

/** The core behind a loopback port. The record in `data` outlives a restart; the address does not. */
export class Academy {
  #troubles = [];
  #pages = [];
  /** The registrar of the exam chapter; none, and there is no exam chapter. */
  registrar = null;
  /** What the core finds in its environment besides the usual. */
  env = {};

  constructor(data, pack = 'gen/course.pack') {
    this.data = data;
    this.pack = pack;
  }

  async start() {
    const words = ['--data', this.data, '--pack', this.pack, '--page', 'ui/dist', '--port', '0'];
    if (this.registrar) words.push('--registrar', this.registrar);
    const { server, first } = await serve([program('DEVHOST_BIN', 'browser'), ...words], {
      env: { ...process.env, ...this.env },
    });
    this.server = server;
    Object.assign(this, JSON.parse(first));
  }

  /** Ends the core, with SIGKILL as a crash would, and starts it again on the same record. Open a new page after it. */
  async restart(signal = 'SIGTERM') {
    await this.closePages();
    await this.server.stop(signal);
    await this.start();
  }

  /** Opens the app in a window of its own and waits for its first screen. */
  async open({
    theme = 'light',
    width = 1280,
    height = 800,
    reducedMotion = 'reduce',
    ...more
  } = {}) {
    const context = await (
      await openBrowser()
    ).newContext({ colorScheme: theme, viewport: { width, height }, reducedMotion, ...more });
    const page = await context.newPage();
    this.#pages.push(page);
    await watch(page, new URL(this.url).origin, this.#troubles);
    await page.goto(`${this.url}/?token=${this.token}`);
    await screen(page);
    return page;
  }

  async closePages() {
    for (const page of this.#pages.splice(0)) await page.context().close();
  }

  /** What the pages complained of, without what a test expects. */
  troubles(expect) {
    return this.#troubles.filter((trouble) => !expect.some((pattern) => pattern.test(trouble)));
  }

  async picture(name) {
    const page = this.#pages.at(-1);
    if (page) await page.screenshot({ path: await pictureOf('browser', name) }).catch(() => {});
  }
}

/**
 * One test with a core, a record and a page of its own. `options` go to `Academy.open`, and
 * `expect`: patterns of complaints that belong to the test; `before(academy)`: prepares the record; `timeout`.
 */
export function journey(name, ...rest) {
  const body = rest.pop();
  const { expect = [], before = () => {}, pack, timeout = 60_000, ...options } = rest.pop() ?? {};
  test(name, { timeout }, async (t) => {
    const data = await folder('browser');
    const academy = new Academy(data.path, pack);
    try {
      await before(academy);
      await academy.start();
      const page = await academy.open(options);
      await body({ page, academy, t });
      assert.deepEqual(academy.troubles(expect), [], 'the page complained');
    } catch (error) {
      await academy.picture(name);
      if (academy.server?.said) t.diagnostic(`devhost said: ${academy.server.said}`);
      throw error;
    } finally {
      try {
        await academy.closePages();
        await academy.server?.stop();
      } finally {
        await data.remove();
      }
    }
  });
}

/** Writes down what a page complains of, and what leaves this machine. */
export async function watch(page, origin, troubles) {
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      // What the page complains of is read from there.
      // eslint-disable-next-line no-console
      console.error(
        `policy: ${e.violatedDirective} refused ${e.blockedURI} (${e.sourceFile}:${e.lineNumber})`,
      );
    });
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error')
      troubles.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:', 'about:'].includes(url.protocol)) {
      troubles.push(`left this machine: ${url}`);
    }
  });
}

/** Waits until the named screen (or any) is painted with its data. */
export async function screen(page, name) {
  await page.waitForFunction(
    (name) => {
      const shown = document.documentElement.dataset.screen;
      const loaded = document.querySelector('.shape') === null;
      return loaded && (name ? shown === name : Boolean(shown));
    },
    name ?? null,
    { timeout: 15_000 },
  );
}

/** Goes to an address of the app, as a link would, and waits for its screen. */
export async function go(page, hash, name) {
  await page.evaluate((hash) => {
    delete document.documentElement.dataset.screen;
    location.hash = hash;
  }, hash);
  await screen(page, name);
}

/** Does the same in light and in dark. */
export async function inBothThemes(page, work) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    await settled(page);
    await work(theme);
  }
}

const settled = (page) => page.evaluate(settle);

/** The page as it is holds to WCAG 2.2 AA, as far as axe can tell. */
export async function accessible(page, where = 'the page') {
  await settled(page);
  await page.evaluate(axeSource);
  assert.deepEqual(await page.evaluate(faults, RULES), [], `axe finds faults on ${where}`);
}

/** What has the focus, as a learner would name it. */
export function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
  });
}

export { root };
