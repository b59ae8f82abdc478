//! Stamps: the hash of what a step was made from, kept beside its result, so that nothing is done twice.

use crate::fail::{Naming, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// FNV-1a, 64 bits. It tells changed sources from unchanged ones; it guards nothing.
#[derive(Clone)]
pub struct Hash(u64);

impl Hash {
    /// `recipe` names how the result is made; another recipe is another stamp.
    pub fn new(recipe: &str) -> Self {
        let mut hash = Hash(0xcbf2_9ce4_8422_2325);
        hash.bytes(recipe.as_bytes());
        hash
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    /// A file, or all files below a folder in the order of their names; anything called as in `skip` is left out.
    /// What is not there counts as empty.
    pub fn path(&mut self, path: &Path, skip: &[&str]) -> Outcome {
        for file in files(path, skip)? {
            let name = file.strip_prefix(path).unwrap_or(&file);
            self.bytes(name.as_os_str().as_encoded_bytes());
            self.bytes(&fs::read(&file).naming(file.display())?);
        }
        Ok(())
    }

    fn text(&self) -> String {
        format!("{:016x}\n", self.0)
    }

    pub fn stands_in(&self, stamp: &Path) -> bool {
        fs::read_to_string(stamp).is_ok_and(|text| text == self.text())
    }

    pub fn write(&self, stamp: &Path) -> Outcome {
        fs::write(stamp, self.text()).naming(stamp.display())
    }
}

fn files(path: &Path, skip: &[&str]) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).naming(path.display())? {
        let entry = entry.naming(path.display())?;
        if !skip.iter().any(|s| entry.file_name() == *s) {
            entries.push(entry.path());
        }
    }
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry, skip)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_stands_until_a_source_changes() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let (kept, skipped) = (folder.join("in/a"), folder.join("in/skip/b"));
        fs::create_dir_all(folder.join("in/skip")).unwrap();
        fs::write(&kept, "one").unwrap();
        let hash = || {
            let mut hash = Hash::new("test");
            hash.path(&folder.join("in"), &["skip"]).unwrap();
            hash
        };
        let stamp = folder.join("stamp");
        assert!(!hash().stands_in(&stamp), "there is no stamp yet");
        hash().write(&stamp).unwrap();
        fs::write(&skipped, "ignored").unwrap();
        assert!(hash().stands_in(&stamp), "what is skipped does not count");
        fs::write(&kept, "two").unwrap();
        assert!(!hash().stands_in(&stamp), "a changed source does");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_border_between_two_parts_counts() {
        let of = |parts: &[&str]| {
            let mut hash = Hash::new("test");
            parts.iter().for_each(|p| hash.bytes(p.as_bytes()));
            hash.text()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
