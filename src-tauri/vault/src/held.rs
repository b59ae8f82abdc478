//! What a vault holds just now, how it keeps it, and every step from one way of keeping to another.
//!
//! All of it blocks: the caller has a thread for it. One call at a time is in here, so that the person is never asked
//! two things at once.

use crate::entry::Entry;
use crate::file::{File, Found};
use crate::key::{Derivation, Key};
use crate::sealed::{self, Keyed, NotOpened, NotSealed, Records, Sealed, Unreadable};
use crate::{Choice, Fault, Keeping, Keychain, Purpose, Secret, State, VaultError};
use std::io;

#[derive(Debug)]
pub(crate) struct Held {
    file: File,
    entry: Entry,
    keychain: Option<Keychain>,
    way: Way,
    /// Why the file could not be read when it was last tried.
    unread: Option<io::ErrorKind>,
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
        Held { file, entry, keychain: None, way: Way::Unread, unread: None, trace: Trace::Unknown }
    }

    pub(crate) fn state(&self) -> State {
        let (keeping, open) = match &self.way {
            Way::Unread | Way::Undecided | Way::Unreadable(_) => (Keeping::Undecided, false),
            Way::Ready => (Keeping::Keychain, true),
            Way::Session(_) => (Keeping::Session, true),
            Way::Closed { sealed, .. } => (keeping(&sealed.keyed), false),
            Way::Open { keyed, .. } => (keeping(keyed), true),
        };
        State { keychain: self.keychain, keeping, open, fault: self.fault() }
    }

    fn fault(&self) -> Option<Fault> {
        match &self.way {
            Way::Closed { lost: true, .. } => Some(Fault::KeyLost),
            Way::Unreadable(Unreadable::Damaged) => Some(Fault::Damaged),
            Way::Unreadable(Unreadable::Newer) => Some(Fault::Newer),
            Way::Unread => self.unread.map(Fault::Io),
            _ => None,
        }
    }

    /// Whatever is done, it opens nothing any more: it may be replaced.
    fn is_gone(&self) -> bool {
        matches!(self.fault(), Some(Fault::KeyLost | Fault::Damaged))
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

    pub(crate) fn put_only(
        &mut self,
        account: String,
        purpose: Purpose,
        secret: Secret,
    ) -> Result<Vec<Secret>, VaultError> {
        self.settle()?;
        let unasked = self.keychain.is_none() && (self.lies_under_the_keychain() || matches!(self.way, Way::Undecided));
        // What is to be replaced is tried once more.
        if unasked || self.is_gone() {
            self.look();
        }
        let gone = self.is_gone();
        match &mut self.way {
            Way::Session(records) => Ok(only(records, account, purpose, secret)),
            Way::Open { keyed, key, records } => {
                let mut new = records.clone();
                let over = only(&mut new, account, purpose, secret);
                self.file.write(&sealed::seal(keyed, key, &new)?)?;
                *records = new;
                Ok(over)
            }
            way if gone || matches!(way, Way::Ready) => {
                self.seal_under_the_keychain(Records::from([((account, purpose), secret)]))?;
                Ok(Vec::new())
            }
            _ => Err(self.closed()),
        }
    }

    pub(crate) fn keep(&mut self, choice: Choice) -> Result<State, VaultError> {
        self.settle()?;
        if self.keychain.is_none() && self.lies_under_the_keychain() || self.is_gone() {
            self.look();
        }
        let records = match &self.way {
            Way::Undecided | Way::Ready => Records::new(),
            Way::Session(records) | Way::Open { records, .. } => records.clone(),
            _ if self.is_gone() => Records::new(),
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
        self.unread = removed.as_ref().err().map(io::Error::kind);
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
        let found = self.file.read();
        self.unread = found.as_ref().err().map(io::Error::kind);
        self.way = match found? {
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
        let Way::Closed { sealed, lost } = &mut self.way else { return };
        // One that does not answer now has not said that the key is gone.
        *lost = false;
        let Ok(answer) = answer else { return };
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
        match self.fault() {
            Some(Fault::KeyLost) => VaultError::KeyLost,
            Some(Fault::Damaged) => VaultError::Damaged,
            Some(Fault::Newer) => VaultError::Newer,
            Some(Fault::Io(kind)) => VaultError::Io(kind.into()),
            None => VaultError::Closed(self.state()),
        }
    }
}

/// Puts the secret, and takes out what belongs to other accounts. Answers with the secrets of this purpose that go.
fn only(records: &mut Records, account: String, purpose: Purpose, secret: Secret) -> Vec<Secret> {
    let goes = |(of, what): &(String, Purpose), _: &mut Secret| *of != account || *what == purpose;
    let gone: Vec<_> = records.extract_if(goes).collect();
    records.insert((account, purpose), secret);
    gone.into_iter().filter(|((_, what), _)| *what == purpose).map(|(_, secret)| secret).collect()
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
