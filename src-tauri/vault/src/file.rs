//! `vault.bin`: read whole, replaced whole.

use crate::sealed::MAX_FILE;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file of one vault.
#[derive(Debug)]
pub(crate) struct File {
    folder: PathBuf,
}

/// What was found in its place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Bytes(Vec<u8>),
    /// No file, or one larger than any vault.
    Foreign,
}

impl File {
    pub(crate) fn new(folder: PathBuf) -> File {
        File { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("vault.bin")
    }

    /// What is being written, until it takes the file's place.
    fn draft(&self) -> PathBuf {
        self.folder.join("vault.bin.new")
    }

    /// Also clears away the draft of a process that was killed.
    pub(crate) fn read(&self) -> io::Result<Found> {
        // On a folder that cannot be written nothing is in the way either.
        let _ = fs::remove_file(self.draft());
        match fs::metadata(self.path()) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(e) => return Err(e),
            Ok(metadata) if !metadata.is_file() => return Ok(Found::Foreign),
            Ok(_) => (),
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
        fs::File::open(self.path())?.take(most + 1).read_to_end(&mut bytes)?;
        Ok(if bytes.len() > MAX_FILE { Found::Foreign } else { Found::Bytes(bytes) })
    }

    /// All of it or, after an error, as it was; only an error at the very last step leaves the new one.
    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let draft = self.draft();
        let written = remove(&draft).and_then(|()| write_new(&draft, bytes));
        let replaced = written.and_then(|()| fs::rename(&draft, self.path()));
        if replaced.is_err() {
            let _ = fs::remove_file(&draft);
        }
        replaced?;
        sync_folder(&self.folder)
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        remove(&self.path())?;
        remove(&self.draft())?;
        match sync_folder(&self.folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            synced => synced,
        }
    }
}

/// Nothing to remove is no error, not even where nothing may be removed.
fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => fs::remove_file(path),
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// So that a rename outlasts a loss of power. Windows has no such call, and needs none.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_replaced_and_removed() {
        let around = tempfile::tempdir().unwrap();
        let file = File::new(around.path().join("made when it is needed"));
        assert_eq!(file.read().unwrap(), Found::Nothing);
        file.remove().unwrap();
        for bytes in [b"one".to_vec(), b"another".to_vec(), Vec::new()] {
            file.write(&bytes).unwrap();
            assert_eq!(file.read().unwrap(), Found::Bytes(bytes));
        }
        assert!(!file.draft().exists());
        file.remove().unwrap();
        assert_eq!(fs::read_dir(&file.folder).unwrap().count(), 0);
    }

    #[test]
    fn a_draft_left_behind_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let file = File::new(folder.path().to_path_buf());
        file.write(b"good").unwrap();
        fs::write(file.draft(), "half").unwrap();
        assert_eq!(file.read().unwrap(), Found::Bytes(b"good".to_vec()));
        assert!(!file.draft().exists());
        fs::write(file.draft(), "half").unwrap();
        file.write(b"new").unwrap();
        assert_eq!(file.read().unwrap(), Found::Bytes(b"new".to_vec()));
    }

    #[test]
    fn what_is_no_vault_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = File::new(folder.path().to_path_buf());
        fs::write(file.path(), vec![0; MAX_FILE + 1]).unwrap();
        assert_eq!(file.read().unwrap(), Found::Foreign);
        fs::remove_file(file.path()).unwrap();
        fs::create_dir(file.path()).unwrap();
        assert_eq!(file.read().unwrap(), Found::Foreign);
        file.write(b"cannot take a folder's place").unwrap_err();
        assert!(!file.draft().exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = File::new(folder.path().to_path_buf());
        for bytes in [b"one", b"two"] {
            file.write(bytes).unwrap();
            assert_eq!(fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
