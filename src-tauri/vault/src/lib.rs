//! Secrets of the candidate: sealed in one small file under a key that lies in the operating system's keychain.
//!
//! Where there is no keychain, the candidate chooses: this session only (nothing is written), or a file under a
//! passphrase. Never plain text.
//!
//! - The keychain has **one** entry, a random key. The secrets themselves lie in `vault.bin` (`sealed` says what stands
//!   in it), since keychains differ in what they take and ask the person once per entry.
//! - Keychains hang. Each call has a limit, and what hangs does not stop later tries (`entry`).
//! - Every step from one way of keeping to another first writes the new, then removes the old (`held`). A process that
//!   is killed in between leaves what the next look tidies: an entry under which no file is sealed, or a draft.
//! - Calls go one after the other, each to its end, even if its caller no longer waits for it.
//! - Another process must not have the same folder open; the app holds a lock for that.
//!
//! What the keychain or a passphrase cannot give is protection from a program that runs as the same person: such a
//! program can ask the keychain itself, or read this one's memory.

mod entry;
mod file;
mod held;
mod key;
mod sealed;
mod secret;
mod store;

pub use secret::Secret;

use entry::Entry;
use file::File;
use held::Held;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a keychain may take to answer.
const LIMIT: Duration = Duration::from_secs(4);

/// What the operating system's keychain answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keychain {
    /// It is there and open: secrets can be kept without the candidate doing anything.
    Available,
    /// It is there, and wants the candidate's password (or has no keyring yet, and wants one begun). The system may be
    /// asking for it just now, in a window of its own: answer there, then look again.
    Locked,
    /// This system has none, or the app may not reach it. The candidate chooses another way, or installs one.
    Missing,
    /// It did not answer in time, or not in its own terms. It may be starting, or wait for the candidate: look again.
    Unresponsive,
}

/// How secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing is kept yet, and there is no keychain to keep it: the candidate must choose. Also before the first call,
    /// and while the file cannot be read.
    Undecided,
    /// In `vault.bin`, its key in the keychain: the candidate has nothing to remember.
    Keychain,
    /// In `vault.bin`, its key made from a passphrase: the candidate types it once after each start of the app, and
    /// nobody can recover it.
    Passphrase,
    /// In memory, until the app ends: then the candidate signs in again.
    Session,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// As it was when last looked at; `None` before the first look.
    pub keychain: Option<Keychain>,
    pub keeping: Keeping,
    /// Secrets can be put and read now. False: look again (keychain), or unlock (passphrase), unless there is a fault.
    pub open: bool,
    /// What is wrong with the file, where it is more than locked.
    pub fault: Option<Fault>,
}

/// Why the file cannot be opened by unlocking or waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The keychain is open, and does not hold the key. If the candidate restores it, a later look opens the file after
    /// all; else what is kept next replaces it.
    KeyLost,
    /// It is not what was written: what is kept next replaces it.
    Damaged,
    /// A later version of the app wrote it. Only `erase` removes it.
    Newer,
    /// The disk did not give it: look again.
    Io(std::io::ErrorKind),
}

/// What the candidate chose.
#[derive(Debug, Clone)]
pub enum Choice {
    Keychain,
    Session,
    /// Not empty; how long it must be is for the app to say.
    Passphrase(Secret),
}

/// What a secret is for; bound to what is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The token from which the next sign-in's tokens come.
    RefreshToken,
    /// What binds an exam's link to this computer.
    Handout,
}

#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Secrets cannot be reached now; the state says why. Nothing was changed.
    #[error("the vault is closed")]
    Closed(State),
    /// The file is untouched: try another one.
    #[error("this is not the passphrase")]
    WrongPassphrase,
    /// An empty one would be no better than plain text.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// What was sealed cannot be opened any more: sign in again. If the candidate restores the keychain, a later look
    /// opens it after all.
    #[error("the key to what was sealed is gone")]
    KeyLost,
    /// The file is not what was written: sign in again.
    #[error("the vault's file is damaged")]
    Damaged,
    /// A later version of the app wrote the file, and it is left as it is: install that version. `erase` removes it all
    /// the same, so only after the candidate said so.
    #[error("the vault's file is of a later version")]
    Newer,
    /// An account's name over 1,024 bytes, a secret over 16 KiB, or more than 64 of them.
    #[error("more than the vault holds")]
    TooLarge,
    /// Erased but for the keychain's entry, which could not be reached. It holds a key that opens nothing any more; the
    /// next look that reaches the keychain removes it.
    #[error("the keychain's entry remains, and opens nothing")]
    EntryRemains(Keychain),
    /// What was kept before is still kept.
    #[error("the vault's file could not be written or read: {0}")]
    Io(#[from] std::io::Error),
}

/// The vault of one installation. Nothing is touched before the first call.
pub struct Vault {
    held: Arc<Mutex<Held>>,
    /// As it was after the last call.
    state: Arc<Mutex<State>>,
}

impl Vault {
    /// `folder`: where `vault.bin` lies.
    pub fn new(folder: PathBuf) -> Vault {
        Vault::with_limit(folder, LIMIT)
    }

    /// `limit`: how long each call to the keychain may take.
    pub fn with_limit(folder: PathBuf, limit: Duration) -> Vault {
        let held = Held::new(File::new(folder.clone()), Entry::new(folder, limit));
        let state = Arc::new(Mutex::new(held.state()));
        Vault { held: Arc::new(Mutex::new(held)), state }
    }

    /// What is known without asking anyone. Never waits for another call.
    pub fn state(&self) -> State {
        *lock(&self.state)
    }

    /// Asks the keychain, for a few seconds at most, and opens what can be opened without the candidate. With a keychain
    /// at hand and nothing kept so far, secrets are kept there from now on.
    ///
    /// The system may ask the candidate to unlock the keychain: so look when they want something, not by a clock.
    pub async fn look(&self) -> State {
        self.within(Held::look).await.unwrap_or_else(|_| self.state())
    }

    /// Keeps secrets this way from now on; those held so far go along, and nothing of the old way stays behind. An
    /// entry that cannot be removed just now goes at a later look. A vault that is closed must be opened first; one whose
    /// key is lost or whose file is damaged is begun anew.
    pub async fn keep(&self, choice: Choice) -> Result<State, VaultError> {
        self.within(|held| held.keep(choice)).await?
    }

    /// Opens a vault that lies under a passphrase. Takes a good part of a second.
    pub async fn unlock(&self, passphrase: Secret) -> Result<State, VaultError> {
        self.within(move |held| held.unlock(&passphrase)).await?
    }

    /// On disk (or in memory, if that was chosen) before this returns.
    ///
    /// The first call may ask the keychain, as a look would; after that only a look does.
    pub async fn put(&self, account: &str, purpose: Purpose, secret: &Secret) -> Result<(), VaultError> {
        let (account, secret) = (account.to_owned(), secret.clone());
        self.within(move |held| held.put(account, purpose, secret)).await?
    }

    /// `None` if there is no such secret. Asks the keychain only if there is a file, and nobody asked before.
    pub async fn get(&self, account: &str, purpose: Purpose) -> Result<Option<Secret>, VaultError> {
        let account = account.to_owned();
        self.within(move |held| held.get(&account, purpose)).await?
    }

    /// Begins with one account: puts its secret, and removes what belongs to all others, in one write. A file whose key is
    /// lost, or that is damaged, is replaced, if the keychain is there. How secrets are kept stays as it was.
    ///
    /// Answers with the secrets of this purpose that are kept no more, of whichever account.
    pub async fn put_only(&self, account: &str, purpose: Purpose, secret: &Secret) -> Result<Vec<Secret>, VaultError> {
        let (account, secret) = (account.to_owned(), secret.clone());
        self.within(move |held| held.put_only(account, purpose, secret)).await?
    }

    /// Removes everything: the file, the keychain's entry, and what is in memory. After it the vault is as new.
    ///
    /// Memory is cleared whatever the result. After `Io` the file may be there still, and after `EntryRemains` the
    /// entry.
    pub async fn erase(&self) -> Result<(), VaultError> {
        self.within(Held::erase).await?
    }

    /// On a thread that may block, and to its end even if nobody waits for it any more.
    async fn within<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut Held) -> T + Send + 'static,
    ) -> Result<T, VaultError> {
        let (held, state) = (Arc::clone(&self.held), Arc::clone(&self.state));
        let work = move || {
            let mut held = lock(&held);
            let done = call(&mut held);
            *lock(&state) = held.state();
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| held::ended())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
