// The exam chapter without a mouse, for those who listen, and enlarged.

import { until } from '../servers.mjs';
import { assert, By, examJourney, Key } from './exam.lib.mjs';

const MOST_STOPS = 80;
/** What a page is told by. */
const TOLD =
  'nav, main, aside, section, h1, h2, h3, ol, label input, main :is(button, a), aside :is(button, a), table';

const ENROLLED = [
  'navigation Main',
  'main',
  'heading1 Your way to the certificate',
  'button Account: EMAIL',
  'list Your way to the certificate',
  'heading2 Enrolled',
  'heading2 Read and agree',
  'checkbox Terms I have read',
  'checkbox Age I am at least 18 years old.',
  'checkbox Identity check Stripe checks',
  'checkbox What is recorded During the exam',
  'button Agree to all of them',
  'heading2 Confirm your name',
  'button Do this now',
  'heading2 Prove your identity',
  'heading2 Sit the exam',
  'link Ask for other conditions',
  'heading2 Result',
  'heading2 Certificate',
  'complementary This computer and more',
  'region This computer',
  'heading2 This computer',
  'button Check this computer',
  'heading3 In your browser',
  'button Try the camera in your browser',
  'navigation More of the exam',
  'link What the exam is',
  'link Check a badge file',
  'link Ask a person for help',
];

const OPEN = [
  'complementary The app keeps quiet',
  'link The exam',
  'navigation Main',
  'main',
  'link Your way to the certificate',
  'heading1 Your exam is open in the browser',
  'button Open it again',
  'button Copy the link for another browser on this computer',
  'region If the connection drops',
  'heading2 If the connection drops',
  'list',
  'link Write to a person',
];

/** What has the focus, by the words it is known by; null when it is nowhere. */
const focused = (candidate) =>
  candidate.run(`
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const words = at.ariaLabel ?? at.labels?.[0]?.innerText ?? at.innerText;
    return words.replace(/\\s+/g, ' ').trim();
  `);

/** The focus is at what has these words, and that can be seen. */
async function at(candidate, words) {
  await until(`the focus at “${words}”`, async () => (await focused(candidate)) === words);
  const seen = `const { top, bottom } = document.activeElement.getBoundingClientRect();
    return bottom > 0 && top < innerHeight`;
  await until(`“${words}” in sight`, () => candidate.run(seen));
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

/** Goes there by Tab, and presses a key; the focus is not lost by it. */
async function does(candidate, words, key) {
  await tabTo(candidate, words);
  await press(candidate, key);
  await until(`a focus after ${words}`, () => focused(candidate));
}

/** A screen reader is told these, in this order: roles and how names begin, as WebKit computes them. */
async function tells(candidate, expected) {
  const told = [];
  for (const element of await candidate.desk.driver.findElements(By.css(TOLD))) {
    if (!(await element.isDisplayed())) continue;
    const [role, name] = [await element.getAriaRole(), await element.getAccessibleName()];
    const level = role === 'heading' ? (await element.getTagName()).at(-1) : '';
    const line = `${role}${level} ${name.replace(candidate.email, 'EMAIL')}`.trim();
    const like = expected[told.length];
    told.push(like && line.startsWith(like) ? like : line);
  }
  assert.deepEqual(told, expected);
}

examJourney('the way without a mouse', async ({ desk, candidate, sandbox }) => {
  const { driver } = desk;
  const type = (text) => driver.actions().sendKeys(text, Key.ENTER).perform();
  await press(candidate, Key.ALT, '4');
  await desk.screen('exam');
  await at(candidate, 'Your way to the certificate');
  const signInPage = await candidate.opened(() =>
    does(candidate, 'Sign in in your browser', Key.ENTER),
  );
  await at(candidate, 'Go on in your browser');
  await sandbox.signInToApp(signInPage, candidate.email);
  await at(candidate, 'Enrol');
  await tabTo(candidate, 'I have a code');
  await type(sandbox.code());
  await at(candidate, 'Read and agree');
  await tells(candidate, ENROLLED);
  assert.match(await candidate.words('li[aria-current=step] h2'), /^Read and agree$/);

  for (const text of ['Terms', 'Age', 'Identity check', 'What is recorded']) {
    await does(candidate, text, Key.SPACE);
  }
  await does(candidate, 'Agree to all of them', Key.ENTER);
  await at(candidate, 'Confirm your name');
  await tabTo(candidate, 'Your name, as it should stand');
  await type('Mara Holt');
  await at(candidate, 'Prove your identity');
  const identity = await candidate.opened(() =>
    does(candidate, 'Begin in your browser', Key.ENTER),
  );
  await sandbox.proveIdentity(identity, 'Mara', 'Holt');
  await candidate.stepOnReturn('identity', 'done');
  await at(candidate, 'Sit the exam');

  await press(candidate, Key.CONTROL, 'k');
  await until('the palette', () =>
    candidate.run(`return !!document.querySelector('dialog[open]')`),
  );
  await type('Check this computer');
  await candidate.says(/Checked today/);
  await at(candidate, 'Sit the exam');
  await tabTo(candidate, 'Prepare to start');
  await press(candidate, Key.ENTER);
  await desk.screen('launch');
  await at(candidate, 'Prepare to start');
  await does(candidate, 'Start the exam', Key.SPACE);
  await at(candidate, 'Start the exam now?');
  await press(candidate, Key.ESCAPE);
  await at(candidate, 'Start the exam');
  await press(candidate, Key.ENTER);
  await at(candidate, 'Start the exam now?');
  await candidate.opened(() => does(candidate, 'Start a', Key.ENTER));
  await at(candidate, 'Your exam is open in the browser');
  await tabTo(candidate, 'Open it again');
  await tells(candidate, OPEN);
});
