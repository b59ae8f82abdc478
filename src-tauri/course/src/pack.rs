//! The compiled course: a versioned header, an index, and one zstd stream with its hash for each module.
//!
//! ```text
//! "AACOURSE"  u32 format  u32 length of index  SHA-256 of index  index (JSON)  streams
//! ```

use crate::task::Task;
use crate::{Module, Outline};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::OnceLock;

const MAGIC: &[u8; 8] = b"AACOURSE";
/// Raised whenever the types in the index or the streams change their form.
pub const FORMAT: u32 = 1;
const HEADER: usize = 8 + 4 + 4 + 32;
/// No module unpacks to more than this, whatever its index says.
const LARGEST_MODULE: usize = 64 * 1024 * 1024;

/// Why a pack is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    #[error("this is not a course pack")]
    Foreign,
    #[error("the course pack has format {found}, this app reads format {known}")]
    OtherFormat { found: u32, known: u32 },
    #[error("the course pack is damaged: {0}")]
    Damaged(String),
}

#[derive(Serialize, Deserialize)]
struct Index {
    outline: Outline,
    streams: Vec<Stream>,
}

#[derive(Serialize, Deserialize)]
struct Stream {
    module: String,
    length: usize,
    hash: String,
}

/// An open pack. Modules are unpacked when first asked for.
pub struct Pack {
    outline: Outline,
    modules: Vec<Slot>,
}

struct Slot {
    no: String,
    packed: Cow<'static, [u8]>,
    module: OnceLock<Module>,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pack").field("modules", &self.outline.modules.len()).finish()
    }
}

impl Pack {
    /// Opens a pack and holds every byte against its hash.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Pack, PackError> {
        let bytes = bytes.into();
        let (index, mut rest) = index_of(&bytes)?;
        let mut modules = Vec::new();
        for stream in index.streams {
            let Some((packed, after)) = rest.split_at_checked(stream.length) else {
                return Err(PackError::Damaged(format!("it ends within module {}", stream.module)));
            };
            if hex(&Sha256::digest(packed)) != stream.hash {
                return Err(PackError::Damaged(format!("module {} is not what was written", stream.module)));
            }
            let packed = match &bytes {
                Cow::Borrowed(all) => {
                    let from = all.len() - rest.len();
                    Cow::Borrowed(&all[from..from + stream.length])
                }
                Cow::Owned(_) => Cow::Owned(packed.to_vec()),
            };
            modules.push(Slot { no: stream.module, packed, module: OnceLock::new() });
            rest = after;
        }
        if !rest.is_empty() {
            return Err(PackError::Damaged(format!("{} bytes too many at its end", rest.len())));
        }
        Ok(Pack { outline: index.outline, modules })
    }

    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// A module's material; none for a module that is not written yet or not known.
    pub fn module(&self, no: &str) -> Result<Option<&Module>, PackError> {
        let Some(slot) = self.modules.iter().find(|m| m.no == no) else { return Ok(None) };
        if let Some(module) = slot.module.get() {
            return Ok(Some(module));
        }
        let json = zstd::bulk::decompress(&slot.packed, LARGEST_MODULE)
            .map_err(|e| PackError::Damaged(format!("module {no} does not unpack: {e}")))?;
        let module =
            serde_json::from_slice(&json).map_err(|e| PackError::Damaged(format!("module {no} does not read: {e}")))?;
        Ok(Some(slot.module.get_or_init(|| module)))
    }

    /// A task by its id.
    pub fn task(&self, id: &str) -> Result<Option<&Task>, PackError> {
        let home = self.outline.modules.iter().find(|m| m.tasks.iter().any(|t| t.id == id));
        let Some(home) = home else { return Ok(None) };
        Ok(self.module(&home.no)?.and_then(|m| m.tasks.iter().find(|t| t.face.id == id)))
    }
}

fn index_of(bytes: &[u8]) -> Result<(Index, &[u8]), PackError> {
    if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
        return Err(PackError::Foreign);
    }
    let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let found = number(8);
    if found != FORMAT {
        return Err(PackError::OtherFormat { found, known: FORMAT });
    }
    let Some((index, rest)) = bytes[HEADER..].split_at_checked(number(12) as usize) else {
        return Err(PackError::Damaged("it ends within its index".into()));
    };
    if Sha256::digest(index)[..] != bytes[16..HEADER] {
        return Err(PackError::Damaged("its index is not what was written".into()));
    }
    let index = serde_json::from_slice(index).map_err(|e| PackError::Damaged(format!("its index: {e}")))?;
    Ok((index, rest))
}

/// The bytes of a pack. The same course always gives the same bytes.
///
/// # Errors
/// When a module cannot be written as JSON or packed, which no course that was read can cause.
pub fn build(outline: &Outline, modules: &[Module]) -> Result<Vec<u8>, String> {
    let mut streams = Vec::new();
    let mut packed = Vec::new();
    for module in modules {
        let json = serde_json::to_vec(module).map_err(|e| e.to_string())?;
        let stream = zstd::bulk::compress(&json, 19).map_err(|e| e.to_string())?;
        streams.push(Stream { module: module.no.clone(), length: stream.len(), hash: hex(&Sha256::digest(&stream)) });
        packed.extend(stream);
    }
    let index = Index { outline: outline.clone(), streams };
    let index = serde_json::to_vec(&index).map_err(|e| e.to_string())?;
    let mut out = Vec::from(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    out.extend((index.len() as u32).to_le_bytes());
    out.extend(Sha256::digest(&index));
    out.extend(index);
    out.extend(packed);
    Ok(out)
}

/// The version of a task: a hash over its face, hints and key.
pub fn hash_of(task: &Task) -> String {
    let parts = (&task.face, &task.hints, &task.key);
    let json = serde_json::to_vec(&parts).expect("a task holds only strings, numbers and lists, which JSON can write");
    hex(&Sha256::digest(json)[..16])
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tiny() -> Vec<u8> {
        let outline = Outline { blocks: vec![], domains: vec![], modules: vec![], disputes_to: String::new() };
        let module = Module { no: "1.1".into(), lessons: vec![], tasks: vec![] };
        build(&outline, &[module]).unwrap()
    }

    #[test]
    fn a_pack_comes_back_as_it_went() {
        let pack = Pack::open(tiny()).unwrap();
        assert_eq!(pack.module("1.1").unwrap().unwrap().no, "1.1");
        assert!(pack.module("9.9").unwrap().is_none());
        assert_eq!(tiny(), tiny(), "the same course gives the same bytes");
    }

    #[test]
    fn foreign_and_later_packs_are_refused() {
        assert_eq!(Pack::open(&b"GIF89a"[..]).unwrap_err(), PackError::Foreign);
        assert_eq!(Pack::open(Vec::new()).unwrap_err(), PackError::Foreign);
        let mut later = tiny();
        later[8] = 9;
        assert_eq!(Pack::open(later).unwrap_err(), PackError::OtherFormat { found: 9, known: FORMAT });
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(at in any::<prop::sample::Index>(), flip in 1u8..) {
            let mut bytes = tiny();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert!(Pack::open(bytes).is_err());
        }

        #[test]
        fn any_cut_is_noticed(keep in any::<prop::sample::Index>()) {
            let mut bytes = tiny();
            bytes.truncate(keep.index(bytes.len()));
            prop_assert!(Pack::open(bytes).is_err());
        }
    }
}
