//! The picture of the exam chapter as the page gets it.

use crate::App;
use crate::wire::exam::{
    Account, BrowserReport, Contact, ExamPage, ExamWindow, Keeping, KeychainState, Launch, Moment, PinnedKey,
    ReadinessRow, ReadinessRun, ReadinessVerdict, Silence, Silent, VaultFault, VaultView,
};
use ::exam::badge::Pin;
use ::exam::vault::{self, Fault, Keychain};
use ::exam::{Kept, KeptRow, Place, Run};
use registrar_api::{Enrolment, Programme};

/// Clocks that differ by less do no harm.
const CLOCK_MATTERS_S: i64 = 120;

impl App {
    pub(crate) async fn exam_page(&self) -> ExamPage {
        self.exam.mind_the_clock();
        self.take_back_link();
        let (exam, kept) = (&self.exam, self.exam.kept(Kept::clone));
        let mut account = kept.account.unwrap_or_default();
        let offered = account.programme.map(hosts_alone);
        let holding = account.enrolment.as_mut().and_then(|e| e.programme.take()).map(hosts_alone);
        let (contact, now) = (exam.contact_now(), self.host.now().utc_ms);
        let ahead_ms = exam.ahead_ms();
        let ahead_s = ahead_ms / 1000;
        let window = account.enrolment.as_ref().map(|e| {
            let (opens, closes) = (e.window_opens_ms, e.window_closes_ms);
            ::exam::window(opens, closes, now.saturating_sub(ahead_ms), &self.host.zone())
        });
        ExamPage {
            sandbox: exam.place().is_some_and(Place::is_sandbox),
            registrar: exam.place().map(Place::host),
            vault: VaultView { trouble: contact.vault.clone(), ..vault_view(exam.vault().state()) },
            account: account_view(exam.account().await),
            contact: Contact {
                heard_ms: contact.heard_ms.or(account.heard_ms),
                asking: contact.asking,
                silent: contact.silent.map(|s| Silent {
                    in_words: s.in_words,
                    since_ms: s.since_ms,
                    asks_again_ms: s.asks_again_ms,
                }),
                from_before: contact.heard_ms.is_none(),
                ahead_ms: account.ahead_ms,
                clock_off_s: (ahead_s.abs() > CLOCK_MATTERS_S).then_some(ahead_s),
            },
            programme: holding.or_else(|| offered.clone()),
            offered,
            enrolments: account.enrolments,
            enrolment: account.enrolment.map(without_address),
            cases: account.cases,
            window: window.map(window_view),
            silence: exam.silence().map(|s| Silence { since_ms: s.since_ms, until_ms: s.until_ms }),
            readiness: kept.runs.into_iter().map(run_view).collect(),
            browser: kept.browser.map(|b| BrowserReport { at_ms: b.at_ms, rows: rows_view(b.rows) }),
            browser_check_open: account.browser_check.is_some_and(|c| c.reported_ms.is_none()),
            launch: self.launch_view(),
            pins: kept.pins.into_iter().map(pin_view).collect(),
            badge: exam.badge_report().map(super::looking::report_view),
        }
    }

    fn launch_view(&self) -> Launch {
        let host = || self.exam.place().map(Place::exam_host).unwrap_or_default();
        match self.exam.launch() {
            ::exam::Launch::NotNow => Launch::NotNow,
            ::exam::Launch::Ready => Launch::Ready { host: host() },
            ::exam::Launch::Open { host, opened_ms, ends_ms, can_copy } => {
                Launch::Open { host, opened_ms, ends_ms, can_copy }
            }
        }
    }
}

/// The page learns where it would lead, not the address.
fn hosts_alone(programme: Programme) -> Programme {
    Programme {
        purchase_url: host_of(&programme.purchase_url),
        rehearsal_url: programme.rehearsal_url.as_deref().map(host_of),
        ..programme
    }
}

fn without_address(mut enrolment: Enrolment) -> Enrolment {
    enrolment.credential.url = enrolment.credential.url.as_deref().map(host_of);
    enrolment
}

fn host_of(address: &str) -> String {
    ::exam::host_of(address).unwrap_or_default()
}

fn account_view(account: ::exam::Account) -> Account {
    match account {
        ::exam::Account::SignedOut => Account::SignedOut,
        ::exam::Account::SigningIn { until_ms, trouble } => Account::SigningIn { until_ms, trouble },
        ::exam::Account::SignedIn { email } => Account::SignedIn { email },
        ::exam::Account::Locked { email } => Account::Locked { email },
        ::exam::Account::SignInAgain { email, why } => Account::SignInAgain { email, why },
    }
}

/// What is there and what to do.
fn vault_view(state: vault::State) -> VaultView {
    let (in_words, todo) = match state.fault {
        Some(fault) => fault_in_words(fault, state.keychain),
        None => keeping_in_words(state),
    };
    // What has been decided can only be opened; the page asks for a choice where nothing has.
    let mut todo = todo.to_owned();
    if state.keeping == vault::Keeping::Undecided && state.fault.is_none() && !todo.is_empty() {
        todo.push_str(" Or choose another way below.");
    }
    VaultView {
        keychain: state.keychain.map(|k| match k {
            Keychain::Available => KeychainState::Available,
            Keychain::Locked => KeychainState::Locked,
            Keychain::Missing => KeychainState::Missing,
            Keychain::Unresponsive => KeychainState::Unresponsive,
        }),
        keeping: match state.keeping {
            vault::Keeping::Undecided => Keeping::Undecided,
            vault::Keeping::Keychain => Keeping::Keychain,
            vault::Keeping::Passphrase => Keeping::Passphrase,
            vault::Keeping::Session => Keeping::Session,
        },
        open: state.open,
        fault: state.fault.map(|f| match f {
            Fault::KeyLost => VaultFault::KeyLost,
            Fault::Damaged => VaultFault::Damaged,
            Fault::Newer => VaultFault::Newer,
            Fault::Io(_) => VaultFault::Unread,
        }),
        in_words: in_words.to_owned(),
        todo,
        trouble: None,
    }
}

fn keeping_in_words(state: vault::State) -> (&'static str, &'static str) {
    match (state.keeping, state.keychain) {
        (vault::Keeping::Session, _) => {
            ("Your sign-in is kept in memory until the app ends. Nothing of it is written down.", "")
        }
        (vault::Keeping::Passphrase, _) if state.open => ("Your sign-in is kept in a file under your passphrase.", ""),
        (vault::Keeping::Passphrase, _) => {
            ("Your sign-in lies in a file under your passphrase.", "Type the passphrase to go on.")
        }
        (_, None) => ("Your sign-in is kept in this computer's keychain, if it has one.", ""),
        (_, Some(Keychain::Available)) => ("Your sign-in is kept in this computer's keychain.", ""),
        (_, Some(Keychain::Locked)) => (
            "This computer's keychain is locked.",
            "Unlock it, or log out of the computer and in again; then look again.",
        ),
        (_, Some(Keychain::Missing)) => (
            "This computer has no keychain that the app could use.",
            "Install one, such as gnome-keyring, and start a new session; then look again.",
        ),
        (_, Some(Keychain::Unresponsive)) => (
            "This computer's keychain does not answer.",
            "Its own window may wait behind another one: answer it, then look again.",
        ),
    }
}

fn fault_in_words(fault: Fault, keychain: Option<Keychain>) -> (&'static str, &'static str) {
    match fault {
        Fault::KeyLost => ("The key to your sign-in is no longer in this computer's keychain.", "Sign in again."),
        Fault::Damaged if keychain == Some(Keychain::Available) => {
            ("The file with your sign-in is damaged.", "Sign in again; your record is not touched.")
        }
        Fault::Damaged => (
            "The file with your sign-in is damaged; your record is not touched.",
            "Choose how the next one is kept, then sign in again.",
        ),
        Fault::Newer => {
            ("A newer version of this app has written the file with your sign-in.", "Update the app, then look again.")
        }
        Fault::Io(_) => (
            "The file with your sign-in could not be read from the disk.",
            "Look at the rights of the data folder and at its disk, then look again.",
        ),
    }
}

fn window_view(window: ::exam::Window) -> ExamWindow {
    let moment = |m: ::exam::Moment| Moment { at_ms: m.at_ms, local: m.local, utc: m.utc };
    ExamWindow {
        opens: moment(window.opens),
        closes: moment(window.closes),
        zone: window.zone,
        clocks_change: window.clocks_change,
    }
}

fn run_view(run: Run) -> ReadinessRun {
    ReadinessRun { at_ms: run.at_ms, rows: rows_view(run.rows) }
}

fn rows_view(rows: Vec<KeptRow>) -> Vec<ReadinessRow> {
    rows.into_iter().map(row_view).collect()
}

fn row_view(row: KeptRow) -> ReadinessRow {
    let verdict = match row.verdict.as_str() {
        "pass" => ReadinessVerdict::Pass,
        "attention" => ReadinessVerdict::Attention,
        _ => ReadinessVerdict::Unknown,
    };
    ReadinessRow { name: row.name, verdict, seen: row.seen, mend: row.mend }
}

fn pin_view(pin: Pin) -> PinnedKey {
    let issuer_shown = pin.issuer_shown();
    PinnedKey { issuer: pin.issuer, issuer_shown, thumbprint: pin.thumbprint, pinned_ms: pin.pinned_ms }
}

#[cfg(test)]
mod tests {
    use super::{ReadinessVerdict, row_view, vault_view};
    use ::exam::KeptRow;
    use ::exam::vault::{Fault, Keeping, Keychain, State};
    use std::io::ErrorKind;

    #[test]
    fn a_word_that_is_not_known_is_no_verdict() {
        let check = |word: &str, expected| {
            let (name, seen, mend) = ("power".to_owned(), "On mains power".to_owned(), String::new());
            let row = row_view(KeptRow { name, verdict: word.to_owned(), seen, mend });
            assert_eq!(row.verdict, expected, "{word}");
        };
        check("pass", ReadinessVerdict::Pass);
        check("attention", ReadinessVerdict::Attention);
        for unknown in ["unknown", "unchecked", "", "PASS", "passed"] {
            check(unknown, ReadinessVerdict::Unknown);
        }
    }

    /// The words say what is there, and end with what can be done now.
    #[test]
    fn each_state_of_the_vault_is_told_as_it_is() {
        let check = |keeping, keychain, open: bool, fault, words: &str, todo: &str| {
            let view = vault_view(State { keychain, keeping, open, fault });
            let told = format!("{} {}", view.in_words, view.todo);
            assert!(view.in_words.contains(words) && view.todo.contains(todo), "{words}, {todo}: {told}");
            assert_eq!(view.todo.is_empty(), todo.is_empty(), "{told}");
            assert!(open || keychain.is_none() || !told.contains("is kept in"), "it is not: {told}");
        };
        let some = |keychain| Some(keychain);
        let (undecided, keychain) = (Keeping::Undecided, Keeping::Keychain);
        check(keychain, some(Keychain::Available), true, None, "is kept in this computer's keychain", "");
        check(undecided, None, false, None, "if it has one", "");
        for (keeping, or) in [(undecided, "Or choose another way below."), (keychain, "look again.")] {
            check(keeping, some(Keychain::Locked), false, None, "keychain is locked", or);
            check(keeping, some(Keychain::Missing), false, None, "no keychain", or);
            check(keeping, some(Keychain::Unresponsive), false, None, "does not answer", or);
        }
        check(Keeping::Session, some(Keychain::Missing), true, None, "in memory", "");
        check(Keeping::Passphrase, some(Keychain::Missing), true, None, "under your passphrase", "");
        check(Keeping::Passphrase, some(Keychain::Available), false, None, "lies in a file", "Type the passphrase");
        check(keychain, some(Keychain::Available), false, Some(Fault::KeyLost), "no longer in", "Sign in again");
        check(undecided, some(Keychain::Available), false, Some(Fault::Damaged), "damaged", "Sign in again");
        for none in [Keychain::Locked, Keychain::Missing, Keychain::Unresponsive] {
            check(undecided, some(none), false, Some(Fault::Damaged), "damaged", "Choose how");
        }
        check(undecided, some(Keychain::Available), false, Some(Fault::Newer), "newer version", "Update the app");
        let io = Some(Fault::Io(ErrorKind::PermissionDenied));
        check(undecided, some(Keychain::Missing), false, io, "could not be read", "look again");
    }
}
