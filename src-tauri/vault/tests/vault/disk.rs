//! Killed between two steps, a full disk, a folder that cannot be written.

use crate::bus::{Bus, NO_BUS};
use crate::child::Teller;
use crate::world::{Home, PATIENCE, unlocked};
use std::fs;
use std::process::Command;

/// Under a passphrase, where a process is too far away for a keyring.
const KEPT: &str = "not asked, passphrase, open";

fn needs(words: &[&str], why: &str) {
    let found = Command::new(words[0]).args(&words[1..]).output();
    assert!(found.as_ref().is_ok_and(|found| found.status.success()), "{why} ({found:?})");
}

/// A keyring and a vault in which ada has “old”; the process that comes next is traced.
fn traced(home: &Home, bus: &Bus, options: &[&str]) -> Teller {
    needs(&["strace", "-V"], "strace is missing: apt-get install strace");
    let around = [&["strace", "-f", "-y", "-qq"], options].concat();
    let mut vault = Teller::start_within(home, &bus.address, &around, PATIENCE);
    vault.expect("get ada", "old");
    vault
}

#[test]
fn killed_at_any_step_of_writing_the_file_is_the_old_or_the_new() {
    let renames = "rename,renameat,renameat2";
    for (call, of, then) in [
        ("openat", "data/vault.bin.new", "old"),
        ("write", "data/vault.bin.new", "old"),
        ("fsync", "data/vault.bin.new", "old"),
        (renames, "data/vault.bin.new", "old"),
        ("fsync", "data", "new"),
    ] {
        let (home, bus, mut vault) = unlocked();
        vault.expect("put ada old", "done");
        drop(vault);
        let (trace, of) = (home.path().join("trace"), home.path().join(of));
        let (trace, of) = (trace.to_str().unwrap(), of.to_str().unwrap());
        let inject = format!("inject={call}:error=EIO:signal=KILL");
        let mut vault = traced(&home, &bus, &["-o", trace, "-P", of, "-e", &format!("trace={call}"), "-e", &inject]);
        vault.tell("put ada new");
        assert_eq!(vault.hear(), None, "it was killed at {call} of {of}");
        drop(vault);

        let mut vault = Teller::start(&home, &bus.address);
        vault.expect("get ada", then);
        assert_eq!(home.lies_in_data(), ["vault.bin"], "no draft is left of {call} of {of}");
        vault.expect("put ada later", "done");
    }
}

#[test]
fn the_draft_is_on_the_disk_before_the_rename_and_the_rename_before_the_answer() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada old", "done");
    drop(vault);
    let trace = home.path().join("trace");
    let calls = "trace=rename,renameat,renameat2,fsync,fdatasync";
    let mut vault = traced(&home, &bus, &["-o", trace.to_str().unwrap(), "-e", calls]);
    assert_eq!(fs::read_to_string(&trace).unwrap(), "", "to open a vault nothing is written");
    vault.expect("put ada new", "done");
    // Without letting it end: the answer was given, so all of it must have happened.
    let text = fs::read_to_string(&trace).unwrap();
    let steps: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("resumed>"))
        .map(|line| match line {
            line if line.contains("sync(") && line.contains("vault.bin.new>") => "fsync of the draft",
            line if line.contains("rename") => "rename",
            line if line.contains("sync(") && line.contains("/data>") => "fsync of the folder",
            line => line,
        })
        .collect();
    assert_eq!(steps, ["fsync of the draft", "rename", "fsync of the folder"]);
}

/// In mounts of its own, made by `mounts` (a shell script; `$1` is the folder). Root ignores mode bits.
fn mounted(home: &Home, mounts: &str) -> Teller {
    needs(
        &["unshare", "-rm", "true"],
        "`unshare -rm` must be allowed, to mount a small disk: run the tests as root, or in a container with CAP_SYS_ADMIN",
    );
    let script = format!("{mounts} && shift && exec \"$@\"");
    let data = home.data();
    let around = ["unshare", "-rm", "sh", "-ec", &script, "sh", data.to_str().unwrap()];
    Teller::start_within(home, NO_BUS, &around, PATIENCE)
}

#[test]
fn a_read_only_folder_is_told_and_nothing_is_lost() {
    let home = Home::new();
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("keep good", KEPT);
    vault.expect("put ada old", "done");
    let old = fs::read(home.vault_bin()).unwrap();
    let mut vault = mounted(&home, r#"mount --bind "$1" "$1" && mount -o remount,bind,ro "$1""#);
    vault.expect("unlock good", KEPT);
    for call in ["put ada new", "keep session", "keep another"] {
        vault.expect(call, "io: ReadOnlyFilesystem");
        vault.expect("get ada", "old");
        vault.expect("state", KEPT);
    }
    vault.expect("erase", "io: ReadOnlyFilesystem");
    vault.expect("get ada", "refused: missing, passphrase, closed");
    drop(vault);
    assert_eq!(fs::read(home.vault_bin()).unwrap(), old);

    let empty = Home::new();
    let mut vault = mounted(&empty, r#"mount --bind "$1" "$1" && mount -o remount,bind,ro "$1""#);
    vault.expect("keep good", "io: ReadOnlyFilesystem");
    vault.expect("state", "not asked, undecided, closed");
    vault.expect("keep session", "not asked, session, open");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let home = Home::new();
    let mounts = r#"mount -t tmpfs -o size=256k none "$1" && head -c 100000 /dev/zero > "$1/ballast""#;
    let mut vault = mounted(&home, mounts);
    vault.expect("keep good", KEPT);
    vault.expect("put ada old", "done");
    vault.expect("fill f", "io: StorageFull after some: true");
    vault.expect("get ada", "old");
    vault.expect("handout f1", &"s".repeat(16_000));
    vault.expect("again", "not asked, undecided, closed");
    vault.expect("unlock good", KEPT);
    vault.expect("get ada", "old");
    vault.expect("ballast away", "done");
    vault.expect("put ada new", "done");
    vault.expect("get ada", "new");
}
