import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExamPage, Keeping, KeychainState, VaultFault } from '../../../lib/host';
import { exam } from '../exam.svelte';
import { mustChoose, mustOpen } from '../words';
import AccountMenu from './AccountMenu.svelte';
import Again from './Again.svelte';
import Unlock from './Unlock.svelte';
import Welcome from './Welcome.svelte';

let picture: ExamPage;
const asked: [string, unknown][] = [];

vi.mock('../../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: async (name: string, request: unknown) => {
    asked.push([name, request]);
    return picture;
  },
}));

type Vault = [Keeping, KeychainState | null, boolean, VaultFault | null];

function page([keeping, keychain, open, fault]: Vault, more: object = {}): ExamPage {
  return {
    registrar: 'exams.academy.test',
    vault: { keychain, keeping, open, fault, in_words: 'What is there.', todo: '', trouble: null },
    account: { state: 'signed_out' },
    contact: { heard_ms: null, asking: false, silent: null, clock_off_s: null },
    programme: null,
    enrolments: [],
    enrolment: null,
    silence: null,
    launch: { state: 'not_now' },
    ...more,
  } as unknown as ExamPage;
}

async function take(shown: ExamPage): Promise<ExamPage> {
  picture = shown;
  await exam.open();
  return shown;
}

const LOCKED: Vault = ['passphrase', 'missing', false, null];
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

beforeEach(() => void (asked.length = 0));
afterEach(cleanup);

describe('before a sign-in', () => {
  // What the page shows: a choice, what must be opened, or the sign-in itself.
  it.each<[Vault, 'choose' | 'open' | 'sign in']>([
    [['undecided', null, false, null], 'sign in'],
    [['keychain', 'available', true, null], 'sign in'],
    [['undecided', 'missing', false, null], 'choose'],
    [['undecided', 'locked', false, null], 'choose'],
    [['session', 'missing', true, null], 'sign in'],
    [['passphrase', 'missing', true, null], 'sign in'],
    [['passphrase', 'available', false, null], 'open'],
    [['keychain', 'locked', false, null], 'open'],
    [['keychain', 'missing', false, null], 'open'],
    [['keychain', 'unresponsive', false, null], 'open'],
    [['keychain', 'available', false, 'key_lost'], 'sign in'],
    [['undecided', 'available', false, 'damaged'], 'sign in'],
    [['undecided', 'missing', false, 'damaged'], 'choose'],
    [['undecided', 'available', false, 'newer'], 'open'],
    [['undecided', 'missing', false, 'newer'], 'open'],
    [['undecided', 'locked', false, 'unread'], 'open'],
  ])('%o: %s', (vault, expected) => {
    const shown = page(vault);
    const found = mustChoose(shown) ? 'choose' : mustOpen(shown) ? 'open' : 'sign in';
    expect(found).toBe(expected);
    expect(mustChoose(shown) && mustOpen(shown)).toBe(false);
  });

  it('a passphrase is asked for, by whoever comes and by whoever comes back', async () => {
    const props = { page: await take(page(LOCKED)) };
    for (const [component, more] of [
      [Welcome, {}],
      [Again, { why: 'It has ended.' }],
    ] as const) {
      asked.length = 0;
      render(component as typeof Again, { ...props, ...more } as never);
      expect(screen.queryByRole('button', { name: 'Sign in in your browser' })).toBeNull();
      const input = screen.getByLabelText<HTMLInputElement>('Your passphrase');
      input.value = 'four plain words';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await vi.waitFor(() => expect(button('Unlock').getAttribute('aria-disabled')).toBe('false'));
      button('Unlock').click();
      const sent = { passphrase: 'four plain words' };
      await vi.waitFor(() => expect(asked).toContainEqual(['vault_unlock', sent]));
      cleanup();
    }
  });

  it('what is forgotten is given up, after a question', async () => {
    render(Welcome, { page: await take(page(LOCKED)) });
    button('Begin anew without it').click();
    const dialog = await screen.findByRole('dialog', { name: 'Begin anew?' });
    expect(within(dialog).getByText(/is removed/)).toBeTruthy();
    expect(within(dialog).queryByText(/An exam is open/)).toBeNull();
    expect(asked.some(([name]) => name === 'sign_out')).toBe(false);
    within(dialog).getByRole('button', { name: 'Begin anew' }).click();
    await vi.waitFor(() => expect(asked).toContainEqual(['sign_out', {}]));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is not given up unawares while an exam is open', async () => {
    const open = { launch: { state: 'open' }, silence: { since_ms: 0, until_ms: Date.now() + 1 } };
    render(Again, { page: await take(page(LOCKED, open)), why: 'It has ended.' });
    button('Begin anew without it').click();
    const dialog = await screen.findByRole('dialog', { name: 'Begin anew?' });
    expect(within(dialog).getByText(/cannot open the exam’s link again/)).toBeTruthy();
  });

  it('somebody who is signed in is led to the sign-out instead', async () => {
    render(Unlock, { page: await take(page(LOCKED)) });
    expect(screen.queryByRole('button', { name: 'Begin anew without it' })).toBeNull();
    expect(screen.getByText(/you can sign out/)).toBeTruthy();
  });
});

describe('the account', () => {
  it('does not say that a sign-in is kept where its key is lost', async () => {
    const lost = page(['keychain', 'available', false, 'key_lost']);
    render(AccountMenu, { page: await take(lost), email: 'maya@example.org' });
    expect(screen.getByText('What is there.')).toBeTruthy();
    expect(screen.queryByText('In this computer’s keychain')).toBeNull();
  });
});
