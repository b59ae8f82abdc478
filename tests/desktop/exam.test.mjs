// The whole way in the real window, from the first look to the credential, with a real keychain.

import { until } from '../servers.mjs';
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

/** Nothing of the exam's address but its host is in the page. */
async function keptFrom(candidate, address) {
  const { host, pathname, search, searchParams } = new URL(address);
  const page = await held(candidate);
  assert.ok(page.includes(host), 'the host is shown');
  const values = [...searchParams.values()].filter((value) => value.length > 5);
  assert.ok(values.length > 0, 'the address holds something that nobody else may know');
  for (const part of [pathname, search, encodeURIComponent(address), ...values]) {
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

examJourney('the whole way, with restarts', async ({ desk, candidate, sandbox }) => {
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
  await candidate.enrol();
  await candidate.screen('enrolled');
  await candidate.consent();
  await candidate.screen('consented');
  await candidate.confirmName();
  await candidate.screen('named');
  await candidate.proveIdentity();
  await candidate.screen('identity');
  await candidate.checkComputer('Check this computer');
  await candidate.screen('checked');

  await desk.restart();
  await candidate.toExam();
  await candidate.says(new RegExp(candidate.email));
  await candidate.press('Prepare to start');
  await desk.screen('launch');
  await candidate.says(new RegExp(`opens in your browser at ${sandbox.classmarker ?? ''}`));
  await candidate.screen('launch');
  await listen(candidate);
  const address = await candidate.startExam();
  await quiet(candidate);
  await candidate.screen('open');
  await keptFrom(candidate, address);
  assert.match(await held(candidate), /"launch"/, 'what crosses was listened to');
});
