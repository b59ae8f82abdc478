// The exam chapter without a mouse, for those who listen, and enlarged.

import { until } from '../servers.mjs';
import { assert, By, examJourney, Key } from './exam.lib.mjs';

const MOST_STOPS = 80;

/** What has the focus, by the words it is known by; null when it is nowhere. */
const focused = (candidate) =>
  candidate.run(`
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const words = at.ariaLabel ?? at.labels?.[0]?.innerText ?? at.innerText;
    return words.replace(/\\s+/g, ' ').trim();
  `);

/** After what was done the focus is somewhere, where it can be seen. */
async function stays(candidate, after) {
  await until(`the focus after ${after}`, () => focused(candidate), 5_000);
}

async function press(candidate, ...keys) {
  const actions = candidate.desk.driver.actions();
  for (const key of keys.slice(0, -1)) actions.keyDown(key);
  actions.sendKeys(keys.at(-1));
  for (const key of keys.slice(0, -1).reverse()) actions.keyUp(key);
  await actions.perform();
}

/** Goes on by Tab until the focus is at what begins with these words. */
async function tabTo(candidate, words) {
  const seen = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await press(candidate, Key.TAB);
    const at = await focused(candidate);
    if (at?.startsWith(words)) return;
    seen.push(at);
  }
  throw new Error(`“${words}” is not reached by Tab, but ${seen.join(' | ')}`);
}

async function does(candidate, words, key, after = words) {
  await tabTo(candidate, words);
  await press(candidate, key);
  await stays(candidate, after);
}

examJourney('the way without a mouse', async ({ desk, candidate, sandbox }) => {
  const { driver } = desk;
  const says = (pattern, css) => candidate.says(pattern, css);
  await press(candidate, Key.ALT, '4');
  await desk.screen('exam');
  assert.equal(await focused(candidate), 'Your way to the certificate');
  const address = await candidate.opened(() => does(candidate, 'Sign in in your browser', Key.ENTER));
  await says(/Go on in your browser/);
  console.log(1, await focused(candidate));
  await sandbox.signInToApp(address, candidate.email);
  await says(new RegExp(candidate.email));
  await stays(candidate, 'signing in');
  console.log(2, await focused(candidate));
  await tabTo(candidate, 'I have a code');
  await driver.actions().sendKeys(sandbox.code(), Key.ENTER).perform();
  await says(/Read and agree/);
  await stays(candidate, 'enrolling');
  console.log(3, await focused(candidate));
  for (const text of ['Terms', 'Age', 'Identity check', 'What is recorded']) {
    await does(candidate, text, Key.SPACE);
  }
  await does(candidate, 'Agree to all of them', Key.ENTER);
  await candidate.step('consented', 'done');
  await stays(candidate, 'agreeing');
  console.log(4, await focused(candidate));
  await tabTo(candidate, 'Your name, as it should stand');
  await driver.actions().sendKeys('Mara Holt', Key.ENTER).perform();
  await candidate.step('name_confirmed', 'done');
  await stays(candidate, 'the name');
  console.log(5, await focused(candidate));
  const identity = await candidate.opened(() => does(candidate, 'Begin in your browser', Key.ENTER));
  await sandbox.proveIdentity(identity, 'Mara', 'Holt');
  await candidate.stepOnReturn('identity', 'done');
  await stays(candidate, 'identity');
  console.log(6, await focused(candidate));
  await press(candidate, Key.CONTROL, 'k');
  await until('the palette', () => driver.findElements(By.css('dialog[open] input')).then((f) => f.length));
  await driver.actions().sendKeys('Check this computer', Key.ENTER).perform();
  await says(/Checked today/);
  await stays(candidate, 'the check');
  console.log(7, await focused(candidate));
  await tabTo(candidate, 'Prepare to start');
  await press(candidate, Key.ENTER);
  await desk.screen('launch');
  await stays(candidate, 'going there');
  console.log(8, await focused(candidate));
  await does(candidate, 'Start the exam', Key.SPACE);
  console.log(9, await focused(candidate));
  await press(candidate, Key.ESCAPE);
  await until('back', async () => (await focused(candidate)) === 'Start the exam');
  await press(candidate, Key.ENTER);
  await until('dialog', () => driver.findElements(By.css('dialog[open]')).then((f) => f.length));
  await candidate.opened(() => does(candidate, 'Start a', Key.ENTER));
  await says(/Your exam is open in the browser/);
  await stays(candidate, 'the start');
  console.log(10, await focused(candidate));
  await tabTo(candidate, 'Open it again');
});
