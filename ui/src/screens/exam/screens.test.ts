import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { HostError, type ExamPage } from '../../lib/host';
import { when } from '../../lib/format';
import { consents, core, NOW, page, step } from './fixture';
import Exam from './Exam.svelte';
import { exam } from './exam.svelte';
import Badge from './badge/Badge.svelte';
import Ask from './cases/Ask.svelte';
import Case from './cases/Case.svelte';
import Launch from './launch/Launch.svelte';
import { button, eachAnew, isOff, show } from './show';

vi.mock('../../lib/host', async (original) => ({
  ...(await original<object>()),
  call: (await import('./fixture')).call,
}));

eachAnew();

describe('the first page', () => {
  it('signed out: says that no network is used, and where the sign-in opens', async () => {
    await show(Exam, page({ account: { state: 'signed_out' }, enrolments: [], enrolment: null }));
    expect(screen.getByText('Until you sign in, the app uses no network.')).toBeTruthy();
    expect(screen.getByText('exams.academy.test')).toBeTruthy();
    button('Sign in in your browser').click();
    await vi.waitFor(() => expect(core.asked.map(([name]) => name)).toContain('sign_in'));
  });

  it('asks how to keep the sign-in where there is no keychain, before anything else', async () => {
    const vault = {
      keychain: 'missing',
      keeping: 'undecided',
      open: false,
      fault: null,
      in_words: 'None.',
      todo: '',
      trouble: null,
    };
    await show(
      Exam,
      page({ account: { state: 'signed_out' }, vault, enrolments: [], enrolment: null }),
    );
    expect(screen.queryByRole('button', { name: /Sign in/ })).toBeNull();
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(isOff(button('Keep it this way'))).toBe(true);
  });

  it('hands the focus on when news takes away what had it', async () => {
    const nobody = { programme: null, enrolments: [], enrolment: null };
    const main = document.body.appendChild(document.createElement('main'));
    core.picture = page({
      ...nobody,
      account: { state: 'signing_in', until_ms: NOW, trouble: null },
    });
    await exam.open();
    render(Exam, { target: main });
    screen.getByLabelText(/paste the code/).focus();
    core.picture = page(nobody);
    await exam.changed();
    const next = await screen.findByRole('heading', { name: 'Enrol' });
    await vi.waitFor(() => expect(document.activeElement).toBe(next));
    main.remove();
  });

  it('takes an agreement only when each text is ticked; none is ticked beforehand', async () => {
    await show(Exam, page({}, [step('consented', 'yours')]));
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => box.checked)).toEqual([false, false]);
    boxes[0]?.click();
    await vi.waitFor(() => expect(boxes[0]?.checked).toBe(true));
    button(/Agree/).click();
    expect(core.asked.some(([name]) => name === 'consent_give')).toBe(false);
    boxes[1]?.click();
    await vi.waitFor(() => expect(isOff(button(/Agree/))).toBe(false));
    button(/Agree/).click();
    const given = { consents: consents.map(({ kind, version }) => ({ kind, version })) };
    await vi.waitFor(() => expect(core.asked).toContainEqual(['consent_give', given]));
  });

  it('shows steps, verdicts and cases of a newer registrar', async () => {
    const run = {
      at_ms: NOW,
      rows: [{ name: 'x', verdict: 'maybe', seen: 'Something new.', mend: '' }],
    };
    const cases = [
      { number: 1, kind: 'new', state: 'new', title: 'A new kind', deadline_ms: NOW, notes: [] },
    ];
    const timeline = [
      step('unknown', 'later'),
      step('unknown', 'later'),
      step('identity', 'brand_new'),
    ];
    await show(Exam, page({ readiness: [run], cases }, timeline, { credential: { state: 'new' } }));
    expect(screen.getAllByRole('heading', { name: 'Another step' })).toHaveLength(2);
    expect(screen.getByText('Something new.')).toBeTruthy();
    expect(screen.getByRole('link', { name: /A new kind/ })).toBeTruthy();
  });

  it('says that no browser opened, though the sign-in waits, and offers its address', async () => {
    const out = { enrolments: [], enrolment: null };
    await show(Exam, page({ ...out, account: { state: 'signed_out' } }));
    core.answers.set('sign_in', () => {
      throw new HostError({ code: 'refused', message: 'No browser could be opened.' });
    });
    core.picture = page({ ...out, account: { state: 'signing_in', until_ms: NOW, trouble: null } });
    button('Sign in in your browser').click();
    await screen.findByRole('heading', { name: 'Go on in your browser' });
    expect(screen.getByText('No browser could be opened.')).toBeTruthy();
    expect(screen.getByText(/If no page opened, copy the address/)).toBeTruthy();
    expect(screen.queryByText(/is open there/)).toBeNull();
    button('Copy the address').click();
    await screen.findByText(/The address is copied/);
    expect(screen.queryByText('No browser could be opened.')).toBeNull();
  });

  it('signed out: keeps what the sign-out could not do', async () => {
    const out = { account: { state: 'signed_out' }, enrolments: [], enrolment: null };
    const { vault } = page();
    await show(Exam, page({ ...out, vault: { ...vault, trouble: 'The keychain kept it.' } }));
    core.picture = page(out);
    await exam.open();
    expect(screen.getByText('The keychain kept it.')).toBeTruthy();
  });

  it('says since when nothing was heard, by the last word and not by the first failure', async () => {
    const silent = { in_words: 'No answer.', since_ms: NOW - 60_000, asks_again_ms: NOW };
    const contact = { heard_ms: NOW - 2 * 3_600_000, asking: false, silent, clock_off_s: null };
    await show(Exam, page({ contact }));
    const heard = when(contact.heard_ms, NOW);
    expect(screen.getByText(`Nothing has reached us since ${heard}.`)).toBeTruthy();
    expect(screen.getByText('No answer.')).toBeTruthy();
    core.picture = page({ contact: { ...contact, heard_ms: null } });
    await exam.open();
    await screen.findByText('Nothing has reached us yet.');
  });

  it('asks before a sign-out, and says that it does not end the silence of an open exam', async () => {
    await show(Exam, page({ silence: { since_ms: NOW, until_ms: NOW + 60_000 } }));
    screen.getByRole('button', { name: 'Sign out', hidden: true }).click();
    const dialog = await screen.findByRole('dialog', { name: /Sign out/ });
    expect(within(dialog).getByText(/does not end the silence/)).toBeTruthy();
    expect(within(dialog).getByText(/cannot open the exam’s link again/)).toBeTruthy();
  });

  it('says on every screen that the sandbox is not real', async () => {
    await show(Exam, page({ sandbox: true }));
    expect(screen.getByText(/nothing here is real/)).toBeTruthy();
  });
});

describe('cases without an enrolment', () => {
  const one = {
    number: 7,
    kind: 'help',
    state: 'open',
    title: 'The code is not taken',
    opened_ms: NOW,
    deadline_ms: NOW + 3_600_000,
    decider: 'somebody of operations',
    decision: null,
    closed_ms: null,
    notes: [],
  };
  const bare = { programme: null, enrolments: [], enrolment: null };

  it('are listed, with who decides and by when', async () => {
    await show(Exam, page({ ...bare, cases: [one] }));
    const link = screen.getByRole('link', { name: /The code is not taken/ });
    expect(link.textContent).toContain('Somebody of operations decides by');
    expect(link.textContent?.replace(/\s+/g, ' ')).toContain(when(one.deadline_ms, NOW));
    expect(screen.getByRole('link', { name: 'Ask a person for help' })).toBeTruthy();
  });

  it('have their page', async () => {
    await show(Case, page({ ...bare, cases: [one] }), { number: '7' });
    expect(screen.getByRole('heading', { name: one.title })).toBeTruthy();
  });

  it('are asked for help alone, and lead to the number they were given', async () => {
    await show(Ask, page(bare), { kind: 'appeal' });
    exam.texts.set('case-help', ' It is not taken. ');
    await vi.waitFor(() => expect(isOff(button('Send'))).toBe(false));
    core.answers.set('case_open', () => ({ number: 7, page: page({ ...bare, cases: [one] }) }));
    button('Send').click();
    const sent = { kind: 'help', about: null, attempt: null, text: 'It is not taken.' };
    await vi.waitFor(() => expect(core.asked).toContainEqual(['case_open', sent]));
    await vi.waitFor(() => expect(location.hash).toBe('#/exam/case/7'));
  });

  it('are not asked for by somebody who is not signed in', async () => {
    await show(Ask, page({ ...bare, account: { state: 'signed_out' } }), { kind: 'help' });
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
    expect(screen.getByText('Sign in to ask a person here.')).toBeTruthy();
  });
});

describe('the rehearsal', () => {
  it('is offered with where it opens and where that leads', async () => {
    const { programme } = page();
    const rehearsal = {
      rehearsal_url: 'exams.academy.test',
      rehearsal_host: 'www.classmarker.com',
    };
    await show(Exam, page({ programme: { ...programme, ...rehearsal } }));
    button('Open the rehearsal');
    expect(screen.getByText('www.classmarker.com').parentElement?.textContent).toMatch(
      /leads on to\s+www\.classmarker\.com\./,
    );
  });

  it('is not offered where there is none', async () => {
    await show(Exam, page());
    expect(screen.queryByRole('button', { name: 'Open the rehearsal' })).toBeNull();
  });
});

describe('prepare to start', () => {
  const launch = { state: 'ready', host: 'www.classmarker.com' };
  const run = (at_ms: number, verdict: string): object => ({
    at_ms,
    rows: [{ name: 'programs', verdict, seen: 'AnyDesk is running.', mend: 'Quit it.' }],
  });
  const ready = (at_ms: number, verdict = 'pass'): ExamPage =>
    page({ launch, readiness: [run(at_ms, verdict)] });

  it('needs a check of the last fifteen minutes', async () => {
    await show(Launch, ready(NOW - 16 * 60_000));
    expect(isOff(button('Start the exam'))).toBe(true);
    button('Start the exam').click();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/older than 15 minutes/)).toBeTruthy();
  });

  it('asks before it uses up an attempt, and names what needs attention', async () => {
    await show(Launch, ready(NOW - 60_000, 'attention'));
    button('Start the exam').click();
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/attempt 1 of 2/)).toBeTruthy();
    expect(within(dialog).getByText(/AnyDesk/)).toBeTruthy();
    expect(core.asked.some(([name]) => name === 'launch_start')).toBe(false);
    within(dialog).getByRole('button', { name: 'Start anyway' }).click();
    await vi.waitFor(() => expect(core.asked).toContainEqual(['launch_start', {}]));
  });

  it('offers the link once while the exam is open', async () => {
    const open = (can_copy: boolean): ExamPage =>
      page({
        launch: { state: 'open', host: 'c', opened_ms: NOW, ends_ms: NOW + 1, can_copy },
        silence: { since_ms: NOW, until_ms: NOW + 60_000 },
      });
    await show(Launch, open(true));
    core.picture = open(false);
    button(/Copy the link/).click();
    await screen.findByText(/it can be copied once/);
    expect(screen.queryByRole('button', { name: /Copy the link/ })).toBeNull();
    expect(button('Open it again')).toBeTruthy();
  });

  it('dates the browser’s rows by themselves, and does not count them into the fresh run', async () => {
    const rows = [
      { name: 'camera', verdict: 'attention', seen: 'The camera is blocked.', mend: '' },
    ];
    const browser = { at_ms: NOW - 9 * 86_400_000, rows };
    await show(Launch, page({ launch, readiness: [run(NOW - 60_000, 'pass')], browser }));
    expect(screen.getByText(/1 pass\. Good for 15 minutes/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'In your browser, checked 3 March' })).toBeTruthy();
    expect(screen.getByText(/Try it again/)).toBeTruthy();
    button('Start the exam').click();
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/The camera is blocked/)).toBeTruthy();
    expect(within(dialog).queryByText(/your attention/)).toBeNull();
  });

  it('shows what the browser reported without a run of the check', async () => {
    const rows = [{ name: 'camera', verdict: 'pass', seen: 'The camera works.', mend: '' }];
    await show(Exam, page({ browser: { at_ms: NOW - 60_000, rows } }));
    expect(screen.getByText('The camera works.')).toBeTruthy();
    expect(screen.queryByText(/Try it again/)).toBeNull();
  });

  it('takes no check of a time to come', async () => {
    await show(Launch, ready(NOW + 3_600_000));
    expect(isOff(button('Start the exam'))).toBe(true);
    expect(screen.getByText(/clock has been changed/)).toBeTruthy();
  });

  it('says that an open exam was not noted as opened here', async () => {
    const open = { state: 'open', host: 'c', opened_ms: null, ends_ms: NOW + 1, can_copy: false };
    await show(Launch, page({ launch: open, silence: { since_ms: NOW, until_ms: NOW + 60_000 } }));
    expect(screen.getByRole('heading', { name: 'Your exam is open' })).toBeTruthy();
    expect(screen.getByText(/not noted as opened from this computer/)).toBeTruthy();
    expect(screen.queryByText(/has been copied/)).toBeNull();
    core.answers.set('launch_start', () => {
      throw new HostError({ code: 'refused', message: 'It is open on another computer.' });
    });
    button('Open it again').click();
    await screen.findByText('It is open on another computer.');
  });
});

describe('keys you trust', () => {
  const pin = (issuer: string): object => ({
    issuer,
    issuer_shown: issuer.replace('\u202e', ''),
    thumbprint: 'NzbLsXh8uDCcd',
    pinned_ms: NOW,
  });

  it('are listed for each issuer, and removed for that one alone', async () => {
    const pins = [
      pin('https://a.example'),
      pin('https://a.example/'),
      pin('https://\u202eb.example'),
    ];
    await show(Badge, page({ pins }));
    const removes = screen.getAllByRole('button', { name: /^Remove/ });
    expect(removes).toHaveLength(3);
    expect(screen.getByText('https://b.example')).toBeTruthy();
    expect(document.body.textContent).not.toContain('\u202e');
    core.picture = page({ pins: pins.slice(0, 1) });
    button(/the key of https:\/\/a\.example\/$/).click();
    const sent = { issuer: 'https://a.example/', thumbprint: 'NzbLsXh8uDCcd' };
    await vi.waitFor(() => expect(core.asked).toContainEqual(['badge_unpin', sent]));
    await vi.waitFor(() =>
      expect(screen.getAllByRole('button', { name: /^Remove/ })).toHaveLength(1),
    );
  });
});
