//! The course: its table, its faults, and the pack that the app carries.

use crate::fail::{Naming, Outcome};
use crate::stamp::Hash;
use crate::step::{already, step};
use crate::{build, child, place};

/// `cargo xtask content`
pub fn content(_: &[String]) -> Outcome {
    read(&["table"])
}

/// `gen/course.pack`, if the content or the code that reads it changed.
pub fn pack() -> Outcome {
    let (root, pack) = (place::root(), place::pack());
    let stamp = pack.with_extension("stamp");
    let mut hash = Hash::new("pack");
    for source in ["content", "src-tauri/course/src", "src-tauri/xtask/examples", "Cargo.lock"] {
        hash.path(&root.join(source), &[])?;
    }
    if hash.stands_in(&stamp) && pack.is_file() {
        already("the course's pack", "made from this content");
        return Ok(());
    }
    step("the course's pack", || {
        std::fs::create_dir_all(root.join("gen")).naming("gen/")?;
        read(&["pack", &pack.to_string_lossy()])?;
        hash.write(&stamp)
    })
}

/// xtask itself does not know the course: it would make everybody wait for a Markdown reader before the first word.
fn read(arguments: &[&str]) -> Outcome {
    let reader = build::example("course")?;
    child::live(child::command(reader).args(arguments))
        .map_err(|e| e.mend("each fault above names its file, its line and the mend"))
}
