// The way to the certificate, from the first look to the credential.

import { assert, examJourney, go, screen } from './exam.lib.mjs';

examJourney('the whole way', async ({ page, candidate, sandbox }) => {
  await candidate.toExam();
  await candidate.sound('signed out');
  await candidate.signIn();
  await candidate.sound('before the purchase');
  await candidate.enrol();
  await candidate.sound('enrolled');
  await candidate.consent();
  await candidate.confirmName();
  await candidate.sound('before the identity');
  await candidate.proveIdentity();
  await candidate.sound('ready to sit');

  const address = await candidate.startExam();
  await candidate.sound('the exam is open');
  const shown = await page.content();
  assert.ok(!shown.includes(address) && !shown.includes('cm_user_id'), 'the page holds no link');
  await page.getByRole('complementary', { name: 'The app keeps quiet' }).waitFor();

  await sandbox.sit(address);
  await candidate.toExam();
  await candidate.asksUntil(candidate.step('result', 'done'));
  await candidate.hears(/^Result\. |Result\. .*passed/);
  await candidate.sound('the result is in');
  await candidate.asksUntil(candidate.step('credential', 'done'));
  await candidate.sound('the credential');
  const badge = await candidate.opened(() => candidate.button('Open its public page').click());
  assert.match(badge, /\/credentials\/[0-9a-f-]{36}$/);
  await go(page, '#/exam/result', 'result');
  await candidate.sound('the result');
});

examJourney('the app is quiet while an exam is open', async ({ page, candidate, sandbox }) => {
  await candidate.ready();
  const address = await candidate.startExam();
  const attempt = await sandbox.begin(address);
  await go(page, '#/practice/-/apology-parcel', 'practice');
  await page.getByRole('complementary', { name: 'The app keeps quiet' }).waitFor();
  const hint = page.getByRole('button', { name: /hint/i }).first();
  assert.equal(await hint.getAttribute('aria-disabled'), 'true');
  await sandbox.finish(attempt, 'Finish with 40 %');
  await candidate.toExam();
  await candidate.asksUntil(
    candidate.step('result', 'trouble').or(candidate.step('result', 'done')),
  );
  await page
    .getByRole('complementary', { name: 'The app keeps quiet' })
    .waitFor({ state: 'hidden' });
  await candidate.sound('failed');
  await go(page, '#/exam/ask/appeal', 'ask');
  await candidate.sound('an appeal');
  await go(page, '#/practice/-/apology-parcel', 'practice');
  assert.notEqual(await hint.getAttribute('aria-disabled'), 'true');
});

examJourney(
  'monitoring events hold a result, and can be answered',
  async ({ page, candidate, sandbox }) => {
    await candidate.ready();
    await sandbox.sit(await candidate.startExam(), 'Finish with 85 % and 12 monitoring events');
    await candidate.toExam();
    await candidate.asksUntil(
      page.getByRole('link', { name: 'See the result and what was noted' }),
    );
    await candidate.sound('held');
    await go(page, '#/exam/result', 'result');
    await candidate.sound('held result');
    await page.getByRole('link', { name: 'Answer what was noted' }).click();
    await screen(page, 'ask');
    await candidate.sound('an answer to what was noted');
    await page
      .getByRole('textbox')
      .fill('A fire drill. I left the room with the others and came back.');
    await candidate.button('Send').click();
    await screen(page, 'case');
    await candidate.sound('the case');
    assert.match(await page.locator('main').innerText(), /A fire drill/);
  },
);

const WRONG_CODE = { expect: [/status of 409 .*\/command\/sign_in_code$/] };

examJourney(
  'a code is pasted, and a wrong one said',
  WRONG_CODE,
  async ({ page, candidate, sandbox }) => {
    const address = await candidate.beginSignIn();
    await candidate.sound('signing in');
    const field = page.getByLabel('If nothing happens here, paste the code that the page shows');
    await field.fill('nonsense');
    await candidate.button('Use this code').click();
    await page
      .getByText(/not good/)
      .first()
      .waitFor();
    await candidate.sound('a wrong code');
    await field.fill(await sandbox.signIn(address, candidate.email, { paste: true }));
    await candidate.button('Use this code').click();
    await candidate.signedIn();
  },
);
