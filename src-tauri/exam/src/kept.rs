//! What the app notes of the exam chapter between two starts: nothing secret, in one small file.

use crate::badge::Pin;
use crate::clock::KeptClock;
use registrar_api::{Case, Enrolment, EnrolmentSummary, Programme};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const FILE: &str = "exam.json";
const SET_ASIDE: &str = "exam.json.damaged";
/// How the names of files begin that are still being written.
const DRAFT: &str = ".exam-";
/// A draft this old is nobody's any more.
const DRAFT_OVER: Duration = Duration::from_secs(60);
const VERSION: u32 = 1;
/// In bytes: a hundred times what a candidate with many cases comes to. What is larger was not written by the app.
const LARGEST: u64 = 8 * 1024 * 1024;
/// Runs of the readiness check that are kept.
const RUNS: usize = 10;

/// All of it. What depends on the candidate goes when they sign out; what depends on the computer stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub version: u32,
    pub account: Option<KeptAccount>,
    #[serde(deserialize_with = "lenient")]
    pub runs: Vec<Run>,
    /// What the candidate's browser reported last.
    #[serde(deserialize_with = "lenient")]
    pub browser: Option<Run>,
    /// Until when the app is silent whoever is signed in: an exam that was open when somebody signed out.
    pub silence: Option<KeptSilence>,
    pub clock: Option<KeptClock>,
    /// Issuers' keys that the learner trusts by their own decision.
    pub pins: Vec<Pin>,
}

/// One candidate, as the registrar last spoke of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptAccount {
    pub email: String,
    /// Set when the sign-in has ended by itself, with the reason in words.
    pub ended: Option<String>,
    pub heard_ms: Option<i64>,
    /// Our clock less the registrar's, in milliseconds.
    pub ahead_ms: i64,
    #[serde(deserialize_with = "lenient")]
    pub programme: Option<Programme>,
    #[serde(deserialize_with = "lenient")]
    pub enrolments: Vec<EnrolmentSummary>,
    /// The enrolment that is looked at.
    pub chosen: Option<String>,
    #[serde(deserialize_with = "lenient")]
    pub enrolment: Option<Enrolment>,
    #[serde(deserialize_with = "lenient")]
    pub cases: Vec<Case>,
    /// The last exam that is open, over all enrolments.
    pub open: Option<KeptOpen>,
    pub launch: Option<KeptLaunch>,
    /// The check that was last opened in the browser, as long as its page can report.
    pub browser_check: Option<BrowserCheckOpen>,
}

/// An exam's link that this computer has given to a browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLaunch {
    pub enrolment: String,
    pub seat: String,
    pub host: String,
    pub opened_ms: i64,
    /// When the seat ends, by the registrar's clock.
    pub expires_ms: i64,
    pub copied: bool,
}

/// An exam that the registrar says is open, of whichever enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptOpen {
    /// When that was heard first, by this computer's clock.
    pub heard_ms: i64,
    /// By the registrar's clock.
    pub expires_ms: i64,
}

/// A time of silence, for an exam. The first version did not say for which seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSilence {
    pub since_ms: i64,
    pub until_ms: i64,
    #[serde(default)]
    pub seat: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserCheckOpen {
    pub id: String,
    pub expires_ms: i64,
    /// When it reported what was taken over, by the registrar's clock. Its page can be used again, and then reports anew.
    #[serde(default)]
    pub reported_ms: Option<i64>,
}

/// One run of the readiness check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    pub at_ms: i64,
    pub rows: Vec<KeptRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRow {
    pub name: String,
    /// `pass`, `attention` or `unknown`.
    pub verdict: String,
    pub seen: String,
    pub mend: String,
}

/// What another version of the app wrote in another shape is as good as absent: the registrar is asked again. What cannot be
/// asked for again (who, and what is open) is read strictly.
fn lenient<'de, T: DeserializeOwned + Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Kept {
    /// Adds a run, newest first.
    pub fn add_run(&mut self, run: Run) {
        self.runs.insert(0, run);
        self.runs.truncate(RUNS);
    }
}

/// The file, and whether it can be written.
#[derive(Debug)]
pub(crate) struct Notes {
    folder: PathBuf,
    /// Why it is read as empty and left as it is.
    left: Mutex<Option<&'static str>>,
}

const LEFT_NEWER: &str =
    "A newer version of this app has written the notes of your exam. Update the app before you go on with the exam.";
const LEFT_UNREAD: &str = "What the app has noted of your exam could not be read from the disk, so it is left as it is. Look at the rights of the data folder and at its disk, then start the app again.";

/// What was found at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or what was written.
    Good,
    /// It could not be read: it was set aside, and the app begins anew.
    Damaged,
    /// A newer version of the app has written it.
    Newer,
    /// The disk did not give it.
    Unread,
}

impl Notes {
    pub(crate) fn open(folder: &Path) -> (Notes, Kept, Found) {
        let notes = Notes { folder: folder.to_owned(), left: Mutex::default() };
        clear_drafts(folder, DRAFT_OVER);
        let (kept, found) = notes.read();
        (notes, kept, found)
    }

    /// What stands in the file now.
    pub(crate) fn read(&self) -> (Kept, Found) {
        let (kept, found) = self.look();
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = match found {
            Found::Newer => Some(LEFT_NEWER),
            Found::Unread => Some(LEFT_UNREAD),
            Found::Good | Found::Damaged => None,
        };
        (kept, found)
    }

    fn look(&self) -> (Kept, Found) {
        let bytes = match read(&self.folder.join(FILE)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return (Kept::default(), Found::Good),
            // What is there may be whole, and come back.
            Err(_) => return (Kept::default(), Found::Unread),
        };
        let version = serde_json::from_slice::<serde_json::Value>(&bytes).ok().and_then(|v| v["version"].as_u64());
        if version.is_some_and(|v| v > u64::from(VERSION)) {
            return (Kept::default(), Found::Newer);
        }
        match serde_json::from_slice(&bytes) {
            Ok(kept) if version.is_some() => (kept, Found::Good),
            _ => {
                // If it cannot be moved either, the next writing says so.
                let _ = std::fs::rename(self.folder.join(FILE), self.folder.join(SET_ASIDE));
                (Kept::default(), Found::Damaged)
            }
        }
    }

    /// Why nothing can be noted, in words.
    pub(crate) fn refuses(&self) -> Option<&'static str> {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes the file: nothing of the candidate stays.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match std::fs::remove_file(self.folder.join(FILE)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }

    /// Removes what else may hold words of the candidate: a file that was set aside, and drafts of killed processes.
    pub(crate) fn clear(&self) {
        // What cannot be removed holds nothing that opens anything.
        let _ = std::fs::remove_file(self.folder.join(SET_ASIDE));
        clear_drafts(&self.folder, Duration::ZERO);
    }

    /// On disk when this returns: a crash leaves the old file or the new one.
    pub(crate) fn write(&self, kept: &Kept) -> io::Result<()> {
        if let Some(why) = self.refuses() {
            return Err(io::Error::other(why));
        }
        std::fs::create_dir_all(&self.folder)?;
        let kept = Kept { version: VERSION, ..kept.clone() };
        let mut file = tempfile::Builder::new().prefix(DRAFT).tempfile_in(&self.folder)?;
        file.write_all(&serde_json::to_vec(&kept)?)?;
        file.as_file().sync_all()?;
        file.persist(self.folder.join(FILE)).map_err(|e| e.error)?;
        if cfg!(unix) {
            File::open(&self.folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// Of a file that is too large, the beginning: that is no notes of ours either.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Removes what processes left behind that were killed while they wrote. A younger draft may be another process's, which is
/// at it just now.
fn clear_drafts(folder: &Path, over: Duration) {
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.flatten().filter(|f| f.file_name().as_encoded_bytes().starts_with(DRAFT.as_bytes())) {
        let age = file.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age >= over) {
            // It is in nobody's way; the next start tries again.
            let _ = std::fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(email: &str) -> Kept {
        let account = KeptAccount { email: email.to_owned(), ..KeptAccount::default() };
        Kept { version: VERSION, account: Some(account), ..Kept::default() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (notes, empty, found) = Notes::open(&folder.path().join("data"));
        assert_eq!((empty, found), (Kept::default(), Found::Good));
        notes.write(&kept("mara@academy.test")).expect("the folder can be written");
        let (_, again, found) = Notes::open(&folder.path().join("data"));
        assert_eq!((again, found), (kept("mara@academy.test"), Found::Good));
        let files = std::fs::read_dir(folder.path().join("data")).expect("it is there").count();
        assert_eq!(files, 1, "nothing is left beside it");
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_said() {
        let endless = [&b"{\"version\":1,\"runs\":["[..], &b" ".repeat(9 << 20), b"]}"].concat();
        for damage in [&b""[..], b"{", b"[]", b"\xff\xfe", b"{\"version\":1,\"account\":7}", &endless] {
            let folder = tempfile::tempdir().expect("a folder for the test");
            std::fs::write(folder.path().join(FILE), damage).expect("the folder can be written");
            let (notes, kept_now, found) = Notes::open(folder.path());
            let shown = String::from_utf8_lossy(&damage[..damage.len().min(40)]);
            assert_eq!((kept_now, found), (Kept::default(), Found::Damaged), "{shown}");
            assert!(std::fs::read(folder.path().join(SET_ASIDE)).expect("set aside") == damage, "{shown}");
            notes.write(&kept("x@academy.test")).expect("the app goes on");
        }
    }

    /// As version 1 wrote it. A later version reads it too.
    #[test]
    fn the_first_version_is_read() {
        let first = include_str!("../tests/kept/exam-1.json");
        let folder = tempfile::tempdir().expect("a folder for the test");
        std::fs::write(folder.path().join(FILE), first).expect("the folder can be written");
        let (_, kept, found) = Notes::open(folder.path());
        assert_eq!(found, Found::Good);
        let account = kept.account.expect("somebody is signed in");
        assert_eq!(account.email, "mara@academy.test");
        assert!(account.programme.is_some() && account.enrolment.is_some(), "all of it is read");
        assert_eq!(account.launch.map(|l| l.seat).as_deref(), Some("seat-1"));
        assert_eq!((kept.runs.len(), kept.pins.len()), (1, 1));
    }

    /// A field of the registrar's that is not there, or not as it was: asked for again, and nothing else is lost.
    #[test]
    fn what_has_another_shape_is_asked_for_again() {
        let first: serde_json::Value =
            serde_json::from_str(include_str!("../tests/kept/exam-1.json")).expect("the fixture is JSON");
        for (part, broken) in [("enrolment", "seats"), ("programme", "attempts"), ("programme", "hosts")] {
            let mut other = first.clone();
            let part = other["account"][part].as_object_mut().expect("the fixture has it");
            part.remove(broken).expect("the fixture has it");
            let folder = tempfile::tempdir().expect("a folder for the test");
            std::fs::write(folder.path().join(FILE), other.to_string()).expect("the folder can be written");
            let (_, kept, found) = Notes::open(folder.path());
            assert_eq!(found, Found::Good, "{broken}");
            let account = kept.account.expect("still signed in");
            assert!(account.launch.is_some() && !kept.pins.is_empty(), "{broken}");
            assert!(account.enrolment.is_none() || account.programme.is_none(), "{broken}");
        }
    }

    #[test]
    fn a_newer_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let newer = br#"{"version": 2, "account": {"other": true}}"#;
        std::fs::write(folder.path().join(FILE), newer).expect("the folder can be written");
        let (notes, _, found) = Notes::open(folder.path());
        assert_eq!(found, Found::Newer);
        assert!(notes.write(&kept("x@academy.test")).is_err());
        assert_eq!(std::fs::read(folder.path().join(FILE)).expect("still there"), newer);
    }

    /// A folder in its place is what even root cannot read.
    #[test]
    fn what_the_disk_does_not_give_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let inside = folder.path().join(FILE).join("inside");
        std::fs::create_dir_all(&inside).expect("the folder can be written");
        let (notes, empty, found) = Notes::open(folder.path());
        assert_eq!((empty, found), (Kept::default(), Found::Unread));
        let refused = notes.write(&kept("x@academy.test")).expect_err("it is not written over");
        assert!(refused.to_string().contains("could not be read"), "{refused}");
        assert!(inside.exists() && !folder.path().join(SET_ASIDE).exists());
    }

    #[test]
    fn ten_runs_are_kept_and_the_newest_is_first() {
        let mut kept = Kept::default();
        for at_ms in 1..=RUNS as i64 + 2 {
            kept.add_run(Run { at_ms, rows: Vec::new() });
        }
        let times: Vec<i64> = kept.runs.iter().map(|run| run.at_ms).collect();
        assert_eq!(times, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    }

    #[test]
    fn what_a_killed_process_left_behind_is_cleared() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (notes, ..) = Notes::open(folder.path());
        notes.write(&kept("mara@academy.test")).expect("the folder can be written");
        let ago = |seconds| std::time::SystemTime::now() - Duration::from_secs(seconds);
        let hour = 3600;
        for (name, seconds) in [(".exam-old", hour), (".exam-new", 0), ("exam.txt", hour), (FILE, hour)] {
            let file =
                File::options().create(true).append(true).open(folder.path().join(name)).expect("it can be made");
            file.set_modified(ago(seconds)).expect("its time can be set");
        }
        let (_, again, found) = Notes::open(folder.path());
        assert_eq!((again, found), (kept("mara@academy.test"), Found::Good));
        let files = std::fs::read_dir(folder.path()).expect("it is there").flatten();
        let mut names: Vec<_> = files.map(|f| f.file_name().into_string().expect("letters")).collect();
        names.sort();
        assert_eq!(names, [".exam-new", FILE, "exam.txt"]);
    }
}
