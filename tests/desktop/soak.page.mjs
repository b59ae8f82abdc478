// The learner of the soak, inside the page: answers task after task, and looks at the clock. It runs in the real window,
// so it imports nothing; `soak.mjs` puts it there.

(() => {
  const WORDS = 'It answers what was asked, in the first sentence, and says “thank you” only once.';

  const pane = () => document.querySelector('main [data-side="pane"]');
  const headline = () => document.querySelector('#headline');

  /** Waits for what comes into the document, without asking for frames of its own. */
  function until(what, ask) {
    const now = ask();
    if (now) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const watch = new MutationObserver(() => {
        const found = ask();
        if (found) end(() => resolve(found));
      });
      const late = setTimeout(() => end(() => reject(new Error(`${what}: not there`))), 20_000);
      const end = (say) => {
        clearTimeout(late);
        watch.disconnect();
        say();
      };
      watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    });
  }

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /** A key as the keyboard gives it, at what has the focus. */
  function press(key, more = {}) {
    const at = document.activeElement ?? document.body;
    const event = { key, bubbles: true, cancelable: true, ...more };
    at.dispatchEvent(new KeyboardEvent('keydown', event));
    at.dispatchEvent(new KeyboardEvent('keyup', event));
  }

  function write(field, text) {
    const proto = field.constructor.prototype;
    Object.getOwnPropertyDescriptor(proto, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** From the reply on `practice_submit` to the end of the first frame that holds the next task. */
  const painted = [];
  let awaited = false;

  function follow(replied) {
    const before = pane();
    const watch = new MutationObserver(() => {
      const now = pane();
      if (!now || now === before) return;
      watch.disconnect();
      const there = performance.now() - replied;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // Frames are drawn in one go: what was posted in one is heard after it.
        port1.onmessage = () => {
          painted.push([there, performance.now() - replied]);
          port1.close();
        };
        port2.postMessage(null);
      });
    });
    watch.observe(document.querySelector('main'), { childList: true, subtree: true });
  }

  function listen() {
    const { fetch } = window;
    window.fetch = async (...asked) => {
      const reply = await fetch(...asked);
      if (awaited && String(asked[0]).endsWith('practice_submit')) follow(performance.now());
      return reply;
    };
  }

  /** Every scale of the pane gets a value. */
  function radios(n) {
    const groups = Map.groupBy(pane().querySelectorAll('input[type="radio"]'), ({ name }) => name);
    for (const points of groups.values()) points[n % points.length].click();
  }

  const count = (css) => pane().querySelectorAll(css).length;

  /** Presses keys one after the other, as fast as the page follows. */
  async function keys(...all) {
    for (const key of all) {
      press(...[key].flat());
      await pause(0);
    }
  }

  /** What is done for a kind; scales and fields are filled in the same way for all. */
  const KINDS = {
    choice: (n) => {
      const options = pane().querySelectorAll('input');
      options[n % options.length].click();
    },
    ranking: () => keys('k'),
    async classification(n) {
      const [, pieces] = /(\d+) labelled/.exec(pane().textContent);
      for (let piece = 0; piece < Number(pieces); piece += 1) await keys(String(1 + (n % 3)), 'n');
    },
    spans: () => keys('t', 'ArrowRight', ['ArrowRight', { shiftKey: true }], '1'),
    boxes: () => keys('n', '2', 'n'),
    async fact_check() {
      for (let claim = 1; claim <= count('[data-claim]'); claim += 1) await keys(`${claim}`, 'd');
    },
    code_review: () => keys('k', 'x'),
    async rubric() {
      const [, fewest] = /(\d+)(?: to \d+)? asked/.exec(pane().textContent);
      while (count('textarea') < Number(fewest)) {
        write([...pane().querySelectorAll('textarea')].at(-1), WORDS);
        await pause(0);
        pane().querySelector('.foot button').click();
        await pause(0);
      }
    },
  };

  async function fill(kind, n) {
    await KINDS[kind]?.(n);
    if (kind !== 'classification' && kind !== 'fact_check') radios(n);
    for (const field of pane().querySelectorAll('textarea')) write(field, WORDS);
    await pause(0);
  }

  const submitted = { ctrlKey: true };

  /** One answer. With `look` its feedback is looked at; else the next task comes at once. */
  async function one(kind, n, look) {
    const task = pane();
    await fill(kind, n);
    const lacks = () => document.querySelector('.lacks')?.textContent;
    awaited = !look;
    if (look) await pause(500);
    press('Enter', { ...submitted, shiftKey: !look });
    await until(`what follows a ${kind}`, () => lacks() || (pane() && pane() !== task));
    if (lacks()) throw new Error(`${kind}: ${lacks()}`);
    if (!look) return;
    await until('the feedback', headline);
    await pause(50);
    press('Enter');
    await until('the next task', () => pane() && !headline());
  }

  globalThis.soak = {
    listen,
    /** Answers `count` tasks of the set that is open; every `every`th is looked at. */
    async answer(kind, from, count, every) {
      painted.length = 0;
      await until('a task', () => pane() && !headline());
      for (let n = from; n < from + count; n += 1) {
        await one(kind, n, n % every === every - 1);
        // A frame is drawn between two answers, as one is for any learner.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
      }
      return painted.slice();
    },
  };
})();
