// What is rough on the page, in the real window: scripts whose characters engines count differently, pictures that are
// huge, broken or hostile, a hand that loses the window in the middle of a drag.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { packed, sample } from '../course.mjs';
import { pngOf } from '../pictures.mjs';
import { folder, until } from '../servers.mjs';
import { lookAway, lookBack, standAside } from './focus.mjs';
import {
  ask,
  boxOf,
  carry,
  chord,
  dragOver,
  handIn,
  letGo,
  middle,
  placeOfWords,
  press,
  saved,
  text,
  visit,
} from './hand.mjs';
import { Key, journey } from './lib.mjs';

/** The app with a course of its own. Only the sandbox's app takes one; its registrar is not there. */
const withCourse = (files) => ({
  program: 'ANNOTATION_ACADEMY_SANDBOX_BIN',
  env: { ANNOTATION_ACADEMY_REGISTRAR: 'http://127.0.0.1:1' },
  async before(desk) {
    desk.course = await folder('course');
    desk.extra.ANNOTATION_ACADEMY_PACK = await packed(desk.course.path, await files());
  },
});

const KHMER = 'ភាសាខ្មែរ';
const BALINESE = 'ᬩᬮᬶᬓ᭄ᬱᬭ';
const FAMILY = '👩‍👩‍👧‍👦';
const SCRIPTS = `The word ${KHMER} means Khmer, and ${BALINESE} is Balinese. A family ${FAMILY} waves 👍🏽 at a cafe\u0301.`;

async function scripts() {
  const task = (await sample('spans'))
    .replace(/^text = '''Amina.*'''$/m, `text = '''${SCRIPTS}'''`)
    .replace(/\[\[key\.span\]\][^]*/, () =>
      [KHMER, FAMILY]
        .map((words) => `[[key.span]]\nwords = "${words}"\nlabel = "person"\nwhy = "It is one."\n`)
        .join('\n'),
    );
  return { 'tasks/scripts.toml': task };
}

/** What the core has on disk of a task: its text with the units, and the answer begun. */
async function stored(desk, task) {
  await saved(desk);
  const { work, draft } = await desk.driver.executeAsyncScript(
    `const [task, done] = arguments;
     const set = { module: null, domain: null, kind: null, difficulty: null, only: 'all' };
     window.__TAURI_INTERNALS__.invoke('practice_next', { set, task, session: null }).then((next) => done(next.task));`,
    task,
  );
  return { work, answer: draft.answer };
}

/** No mark begins or ends within a character: neither one of the core's, nor one that anybody would call so. */
function whole(work, marks) {
  const { clusters } = work.text;
  for (const { span } of marks) {
    for (const at of [span.start, span.end]) {
      for (let n = 0; n < clusters.length; n += 2) {
        assert.ok(at <= clusters[n] || at >= clusters[n + 1], `${at} is within a character`);
      }
      assert.doesNotMatch(SCRIPTS.slice(at), /^(?:\p{M}|\u200d|\ufe0f|\p{Emoji_Modifier})/u);
      assert.doesNotMatch(
        SCRIPTS.slice(0, at),
        /(?:\u200d|\u17d2|\u1b44)$/,
        `${at} parts what is joined`,
      );
    }
  }
}

journey('marks hold whole characters in every script', withCourse(scripts), async ({ desk }) => {
  await visit(desk, '#/practice/-/scripts', 'practice');
  await press(desk, '1');
  await dragOver(desk, KHMER);
  await dragOver(desk, BALINESE);
  // From the middle of a family to the middle of a hand.
  const family = await placeOfWords(desk, FAMILY);
  const hand = await placeOfWords(desk, '👍🏽');
  await carry(desk, [family.middle, hand.middle]);
  const words = async () => {
    const { work, answer } = await stored(desk, 'scripts');
    whole(work, answer.marks);
    return answer.marks.map(({ span }) => SCRIPTS.slice(span.start, span.end));
  };
  assert.deepEqual(await words(), [KHMER, BALINESE, `${FAMILY} waves 👍🏽`]);

  // Character by character, from where the engine's own tables would cut.
  await press(desk, 'c', 'n');
  for (const left of ['ភាសាខ្មែ', 'ភាសា', 'ភា']) {
    await chord(desk, Key.CONTROL, Key.SHIFT, Key.ARROW_LEFT);
    assert.equal((await words())[0], left);
  }
  await press(desk, 'n');
  for (const left of ['ᬮᬶᬓ᭄ᬱᬭ', 'ᬓ᭄ᬱᬭ', 'ᬭ']) {
    await chord(desk, Key.CONTROL, Key.ARROW_RIGHT);
    assert.equal((await words())[1], left);
  }
  await handIn(desk);
  const lines = await ask(
    desk,
    `return [...document.querySelectorAll('[data-item] .line')].map((line) => line.textContent)`,
  );
  assert.ok(
    lines.some((line) => line.includes(FAMILY)),
    lines.join(' | '),
  );
});

/** Everything that a picture can try, at a port of ours that counts who comes. */
const hostile = (
  port,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" onload="top.hurt = 1">
<script>top.hurt = 1; fetch('http://127.0.0.1:${port}/a')</script>
<script href="http://127.0.0.1:${port}/b.js"/>
<style>@import url(http://127.0.0.1:${port}/c.css);</style>
<image href="http://127.0.0.1:${port}/d.png" width="9" height="9"/>
<foreignObject width="99" height="99"><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://127.0.0.1:${port}/e"/>
<img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="top.hurt = 1"/></foreignObject>
<a href="javascript:top.hurt=1"><rect width="800" height="600" fill="#ddd" onload="top.hurt = 1"
onclick="top.hurt = 1" onmousemove="top.hurt = 1"/></a></svg>`;

const visits = [];
const trap = createServer((request, reply) => {
  visits.push(request.url);
  reply.end();
});

async function pictures() {
  await new Promise((ready) => trap.listen(0, '127.0.0.1', ready));
  const all = {
    'hostile.svg': hostile(trap.address().port),
    'huge.png': pngOf(8000, 6000),
    'half.png': pngOf(640, 480, 0.5),
    'none.png': pngOf(640, 480, 0),
  };
  const task = await sample('boxes');
  const files = {};
  for (const [name, bytes] of Object.entries(all)) {
    files[`images/${name}`] = bytes;
    files[`tasks/${name.split('.')[0]}.toml`] = task.replace('street.svg', name);
  }
  return files;
}

const boxes = (desk) =>
  ask(desk, `return [...document.querySelectorAll('[data-box]')].map((box) => box.ariaLabel)`);

/** Places on the picture, in shares of its sides. */
async function onPicture(desk) {
  const { x, y, width, height } = await boxOf(desk, '[data-stage] [data-picture]');
  return (across, down) => [x + across * width, y + down * height];
}

async function draws(desk, from = [0.2, 0.2], to = [0.6, 0.7]) {
  const at = await onPicture(desk);
  const before = (await boxes(desk)).length;
  await carry(desk, [at(...from), at(...to)]);
  await until('the box', async () => (await boxes(desk)).length === before + 1);
}

journey('no picture runs, fetches or stops anything', withCourse(pictures), async ({ desk, t }) => {
  t.after(() => trap.close());
  for (const task of ['hostile', 'huge']) {
    const began = performance.now();
    await visit(desk, `#/practice/-/${task}`, 'practice');
    await until('the picture', () =>
      ask(desk, `return document.querySelector('[data-stage] img')?.naturalWidth > 0`),
    );
    await draws(desk);
    t.diagnostic(`${task}: drawn on after ${Math.round(performance.now() - began)} ms`);
    await handIn(desk);
    await boxOf(desk, '.rect.key');
  }
  for (const task of ['half', 'none']) {
    await visit(desk, `#/practice/-/${task}`, 'practice');
    await until(`${task} is told`, async () =>
      /This picture cannot be shown/.test(await text(desk, 'main')),
    );
    await press(desk, 'e');
    await handIn(desk);
  }
  assert.equal(await ask(desk, 'return window.hurt'), null);
  assert.deepEqual(visits, [], 'nobody was asked for anything');
});

const lamps = async () => ({
  'tasks/lamps.toml': await sample('boxes'),
  'images/street.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><rect width="640" height="400" fill="#ddd"/></svg>',
  'tasks/names.toml': await sample('spans'),
});

/** Begins what `way` does, and looks to another window with the button still down; lets go there, and comes back. */
async function leaves(desk, way, { before = () => {} } = {}) {
  await carry(desk, way, { letGo: false });
  await before();
  await lookAway(desk);
  await until('the page knows', () => ask(desk, `return !document.hasFocus()`));
  await letGo(desk);
  await lookBack(desk);
}

const count = (desk, css) =>
  ask(desk, `return document.querySelectorAll(arguments[0]).length`, css);

const there = (desk, css) => until(css, async () => (await count(desk, css)) > 0);

async function leavesBoxes(desk) {
  await visit(desk, '#/practice/-/lamps', 'practice');
  await draws(desk);
  const before = await boxes(desk);
  const at = await onPicture(desk);
  await leaves(desk, [at(0.7, 0.1), at(0.9, 0.5)], { before: () => there(desk, '.drawing') });
  assert.deepEqual(await boxes(desk), before, 'nothing is drawn');
  await leaves(desk, [at(0.4, 0.4), at(0.5, 0.3)], {
    before: async () => assert.notDeepEqual(await boxes(desk), before, 'it is in the hand'),
  });
  assert.deepEqual(await boxes(desk), before, 'nothing is moved');
  await draws(desk, [0.7, 0.1], [0.9, 0.5]);
}

async function leavesWords(desk) {
  await visit(desk, '#/practice/-/names', 'practice');
  await press(desk, '1');
  const { from, to } = await placeOfWords(desk, 'left Lima');
  await leaves(desk, [from, to]);
  assert.equal(await count(desk, '[data-row]'), 0, 'nothing is marked');
  await press(desk, Key.ESCAPE);
  await dragOver(desk, 'left Lima');
  await there(desk, '[data-row]');
}

async function leavesOrder(desk) {
  await visit(desk, '#/practice/-/towns', 'practice');
  const grip = async (nth) => middle(await boxOf(desk, '[data-row] [data-grip]', nth));
  const [last, first] = [await grip(2), await grip(0)];
  const way = [last, [first[0], first[1] - 26]];
  await leaves(desk, way, { before: () => there(desk, '.order .dragging') });
  await there(desk, '.unranked');
  await carry(desk, way);
  await until('an order', async () => (await count(desk, '.unranked')) === 0);
}

journey(
  'a window that is left mid-drag keeps what was there',
  withCourse(lamps),
  async ({ desk }) => {
    await standAside(desk);
    await leavesBoxes(desk);
    await leavesWords(desk);
    await leavesOrder(desk);
  },
);
