import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { href, parse, router, type Route } from './router.svelte';

const ROUTES: Route[] = [
  { screen: 'home' },
  { screen: 'module', module: '1.2' },
  { screen: 'lesson', module: '1.2', lesson: 'ranking-several' },
  { screen: 'practice' },
  { screen: 'practice', module: '1.2' },
  { screen: 'practice', module: '1.2', task: 'entanglement' },
  { screen: 'practice', task: 'two words/and a slash' },
  { screen: 'record' },
  { screen: 'attempt', attempt: '0192-ab' },
  { screen: 'settings' },
  { screen: 'exam' },
  { screen: 'facts' },
  { screen: 'enrol' },
  { screen: 'launch' },
  { screen: 'result' },
  { screen: 'result', attempt: '2' },
  { screen: 'case', number: '12' },
  { screen: 'ask', kind: 'help' },
  { screen: 'ask', kind: 'appeal', about: 'identity' },
  { screen: 'badge' },
];

describe('addresses', () => {
  it.each(ROUTES)('reads back what it wrote: %o', (route) => {
    expect(parse(href(route))).toEqual(route);
  });

  it('takes anything unknown or incomplete to where it makes sense', () => {
    expect(parse('')).toEqual({ screen: 'home' });
    expect(parse('#/nowhere/1')).toEqual({ screen: 'home' });
    expect(parse('#/lesson/1.2')).toEqual({ screen: 'home' });
    expect(parse('#/exam/nowhere')).toEqual({ screen: 'exam' });
    expect(parse('#/exam/case')).toEqual({ screen: 'exam' });
    expect(parse('#/exam/ask')).toEqual({ screen: 'exam' });
    expect(parse('#/attempt')).toEqual({ screen: 'record' });
    expect(parse('#/module/%E0%A4%A')).toEqual({ screen: 'module', module: '%E0%A4%A' });
  });
});

describe('going', () => {
  const offs: (() => void)[] = [];
  const leave = (hook: () => Promise<void>): number => offs.push(router.beforeLeave(hook));
  const arrived = (screen: Route['screen']): Promise<void> =>
    vi.waitFor(() => expect(router.route.screen).toBe(screen));

  beforeEach(async () => {
    router.go({ screen: 'settings' });
    await arrived('settings');
  });

  afterEach(() => {
    for (const off of offs.splice(0)) off();
  });

  it('waits for what must be done before leaving', async () => {
    let flushed: () => void = () => undefined;
    leave(() => new Promise((done) => (flushed = done)));
    router.go({ screen: 'record' });
    await Promise.resolve();
    expect(router.route.screen).toBe('settings');
    flushed();
    await arrived('record');
    expect(window.location.hash).toBe('#/record');
  });

  it('stays when a draft could not be saved, and puts the address back', async () => {
    leave(() => Promise.reject(new Error('disk full')));
    window.location.hash = '#/record';
    await vi.waitFor(() => expect(window.location.hash).toBe('#/settings'));
    expect(router.route.screen).toBe('settings');
  });

  it('goes back, and knows that it did', async () => {
    router.go({ screen: 'record' });
    await arrived('record');
    expect(router.wentBack).toBe(false);
    router.back();
    await arrived('settings');
    expect(router.wentBack).toBe(true);
  });

  it('changes the address without an arrival', () => {
    const visit = router.visit;
    router.replace({ screen: 'practice', module: '1.2', task: 'a' });
    expect(window.location.hash).toBe('#/practice/1.2/a');
    expect(router.visit).toBe(visit);
  });

  it('takes no fragment of a page for a place', async () => {
    window.location.hash = '#term-tie';
    await vi.waitFor(() => expect(window.location.hash).toBe('#/settings'));
    expect(router.route.screen).toBe('settings');
  });

  it('puts a screen in the place of another, which the way back does not find any more', async () => {
    router.go({ screen: 'practice', session: 's1' });
    await arrived('practice');
    const { depth, visit } = router;
    router.go({ screen: 'session', session: 's1' }, { instead: true });
    await arrived('session');
    expect(window.location.hash).toBe('#/session/s1');
    expect([router.depth, router.visit]).toEqual([depth, visit + 1]);
    router.back();
    await arrived('settings');
  });
});
