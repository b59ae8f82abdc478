// kill -9 while a learner answers: whatever was acknowledged is there afterwards, and the database is sound.
//
// The real core behind devhost is killed at random moments of 50 answering runs over one growing record. What the
// core had acknowledged by then is held against what it finds when it starts again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { folder, program, serve } from '../servers.mjs';

const SERIES = 5;
const RUNS = 10;
const MOST_RUNS = 60;
/** The core is killed up to this long after its start. */
const LATEST_MS = 350;
const TASKS = [
  'entanglement',
  'apology-parcel',
  'rank-water-notice',
  'retirement-poem',
  'allergy-cake',
];

/** The core over the record in `data`, spoken to as the page does. */
class Core {
  constructor(data) {
    this.data = data;
  }

  async start() {
    const words = [
      '--data',
      this.data,
      '--pack',
      'gen/course.pack',
      '--page',
      'ui/dist',
      '--port',
      '0',
    ];
    const { server, first } = await serve([program('DEVHOST_BIN', 'crash'), ...words]);
    this.server = server;
    Object.assign(this, JSON.parse(first));
  }

  async call(name, request) {
    const reply = await fetch(`${this.url}/command/${name}`, {
      method: 'POST',
      headers: { 'x-run-token': this.token, 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    const body = await reply.json();
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
    return body;
  }
}

/** A whole answer to a task, and different words each time. */
function answerTo(task, n) {
  const why = `Draft ${n}: A is better than B because it keeps to the facts.`;
  const ids = task.items.map((item) => item.id);
  switch (task.kind) {
    case 'ranking':
      return { kind: 'ranking', tiers: ids.map((id) => [id]), all_bad: n % 2 === 0, why };
    case 'preference':
      return { kind: 'preference', value: (n % 7) - 3, both_bad: false, why };
    case 'choice':
      return { kind: 'choice', picked: [ids[n % ids.length]], why };
    default:
      return { kind: 'justification', why };
  }
}

/** Answers until the core is gone. `told` learns of everything the core acknowledged. */
async function answerUntilKilled(core, told) {
  for (let n = 0; ; n += 1) {
    const name = TASKS[n % TASKS.length];
    const { task } = await core.call('practice_next', { task: name });
    const { presentation } = task;
    for (let draft = 0; draft < 3; draft += 1) {
      const answer = answerTo(task, told.count);
      told.count += 1;
      const sent = told.sent.get(presentation) ?? [];
      told.sent.set(presentation, [...sent, answer]);
      await core.call('draft_save', { presentation, answer, spent_ms: n });
      told.sent.set(presentation, []);
      told.drafts.set(presentation, { task: name, answer, order: told.count });
    }
    if (n % 7 === 6) continue; // This one stays a draft.
    const answer = answerTo(task, told.count);
    const then = { set: { module: task.module } };
    const { feedback } = await core.call('practice_submit', {
      presentation,
      answer,
      confidence: null,
      spent_ms: n,
      then,
    });
    told.attempts.set(feedback.attempt, { answer, score: feedback.grade.score });
    told.drafts.delete(presentation);
  }
}

/** A long poll is answered at once when something changes; the first one looks through the whole file. */
async function isSound(core) {
  const looked = core.call('changes_since', { since: 0 });
  const { lessons } = await core.call('module_open', { module: '1.1' });
  await core.call('lesson_read', { module: '1.1', lesson: lessons[0].id, read: true });
  return !(await looked).trouble;
}

async function attempts(core) {
  const found = new Map();
  for (let before = null; ;) {
    const page = await core.call('record_list', { module: null, kind: null, before });
    for (const line of page.attempts) found.set(line.id, line);
    before = page.more;
    if (!before) return { found, total: page.total };
  }
}

/** Holds the reopened record against what was acknowledged. */
async function nothingIsLost(core, told) {
  assert.equal((await core.call('start', { again: false })).trouble, null);
  assert.ok(await isSound(core), 'the database is sound');
  const { found, total } = await attempts(core);
  assert.equal(found.size, total, 'the pages of the list add up');
  for (const [id, { score }] of told.attempts) {
    assert.ok(found.has(id), `the acknowledged attempt ${id} is lost`);
    assert.equal(found.get(id).score, score);
  }
  const last = [...told.attempts].at(-1);
  if (last) {
    const feedback = await core.call('record_open', { attempt: last[0] });
    assert.deepEqual(feedback.answer, last[1].answer);
  }
  // One draft is open at the most for each task: the newest one said to be saved, or a later one that was on its way when
  // the core was killed, in this run or one before.
  for (const [presentation, saved] of told.drafts) {
    if (found.has(presentation)) continue; // Submitted, without the acknowledgement having arrived.
    const { task } = await core.call('practice_next', { task: saved.task });
    if (task.presentation !== presentation) continue;
    const there = task.draft?.answer;
    const fits = [saved.answer, ...told.sent.get(presentation)].some((answer) =>
      isDeepStrictEqual(answer, there),
    );
    const both = `${JSON.stringify(there)}, saved was ${JSON.stringify(saved.answer)}`;
    assert.ok(fits, `the draft of ${saved.task} is older than its last “saved”: ${both}`);
  }
}

for (let series = 1; series <= SERIES; series += 1) {
  test(
    `${RUNS} answering runs killed at random moments (${series} of ${SERIES})`,
    { timeout: 110_000 },
    async (t) => {
      const data = await folder('crash');
      const told = { attempts: new Map(), drafts: new Map(), sent: new Map(), count: 0 };
      const core = new Core(data.path);
      try {
        await core.start();
        // A busy machine gets more runs, until enough was acknowledged for something to be lost.
        for (let run = 0; run < RUNS || (run < MOST_RUNS && told.attempts.size <= RUNS); run += 1) {
          const answering = answerUntilKilled(core, told).catch((error) => error);
          await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * LATEST_MS));
          await core.server.stop('SIGKILL');
          const end = await answering;
          assert.match(
            String(end.cause ?? end),
            /fetch failed|ECONN|closed|terminated|socket/i,
            String(end),
          );
          await core.start();
          await nothingIsLost(core, told);
        }
        assert.ok(
          told.attempts.size > RUNS,
          `only ${told.attempts.size} answers were acknowledged`,
        );
        t.diagnostic(
          `${told.attempts.size} answers acknowledged and found, ${told.count} drafts written`,
        );
      } finally {
        await core.server?.stop('SIGKILL');
        await data.remove();
      }
    },
  );
}
