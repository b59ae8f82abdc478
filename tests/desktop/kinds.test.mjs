// Each kind of work answered once in the real window, by its pointer or its keyboard, and its feedback seen.

import assert from 'node:assert/strict';
import { until } from '../servers.mjs';
import { ask, boxOf, carry, click, dragOver, handIn, middle, press, visit } from './hand.mjs';
import { Key, journey } from './lib.mjs';

const PANE = '[data-side="pane"]';

const says = (desk, pattern, where = PANE) =>
  until(`${pattern}`, async () => {
    const said = await ask(desk, `return document.querySelector(arguments[0])?.textContent`, where);
    return pattern.test(said?.replaceAll(/\s+/g, ' '));
  });

/** What is done for an answer of each kind: the task, the hand, and words of its feedback. */
const KINDS = {
  choice: {
    task: 'choose-checkpoint',
    answer: (desk) => click(desk, `${PANE} .options label`, 1),
    seen: /picked, (not|as) in the key/,
  },
  preference: {
    task: 'museum-route',
    answer: (desk) => click(desk, `${PANE} .points label`, 5),
    seen: /B is better: yours/,
  },
  ranking: {
    task: 'rank-water-notice',
    async answer(desk) {
      const grip = async (nth) => middle(await boxOf(desk, '[data-row] [data-grip]', nth));
      const [from, to] = [await grip(2), await grip(0)];
      await carry(desk, [from, [to[0], to[1] - 26]]);
      await until('an order', () => ask(desk, `return !document.querySelector('.unranked')`));
    },
    seen: /yours 1 [=≠],? key/,
  },
  justification: {
    task: 'since-2019',
    async answer(desk) {
      await click(desk, 'textarea');
      await press(
        desk,
        'It names the year and says where the figure comes from, which the other one leaves open. ',
      );
    },
    seen: /Your justification It names the year/,
  },
  rating: {
    task: 'drill-basil-card',
    async answer(desk) {
      for (let row = 0; row < 6; row += 1) await press(desk, '1', 'n');
      await says(desk, /6 of 6 given/);
    },
    seen: /(too (high|low)|as the key)/,
  },
  classification: {
    task: 'label-plant-delivery',
    async answer(desk) {
      for (let piece = 0; piece < 10; piece += 1) await press(desk, String(1 + (piece % 3)), 'n');
      await says(desk, /10 of 10 labelled/);
    },
    seen: /by you and by the key/,
  },
  spans: {
    task: 'mark-call-note',
    async answer(desk) {
      await dragOver(desk, 'his daughter');
      await press(desk, '2');
      await says(desk, /“his daughter”/);
    },
    seen: /“his daughter” as in the key/,
  },
  boxes: {
    task: 'box-breakfast-table',
    async answer(desk) {
      const at = await boxOf(desk, '[data-stage] [data-picture]');
      const on = (x, y) => [at.x + (x / 800) * at.width, at.y + (y / 600) * at.height];
      await carry(desk, [on(624, 228), on(758, 322)]);
      await until('the box', () => ask(desk, `return document.querySelector('[data-box]')`));
    },
    seen: /Label and place as in the key|overlap/,
  },
  fact_check: {
    task: 'check-coffee-card',
    async answer(desk) {
      await dragOver(desk, 'Our cooperative has 44 member families');
      await press(desk, '2', 'y', '1', 'd', '3', 'd', '4', 'd', '5', 'd');
      await says(desk, /5 of 5 claims done/);
    },
    seen: /Yours: The sources do not say ≠ Key: Refuted/,
  },
  safety: {
    task: 'phishing-drill',
    answer: (desk) => press(desk, 'b', '2', 'x'),
    seen: /This is over-refusal/,
  },
  code_review: {
    task: 'median-line',
    async answer(desk) {
      await press(desk, 'k');
      await click(desk, '[role="option"]', 2);
    },
    seen: /fault (found|missed)/,
  },
  conversation: {
    task: 'price-before',
    async answer(desk) {
      await press(desk, 'j', 'j');
      for (let row = 0; row < 8; row += 1) await press(desk, '1', 'n');
      await press(desk, 'x');
      await says(desk, /8 of 8 given/);
    },
    seen: /key: goes wrong here/,
  },
  rubric: {
    task: 'ideal-river-cleanup',
    async answer(desk) {
      const criteria = ['9 May', '16 May', 'high water', 'footbridge', '8:30', 'boots'];
      await press(desk, '1');
      await press(desk, criteria.map((what) => `Names the ${what}.`).join(Key.ENTER));
      await says(desk, /6 written/);
    },
    seen: /Asks for: High water is the reason/,
  },
  prompt: {
    task: 'prompt-library-list',
    async answer(desk) {
      await press(desk, 'p');
      await press(desk, 'Write one paragraph for the newsletter of a school. Use only the list.');
    },
    seen: /“Use only” in your prompt/,
  },
};

journey('each kind of work is done in the real window', async ({ desk, t }) => {
  for (const [kind, { task, answer, seen }] of Object.entries(KINDS)) {
    await t.test(kind, async () => {
      try {
        await visit(desk, `#/practice/-/${task}`, 'practice');
        await answer(desk);
        const headline = await handIn(desk);
        assert.ok(headline.length > 5, headline);
        await says(desk, seen, 'main');
        assert.equal(await ask(desk, `return document.activeElement.id`), 'headline');
      } catch (error) {
        await desk.picture(`kind ${kind}`);
        throw error;
      }
    });
  }
});
