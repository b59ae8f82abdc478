//! Room on the disk: looked at before a build ends in the middle of it, and spared where it is short.

use crate::fail::{Fail, Outcome};
use crate::place;
use crate::step::note;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// What all stages write into the target folder of a clean clone, in MiB: 8,400 were measured.
const WHOLE: u64 = 10_000;
/// The same when room is spared: 5,100 of those were no notes for the next build.
const SPARED: u64 = 5_300;

static SPARE: AtomicBool = AtomicBool::new(false);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Enough,
    Short,
    TooLittle,
}

/// Looks at the disk that the target folder is on. Where room is short, this process's builds spare it.
pub fn look() -> Outcome {
    let target = place::target();
    // Without `df` and `du` nothing is known, and nothing is refused.
    let Some(free) = free(&target) else { return Ok(()) };
    match judge(free, built(&target)) {
        Room::Enough => Ok(()),
        Room::Short => {
            note(&format!("{free} MiB are free on the disk: builds leave out what only makes the next one quicker"));
            SPARE.store(true, Ordering::Relaxed);
            Ok(())
        }
        Room::TooLittle => Err(Fail::new(
            format!("{free} MiB are free for {}; a whole build takes {SPARED}", target.display()),
            "free some room, or set CARGO_TARGET_DIR to a folder on another disk",
        )),
    }
}

/// Leaves out what cargo notes of a build to make the next one quicker.
pub fn spare(cargo: &mut Command) {
    if SPARE.load(Ordering::Relaxed) {
        cargo.env("CARGO_INCREMENTAL", "0");
    }
}

/// What has been built already need not be written again.
fn judge(free: u64, built: u64) -> Room {
    match free + built {
        room if room >= WHOLE => Room::Enough,
        room if room >= SPARED => Room::Short,
        _ => Room::TooLittle,
    }
}

/// MiB that are free where the folder is, or will be.
fn free(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|above| above.exists())?;
    available(&said(Command::new("df").arg("-Pm").arg(there))?)
}

/// MiB that are in the folder.
fn built(folder: &Path) -> u64 {
    let said = said(Command::new("du").arg("-sm").arg(folder));
    said.and_then(|said| said.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The column `Available` of what `df -P` says.
fn available(said: &str) -> Option<u64> {
    said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_counts_as_room() {
        for (free, built, expected) in [
            (50_000, 0, Room::Enough),
            (WHOLE, 0, Room::Enough),
            (WHOLE - 1, 0, Room::Short),
            (2_000, 8_000, Room::Enough),
            (2_000, 4_000, Room::Short),
            (SPARED - 1, 0, Room::TooLittle),
            (300, 200, Room::TooLittle),
        ] {
            assert_eq!(judge(free, built), expected, "{free} free, {built} built");
        }
    }

    #[test]
    fn the_free_room_is_read_from_df() {
        let said = "Filesystem     1048576-blocks  Used Available Capacity Mounted on\n/dev/vda               257598 44000     48123      48% /\n";
        assert_eq!(available(said), Some(48_123));
        assert_eq!(available("nothing of the kind"), None);
        assert!(free(Path::new("/tmp/not/there/yet")).is_some());
    }
}
