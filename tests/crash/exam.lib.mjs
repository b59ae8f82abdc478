// The exam chapter without its page: devhost driven by HTTP, in a home with a real keyring on a session bus of its own, and
// a candidate who goes the way.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { SessionBus } from '../bus.mjs';
import { RecordingBrowser } from '../sandbox.mjs';
import { PATIENCE, folder, program, serve, until } from '../servers.mjs';

const NO_BUS = 'unix:path=/nonexistent/bus';

/**
 * A home with the app's data folder. Beside it, and no part of it: what the browser was given, and the clipboard.
 * `keychain`: whether there is a session bus with an unlocked keyring.
 */
export class Home {
  #folder;
  #bus;

  async open({ keychain = true } = {}) {
    this.#folder = await folder('exam');
    this.path = join(this.#folder.path, 'home');
    this.data = join(this.path, 'data');
    const outside = join(this.#folder.path, 'outside');
    for (const name of ['data', 'run', 'share', 'config', 'cache', 'state']) {
      await mkdir(join(this.path, name), { recursive: true, mode: 0o700 });
    }
    this.clipboard = () => readFile(join(outside, 'clipboard'), 'utf8');
    this.pick = (path) => writeFile(join(outside, 'pick'), path);
    this.browser = await new RecordingBrowser(outside).install();
    this.env = {
      PATH: this.browser.path,
      LANG: 'C.UTF-8',
      HOME: this.path,
      XDG_RUNTIME_DIR: join(this.path, 'run'),
      XDG_DATA_HOME: join(this.path, 'share'),
      XDG_CONFIG_HOME: join(this.path, 'config'),
      XDG_CACHE_HOME: join(this.path, 'cache'),
      XDG_STATE_HOME: join(this.path, 'state'),
      DBUS_SESSION_BUS_ADDRESS: NO_BUS,
      ANNOTATION_ACADEMY_CLIPBOARD: join(outside, 'clipboard'),
      ANNOTATION_ACADEMY_PICK: join(outside, 'pick'),
      ANNOTATION_ACADEMY_DISPLAYS: '1280x800',
    };
    if (keychain) {
      this.#bus = new SessionBus(this.path, this.env);
      await this.#bus.start(true);
    }
    return this;
  }

  async close() {
    try {
      await this.#bus?.stop();
    } finally {
      await this.#folder?.remove();
    }
  }
}

/** The core did not answer: it is gone. */
export class Gone extends Error {}

/** A command was refused; `code` and `message` as the page gets them. */
export class Refused extends Error {
  constructor(name, { code, message }) {
    super(`${name}: ${code}: ${message}`);
    this.code = code;
  }
}

/** The real core behind devhost, spoken to as the page does. The record outlives a restart, the address does not. */
export class Core {
  /** Every reply that went to the page, word for word. */
  traffic = [];
  /** What the core printed, over all its starts. */
  said = '';

  constructor(home, registrar) {
    this.home = home;
    this.registrar = registrar;
  }

  async start() {
    const words = ['--data', this.home.data, '--pack', 'gen/course.pack', '--page', 'ui/dist'];
    const { server, first } = await serve(
      [program('DEVHOST_BIN', 'crash'), ...words, '--port', '0', '--registrar', this.registrar],
      { env: this.home.env },
    );
    this.server = server;
    Object.assign(this, JSON.parse(first));
  }

  get pid() {
    return this.server.child.pid;
  }

  async kill() {
    await this.server?.stop('SIGKILL');
    this.said += this.server?.said ?? '';
    this.server = null;
  }

  /** What it printed besides its addresses. */
  words() {
    const said = this.said + (this.server?.said ?? '');
    return said.split('\n').filter((line) => line && !line.startsWith('{"token"'));
  }

  /** On a connection of its own: what the page asked does not stay in a buffer of the loopback server. */
  async call(name, body = {}) {
    const { status, text } = await this.#post(`/command/${name}`, JSON.stringify(body));
    this.traffic.push(text);
    const reply = JSON.parse(text);
    if (status !== 200) throw new Refused(name, reply);
    return reply;
  }

  #post(path, body) {
    return new Promise((resolve, reject) => {
      const gone = (error) => reject(new Gone(`${path}: ${error.message}`));
      const sent = request(
        new URL(path, this.url),
        {
          agent: false,
          method: 'POST',
          headers: {
            'x-run-token': this.token,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (reply) => {
          let text = '';
          reply.setEncoding('utf8');
          reply.on('data', (part) => (text += part));
          reply.on('error', gone);
          reply.on('end', () => resolve({ status: reply.statusCode, text }));
        },
      );
      sent.on('error', gone);
      sent.end(body);
    });
  }
}

/** Somebody on their way to the certificate, with the app and a browser at hand. */
export class Candidate {
  /** For a file to keep the sign-in in, where one is chosen. */
  passphrase = 'lantern orbit cactus vélvet';

  constructor({ core, sandbox, home, email, name = ['Mara', 'Holt'] }) {
    Object.assign(this, { core, sandbox, home, email, name });
    this.code = sandbox.code();
  }

  /** What the app sends the browser to when `command` is called. */
  async sentTo(command, body) {
    const count = (await this.home.browser.opened()).length;
    await this.core.call(command, body);
    return this.home.browser.next(count);
  }

  /** The picture once it fits, asking the registrar in between. */
  async untilPage(what, fits) {
    const ask = async () => {
      const page = await this.core.call('exam_ask');
      return fits(page) ? page : null;
    };
    return until(`${this.email}: ${what}`, ask, PATIENCE);
  }

  /** The keyring answers in its own time. */
  async lookAtKeychain() {
    const looked = async () => (await this.core.call('vault_look')).vault.open;
    await until('the keychain', looked, PATIENCE);
  }

  /** After a start: a file under a passphrase is closed, and whoever was signed in (as `page` shows) has to open it. */
  async opensAgain(page) {
    const { vault, account } = await this.core.call('vault_look');
    if (vault.keeping !== 'passphrase') return;
    assert.equal(vault.open, false);
    if (page?.account.state === 'signed_in') assert.equal(account.state, 'locked');
    await this.unlock();
  }

  unlock() {
    return this.core.call('vault_unlock', { passphrase: this.passphrase });
  }

  async startLocked() {
    await this.core.kill();
    await this.core.start();
  }

  async lookAtBadge(path) {
    await this.home.pick(path);
    await this.core.call('badge_check');
  }

  /** Through the sign-in pages up to the code that is shown there. */
  async toPaste() {
    const address = await this.sentTo('sign_in');
    this.pasted = await this.sandbox.signIn(address, this.email, { paste: true });
  }

  /** Through the sign-in pages up to where the browser is sent back to the app. */
  async toCallback() {
    const address = await this.sentTo('sign_in');
    this.back = await this.sandbox.signIn(address, this.email);
  }

  async callback() {
    const arrived = fetch(this.back).then((reply) => reply.text());
    await arrived.catch((error) => Promise.reject(new Gone(`callback: ${error.cause ?? error}`)));
    const signedIn = async () => (await this.core.call('exam_open')).account.state === 'signed_in';
    await until('the sign-in', signedIn, PATIENCE);
  }

  async consent() {
    const { programme } = await this.untilPage('the programme', (page) => page.programme);
    const consents = programme.consents.map(({ kind, version }) => ({ kind, version }));
    return this.core.call('consent_give', { consents });
  }

  async checkBrowser(address) {
    const page = await fetch(address);
    await page.text();
    const cookie = page.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
    const tried = { camera: 'works', pop_ups: 'opened', clock_ahead_ms: 0, finished: true };
    const reply = await fetch(address, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(tried),
    });
    if (!reply.ok) throw new Error(`the browser check: ${reply.status} ${await reply.text()}`);
    await reply.text();
  }
}

/** Whether a condition of the enrolment is met, as far as the page knows. */
export function isMet(page, kind) {
  return Boolean(page.enrolment?.conditions.some((c) => c.kind === kind && c.met));
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
