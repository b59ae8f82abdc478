// A thousand answers in the real window, for `cargo xtask bench practice`, which looks at the memory: each time the
// window is at rest, this says so in a line, and goes on when it is answered. The last line is what was measured.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../servers.mjs';
import { Desk, endScreen } from './desk.mjs';
import { visit } from './hand.mjs';

const ANSWERS = Number(process.env.SOAK_ANSWERS ?? 1000);
const LOOKS = 4;
/** Of so many answers one is looked at before the next. */
const EVERY = 4;
const ROUND = 8;

const say = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);
const heard = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** The tasks of the course by kind, with their modules, from the files that hold them. */
function course() {
  const found = {};
  const content = join(root, 'content/modules');
  const files = readdirSync(content, { recursive: true });
  for (const file of files) {
    const [, module, task] = /^(\d\.\d)-[^/]+\/tasks\/([^/]+)\.toml$/.exec(file) ?? [];
    if (!task) continue;
    const kind = /^kind = "(\w+)"/m.exec(readFileSync(join(content, file), 'utf8'))?.[1];
    (found[kind] ??= []).push({ module, task });
  }
  return found;
}

class Soak {
  #answers = 0;
  #painted = [];

  constructor(desk, kinds) {
    this.desk = desk;
    this.kinds = kinds;
  }

  /** Runs a script in the page for as long as it takes; answers with what it returns. */
  async run(script, ...given) {
    const { value, error } = await this.desk.driver.executeAsyncScript(
      `const given = [...arguments];
       const done = given.pop();
       const work = async () => { ${script} };
       work().then((value) => done({ value }), (error) => done({ error: error + ' ' + error.stack }));`,
      ...given,
    );
    if (error) throw new Error(error);
    return value;
  }

  /** Flagged tasks come again and again, passed or not. */
  async flag(tasks) {
    await this.run(
      `for (const one of given[0]) await window.__TAURI_INTERNALS__.invoke('flag_set', { ...one, flagged: true });`,
      tasks,
    );
  }

  async answer(kind, count, every = EVERY) {
    await visit(
      this.desk,
      `#/practice/set/${encodeURIComponent(`kind=${kind}&only=flagged`)}`,
      'practice',
    );
    const painted = await this.run(
      `return soak.answer(...given)`,
      kind,
      this.#answers,
      count,
      every,
    );
    this.#painted.push(...painted.map(([there, seen]) => ({ kind, there, seen })));
    this.#answers += count;
  }

  /** Every task once, with its feedback: what is made or loaded at the first sight is there from then on. */
  async warm(tasks) {
    for (const kind of this.kinds) await this.answer(kind, tasks[kind].length, 1);
    this.#painted = [];
  }

  /** Kind after kind, each for a round, until so many more answers are given. */
  async more(answers) {
    const enough = this.#answers + answers;
    while (this.#answers < enough) {
      const [kind] = this.kinds;
      this.kinds.push(this.kinds.shift());
      await this.answer(kind, Math.min(ROUND, enough - this.#answers));
    }
  }

  async rest() {
    await visit(this.desk, '#/', 'home');
    say({ rests: this.desk.pids()[0], answers: this.#answers });
    await heard.next();
  }

  result() {
    return { answers: this.#answers, painted: this.#painted };
  }
}

const desk = new Desk();
try {
  await desk.open();
  await desk.start();
  await desk.driver.manage().setTimeouts({ script: 300_000 });
  const tasks = course();
  const kinds = process.env.SOAK_KINDS?.split(',') ?? Object.keys(tasks).sort();
  const soak = new Soak(desk, kinds);
  await desk.driver.executeScript(readFileSync(new URL('soak.page.mjs', import.meta.url), 'utf8'));
  await soak.run('soak.listen()');
  await soak.flag(kinds.flatMap((kind) => tasks[kind]));
  await soak.warm(tasks);
  await soak.rest();
  for (let look = 1; look <= LOOKS; look += 1) {
    await soak.more(Math.ceil(ANSWERS / LOOKS));
    await soak.rest();
  }
  say(soak.result());
} finally {
  await desk.close();
  await endScreen();
}
process.exit();
