//! A sound course of one small module, for tests to spoil.
#![allow(dead_code)] // Each test uses what it needs.

use std::fs;
use std::path::Path;
use tempfile::TempDir;

pub const TASK: &str = "modules/1.1-small/tasks/towns.toml";
pub const LESSON: &str = "modules/1.1-small/lessons/01-small.md";

pub fn small() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| write(root.path(), file, text);
    write(
        "blueprint.toml",
        "disputes_to = \"keys@example.org\"\n\n[[block]]\nno = 1\ntitle = \"One\"\n\n[[domain]]\nid = \"rlhf\"\ntitle = \"RLHF\"\n",
    );
    write("glossary.toml", "[[term]]\nid = \"tie\"\nname = \"Tie\"\ntext = \"Neither is better.\"\n");
    write("modules/1.1-small/module.toml", include_str!("../small/module.toml"));
    write(LESSON, include_str!("../small/lessons/01-small.md"));
    write(TASK, include_str!("../small/tasks/towns.toml"));
    for n in 0..23 {
        let coming = "title = \"Later\"\ndomain = \"rlhf\"\nhours = 1\nstatus = \"coming\"\n";
        write(&format!("modules/{}.{}-later/module.toml", 2 + n / 10, n % 10), coming);
    }
    root
}

pub fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
