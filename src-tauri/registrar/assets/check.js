// The check of this browser: tries what can be tried, tells the registrar in words of a known list, and shows the sentences it
// answers with. No picture, no text and no number but the clock's offset leaves this page.

(() => {
  'use strict';

  const address = location.pathname;
  const tried = { finished: false, camera: 'not_tried', pop_ups: 'not_tried', clock_ahead_ms: null };
  const verdicts = { pass: 'Works', attention: 'Needs attention', unchecked: 'Could not be tried' };
  const at = (id) => document.getElementById(id);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let stream = null;

  /** Tells the registrar, and answers with its answer and how long it took. */
  async function tell() {
    const begun = performance.now();
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(tried),
    });
    const arrived = Date.now();
    const took = performance.now() - begun;
    const answer = await reply.json();
    if (!reply.ok) throw new Error(answer.message);
    return { ...answer, ahead_ms: Math.round(arrived - took / 2 - answer.now_ms) };
  }

  /** The clock's offset from the quickest of three questions: the shorter the way, the surer the half of it. */
  async function compareClocks() {
    const answers = [];
    for (let n = 0; n < 3; n++) {
      const begun = performance.now();
      answers.push({ ...(await tell()), took: performance.now() - begun });
    }
    answers.sort((a, b) => a.took - b.took);
    tried.clock_ahead_ms = answers[0].ahead_ms;
  }

  function show(rows) {
    for (const row of rows) {
      const place = document.querySelector(`[data-row="${row.name}"]`);
      const button = place.querySelector('button');
      const waits = row.verdict === 'unchecked' && tried[row.name] === 'not_tried' && !tried.finished;
      if (waits) continue;
      place.dataset.verdict = row.verdict;
      place.querySelector('.verdict').textContent = verdicts[row.verdict];
      place.querySelector('.seen').textContent = row.seen;
      place.querySelector('.mend').textContent = row.mend;
      if (button) {
        button.textContent = 'Try again';
        button.className = 'secondary';
      }
    }
  }

  /** Tells what is known now; once both buttons were used, or the rest is left, it is the report. */
  async function report(spoken) {
    tried.finished ||= tried.camera !== 'not_tried' && tried.pop_ups !== 'not_tried';
    try {
      const { rows } = await tell();
      show(rows);
      if (tried.finished) {
        at('send').hidden = true;
        const rest = rows.every((row) => row.verdict === 'pass') ? '.' : ', or try again here what needs attention.';
        at('status').textContent = `Reported. You can go back to the app${rest}`;
      } else {
        const row = rows.find((each) => each.name === spoken);
        at('status').textContent = row ? `${verdicts[row.verdict]}. ${row.seen}` : '';
      }
    } catch (trouble) {
      at('status').textContent =
        `The report did not arrive. ${trouble.message} Try again, or ask the app for a new check.`;
    }
  }

  /** Whose refusal it is: the browser says only that there was one, but it knows what it has stored for this site. */
  async function refusedBy() {
    try {
      const { state } = await navigator.permissions.query({ name: 'camera' });
      return { denied: 'blocked_by_site', granted: 'blocked_by_system', prompt: 'dismissed' }[state] ?? 'blocked';
    } catch {
      return 'blocked';
    }
  }

  async function nameOf(error) {
    switch (error.name) {
      case 'NotAllowedError':
        return refusedBy();
      case 'NotFoundError':
      case 'OverconstrainedError':
        return 'missing';
      case 'NotReadableError':
      case 'AbortError':
        return 'in_use';
      case 'SecurityError':
        return 'forbidden_here';
      default:
        return 'other';
    }
  }

  function release() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    at('picture').srcObject = null;
    at('picture').hidden = true;
  }

  async function tryCamera() {
    if (!navigator.mediaDevices?.getUserMedia) return 'unsupported';
    release();
    at('status').textContent = 'Your browser asks whether this site may use the camera: answer Allow.';
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: false });
    } catch (error) {
      return nameOf(error);
    }
    const picture = at('picture');
    const shows = new Promise((resolve) => picture.addEventListener('loadeddata', () => resolve(true), { once: true }));
    picture.srcObject = stream;
    picture.hidden = false;
    picture.play().catch(() => {});
    const came = await Promise.race([shows, pause(5000).then(() => false)]);
    if (!came) {
      release();
      return 'no_picture';
    }
    const shown = stream;
    // Long enough to see oneself; then the camera's light goes out.
    setTimeout(() => stream === shown && release(), 6000);
    return 'works';
  }

  async function tryPopUp() {
    const opened = window.open('/check/pop-up', '_blank', 'popup,width=360,height=240');
    // A window that is refused late is closed again at once.
    await pause(400);
    const stays = Boolean(opened) && !opened.closed;
    opened?.close();
    return stays ? 'opened' : 'blocked';
  }

  /** A button does one thing at a time, and keeps the focus meanwhile. */
  function does(id, row, work) {
    const button = at(id);
    button.addEventListener('click', async () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      button.setAttribute('aria-disabled', 'true');
      tried[row] = await work();
      await report(row);
      button.removeAttribute('aria-disabled');
    });
  }

  does('try-camera', 'camera', tryCamera);
  does('try-pop-ups', 'pop_ups', tryPopUp);
  at('send').addEventListener('click', () => {
    tried.finished = true;
    report();
  });
  addEventListener('pagehide', release);
  at('without-script').hidden = true;
  at('check').hidden = false;
  compareClocks()
    .catch(() => {})
    .then(() => report());
})();
