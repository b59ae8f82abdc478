// The sandbox for tests: a registrar with stand-ins on free ports, the mails it sends, and a person who goes through the
// pages that the app opens in a browser. With fetch alone: tests of the pages themselves use a real browser.

import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE, folder, program, serve, until } from './servers.mjs';

export class Sandbox {
  #server;
  #folder;

  async start(stage) {
    this.#folder = await folder('sandbox');
    const words = [
      program('SANDBOX_BIN', stage),
      'up',
      '--lines',
      '--registrar',
      program('REGISTRAR_PROGRAM', stage),
      '--folder',
      join(this.#folder.path, 'registrar'),
    ];
    const { server, first } = await serve(words);
    this.#server = server;
    Object.assign(this, JSON.parse(first));
    return this;
  }

  async stop() {
    await this.#server?.stop();
    await this.#folder?.remove();
  }

  /** An enrolment code that nobody has used. */
  code() {
    const code = this.codes.shift();
    if (!code) throw new Error('the sandbox has no more enrolment codes');
    return code;
  }

  get mails() {
    const lines = this.#server.said.split('\n').filter((line) => line.startsWith('{"body"'));
    return lines.map((line) => JSON.parse(line));
  }

  /** The digits of the next mail to that address. */
  async mailedCode(email, before) {
    const newest = () => {
      const mails = this.mails.filter((mail) => mail.to === email).slice(before);
      return mails
        .map((mail) => /\b\d{8}\b/.exec(mail.body)?.[0])
        .filter(Boolean)
        .at(-1);
    };
    return until(`a code for ${email}`, newest, PATIENCE);
  }

  mailsTo(email) {
    return this.mails.filter((mail) => mail.to === email).length;
  }

  /** Signs in at the page `url`; answers with where it leads back to, or the code to paste. */
  async signIn(url, email, { paste = false } = {}) {
    const person = new Person();
    const before = this.mailsTo(email);
    const asksEmail = await person.get(url);
    const asksCode = await person.submit(asksEmail, 'email', { email });
    const code = await this.mailedCode(email, before);
    const done = await person.submit(asksCode, 'code', paste ? { code, then: 'paste' } : { code });
    if (paste) return /<textarea[^>]*>([^<]*)</.exec(done.text)[1];
    return done.location;
  }

  /** The same, and on to the app's own port, as the browser goes. */
  async signInToApp(url, email) {
    const back = await this.signIn(url, email);
    const reply = await fetch(back);
    await reply.text();
    return back;
  }

  /** Goes through the identity check at `url`. */
  async proveIdentity(url, first, last, outcome = 'verified') {
    const person = new Person();
    const page = await person.get(url);
    return person.post(page.url, { first, last, outcome });
  }

  /** Sits the exam behind `url` and ends it with the button whose words these are. */
  async sit(url, button = 'Finish with 85 %') {
    const attempt = await this.begin(url);
    return this.finish(attempt, button);
  }

  /** Opens the exam and starts it. */
  async begin(url) {
    const person = new Person();
    const page = await person.get(url);
    const form = formWith(page.text, /Start the exam/);
    const started = await person.post(new URL(form.action, page.url).href, form.fields);
    return new URL(started.location, page.url).href;
  }

  async finish(attempt, button = 'Finish with 85 %') {
    const person = new Person();
    const page = await person.get(attempt);
    const form = formWith(page.text, new RegExp(`>\\s*${button}\\s*<`));
    return person.post(attempt, form.fields);
  }
}

/** As much of a browser as these pages need: cookies and forms; redirects are told, not followed. */
class Person {
  #cookies = new Map();

  async get(url) {
    return this.#page(await fetch(url, { redirect: 'manual', headers: this.#headers() }), url);
  }

  async post(url, fields) {
    const body = new URLSearchParams(fields);
    const headers = this.#headers();
    return this.#page(await fetch(url, { method: 'POST', redirect: 'manual', headers, body }), url);
  }

  /** Fills the form that has the field `name`, and sends it. */
  async submit(page, name, values) {
    const form = formWith(page.text, new RegExp(`name="${name}"`));
    return this.post(new URL(form.action, page.url).href, { ...form.fields, ...values });
  }

  #headers() {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie ? { cookie } : {};
  }

  async #page(reply, url) {
    for (const cookie of reply.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      this.#cookies.set(name, value);
    }
    const text = await reply.text();
    if (reply.status >= 400) throw new Error(`${url.split('?')[0]}: ${reply.status} ${text}`);
    return { url, text, location: reply.headers.get('location') };
  }
}

function formWith(html, pattern) {
  const form = html
    .split('<form')
    .slice(1)
    .map((rest) => rest.split('</form>')[0])
    .find((inner) => pattern.test(inner));
  if (!form) throw new Error(`no form fits ${pattern}: ${html}`);
  const attribute = (tag, name) =>
    new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1].replaceAll('&amp;', '&');
  const inputs = form.split('<input').slice(1);
  const fields = inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value') ?? '']);
  return {
    action: attribute(` ${form.split('>')[0]}`, 'action') ?? '',
    fields: Object.fromEntries(fields.filter(([name]) => name)),
  };
}

/** A browser for the app that only writes down what it is sent to: an `xdg-open` for PATH. */
export class RecordingBrowser {
  #log;

  constructor(folder) {
    this.bin = join(folder, 'bin');
    this.#log = join(folder, 'opened');
  }

  async install() {
    await mkdir(this.bin, { recursive: true });
    const script = `#!/bin/sh\nprintf '%s\\n' "$1" >> '${this.#log}'\n`;
    await writeFile(join(this.bin, 'xdg-open'), script);
    await chmod(join(this.bin, 'xdg-open'), 0o755);
    await appendFile(this.#log, '');
    return this;
  }

  /** From now on no opener of addresses that this system may have does its work. */
  async breakDown() {
    const openers = ['xdg-open', 'gio', 'gnome-open', 'kde-open', 'kde-open5', 'kde-open6'];
    for (const name of openers) {
      await writeFile(join(this.bin, name), '#!/bin/sh\nexit 3\n');
      await chmod(join(this.bin, name), 0o755);
    }
  }

  get path() {
    return `${this.bin}:${process.env.PATH}`;
  }

  async opened() {
    return (await readFile(this.#log, 'utf8')).split('\n').filter(Boolean);
  }

  /** The next address after the first `count`. */
  async next(count) {
    return until('an address in the browser', async () => (await this.opened())[count], PATIENCE);
  }
}
