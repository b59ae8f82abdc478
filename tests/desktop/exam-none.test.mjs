// The app as it is built for everybody, without a registrar: the chapter says so, and the environment cannot name one.

import { assert, Candidate } from './exam.lib.mjs';
import { By, journey } from './lib.mjs';

const options = { env: { ANNOTATION_ACADEMY_REGISTRAR: 'http://127.0.0.1:8300' } };
journey(
  'without a registrar there is no exam, and no pretence of one',
  options,
  async ({ desk }) => {
    const person = new Candidate(desk);
    await person.toExam();
    await person.says(/This copy of the app knows no registrar, so no exam can be sat with it\./);
    await person.says(/The course, the practice and your record are whole\./);
    const words = await person.words('body');
    assert.doesNotMatch(words, /sandbox|sign in|127\.0\.0\.1/i);
    await person.screen('none');
    await person.checkComputer();
    await person.says(/Checked today/);
    for (const row of ['connection', 'throughput', 'clock']) {
      const shown = await desk.driver.findElement(By.css(`[data-row=${row}]`));
      assert.match(await shown.getText(), /not tried/, row);
    }
    await person.screen('none-checked');
    for (const screen of ['launch', 'facts', 'result', 'ask/help']) {
      await person.visit(`#/exam/${screen}`, screen.split('/')[0]);
      assert.doesNotMatch(await person.words(), /sandbox|127\.0\.0\.1/i);
    }
    assert.deepEqual(await desk.opened(), []);
  },
);
