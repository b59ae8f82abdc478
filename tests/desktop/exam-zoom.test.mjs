// The exam chapter at 200 %: a screen of 1280 × 800 then has room for 640 × 400.

import { until } from '../servers.mjs';
import { assert, examJourney } from './exam.lib.mjs';
import { windowOf, xdotool } from './focus.mjs';

/** What sticks out at the sides, and what cannot be brought under a pointer. */
const LOOK = `
  const called = (element) => element.tagName + ' ' + (element.ariaLabel ?? element.innerText ?? '').slice(0, 60);
  const shown = (element) => element.checkVisibility() && !element.closest('.vh');
  const top = document.querySelector('dialog[open]') ?? document.querySelector(':popover-open') ?? document.body;
  const wide = [...top.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return shown(element) && width > 1 && (left < -1 || right > innerWidth + 1);
  });
  const scrolls = [document.documentElement, ...document.querySelectorAll('main, main *')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
    .filter((element) => getComputedStyle(element).overflowX !== 'visible' && !element.closest('.vh'));
  const hidden = [...top.querySelectorAll('a, button, input, select, summary')].filter((element) => {
    if (!shown(element) || element.closest('.skip')) return false;
    element.scrollIntoView({ block: 'center' });
    const box = element.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !element.contains(at) && !at?.closest('label')?.contains(element);
  });
  const found = { wide, scrolls, hidden };
  return Object.entries(found).flatMap(([what, all]) => all.map((element) => what + ': ' + called(element)));
`;

async function fits(candidate, name) {
  await candidate.look(name);
  assert.deepEqual(await candidate.run(LOOK), [], name);
}

const options = { env: { GDK_SCALE: '2' } };
examJourney('the way at 200 %', options, async ({ desk, candidate, sandbox }) => {
  await xdotool(desk, 'windowsize', await windowOf(desk), '1280', '800');
  const size = () => candidate.run('return [innerWidth, innerHeight, devicePixelRatio].join()');
  await until('the size', async () => (await size()) === '640,400,2');
  await candidate.toExam();
  await fits(candidate, 'signed out');
  await candidate.signIn();
  await fits(candidate, 'signed in');
  await candidate.press(/^Account:/);
  await fits(candidate, 'account');
  await candidate.press(/^Account:/);
  await candidate.enrol();
  await fits(candidate, 'enrolled');
  await candidate.consent();
  await fits(candidate, 'consented');
  await candidate.confirmName('Mara Wolfeschlegelsteinhausenbergerdorff Holt');
  await fits(candidate, 'named');
  await candidate.proveIdentity('Mara', 'Wolfeschlegelsteinhausenbergerdorff Holt');
  await candidate.checkComputer();
  await fits(candidate, 'checked');
  for (const screen of ['facts', 'badge', 'ask/help']) {
    await candidate.visit(`#/exam/${screen}`, screen.split('/')[0]);
    await fits(candidate, screen);
  }
  const address = await candidate.startExam({
    before: () => fits(candidate, 'start'),
  });
  await fits(candidate, 'open');
  await sandbox.sit(address);
  await candidate.toExam();
  await candidate.step('credential', 'done');
  await fits(candidate, 'credential');
  await candidate.visit('#/exam/result', 'result');
  await fits(candidate, 'result');
});
