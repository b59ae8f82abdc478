// The exam chapter without a mouse, for those who listen, and enlarged.

import { until } from '../servers.mjs';
import { assert, By, examJourney, Key } from './exam.lib.mjs';
import { at, does, focused, press, tabTo, type } from './keys.mjs';

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
  'heading3 Rehearsal',
  'button Open the rehearsal',
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

/** From the first look to where the exam can be sat. */
async function toTheSeat(desk, candidate, sandbox) {
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
  await type(candidate, sandbox.code());
  await at(candidate, 'Read and agree');
  await tells(candidate, ENROLLED);
  assert.match(await candidate.words('li[aria-current=step] h2'), /^Read and agree$/);

  for (const text of ['Terms', 'Age', 'Identity check', 'What is recorded']) {
    await does(candidate, text, Key.SPACE);
  }
  await does(candidate, 'Agree to all of them', Key.ENTER);
  await at(candidate, 'Confirm your name');
  await tabTo(candidate, 'Your name, as it should stand');
  await type(candidate, 'Mara Holt');
  await at(candidate, 'Prove your identity');
  const identity = await candidate.opened(() =>
    does(candidate, 'Begin in your browser', Key.ENTER),
  );
  await sandbox.proveIdentity(identity, 'Mara', 'Holt');
  await candidate.stepOnReturn('identity', 'done');
  await at(candidate, 'Sit the exam');
}

/** To the open exam; answers with its address. */
async function toTheExam(desk, candidate) {
  await press(candidate, Key.CONTROL, 'k');
  await until('the palette', () =>
    candidate.run(`return !!document.querySelector('dialog[open]')`),
  );
  await type(candidate, 'Check this computer');
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
  const address = await candidate.opened(() => does(candidate, 'Start a', Key.ENTER));
  await at(candidate, 'Your exam is open in the browser');
  await tabTo(candidate, 'Open it again');
  await tells(candidate, OPEN);
  return address;
}

/** The result, the credential, and out. */
async function afterTheExam(desk, candidate) {
  await press(candidate, Key.ALT, '4');
  await desk.screen('exam');
  await candidate.stepOnReturn('credential', 'done');
  const page = await candidate.opened(() => does(candidate, 'Open its public page', Key.ENTER));
  assert.match(page, /\/credentials\//);
  await tabTo(candidate, 'See the result and what was noted');
  await press(candidate, Key.ENTER);
  await desk.screen('result');
  await candidate.says(/You have passed/);
  await until('a focus', () => focused(candidate));
  await press(candidate, Key.ALT, Key.ARROW_LEFT);
  await desk.screen('exam');
  await does(candidate, 'Account:', Key.ENTER);
  await does(candidate, 'Sign out', Key.ENTER);
  await candidate.says(/Sign out on this computer\?/, 'dialog[open]');
  await press(candidate, Key.ESCAPE);
  await at(candidate, `Account: ${candidate.email}`);
  await does(candidate, 'Account:', Key.ENTER);
  await does(candidate, 'Sign out', Key.ENTER);
  await candidate.says(/Sign out on this computer\?/, 'dialog[open]');
  await does(candidate, 'Sign out', Key.ENTER);
  await candidate.says(/Until you sign in, the app uses no network/);
  await until('a focus', () => focused(candidate));
}

examJourney('the way without a mouse', async ({ desk, candidate, sandbox }) => {
  await toTheSeat(desk, candidate, sandbox);
  await sandbox.sit(await toTheExam(desk, candidate));
  await afterTheExam(desk, candidate);
});

const PASSPHRASE = 'four plain words of mine';
const options = { keychain: false };
examJourney(
  'a passphrase is chosen and typed without a mouse',
  options,
  async ({ desk, candidate, sandbox }) => {
    await press(candidate, Key.ALT, '4');
    await desk.screen('exam');
    await does(candidate, 'Sign in in your browser', Key.ENTER);
    await candidate.says(/How should this computer keep your sign-in\?/);
    await tabTo(candidate, 'For this session only');
    await press(candidate, Key.ARROW_DOWN);
    const chosen = async () => (await focused(candidate))?.startsWith('In a file under');
    await until('the other choice', chosen);
    await tabTo(candidate, 'Passphrase');
    await desk.driver.actions().sendKeys(PASSPHRASE).perform();
    await tabTo(candidate, 'The same once more');
    await type(candidate, PASSPHRASE);
    const page = await candidate.opened(() =>
      does(candidate, 'Sign in in your browser', Key.ENTER),
    );
    await sandbox.signInToApp(page, candidate.email);
    await at(candidate, 'Enrol');
    await desk.restart();
    await press(candidate, Key.ALT, '4');
    await desk.screen('exam');
    await tabTo(candidate, 'Your passphrase');
    await type(candidate, PASSPHRASE);
    await candidate.says(/I have a code/);
    await until('a focus', () => focused(candidate));
  },
);
