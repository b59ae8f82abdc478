import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings, WireError } from './host';
import { notices } from './notices.svelte';
import { settings } from './settings.svelte';

const STORED: Settings = {
  theme: 'light',
  type_size: 100,
  single_keys: true,
  show_timer: true,
  rail_narrow: false,
  pane_width: 380,
  extra_time: 0,
  ask_confidence: true,
  keys: [],
};

function core(answer: (asked: Settings) => { status: number; body: Settings | WireError }): void {
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const { status, body } = answer(JSON.parse(init.body as string) as Settings);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
}

beforeEach(() => settings.receive(STORED));

describe('settings', () => {
  it('shows a change at once and keeps what the core answers', async () => {
    core((asked) => ({ status: 200, body: { ...asked, type_size: 150 } }));
    const saved = settings.save({ theme: 'dark', type_size: 400 });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await saved;
    expect(settings.value.type_size).toBe(150);
    expect(document.documentElement.style.getPropertyValue('--type-size')).toBe('1.5');
  });

  it('goes back to what is on disk when a change cannot be saved, and says so', async () => {
    const body: WireError = { code: 'not_saved', message: 'The disk is full.' };
    core(() => ({ status: 507, body }));
    await settings.save({ theme: 'dark' });
    expect(settings.value).toEqual(STORED);
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect(notices.list.at(-1)?.text).toContain('The disk is full.');
  });

  it('saves changes one after the other, the last one last', async () => {
    const seen: number[] = [];
    core((asked) => {
      seen.push(asked.type_size);
      return { status: 200, body: asked };
    });
    await Promise.all([settings.save({ type_size: 105 }), settings.save({ type_size: 110 })]);
    expect(seen).toEqual([105, 110]);
    expect(settings.value.type_size).toBe(110);
  });
});
