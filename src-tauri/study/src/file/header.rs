//! What a file is, from its first bytes, before SQLite may touch it: <https://www.sqlite.org/fileformat.html>.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Written into the header of a record, to tell it from other programs' databases. "ANAC".
pub(super) const APPLICATION: u32 = 0x414e_4143;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// There is no file, or an empty one.
    Nothing,
    Database(Header),
    /// Some other file.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub application: u32,
    /// The schema's version; 0 before the first migration.
    pub version: i64,
    /// Nothing has been made in it yet.
    pub blank: bool,
}

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// The header of 100 bytes and the start of the first page, the root of the schema's table: one byte for its type, two
/// for the first free block, two for the number of cells.
const LENGTH: usize = 105;
const LEAF: u8 = 0x0d;

pub(super) fn read(path: &Path) -> io::Result<Kind> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Kind::Nothing),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::with_capacity(LENGTH);
    file.take(LENGTH as u64).read_to_end(&mut bytes)?;
    Ok(parse(&bytes))
}

fn parse(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Nothing;
    }
    let Some(bytes) = bytes.first_chunk::<LENGTH>().filter(|bytes| bytes.starts_with(MAGIC)) else {
        return Kind::Other;
    };
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    Kind::Database(Header {
        application: number(68),
        version: i64::from(number(60)),
        blank: bytes[100] == LEAF && bytes[103] == 0 && bytes[104] == 0,
    })
}
