import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError, type AnswerView, type Practice } from '../../lib/host';
import { notices } from '../../lib/notices.svelte';
import { asked, core, drill, hands, requests, reset, submitted } from './fixture';
import { Session } from './session.svelte';
import { requestOf } from './set';
import type { Work } from './work.svelte';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

const PICKED: AnswerView = { kind: 'choice', picked: ['o1'], why: '' };
const OVER = { at: 'over', session: 's1' };
const minutes = drill({ form: 'practice' });

beforeEach(reset);

function refuse(code: 'time_over' | 'not_saved', message: string): () => never {
  return () => {
    throw new HostError({ code, message });
  };
}

/** A session of the core's with its first task on the desk, answered or not. */
async function begun(answered: boolean, first: Practice = hands('one', drill())) {
  core['practice_next'] = () => first;
  const session = new Session(requestOf({ session: 's1' }));
  await session.load();
  const work = onDesk(session);
  if (answered) work.draft.change(PICKED);
  return { session, work };
}

function onDesk(session: Session): Work {
  if (session.stage.at !== 'work') throw new Error(`no task on the desk: ${session.stage.at}`);
  return session.stage.work;
}

describe('a drill', () => {
  it('goes on without the feedback', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = () =>
      submitted('one', hands('two', drill({ answered: 1, left_ms: 150_000 })));
    expect(session.drill).toBe(true);
    expect(await session.submit(work)).toBe(true);
    expect(onDesk(session).task.task).toBe('two');
    expect(session.before, 'nothing is said of the answer before').toBeNull();
    expect([session.view?.answered, session.countdown?.ms]).toEqual([1, 150_000]);
    expect(requests('practice_submit')).toMatchObject([
      { then: { session: 's1', task: null, set: { module: null, only: 'all' } } },
    ]);
  });

  it('is over when its plan is done', async () => {
    const { session, work } = await begun(true);
    const done = drill({ answered: 3, left_ms: 0, ended: 'finished' });
    core['practice_submit'] = () => submitted('one', hands(null, done));
    await session.submit(work);
    expect(session.stage).toEqual(OVER);
  });

  it('is over at once when it was before', async () => {
    core['practice_next'] = () => hands(null, drill({ left_ms: 0, ended: 'time' }));
    const session = new Session(requestOf({ session: 's1' }));
    await session.load();
    expect(session.stage).toEqual(OVER);
  });
});

describe('when the time of a drill is over', () => {
  it('what is complete is handed in', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = () => submitted('one', hands(null, drill({ ended: 'time' })));
    await session.timeUp(work);
    expect(requests('practice_submit')).toMatchObject([{ answer: PICKED }]);
    expect(session.stage).toEqual(OVER);
  });

  it('what is not stays a draft', async () => {
    const { session, work } = await begun(false);
    work.draft.change({ kind: 'choice', picked: [], why: 'half a thou' });
    await session.timeUp(work);
    expect(requests('practice_submit')).toHaveLength(0);
    expect(requests('draft_save')).toMatchObject([{ answer: { why: 'half a thou' } }]);
    expect(session.stage).toEqual(OVER);
  });

  it('nothing is lost when the answer comes too late', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = refuse('time_over', 'The time of the drill was over.');
    expect(await session.submit(work)).toBe(false);
    expect(requests('draft_save'), 'the last words, too').toMatchObject([{ answer: PICKED }]);
    expect(session.stage).toEqual(OVER);
  });

  it('what cannot be saved stays on the desk, and goes only when told again', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = core['draft_save'] = refuse('not_saved', 'The disk is full.');
    await session.timeUp(work);
    expect(onDesk(session)).toBe(work);
    expect([work.leaving, work.draft.problem]).toEqual([true, 'The disk is full.']);
    await session.timeUp(work);
    expect(session.stage).toEqual(OVER);
    await work.draft.stop();
  });

  it('an answer on its way is waited for', async () => {
    const { session, work } = await begun(true);
    let reply: (value: unknown) => void = () => undefined;
    core['practice_submit'] = () => new Promise((done) => (reply = done));
    const submitting = session.submit(work);
    await vi.waitFor(() => expect(requests('practice_submit')).toHaveLength(1));
    await session.timeUp(work);
    expect(onDesk(session)).toBe(work);
    reply(submitted('one', hands(null, drill({ ended: 'time' }))));
    expect(await submitting).toBe(true);
    expect(session.stage).toEqual(OVER);
    expect(requests('practice_submit')).toHaveLength(1);
  });
});

describe('after the computer slept', () => {
  it('the core says how much time is left', async () => {
    const { session, work } = await begun(true);
    core['session_open'] = () => ({ session: drill({ left_ms: 5000 }) });
    await session.askTime();
    expect([session.countdown?.ms, onDesk(session)]).toEqual([5000, work]);
    core['session_open'] = refuse('not_saved', 'The core does not answer.');
    await session.askTime();
    expect(session.countdown?.ms, 'as it was').toBe(5000);
  });

  it('an answer is still a draft when the time went by in the meantime', async () => {
    const { session, work } = await begun(true);
    core['session_open'] = () => ({ session: drill({ left_ms: 0, ended: 'time' }) });
    core['practice_submit'] = refuse('time_over', 'The time of the drill was over.');
    await session.askTime();
    expect(session.countdown?.over).toBe(true);
    await session.timeUp(work);
    expect(requests('draft_save')).toHaveLength(1);
    expect(session.stage).toEqual(OVER);
  });
});

describe('a session of minutes', () => {
  it('shows the feedback, and asks for the next task of the session', async () => {
    const { session, work } = await begun(true, hands('one', minutes));
    const next = hands('two', drill({ form: 'practice', answered: 1 }));
    core['practice_submit'] = () => submitted('one', next);
    await session.submit(work);
    const stage = session.stage;
    if (stage.at !== 'result') throw new Error(stage.at);
    session.next(stage.submitted);
    expect(onDesk(session).task.task).toBe('two');
    expect(session.view?.answered).toBe(1);
  });

  it('submits and goes on in one act, and says what came of the answer', async () => {
    const { session, work } = await begun(true, hands('one', minutes));
    core['practice_submit'] = () => submitted('one', hands('two', minutes));
    await session.submit(work, true);
    expect(onDesk(session).task.task).toBe('two');
    expect(session.before?.attempt).toBe('a-one');
    onDesk(session).draft.change(PICKED);
    await session.submit(onDesk(session));
    expect(session.before, 'the feedback says it').toBeNull();
  });

  it('is ended by the learner, with what was written on disk first', async () => {
    const { session, work } = await begun(true, hands('one', minutes));
    await session.end(work);
    const order = asked.map(([name]) => name);
    expect(order).toEqual(['practice_next', 'draft_save', 'session_end']);
    expect(session.stage).toEqual(OVER);
  });

  it('says why it could not be ended', async () => {
    const { session, work } = await begun(false, hands('one', minutes));
    core['session_end'] = refuse('not_saved', 'The disk is full.');
    await session.end(work);
    expect([onDesk(session), work.problem]).toEqual([work, 'The disk is full.']);
    await session.end(null);
    expect(notices.list.map((notice) => notice.text)).toEqual(['The disk is full.']);
  });
});

describe('skipping', () => {
  it('keeps the reason, and goes on in the session', async () => {
    const { session, work } = await begun(true);
    core['practice_skip'] = () => hands('two', drill());
    expect(await session.skip(work, 'outside_field')).toBe(true);
    expect(requests('practice_skip')).toMatchObject([
      { presentation: 'p-one', reason: 'outside_field', then: { session: 's1' } },
    ]);
    expect(onDesk(session).task.task).toBe('two');
  });

  it('stays once where the draft is not on disk', async () => {
    const { session, work } = await begun(true);
    core['draft_save'] = refuse('not_saved', 'The disk is full.');
    expect(await session.skip(work, 'later')).toBe(false);
    expect(requests('practice_skip')).toHaveLength(0);
    expect(await session.skip(work, 'later')).toBe(true);
    await work.draft.stop();
  });
});
