//! The one entry in the keychain, asked by threads that may be left behind.
//!
//! The keychain's calls block, and some never return: one that waits for a password that nobody types, or for a service
//! that stands still. Each call therefore has a thread of its own and a limit. After the limit the thread is left to
//! itself and counted until it ends. While one is left behind,
//! - nothing is called that could ask the person again: first the lock is looked at, and if it is not open, that is the
//!   answer;
//! - nothing is changed while another change may still happen, since a late removal would take away a new key.

use crate::Keychain;
use crate::key::Key;
use crate::store::{self, Lock, Unreached};
use data_encoding::HEXLOWER;
use keyring::Error;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use zeroize::Zeroizing;

/// More threads than these are not left behind.
const MAX_LEFT_BEHIND: usize = 4;

/// The one entry.
#[derive(Debug)]
pub(crate) struct Entry {
    folder: PathBuf,
    limit: Duration,
    left_behind: Arc<LeftBehind>,
}

#[derive(Debug, Default)]
struct LeftBehind {
    calls: AtomicUsize,
    changes: AtomicUsize,
}

enum Call {
    /// Whether it is there, and open.
    Look,
    Read,
    Keep(Key),
    Remove,
}

/// What a call that went well brings.
enum Reply {
    Done,
    /// There is no entry.
    Nothing,
    /// There is an entry; `None` if what it holds is no key.
    Held(Option<Key>),
}

impl Entry {
    /// Of the vault in `folder`: each folder has an entry of its own, so that a second installation does not take the
    /// first one's key away.
    pub(crate) fn new(folder: PathBuf, limit: Duration) -> Entry {
        Entry { folder, limit, left_behind: Arc::default() }
    }

    /// Asks nobody for a password.
    pub(crate) fn look(&self) -> Result<(), Keychain> {
        self.call(Call::Look).map(|_| ())
    }

    /// `None`: there is no entry, or it holds no key.
    pub(crate) fn read(&self) -> Result<Option<Key>, Keychain> {
        self.call(Call::Read).map(|reply| match reply {
            Reply::Held(key) => key,
            Reply::Done | Reply::Nothing => None,
        })
    }

    /// Kept when this returns `Ok`. After an error it may still be kept later.
    pub(crate) fn keep(&self, key: &Key) -> Result<(), Keychain> {
        self.call(Call::Keep(key.clone())).map(|_| ())
    }

    /// Nothing to remove is well, too.
    pub(crate) fn remove(&self) -> Result<(), Keychain> {
        self.call(Call::Remove).map(|_| ())
    }

    fn call(&self, call: Call) -> Result<Reply, Keychain> {
        let before = Before { calls: self.left_behind.calls(), changes: self.left_behind.changes() };
        if before.calls >= MAX_LEFT_BEHIND {
            return Err(Keychain::Unresponsive);
        }
        let seen = Arc::new(Mutex::new(None));
        let (answer, answered) = mpsc::sync_channel(1);
        let running = Running::start(&self.left_behind, call.is_change());
        let (user, seen_there) = (user(&self.folder), Arc::clone(&seen));
        let work = move || {
            let reply = call.run(&user, &before, &seen_there);
            drop(running);
            // Nobody listens any more after the limit.
            let _ = answer.send(reply);
        };
        if thread::Builder::new().name("keychain".into()).spawn(work).is_err() {
            return Err(Keychain::Unresponsive);
        }
        let waiting_for_the_person = || *seen.lock().unwrap_or_else(PoisonError::into_inner) == Some(Lock::Locked);
        match answered.recv_timeout(self.limit) {
            Ok(reply) => reply,
            Err(RecvTimeoutError::Timeout) if waiting_for_the_person() => Err(Keychain::Locked),
            Err(_) => Err(Keychain::Unresponsive),
        }
    }
}

/// The same whether or not the folder exists yet, and by whichever links it is reached. It tells nothing of the path.
fn user(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let real = folder.ancestors().find_map(|above| {
        let below = folder.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(below).components().collect::<PathBuf>())
    });
    let digest = Sha256::digest(real.unwrap_or(folder).as_os_str().as_encoded_bytes());
    format!("vault {}", HEXLOWER.encode(&digest[..8]))
}

impl LeftBehind {
    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn changes(&self) -> usize {
        self.changes.load(Ordering::SeqCst)
    }
}

/// What was left behind when a call began.
struct Before {
    calls: usize,
    changes: usize,
}

/// Counts a call from its beginning to its end, whichever end that is.
struct Running {
    among: Arc<LeftBehind>,
    change: usize,
}

impl Running {
    fn start(among: &Arc<LeftBehind>, change: bool) -> Running {
        let change = usize::from(change);
        among.calls.fetch_add(1, Ordering::SeqCst);
        among.changes.fetch_add(change, Ordering::SeqCst);
        Running { among: Arc::clone(among), change }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.among.calls.fetch_sub(1, Ordering::SeqCst);
        self.among.changes.fetch_sub(self.change, Ordering::SeqCst);
    }
}

impl Call {
    fn is_change(&self) -> bool {
        matches!(self, Call::Keep(_) | Call::Remove)
    }

    /// On the call's own thread.
    fn run(&self, user: &str, before: &Before, seen: &Mutex<Option<Lock>>) -> Result<Reply, Keychain> {
        let lock = store::lock().map_err(|unreached| match unreached {
            Unreached::Missing => Keychain::Missing,
            Unreached::Unresponsive => Keychain::Unresponsive,
        })?;
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(lock);
        match (self, lock) {
            (Call::Look, Lock::Locked) => return Err(Keychain::Locked),
            (Call::Look, _) => return Ok(Reply::Done),
            // One question at a time.
            (_, Lock::Locked) if before.calls > 0 => return Err(Keychain::Locked),
            (_, Lock::Unknown) if before.calls > 0 => return Err(Keychain::Unresponsive),
            _ if self.is_change() && before.changes > 0 => return Err(Keychain::Unresponsive),
            _ => (),
        }
        match (self.on_entry(user), lock) {
            // A keyring that hides what it holds while it is locked says the same.
            (Ok(Reply::Nothing), Lock::Locked) => Err(Keychain::Locked),
            (Ok(reply), _) => Ok(reply),
            (Err(Error::NoStorageAccess(_)), _) => Err(Keychain::Locked),
            (Err(_), _) => Err(Keychain::Unresponsive),
        }
    }

    fn on_entry(&self, user: &str) -> Result<Reply, Error> {
        let entry = store::entry(user)?;
        let replied = match self {
            Call::Look => Ok(Reply::Done),
            Call::Keep(key) => return keep(&entry, key).map(|()| Reply::Done),
            Call::Read => read(&entry).map(Reply::Held),
            Call::Remove => remove(&entry).map(|()| Reply::Done),
        };
        match replied {
            Err(Error::NoEntry) => Ok(Reply::Nothing),
            replied => replied,
        }
    }
}

fn read(entry: &keyring::Entry) -> Result<Option<Key>, Error> {
    let text = Zeroizing::new(match entry.get_secret() {
        // Somebody copied it; any copy will do, and the file knows whether it is the right one.
        Err(Error::Ambiguous(entries)) => entries.first().ok_or(Error::NoEntry)?.get_secret()?,
        text => text?,
    });
    Ok(Key::from_text(&text))
}

/// Read again after it was kept: what a keychain did not keep must not be sealed under.
fn keep(entry: &keyring::Entry, key: &Key) -> Result<(), Error> {
    let text = key.to_text();
    match entry.set_secret(&text[..]) {
        Err(Error::Ambiguous(_)) => {
            remove(entry)?;
            entry.set_secret(&text[..])?;
        }
        kept => kept?,
    }
    match read(entry)? {
        Some(kept) if kept == *key => Ok(()),
        _ => Err(Error::BadStoreFormat("another key than was kept".to_owned())),
    }
}

fn remove(entry: &keyring::Entry) -> Result<(), Error> {
    match entry.delete_credential() {
        Err(Error::Ambiguous(entries)) => entries.iter().try_for_each(keyring::Entry::delete_credential),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::user;

    #[test]
    fn a_folder_keeps_its_name_when_it_is_made_and_however_it_is_reached() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("data/deep");
        let before = user(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        assert_eq!(user(&folder), before);
        assert_eq!(user(&around.path().join("data/./deep/")), before);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(around.path().join("data"), around.path().join("link")).unwrap();
            assert_eq!(user(&around.path().join("link/deep")), before);
        }
        assert_ne!(user(&around.path().join("data")), before);
    }
}
