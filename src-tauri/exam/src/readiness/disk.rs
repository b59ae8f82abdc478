//! Room on the disk where the app keeps its records.

use super::subject::DISK;
use super::{Row, words};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Below it browsers and desktops begin to misbehave: profiles, caches and swap are written throughout an exam.
const ENOUGH: u64 = 1_000_000_000;

/// Bytes that this user may still write where `folder` is, or will be.
pub(super) fn gather(folder: &Path) -> io::Result<u64> {
    for place in folder.ancestors().filter(|p| !p.as_os_str().is_empty()) {
        match fs4::available_space(place) {
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            answer => return answer,
        }
    }
    Err(ErrorKind::NotFound.into())
}

pub(super) fn judge(free: io::Result<u64>) -> Row {
    match free {
        Ok(free) if free >= ENOUGH => DISK.pass(format!("Disk: {} free", size(free))),
        Ok(free) => DISK.attention(
            format!("Disk: only {} free.", size(free)),
            "Empty the bin and remove large downloads until at least 1 GB is free.",
        ),
        Err(e) => DISK.unknown(
            format!("Disk: the free space could not be read ({}).", words::quoted(&e.to_string())),
            "See in the file manager that at least 1 GB is free.",
        ),
    }
}

/// Rounded down: never more than there is.
fn size(bytes: u64) -> String {
    match bytes {
        10_000_000_000.. => format!("{} GB", bytes / 1_000_000_000),
        1_000_000_000.. => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};

    #[test]
    fn a_gigabyte_is_enough() {
        let check = |free: io::Result<u64>, verdict: Verdict, seen: &str| {
            let row = judge(free);
            assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        };
        check(Ok(41_900_000_000), Pass, "Disk: 41 GB free");
        check(Ok(1_000_000_000), Pass, "Disk: 1.0 GB free");
        check(Ok(999_999_999), Attention, "Disk: only 999 MB free.");
        check(Ok(0), Attention, "Disk: only 0 MB free.");
        let refused = io::Error::new(ErrorKind::PermissionDenied, "permission denied");
        check(Err(refused), Unknown, "Disk: the free space could not be read (permission denied).");
    }

    #[test]
    fn a_folder_that_is_still_to_be_made_is_measured_where_it_will_be() {
        let there = tempfile::tempdir().unwrap();
        let total = fs4::total_space(there.path()).unwrap();
        let free = gather(&there.path().join("not/made/yet")).unwrap();
        assert!(free > 0 && free <= total, "{free} of {total}");
        assert_eq!(gather(Path::new("")).unwrap_err().kind(), ErrorKind::NotFound);
    }
}
