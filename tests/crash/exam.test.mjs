// kill -9 at every step of the way to the certificate, then on: nothing is lost, and nothing is asked twice.
//
// The real core behind devhost, a keyring on a bus of its own, a real registrar with stand-ins. One candidate's core is
// killed after each step was answered; others' at random moments while a step is under way, and sometimes once more while
// it finds its way back.
//
// EXAM_KILLS_SEED repeats the random moments of a run, as far as a machine repeats anything; EXAM_KILLS says how many
// candidates go the way with them.

import assert from 'node:assert/strict';
import { readFile, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Sandbox } from '../sandbox.mjs';
import { Candidate, Core, Gone, Home, dice, isMet } from './exam.lib.mjs';
import { HELD_STEPS, HELP, MORE, PERSON_STEPS, STEPS, help, only } from './steps.mjs';

const SEED = Number(process.env.EXAM_KILLS_SEED ?? Math.floor(Math.random() * 1e6));
const WALKS = Number(process.env.EXAM_KILLS ?? 2);
/** How much longer than it took undisturbed a step may be left alone. */
const BEYOND = 1.2;
/** The clocks are measured anew each time the registrar is asked; the end of the silence wanders with them. */
const CLOCKS_WANDER_MS = 30_000;

const CODE = 'Your code to sign in';

const SIGN_OUT = { name: 'sign_out', act: (c) => c.core.call('sign_out') };

/** What is never asked again once it was given. */
const GIVEN = ['enrolled', 'consented', 'name_confirmed', 'identity_valid'];

let sandbox;
after(() => sandbox?.stop());

/** A candidate with a home of their own, at the beginning of the way. */
class Walk {
  /** What the page showed last. */
  page = null;
  kills = 0;
  /** How often the silence was looked for after a kill. */
  silences = 0;
  took = new Map();

  async open(email, { keychain = true } = {}) {
    if (!sandbox?.codes.length) {
      await sandbox?.stop();
      sandbox = await new Sandbox().start('crash');
    }
    this.home = await new Home().open({ keychain });
    this.core = new Core(this.home, sandbox.registrar);
    this.candidate = new Candidate({ core: this.core, sandbox, home: this.home, email });
    await this.core.start();
    if (keychain) await this.candidate.lookAtKeychain();
    return this;
  }

  async close() {
    await this.core?.kill();
    await this.home?.close();
  }

  async undisturbed(step, before = true) {
    if (before) await step.before?.(this.candidate);
    const begun = performance.now();
    await step.act(this.candidate);
    this.took.set(step.name, performance.now() - begun);
    this.page = await this.core.call('exam_open');
  }

  /** The step is under way when the core is killed; answered or not, it is seen to the end after that. */
  async killedWithin(step, delay, delayAgain) {
    await step.before?.(this.candidate);
    const error = await this.interrupted(step.act(this.candidate), delay);
    await this.isUnharmed();
    if (delayAgain !== null) {
      await this.interrupted(this.core.call('exam_ask'), delayAgain);
      await this.isUnharmed();
    }
    const page = await this.lookedAgain();
    if (error && !step.done(page, this.candidate)) await this.undisturbed(step, Boolean(step.anew));
    this.page = await this.core.call('exam_open');
    return Boolean(error);
  }

  /** Why it was not done, if it was not. It has come to its end before the next core starts, and asks that one nothing. */
  async interrupted(acting, delay) {
    const acted = acting.then(
      () => null,
      (error) => error,
    );
    await pause(delay);
    await this.core.kill();
    const error = await acted;
    if (error && !(error instanceof Gone)) throw error;
    await this.restarted();
    return error;
  }

  async killed() {
    await this.restarted();
    await this.isUnharmed({ answered: true });
  }

  /** By force, and no file is damaged. */
  async restarted() {
    this.kills += 1;
    await this.core.kill();
    await this.core.start();
    const { trouble, notices } = await this.core.call('start', { again: false });
    assert.deepEqual({ trouble, notices }, { trouble: null, notices: [] });
    const files = await readdir(this.home.data);
    assert.ok(!files.some((name) => name.includes('damaged')), files.join(' '));
    await this.candidate.opensAgain(this.page);
  }

  /** What a core knows that was just started, before it has asked anybody. */
  async isUnharmed({ answered = false } = {}) {
    const now = await this.core.call('exam_open');
    const before = this.page;
    if (before?.account.state !== 'signed_in') {
      assert.match(now.account.state, /^signed_(in|out)$/);
      return;
    }
    assert.deepEqual(now.account, before.account);
    assert.deepEqual(now.enrolments.slice(0, before.enrolments.length), before.enrolments);
    this.keepsWhatWasGiven(now);
    assert.ok(now.readiness.length >= before.readiness.length, 'runs of the check are kept');
    if (answered) assert.deepEqual(now.pins, before.pins, 'keys that are trusted stay so');
    if (before.silence) this.isSilent(now);
  }

  /** Of the enrolment that is looked at, if it is still the same one. */
  keepsWhatWasGiven(now) {
    if (now.enrolment?.id !== this.page.enrolment?.id) return;
    for (const kind of GIVEN.filter((kind) => isMet(this.page, kind))) {
      assert.ok(isMet(now, kind), `${kind} is asked for again`);
    }
  }

  /** While the exam is open, and the result is not in: as it was, to the same end. */
  isSilent(now) {
    const { silence, launch } = now;
    if (now.enrolment.seats.some((seat) => seat.result)) return;
    this.silences += 1;
    assert.ok(silence, 'the app is silent');
    assert.ok(Math.abs(silence.until_ms - this.page.silence.until_ms) < CLOCKS_WANDER_MS);
    assert.equal(launch.state, this.page.launch.state);
  }

  /** The registrar was asked, and nothing of what was there is gone. */
  async lookedAgain() {
    const before = this.page;
    const now = await this.core.call('exam_ask');
    assert.equal(now.contact.silent, null);
    assert.match(now.account.state, /^signed_(in|out)$/);
    if (before?.account.state !== 'signed_in') return now;
    assert.deepEqual(now.account, before.account);
    this.keepsWhatWasGiven(now);
    if (now.enrolment?.id !== before.enrolment?.id) return now;
    const seats = (page) => page.enrolment?.seats.map(({ id, attempt }) => ({ id, attempt })) ?? [];
    if (seats(before).length) assert.deepEqual(seats(now), seats(before));
    if (before.silence) this.isSilent(now);
    return now;
  }

  /** After the way: each thing once. */
  async eachThingOnce() {
    const page = await this.core.call('exam_ask');
    const { enrolment } = page;
    assert.equal(page.enrolments.length, 1);
    assert.equal(enrolment.seats.length, 1);
    assert.equal(enrolment.attempts_used, 1);
    assert.equal(enrolment.identity.attempts_used, 1);
    assert.equal(enrolment.credential.state, 'issued');
    assert.equal(only(page).result.outcome, 'passed');
    assert.equal(page.silence, null);
    assert.equal(page.cases.filter((file) => file.kind === 'help').length, 1);
    assert.deepEqual(
      help(page).notes.map((note) => note.text),
      [HELP, MORE],
    );
    const links = (await this.home.browser.opened()).filter((url) => url.includes('cm_user_id'));
    assert.deepEqual([...new Set(links)], [this.candidate.link], 'one link');
    await this.eachMailOnce();
    await this.nothingIsLeftOver();
  }

  /** But for the codes to sign in with. */
  async eachMailOnce() {
    const mails = sandbox.mails.filter((mail) => mail.to === this.candidate.email);
    const subjects = mails.map((mail) => mail.subject).filter((subject) => subject !== CODE);
    const expected = [/enrolled/, /identity check passed/, /you have passed/, /Your credential/];
    assert.equal(subjects.length, expected.length, subjects.join('; '));
    expected.forEach((words, n) => assert.match(subjects[n], words));
  }

  /** Killed before the answer, it is either done or can be asked for again; `delay`: none to wait for the answer. */
  async signsOut(delay) {
    const { email, core } = this.candidate;
    if (delay === null) await this.undisturbed(SIGN_OUT);
    else {
      // How far it came, nobody knows.
      this.page = null;
      await this.interrupted(SIGN_OUT.act(this.candidate), delay);
      const looked = await core.call('exam_ask');
      assert.match(looked.account.state, /^(signed_in|signed_out|sign_in_again)$/);
      await core.call('sign_out');
    }
    await this.restarted();
    assert.equal((await core.call('exam_open')).account.state, 'signed_out');
    assert.ok(!(await readdir(this.home.data)).includes('vault.bin'));
    assert.ok(!(await readFile(join(this.home.data, 'exam.json'), 'utf8')).includes(email));
  }

  /** Files that a killed core was writing go at a later start. */
  async nothingIsLeftOver() {
    const files = async () => (await readdir(this.home.data)).sort();
    const drafts = (await files()).filter((name) => name.startsWith('.exam-'));
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const name of drafts) await utimes(join(this.home.data, name), hourAgo, hourAgo);
    await this.killed();
    const known = /^(exam\.json|vault\.bin|record\.(db|lock)(-wal|-shm)?)$/;
    assert.deepEqual(
      (await files()).filter((name) => !known.test(name)),
      [],
    );
  }
}

async function walk(t, email, way, { signOutAfter = () => null, steps = STEPS } = {}) {
  // The other ways begin with a passphrase.
  const walking = await new Walk().open(email, { keychain: steps === STEPS });
  let at;
  try {
    for (const step of steps) {
      at = step.name;
      await way(walking, step);
    }
    at = 'the end';
    if (steps === STEPS) await walking.eachThingOnce();
    await walking.signsOut(signOutAfter());
    return walking;
  } catch (error) {
    t.diagnostic(`at ${at}; the core said: ${walking.core.words()}`);
    throw error;
  } finally {
    await walking.close();
  }
}

/** How long each step takes, in milliseconds. */
let took = new Map();

test('killed after each step, and on', { timeout: 180_000 }, async (t) => {
  const way = async (w, step) => {
    await w.undisturbed(step);
    await w.killed();
    w.page = await w.lookedAgain();
  };
  const walking = await walk(t, 'mara@academy.test', way);
  assert.ok(walking.silences > 2, 'the exam was open when it was killed');
  took = walking.took;
  t.diagnostic([...took].map(([name, ms]) => `${name} ${Math.round(ms)} ms`).join(', '));
});

/** Over all walks, and of how many steps: kills that came before the answer. */
const sum = { unanswered: 0, steps: 0 };

function walkKilledWithin(what, n, steps) {
  const seed = SEED + n;
  test(
    `${what}, killed while each step is under way (seed ${seed})`,
    { timeout: 240_000 },
    async (t) => {
      const roll = dice(seed);
      let unanswered = 0;
      const moment = ({ name }) => roll() * BEYOND * (took.get(name) ?? 300);
      const way = async (w, step) => {
        const [delay, again] = [moment(step), roll() < 0.5 ? roll() * 150 : null];
        if (await w.killedWithin(step, delay, again)) unanswered += 1;
      };
      const signOutAfter = () => moment(SIGN_OUT);
      const walking = await walk(t, `mara${n}@academy.test`, way, { signOutAfter, steps });
      sum.unanswered += unanswered;
      sum.steps += steps.length;
      t.diagnostic(`seed ${seed}: killed ${walking.kills} times, ${unanswered} steps unanswered`);
    },
  );
}

for (let n = 0; n < WALKS; n += 1) walkKilledWithin('the whole way', n, STEPS);
walkKilledWithin('to a held result', WALKS, HELD_STEPS);
walkKilledWithin('to a person who decides', WALKS + 1, PERSON_STEPS);

test('some kills came before the answer, and some after it', () => {
  assert.ok(sum.unanswered > 0 && sum.unanswered < sum.steps, JSON.stringify(sum));
});
