// The whole way in the real window, from the first look to the credential, with a real keychain.

import { assert, By, examJourney } from './exam.lib.mjs';

const QUIET = 'aside[aria-label="The app keeps quiet"]';

/** Keeps what crosses from the app to the page, from now on. */
async function listen(candidate) {
  await candidate.run(`
    window.heard = [];
    const { fetch } = window;
    window.fetch = async (...asked) => {
      const reply = await fetch(...asked);
      void reply.clone().text().then((text) => window.heard.push(text));
      return reply;
    };
  `);
}

/** Everything that the page holds or has heard. */
function held(candidate) {
  return candidate.run(`
    const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
    return [
      document.documentElement.outerHTML, document.body.innerText, fields, location.href, history.state,
      { ...localStorage }, { ...sessionStorage }, window.heard ?? [], document.title,
      performance.getEntries().map((entry) => entry.name),
    ].map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join('\\n');
  `);
}

/** Nothing of the exam's address is in the page but its host, and the candidate's own name and e-mail. */
async function keptFrom(candidate, address) {
  const { host, pathname, search, searchParams } = new URL(address);
  const page = await held(candidate);
  assert.ok(page.includes(host), 'the host is shown');
  const token = searchParams.get('cm_user_id');
  assert.ok(token.length > 40, 'the address holds what nobody else may know');
  for (const part of [
    token,
    searchParams.get('quiz'),
    pathname,
    search,
    encodeURIComponent(address),
  ]) {
    assert.ok(!page.includes(part), `the page holds ${part} of the exam’s address`);
  }
}

async function quiet(candidate) {
  await candidate.says(/keeps quiet until (tomorrow )?\d\d:\d\d at the latest/, QUIET);
  const bar = await candidate.desk.driver.findElement(By.css(QUIET));
  assert.deepEqual(
    [await bar.getAriaRole(), await bar.getAccessibleName()],
    ['complementary', 'The app keeps quiet'],
  );
}

/** The app dies, and is started again: the way is where it was, and nothing is asked for again. */
async function crash(candidate, { done = [] } = {}) {
  await candidate.desk.kill();
  await candidate.desk.start();
  await candidate.toExam();
  await candidate.says(new RegExp(candidate.email));
  for (const kind of done) {
    const css = By.css(`li[data-step=${kind}][data-state=done]`);
    assert.equal((await candidate.desk.driver.findElements(css)).length, 1, `${kind} is done`);
  }
}

async function signsIn(candidate, sandbox) {
  await candidate.toExam();
  await candidate.says(/Sandbox: nothing here is real/);
  await candidate.screen('signed-out');
  const signInPage = await candidate.opened(() => candidate.press('Sign in in your browser'));
  assert.equal(new URL(signInPage).origin, sandbox.registrar);
  await candidate.says(/Go on in your browser/);
  await candidate.screen('signing-in');
  await sandbox.signInToApp(signInPage, candidate.email);
  await candidate.says(new RegExp(candidate.email));
  await candidate.screen('signed-in');
}

async function prepares(candidate, sandbox) {
  await candidate.enrol();
  await candidate.screen('enrolled');
  await candidate.consent();
  await crash(candidate, { done: ['enrolled', 'consented'] });
  await candidate.screen('consented');
  await candidate.confirmName();
  await candidate.screen('named');
  // Killed while the check is open in the browser: what comes of it is heard all the same.
  const identity = await candidate.opened(() => candidate.press('Begin in your browser'));
  await crash(candidate, { done: ['enrolled', 'consented', 'name_confirmed'] });
  await sandbox.proveIdentity(identity, 'Mara', 'Holt');
  await candidate.stepOnReturn('identity', 'done');
  await candidate.screen('identity');
  await candidate.checkComputer();
  await candidate.screen('checked');
}

/** To the open exam, and to the same one after a crash: no second attempt, and the same link. */
async function opensTheExam(desk, candidate) {
  await desk.restart();
  await candidate.toExam();
  await candidate.says(new RegExp(candidate.email));
  await candidate.follow('Prepare to start', 'launch');
  await candidate.says(/opens in your browser at the sandbox on this computer\. Its time begins/);
  await candidate.screen('launch');
  await listen(candidate);
  const address = await candidate.startExam({ before: () => candidate.screen('start') });
  await quiet(candidate);
  await candidate.screen('open');
  assert.match(await held(candidate), /"launch"/, 'what crosses was listened to');
  await keptFrom(candidate, address);

  await crash(candidate);
  await quiet(candidate);
  await candidate.follow('Go to your open exam', 'launch');
  await listen(candidate);
  assert.equal(await candidate.opened(() => candidate.press('Open it again')), address);
  await keptFrom(candidate, address);
  await quiet(candidate);
  return address;
}

async function looksAtTheResult(desk, candidate) {
  await candidate.toExam();
  await candidate.step('result', 'done');
  await crash(candidate, { done: ['identity', 'result'] });
  assert.equal(await candidate.words(QUIET), '');
  await candidate.step('credential', 'done');
  await candidate.screen('credential');
  await candidate.press('See the result and what was noted');
  await desk.screen('result');
  await candidate.says(/You have passed.*85 %/);
  await candidate.screen('result');
}

examJourney('the whole way, with restarts', async ({ desk, candidate, sandbox }) => {
  await signsIn(candidate, sandbox);
  await prepares(candidate, sandbox);
  await sandbox.sit(await opensTheExam(desk, candidate));
  await looksAtTheResult(desk, candidate);

  await candidate.toExam();
  await candidate.says(/AI Evaluator Issued Mara Holt/);
  const page = await candidate.opened(() => candidate.press('Open its public page'));
  assert.match(await (await fetch(page)).text(), /Mara Holt/);
  await candidate.says(/Opened in your browser: [\d.]+:\d+/, '[data-place=credential_open]');
  assert.equal((await candidate.words()).includes(page), false);
});
