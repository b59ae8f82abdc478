//! PNG: the first `iTXt` chunk named `openbadgecredential`, uncompressed, as Open Badges 3.0 asks.
//!
//! The chunks' checksums are not looked at: what counts is the signature over the text.

use super::super::{BadgeError, Picture};

const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

pub(super) fn text(bytes: &[u8]) -> Result<String, BadgeError> {
    let mut rest = &bytes[MAGIC.len()..];
    let mut older = false;
    loop {
        let (kind, data, after) = chunk(rest).ok_or(BadgeError::BrokenPicture(Picture::Png))?;
        rest = after;
        let (name, inside) = split(data);
        match (kind, name) {
            (b"IEND", _) => break,
            (b"iTXt", b"openbadgecredential") => return international(inside),
            (b"iTXt" | b"tEXt" | b"zTXt", b"openbadges") => older = true,
            _ => {}
        }
    }
    Err(if older { BadgeError::Older } else { BadgeError::NoneInPicture(Picture::Png) })
}

/// Kind and data of the first chunk, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length).try_into().ok()?)?;
    let (_checksum, rest) = rest.split_first_chunk::<4>()?;
    Some((kind, data, rest))
}

/// What stands before the first zero byte, and after it.
fn split(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == 0) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, &[]),
    }
}

/// After the keyword: flag, method, language, translated keyword, text.
fn international(data: &[u8]) -> Result<String, BadgeError> {
    let broken = BadgeError::BrokenPicture(Picture::Png);
    let ([flag, _method], rest) = data.split_first_chunk::<2>().ok_or(broken.clone())?;
    match flag {
        0 => {}
        1 => return Err(BadgeError::Compressed),
        _ => return Err(broken),
    }
    let (_language, rest) = split(rest);
    let (_translated, text) = split(rest);
    std::str::from_utf8(text).map(str::to_owned).map_err(|_| broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for (kind, data) in chunks {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend(*kind);
            bytes.extend(*data);
            bytes.extend([0; 4]);
        }
        bytes
    }

    const END: (&[u8; 4], &[u8]) = (b"IEND", b"");

    #[track_caller]
    fn check(chunks: &[(&[u8; 4], &[u8])], expected: Result<&str, BadgeError>) {
        assert_eq!(text(&png(chunks)), expected.map(str::to_owned));
    }

    #[test]
    fn the_first_chunk_of_that_name_counts() {
        let badge = |text: &str| [b"openbadgecredential\0\0\0en\0titre\0", text.as_bytes()].concat();
        check(&[(b"IHDR", b"x"), (b"iTXt", &badge("one")), (b"iTXt", &badge("two")), END], Ok("one"));
        check(
            &[(b"iTXt", b"openbadgecredential\0\x01\0\0\0zip"), (b"iTXt", &badge("two")), END],
            Err(BadgeError::Compressed),
        );
        check(&[(b"iTXt", b"Comment\0\0\0\0\0hello"), (b"iTXt", &badge("a.b.c")), END], Ok("a.b.c"));
        check(&[(b"iTXt", b"openbadgecredential\0\x01\0\0\0zipped"), END], Err(BadgeError::Compressed));
        check(&[(b"iTXt", b"openbadges\0\0\0\0\0old"), END], Err(BadgeError::Older));
        check(&[(b"tEXt", b"openbadgecredential\0text"), END], Err(BadgeError::NoneInPicture(Picture::Png)));
        check(&[END, (b"iTXt", &badge("behind the end"))], Err(BadgeError::NoneInPicture(Picture::Png)));
        let broken = BadgeError::BrokenPicture(Picture::Png);
        check(&[(b"iTXt", b"openbadgecredential"), END], Err(broken.clone()));
        check(&[(b"iTXt", b"openbadgecredential\0\x02\0\0\0x"), END], Err(broken.clone()));
        check(&[(b"iTXt", &[&b"openbadgecredential\0\0\0\0\0"[..], b"\xff"].concat()), END], Err(broken.clone()));
        check(&[(b"IHDR", b"x")], Err(broken.clone()));
        let mut long = png(&[(b"IHDR", b"x"), END]);
        long[8] = 0xff;
        assert_eq!(text(&long), Err(broken));
    }
}
