import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError, type AnswerView, type DraftRequest, type DraftSaved } from '../lib/host';
import { Draft, NOTHING_LIVE } from './draft.svelte';

const text = (why: string): AnswerView => ({ kind: 'justification', why });

/** A core that answers when told to. */
class FakeCore {
  readonly sent: DraftRequest[] = [];
  readonly #waiting: { yes: (saved: DraftSaved) => void; no: (error: unknown) => void }[] = [];
  most = 0;

  readonly save = (request: DraftRequest): Promise<DraftSaved> => {
    this.sent.push(request);
    return new Promise<DraftSaved>((yes, no) => {
      this.#waiting.push({ yes, no });
      this.most = Math.max(this.most, this.#waiting.length);
    });
  };

  get texts(): string[] {
    return this.sent.map((request) => request.answer.why);
  }

  async reply(words = 1): Promise<void> {
    this.#waiting.shift()?.yes({ at_ms: 1, words, live: NOTHING_LIVE });
    await vi.advanceTimersByTimeAsync(0);
  }

  async fail(code: 'not_saved' | 'task_changed' = 'not_saved'): Promise<void> {
    this.#waiting.shift()?.no(new HostError({ code, message: 'The disk is full.' }));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let core: FakeCore;
let draft: Draft;

beforeEach(() => {
  vi.useFakeTimers();
  core = new FakeCore();
  draft = new Draft({
    presentation: 'p1',
    answer: text(''),
    kept: false,
    words: 0,
    live: NOTHING_LIVE,
    save: core.save,
    spent: () => 1234,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('saving', () => {
  it('waits for a pause in typing and says saved only after the reply', async () => {
    expect(draft.state).toBe('untouched');
    draft.change(text('a'));
    await pass(399);
    draft.change(text('ab'));
    await pass(399);
    expect(core.sent, 'typing goes on').toHaveLength(0);
    await pass(1);
    expect(core.sent).toEqual([{ presentation: 'p1', answer: text('ab'), spent_ms: 1234 }]);
    expect(draft.state).toBe('saving');
    await core.reply(7);
    expect(draft.state).toBe('saved');
    expect(draft.words).toBe(7);
  });

  it('has one request under way, and the latest state wins', async () => {
    draft.change(text('a'));
    await pass(400);
    draft.change(text('ab'));
    await pass(400);
    draft.change(text('abc'));
    await pass(400);
    expect(core.texts).toEqual(['a']);
    await core.reply();
    expect(draft.state, 'the reply was for an older state').toBe('saving');
    expect(core.texts).toEqual(['a', 'abc']);
    await core.reply();
    expect(draft.state).toBe('saved');
    expect(core.most).toBe(1);
  });

  it('waits for the pause again when typing went on during a request', async () => {
    draft.change(text('a'));
    await pass(400);
    await pass(100);
    draft.change(text('ab'));
    await core.reply();
    expect(core.texts).toEqual(['a']);
    await pass(400);
    expect(core.texts).toEqual(['a', 'ab']);
  });

  it('sends nothing when nothing changed', async () => {
    expect(await draft.flush()).toBe(true);
    await pass(5000);
    expect(core.sent).toHaveLength(0);
  });
});

describe('flushing', () => {
  it('sends at once and once', async () => {
    draft.change(text('a'));
    const done = draft.flush();
    expect(core.texts).toEqual(['a']);
    await core.reply();
    expect(await done).toBe(true);
    await pass(1000);
    expect(core.texts).toEqual(['a']);
  });

  it('waits for the request under way and then sends what is newer', async () => {
    draft.change(text('a'));
    await pass(400);
    draft.change(text('ab'));
    const done = draft.flush();
    expect(core.texts).toEqual(['a']);
    await core.reply();
    expect(core.texts).toEqual(['a', 'ab']);
    await core.reply();
    expect(await done).toBe(true);
    expect(core.most).toBe(1);
  });

  it('says when it failed', async () => {
    draft.change(text('a'));
    const done = draft.flush();
    await core.fail();
    expect(await done).toBe(false);
  });

  it('happens when the learner leaves a field or the window', async () => {
    const detach = draft.attach();
    const field = document.body.appendChild(document.createElement('textarea'));
    draft.change(text('a'));
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    await pass(0);
    expect(core.texts).toEqual(['a']);
    await core.reply();
    draft.change(text('b'));
    window.dispatchEvent(new Event('blur'));
    expect(core.texts).toEqual(['a', 'b']);
    await core.reply();
    draft.change(text('c'));
    window.dispatchEvent(new Event('pagehide'));
    expect(core.texts).toEqual(['a', 'b', 'c']);
    await core.reply();
    detach();
    draft.change(text('d'));
    window.dispatchEvent(new Event('blur'));
    expect(core.texts, 'no longer attached').toEqual(['a', 'b', 'c']);
    field.remove();
  });
});

describe('what the core says of the answer', () => {
  it('waits until the pointer is up, since it moves what lies below', async () => {
    const detach = draft.attach();
    draft.change(text('a b'));
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await pass(400);
    await core.reply(2);
    expect([draft.state, draft.words]).toEqual(['saved', 0]);
    document.body.dispatchEvent(new Event('pointerup', { bubbles: true }));
    expect(draft.words, 'the click is still to come').toBe(0);
    await pass(0);
    expect(draft.words).toBe(2);
    draft.change(text('a b c'));
    await pass(400);
    await core.reply(3);
    expect(draft.words).toBe(3);
    detach();
  });
});

describe('failures', () => {
  it('are said, keep what was typed and are tried again, later each time', async () => {
    draft.change(text('a'));
    await pass(400);
    await core.fail();
    expect(draft.state).toBe('failed');
    expect(draft.problem).toBe('The disk is full.');
    expect(draft.answer).toEqual(text('a'));
    await pass(999);
    expect(core.sent).toHaveLength(1);
    await pass(1);
    expect(core.sent).toHaveLength(2);
    await core.fail();
    await pass(1999);
    expect(core.sent).toHaveLength(2);
    await pass(1);
    expect(core.texts).toEqual(['a', 'a', 'a']);
    await core.reply();
    expect(draft.state).toBe('saved');
    expect(draft.problem).toBe('');
  });

  it('send what is newest when they are tried again, and stay said until they are mended', async () => {
    draft.change(text('a'));
    await pass(400);
    await core.fail();
    draft.change(text('ab'));
    expect(draft.state, 'still not saved').toBe('failed');
    await pass(400);
    expect(core.texts).toEqual(['a', 'ab']);
    await core.reply();
    expect(draft.state).toBe('saved');
  });

  it('end when the task was revised', async () => {
    draft.change(text('a'));
    await pass(400);
    await core.fail('task_changed');
    expect(draft.taskChanged).toBe(true);
    draft.change(text('ab'));
    await pass(60_000);
    expect(core.sent).toHaveLength(1);
    expect(await draft.flush()).toBe(false);
    expect(draft.answer, 'what was typed stays').toEqual(text('ab'));
  });
});

describe('stopping', () => {
  it('waits for the request under way and sends nothing more', async () => {
    draft.change(text('a'));
    await pass(400);
    draft.change(text('ab'));
    let stopped = false;
    const done = draft.stop().then(() => (stopped = true));
    await pass(0);
    expect(stopped).toBe(false);
    await core.reply();
    await done;
    await pass(5000);
    expect(core.texts).toEqual(['a']);
    draft.resume();
    await pass(0);
    expect(core.texts).toEqual(['a', 'ab']);
  });

  it('does not flush what is being handed in', async () => {
    draft.change(text('a'));
    await draft.stop();
    expect(await draft.flush()).toBe(false);
    expect(core.sent).toHaveLength(0);
  });

  it('begins as saved when the answer came from the core', () => {
    const back = new Draft({
      presentation: 'p1',
      answer: text('old words'),
      kept: true,
      live: NOTHING_LIVE,
      words: 2,
      save: core.save,
      spent: () => 0,
    });
    expect(back.state).toBe('saved');
    expect(back.words).toBe(2);
  });
});

describe('undo', () => {
  const now = () => (draft.answer.kind === 'justification' ? draft.answer.why : '');

  it('takes steps back and does them again until something else is changed', async () => {
    for (const why of ['a', 'ab', 'abc']) {
      draft.change(text(why));
      await pass(1000);
    }
    expect([draft.undo(), now(), draft.undo(), now()]).toEqual([true, 'ab', true, 'a']);
    expect([draft.redo(), now()]).toEqual([true, 'ab']);
    draft.change(text('abx'));
    expect(draft.canRedo).toBe(false);
    expect([draft.undo(), now(), draft.undo(), draft.undo(), now()]).toEqual([
      true,
      'ab',
      true,
      true,
      '',
    ]);
    expect([draft.undo(), draft.canUndo]).toEqual([false, false]);
  });

  it('is one step for what follows each other fast, and is saved like any change', async () => {
    for (const why of ['a', 'ab', 'abc']) {
      draft.change(text(why));
      await pass(100);
    }
    expect([draft.undo(), now(), draft.canUndo]).toEqual([true, '', false]);
    await pass(400);
    expect(core.texts).toEqual(['']);
  });

  it('takes back one by one what is added or removed, however fast', async () => {
    const criteria = () => (draft.answer.kind === 'rubric' ? draft.answer.criteria : []);
    for (const list of [['a'], ['a', 'b'], ['a']]) {
      draft.change({ kind: 'rubric', criteria: list, why: '' });
      await pass(50);
    }
    expect([draft.undo(), criteria(), draft.undo(), criteria()]).toEqual([
      true,
      ['a', 'b'],
      true,
      ['a'],
    ]);
  });
});
