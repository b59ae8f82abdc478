import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../../lib/host';
import { asked, core, hands, requests, reset } from './fixture';
import { Session } from './session.svelte';
import { requestOf } from './set';
import type { Work } from './work.svelte';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

beforeEach(reset);

/** A session with its first task on the desk, answered or not. */
async function begun(answered: boolean, from: Parameters<typeof requestOf>[0] = { module: '1.2' }) {
  const session = new Session(requestOf(from));
  await session.load();
  const work = workOf(session);
  if (answered) work.draft.change({ kind: 'choice', picked: ['o1'], why: '' });
  return { session, work };
}

function workOf(session: Session): Work {
  if (session.stage.at !== 'work') throw new Error(`no task on the desk: ${session.stage.at}`);
  return session.stage.work;
}

describe('submitting', () => {
  it('shows the feedback and has the next task ready', async () => {
    const { session, work } = await begun(true);
    work.confidence = 'fairly';
    expect(await session.submit(work)).toBe(true);
    const stage = session.stage;
    if (stage.at !== 'result') throw new Error(stage.at);
    const then = { set: { module: '1.2' }, task: null, session: null };
    expect(requests('practice_submit')).toMatchObject([
      { presentation: 'p-one', answer: { picked: ['o1'] }, confidence: 'fairly', then },
    ]);
    session.next(stage.submitted);
    expect(workOf(session).task.task, 'without asking again').toBe('two');
    expect(requests('practice_next')).toHaveLength(1);
  });

  it('does nothing while it is under way, or while something is missing', async () => {
    const { session, work } = await begun(false);
    expect(await session.submit(work)).toBe(false);
    expect(requests('practice_submit')).toHaveLength(0);
    work.draft.change({ kind: 'choice', picked: ['o1'], why: '' });
    const both = [session.submit(work), session.submit(work)];
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(requests('practice_submit')).toHaveLength(1);
  });

  it('says why it failed, and keeps the answer and its saving', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = () => {
      throw new HostError({ code: 'not_saved', message: 'The disk is full.' });
    };
    expect(await session.submit(work)).toBe(false);
    expect(work.problem).toBe('The disk is full.');
    expect(work.changed).toBe(false);
    expect(work.submitting).toBe(false);
    expect(workOf(session).draft.answer).toMatchObject({ picked: ['o1'] });
    expect(await work.draft.flush(), 'saving goes on').toBe(true);
  });

  it('knows when the task was revised meanwhile', async () => {
    const { session, work } = await begun(true);
    core['practice_submit'] = () => {
      throw new HostError({ code: 'task_changed', message: 'The task was revised.' });
    };
    await session.submit(work);
    expect(work.changed).toBe(true);
  });

  it('goes on in the module of a task that was asked for by name', async () => {
    const { session, work } = await begun(true, { task: 'one' });
    await session.submit(work);
    expect(requests('practice_submit')).toMatchObject([
      { then: { set: { module: '1.2' }, task: null } },
    ]);
  });
});

describe('the way through', () => {
  it('skips with the draft on disk', async () => {
    const { session, work } = await begun(true);
    expect(await session.skip(work)).toBe(true);
    expect(asked.map(([name]) => name)).toEqual(['practice_next', 'draft_save', 'practice_skip']);
    expect(workOf(session).task.task).toBe('two');
  });

  it('ends when nothing is left', async () => {
    const { session, work } = await begun(true);
    core['practice_skip'] = () => hands(null);
    await session.skip(work);
    expect(session.stage).toEqual({ at: 'done', text: 'All passed.', module: '1.2' });
  });

  it('says what went wrong when nothing was handed out', async () => {
    const error = new HostError({ code: 'not_found', message: 'No such task.' });
    core['practice_next'] = () => {
      throw error;
    };
    const session = new Session(requestOf({ task: 'gone' }));
    await session.load();
    expect(session.stage).toEqual({ at: 'failed', error });
  });
});

describe('hints', () => {
  it('come one by one, are put away, and come back without a new one', async () => {
    const { work } = await begun(false);
    expect(work.hintStep).toBe('more');
    expect(await work.hint()).toBe('a');
    work.hintsOpen = false;
    expect(work.hintStep).toBe('open');
    expect(await work.hint()).toBe(null);
    expect(work.hints).toEqual(['a']);
    expect(await work.hint()).toBe('b');
    expect(await work.hint()).toBe('c');
    expect(work.hintStep, 'all are shown').toBe('close');
    await work.hint();
    expect(work.hintsOpen).toBe(false);
    expect(requests('hint_show')).toMatchObject([{ rungs: 1 }, { rungs: 2 }, { rungs: 3 }]);
  });
});
