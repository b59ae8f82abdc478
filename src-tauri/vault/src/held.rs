//! What a vault holds just now, how it keeps it, and every step from one way of keeping to another.
//!
//! All of it blocks: the caller has a thread for it. One call at a time is in here, so that the person is never asked
//! two things at once.

use crate::entry::Entry;
use crate::file::{File, Found};
use crate::key::{Derivation, Key};
use crate::sealed::{self, Keyed, NotOpened, NotSealed, Records, Sealed, Unreadable};
use crate::{Choice, Keeping, Keychain, Purpose, Secret, State, VaultError};
use std::io;

#[derive(Debug)]
pub(crate) struct Held {
    file: File,
    entry: Entry,
    keychain: Option<Keychain>,
    way: Way,
    trace: Trace,
}

/// How it stands with the file, and what is open.
#[derive(Debug)]
enum Way {
    /// Nobody has looked, or the file could not be read.
    Unread,
    /// There is no file, and nothing is decided.
    Undecided,
    /// There is no file, and the keychain will have the key when there is something to keep.
    Ready,
    Session(Records),
    Closed {
        sealed: Sealed,
        /// The keychain answered, and not with this file's key.
        lost: bool,
    },
    Open {
        keyed: Keyed,
        key: Key,
        records: Records,
    },
    Unreadable(Unreadable),
}

/// Whether there is an entry in the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trace {
    Unknown,
    None,
    /// There is, or may be at any moment.
    Entry,
}

impl Held {
    pub(crate) fn new(file: File, entry: Entry) -> Held {
        Held { file, entry, keychain: None, way: Way::Unread, trace: Trace::Unknown }
    }

    pub(crate) fn state(&self) -> State {
        let (keeping, open) = match &self.way {
            Way::Unread | Way::Undecided | Way::Unreadable(_) => (Keeping::Undecided, false),
            Way::Ready => (Keeping::Keychain, true),
            Way::Session(_) => (Keeping::Session, true),
            Way::Closed { sealed, .. } => (keeping(&sealed.keyed), false),
            Way::Open { keyed, .. } => (keeping(keyed), true),
        };
        State { keychain: self.keychain, keeping, open }
    }

    pub(crate) fn look(&mut self) -> State {
        if matches!(self.way, Way::Unreadable(_)) {
            self.way = Way::Unread;
        }
        // What cannot be read is told by whoever needs what is in it.
        let _ = self.settle();
        match &self.way {
            Way::Closed { sealed: Sealed { keyed: Keyed::Keychain, .. }, .. } => self.open_by_keychain(),
            // The entry is in use, or it is not known whether it is.
            Way::Open { keyed: Keyed::Keychain, .. } | Way::Unread | Way::Unreadable(_) => self.ask(Entry::look),
            _ if self.trace == Trace::None => self.ask(Entry::look),
            // No file is sealed under it: it was left over when it could not be reached.
            _ => self.clear_entry(),
        }
        match (&self.way, self.keychain) {
            (Way::Undecided, Some(Keychain::Available)) => self.way = Way::Ready,
            (Way::Ready, Some(Keychain::Available)) => (),
            (Way::Ready, _) => self.way = Way::Undecided,
            _ => (),
        }
        self.state()
    }

    pub(crate) fn get(&mut self, account: &str, purpose: Purpose) -> Result<Option<Secret>, VaultError> {
        self.settle()?;
        if self.keychain.is_none() && self.lies_under_the_keychain() {
            self.look();
        }
        match &self.way {
            Way::Undecided | Way::Ready => Ok(None),
            Way::Session(records) | Way::Open { records, .. } => {
                Ok(records.get(&(account.to_owned(), purpose)).cloned())
            }
            _ => Err(self.closed()),
        }
    }

    pub(crate) fn put(&mut self, account: String, purpose: Purpose, secret: Secret) -> Result<(), VaultError> {
        self.settle()?;
        if self.keychain.is_none() && (self.lies_under_the_keychain() || matches!(self.way, Way::Undecided)) {
            self.look();
        }
        let record = ((account, purpose), secret);
        match &mut self.way {
            Way::Ready => self.seal_under_the_keychain(Records::from([record])),
            Way::Session(records) => {
                records.extend([record]);
                Ok(())
            }
            Way::Open { keyed, key, records } => {
                let mut more = records.clone();
                more.extend([record]);
                self.file.write(&sealed::seal(keyed, key, &more)?)?;
                *records = more;
                Ok(())
            }
            _ => Err(self.closed()),
        }
    }

    pub(crate) fn forget(&mut self, account: &str) -> Result<(), VaultError> {
        self.settle()?;
        match &mut self.way {
            Way::Undecided | Way::Ready => Ok(()),
            Way::Session(records) => {
                records.retain(|(of, _), _| of != account);
                Ok(())
            }
            Way::Open { keyed, key, records } => {
                let mut fewer = records.clone();
                fewer.retain(|(of, _), _| of != account);
                self.file.write(&sealed::seal(keyed, key, &fewer)?)?;
                *records = fewer;
                Ok(())
            }
            _ => Err(self.closed()),
        }
    }

    pub(crate) fn keep(&mut self, choice: Choice) -> Result<State, VaultError> {
        self.settle()?;
        if self.keychain.is_none() && self.lies_under_the_keychain() {
            self.look();
        }
        let records = match &self.way {
            Way::Undecided | Way::Ready => Records::new(),
            Way::Session(records) | Way::Open { records, .. } => records.clone(),
            _ => return Err(self.closed()),
        };
        match choice {
            Choice::Keychain if self.state().open && self.lies_under_the_keychain() => (),
            Choice::Keychain => self.seal_under_the_keychain(records)?,
            Choice::Passphrase(passphrase) => self.seal_under_a_passphrase(&passphrase, records)?,
            Choice::Session => {
                self.file.remove()?;
                self.way = Way::Session(records);
                self.clear_known_entry();
            }
        }
        Ok(self.state())
    }

    pub(crate) fn unlock(&mut self, passphrase: &Secret) -> Result<State, VaultError> {
        self.settle()?;
        if let Way::Closed { sealed, .. } = &self.way
            && let Keyed::Passphrase(by) = &sealed.keyed
        {
            let key = Key::derive(passphrase, by)?;
            match sealed.open(&key) {
                Ok(records) => self.way = Way::Open { keyed: sealed.keyed.clone(), key, records },
                Err(NotOpened::WrongKey) => return Err(VaultError::WrongPassphrase),
                Err(NotOpened::Damaged) => self.way = Way::Unreadable(Unreadable::Damaged),
            }
        }
        if self.state().open { Ok(self.state()) } else { Err(self.closed()) }
    }

    pub(crate) fn erase(&mut self) -> Result<(), VaultError> {
        // Only to know whether an entry belongs to it.
        if self.settle().is_err() {
            self.trace = Trace::Entry;
        }
        // Memory first: it is cleared whatever comes.
        self.way = Way::Unread;
        let removed = self.file.remove();
        if self.trace != Trace::None {
            self.clear_entry();
        }
        removed?;
        self.way = match self.keychain {
            Some(Keychain::Available) => Way::Ready,
            _ => Way::Undecided,
        };
        match (self.trace, self.keychain) {
            (Trace::Entry, Some(keychain)) => Err(VaultError::EntryRemains(keychain)),
            _ => Ok(()),
        }
    }

    /// Reads the file, if nobody has.
    fn settle(&mut self) -> Result<(), VaultError> {
        if !matches!(self.way, Way::Unread) {
            return Ok(());
        }
        self.way = match self.file.read()? {
            Found::Nothing => Way::Undecided,
            Found::Foreign => Way::Unreadable(Unreadable::Damaged),
            Found::Bytes(bytes) => match Sealed::read(&bytes) {
                Ok(sealed) => Way::Closed { sealed, lost: false },
                Err(unreadable) => Way::Unreadable(unreadable),
            },
        };
        if self.lies_under_the_keychain() || matches!(self.way, Way::Unreadable(_)) {
            self.trace = Trace::Entry;
        }
        Ok(())
    }

    /// There is a file, and its key is in the keychain.
    fn lies_under_the_keychain(&self) -> bool {
        match &self.way {
            Way::Closed { sealed: Sealed { keyed, .. }, .. } | Way::Open { keyed, .. } => *keyed == Keyed::Keychain,
            _ => false,
        }
    }

    fn open_by_keychain(&mut self) {
        let answer = self.entry.read();
        self.keychain = Some(answer.as_ref().map_or_else(|keychain| *keychain, |_| Keychain::Available));
        let (Way::Closed { sealed, lost }, Ok(answer)) = (&mut self.way, answer) else { return };
        match answer.map(|key| (sealed.open(&key), key)) {
            Some((Ok(records), key)) => self.way = Way::Open { keyed: Keyed::Keychain, key, records },
            Some((Err(NotOpened::Damaged), _)) => self.way = Way::Unreadable(Unreadable::Damaged),
            Some((Err(NotOpened::WrongKey), _)) | None => *lost = true,
        }
    }

    /// A new key, since one that was ever written elsewhere could be known; then the file. The other way's file is
    /// replaced by it.
    fn seal_under_the_keychain(&mut self, records: Records) -> Result<(), VaultError> {
        let key = Key::random()?;
        let bytes = sealed::seal(&Keyed::Keychain, &key, &records)?;
        self.ask(|entry| entry.keep(&key));
        match self.keychain {
            Some(Keychain::Available) => self.trace = Trace::Entry,
            keychain => {
                if keychain != Some(Keychain::Missing) {
                    // What was asked for may still happen.
                    self.trace = Trace::Entry;
                }
                if matches!(self.way, Way::Ready) {
                    self.way = Way::Undecided;
                }
                return Err(VaultError::Closed(self.state()));
            }
        }
        self.file.write(&bytes)?;
        self.way = Way::Open { keyed: Keyed::Keychain, key, records };
        Ok(())
    }

    fn seal_under_a_passphrase(&mut self, passphrase: &Secret, records: Records) -> Result<(), VaultError> {
        if passphrase.reveal().is_empty() {
            return Err(VaultError::EmptyPassphrase);
        }
        let by = Derivation::fresh()?;
        let key = Key::derive(passphrase, &by)?;
        let keyed = Keyed::Passphrase(by);
        self.file.write(&sealed::seal(&keyed, &key, &records)?)?;
        self.way = Way::Open { keyed, key, records };
        self.clear_known_entry();
        Ok(())
    }

    /// If it cannot be reached now, a later look removes it. Until then it opens nothing.
    fn clear_known_entry(&mut self) {
        if self.trace == Trace::Entry {
            self.clear_entry();
        }
    }

    fn clear_entry(&mut self) {
        self.ask(Entry::remove);
        if self.keychain == Some(Keychain::Available) {
            self.trace = Trace::None;
        }
    }

    fn ask(&mut self, call: impl FnOnce(&Entry) -> Result<(), Keychain>) {
        self.keychain = Some(call(&self.entry).map_or_else(|keychain| keychain, |()| Keychain::Available));
    }

    /// Why nothing can be put or read.
    fn closed(&self) -> VaultError {
        match &self.way {
            Way::Closed { lost: true, .. } => VaultError::KeyLost,
            Way::Unreadable(Unreadable::Damaged) => VaultError::Damaged,
            Way::Unreadable(Unreadable::Newer) => VaultError::Newer,
            _ => VaultError::Closed(self.state()),
        }
    }
}

fn keeping(keyed: &Keyed) -> Keeping {
    match keyed {
        Keyed::Keychain => Keeping::Keychain,
        Keyed::Passphrase(_) => Keeping::Passphrase,
    }
}

impl From<NotSealed> for VaultError {
    fn from(not: NotSealed) -> VaultError {
        match not {
            NotSealed::TooLarge => VaultError::TooLarge,
            NotSealed::Io(error) => VaultError::Io(error),
        }
    }
}

/// Of a thread that did not come to its end.
pub(crate) fn ended() -> VaultError {
    VaultError::Io(io::Error::other("the vault's thread ended early"))
}
