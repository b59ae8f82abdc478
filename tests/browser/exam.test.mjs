// The way to the certificate, from the first look to the credential.

import { accessible, inBothThemes } from './lib.mjs';
import { assert, examJourney, go } from './exam.lib.mjs';

examJourney('the whole way', { expect: [] }, async ({ page, candidate, sandbox }) => {
  await candidate.toExam();
  await candidate.look('signed-out');
  await inBothThemes(page, (theme) => accessible(page, `the exam signed out, ${theme}`));
  await candidate.signIn();
  await candidate.look('signed-in');
  await inBothThemes(page, (theme) => accessible(page, `before the purchase, ${theme}`));
  await candidate.enrol();
  await candidate.look('enrolled');
  await accessible(page, 'enrolled');
  await candidate.consent();
  await candidate.look('consented');
  await candidate.confirmName();
  await candidate.look('named');
  await candidate.proveIdentity();
  await candidate.look('identity');
});
