//! The candidate's side of the registrar: sign-in, readiness check, identity, launch, result, credential.
//!
//! Nothing here uses the network before the candidate signs in. What is known is kept on disk, so that the way can be shown
//! without a registrar; what is secret lies in the vault and never leaves this room but for the registrar and the browser.

mod ask;
pub mod badge;
mod client;
mod clock;
mod kept;
mod launch;
mod pins;
mod place;
mod probe;
pub mod readiness;
mod session;
mod sign_in;
mod trouble;
mod way;
mod window;

pub use clock::{KeptClock, Steady};
pub use kept::{Found, Kept, KeptAccount, KeptLaunch, KeptOpen, KeptRow, KeptSilence, Run};
pub use launch::{Launch, Silence};
pub use place::{NotListed, Outward, Place, Purpose, host_of};
pub use trouble::{ExamError, Unheard};
pub use vault;
pub use window::{Moment, Window, moment, window};

use client::Client;
use kept::Notes;
use session::Session;
use sign_in::Pending;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Mutex;
use vault::{Fault, Vault};

/// What the world gives: the clocks, and somebody to tell that there is news.
pub struct Given {
    /// UTC milliseconds since 1970.
    pub now_ms: Box<dyn Fn() -> i64 + Send + Sync>,
    pub steady: Box<dyn Fn() -> Steady + Send + Sync>,
    /// Called when something has changed without having been asked for.
    pub tell: Box<dyn Fn() + Send + Sync>,
    /// For a whole exchange with the registrar; it waits for its providers for less than [`PATIENCE`].
    pub patience: Duration,
}

/// How long an answer of the registrar may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The exam chapter of one installation.
pub struct Exam {
    place: Option<Place>,
    /// Made when it is first needed: it reads the system's authorities.
    client: std::sync::Mutex<Option<Client>>,
    vault: Vault,
    folder: PathBuf,
    notes: Notes,
    found: std::sync::Mutex<Found>,
    kept: std::sync::Mutex<Kept>,
    /// One writer at a time.
    writing: Mutex<()>,
    /// Memory holds what is not on disk.
    unwritten: AtomicBool,
    session: Mutex<Session>,
    pending: Mutex<Option<Pending>>,
    /// One code at a time.
    completing: Mutex<()>,
    contact: std::sync::Mutex<Contact>,
    /// One asking at a time.
    asking: Mutex<()>,
    /// One start of an exam at a time.
    launching: Mutex<()>,
    /// How often the candidate has changed something here: an older picture does not replace what that brought.
    acts: AtomicU64,
    /// By how much the wall clock had been set when the registrar was last asked because of it.
    minded_ms: AtomicI64,
    given: Given,
    looked: std::sync::Mutex<Option<pins::Looked>>,
}

/// When the registrar was heard in this session, and what keeps it from being heard now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub heard_ms: Option<i64>,
    pub asking: bool,
    pub silent: Option<Silent>,
    /// Why the vault could not be read when the registrar was to be asked.
    pub vault: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    pub in_words: String,
    pub since_ms: i64,
    pub asks_again_ms: i64,
}

/// Whether somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    SignedOut,
    SigningIn { until_ms: i64, trouble: Option<String> },
    SignedIn { email: String },
    Locked { email: String },
    SignInAgain { email: String, why: String },
}

impl Exam {
    /// Reads what was kept in `folder`; asks nobody. Without a place nothing of the exam chapter can be done.
    pub fn new(folder: PathBuf, place: Option<Place>, given: Given) -> Arc<Exam> {
        let (notes, kept, found) = Notes::open(&folder);
        Arc::new(Exam {
            place,
            client: std::sync::Mutex::default(),
            vault: Vault::new(folder.clone()),
            folder,
            notes,
            found: std::sync::Mutex::new(found),
            kept: std::sync::Mutex::new(kept),
            writing: Mutex::default(),
            unwritten: AtomicBool::default(),
            session: Mutex::default(),
            pending: Mutex::default(),
            completing: Mutex::default(),
            contact: std::sync::Mutex::default(),
            asking: Mutex::default(),
            launching: Mutex::default(),
            acts: AtomicU64::default(),
            minded_ms: AtomicI64::default(),
            given,
            looked: std::sync::Mutex::default(),
        })
    }

    /// Reads once more what was kept: another process may have written it since. To be called before anything is changed.
    pub fn read_again(&self) {
        let (kept, found) = self.notes.read();
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        if found != Found::Good {
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        }
    }

    /// What was found of earlier notes; good from the second call on, since it is to be told once.
    pub fn take_found(&self) -> Found {
        std::mem::replace(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner), Found::Good)
    }

    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Where the notes and the vault lie.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    pub fn contact_now(&self) -> Contact {
        self.contact().clone()
    }

    pub async fn account(&self) -> Account {
        if let Some(pending) = self.pending().await.as_ref() {
            return Account::SigningIn { until_ms: pending.until_ms, trouble: pending.trouble.clone() };
        }
        let vault = self.vault.state();
        // Before anyone has looked, the vault is taken to be as it was left.
        let closed = vault.keychain.is_some() && !vault.open;
        let gone = matches!(vault.fault, Some(Fault::KeyLost | Fault::Damaged));
        match self.kept(|kept| kept.account.as_ref().map(|a| (a.email.clone(), a.ended.clone()))) {
            None => Account::SignedOut,
            Some((email, Some(why))) => Account::SignInAgain { email, why },
            // Only a new sign-in goes on: there is nothing that could be opened.
            Some((email, None)) if gone => Account::SignInAgain { email, why: session::KEY_GONE.to_owned() },
            Some((email, None)) if closed => Account::Locked { email },
            Some((email, None)) => Account::SignedIn { email },
        }
    }

    /// Reads of what is kept.
    pub fn kept<T>(&self, read: impl FnOnce(&Kept) -> T) -> T {
        read(&self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes what is kept: in memory in any case, on disk when this returns without an error.
    pub async fn update(&self, change: impl FnOnce(&mut Kept)) -> Result<(), ExamError> {
        let _one = self.writing.lock().await;
        let (changed, kept) = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            let before = kept.clone();
            change(&mut kept);
            (before != *kept, kept.clone())
        };
        // What could not be written the last time is written now.
        if changed || self.unwritten.load(Ordering::Relaxed) {
            self.unwritten.store(true, Ordering::Relaxed);
            self.notes.write(&kept)?;
            self.unwritten.store(false, Ordering::Relaxed);
        }
        Ok(())
    }

    fn known_place(&self) -> Result<&Place, ExamError> {
        self.place.as_ref().ok_or(ExamError::NoRegistrar)
    }

    fn client(&self) -> Result<Client, ExamError> {
        let place = self.known_place()?;
        let mut held = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        match &*held {
            Some(client) => Ok(client.clone()),
            None => Ok(held.insert(Client::new(place.clone(), self.given.patience)?).clone()),
        }
    }

    /// Closes the connections to the registrar: what was said over them is wiped with them.
    fn hang_up(&self) {
        *self.client.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn outward(&self, purpose: Purpose, address: &str) -> Result<Outward, ExamError> {
        Ok(self.known_place()?.outward(purpose, address)?)
    }

    fn contact(&self) -> MutexGuard<'_, Contact> {
        self.contact.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn looked(&self) -> MutexGuard<'_, Option<pins::Looked>> {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_ms(&self) -> i64 {
        (self.given.now_ms)()
    }

    fn tell(&self) {
        (self.given.tell)();
    }
}
