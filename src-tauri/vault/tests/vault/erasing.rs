//! Signing out: nothing is left on disk, in the keyring, or in memory.

use crate::child::Teller;
use crate::world::{Home, unlocked};
use std::fs;
use std::io::{Read, Seek, SeekFrom};

const NOTHING: [&str; 0] = [];
const SECRET: &str = "rt_Gh5aLq0vNw3Zt8";

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn neither_the_folder_nor_the_keyring_holds_the_secret_or_its_key() {
    let (home, bus, mut vault) = unlocked();
    bus.use_plain_keyring();
    vault.expect(&format!("put ada {SECRET}"), "done");
    let key = bus.entry_text();
    // This keyring writes what it holds in plain text: else this test would find nothing either way.
    assert_eq!(home.holding(&home.keyrings(), &key).len(), 1);
    vault.expect("erase", "done");
    vault.expect("get ada", "nothing");
    for folder in [home.keyrings(), home.data()] {
        for text in [SECRET, &key, "annotationacademy"] {
            assert_eq!(home.holding(&folder, text), NOTHING, "{text}");
        }
    }
    assert_eq!((home.lies_in_data(), bus.entries()), (vec![], 0));
    vault.expect("erase", "done");
}

/// How often the text stands in the memory of the process.
fn in_memory(pid: u32, text: &[u8]) -> usize {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
        let mut bytes = Vec::new();
        memory.seek(SeekFrom::Start(from)).unwrap();
        // Parts that are only reserved cannot be read.
        let _ = (&mut memory).take(to - from).read_to_end(&mut bytes);
        found += bytes.windows(text.len()).filter(|window| *window == text).count();
    }
    found
}

#[test]
fn no_memory_holds_the_secret_either() {
    for keep in ["keychain", "session", "a-passphrase"] {
        let (_home, _bus, mut vault) = unlocked();
        vault.ask(&format!("keep {keep}"));
        // In hexadecimal, so that what is heard is not what is sought.
        vault.expect(&format!("put-hex ada {}", hex(SECRET)), "done");
        vault.expect("put bob another", "done");
        vault.expect("get-hex ada", &hex(SECRET));
        assert!(in_memory(vault.pid(), SECRET.as_bytes()) > 0, "it is there while it is kept: {keep}");
        vault.expect("erase", "done");
        assert_eq!(in_memory(vault.pid(), SECRET.as_bytes()), 0, "{keep}");
    }
}

#[test]
fn an_entry_out_of_reach_is_told_and_removed_later() {
    for restarted in [false, true] {
        let (home, bus, mut vault) = unlocked();
        vault.expect("put ada rt", "done");
        drop(vault);
        let mut vault = Teller::start_hasty(&home, &bus.address);
        vault.until("look", "available, keychain, open");
        bus.lock();
        vault.expect("erase", "EntryRemains(Locked)");
        vault.expect("get ada", "nothing");
        assert_eq!((home.lies_in_data(), bus.entries()), (vec![], 1));
        if restarted {
            vault = Teller::start(&home, &bus.address);
        }
        vault.expect("look", "locked, undecided, closed");
        bus.unlock();
        vault.until("look", "available, keychain, open");
        assert_eq!(bus.entries(), 0);
        vault.expect("put ada new", "done");
        drop(vault);
        Teller::start(&home, &bus.address).expect("get ada", "new");
    }
}

#[test]
fn a_keyring_that_stands_still_keeps_no_secret_from_being_erased() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);
    bus.signal_keyring("STOP");
    let mut vault = Teller::start_hasty(&home, &bus.address);
    vault.expect("erase", "EntryRemains(Unresponsive)");
    vault.expect("get ada", "nothing");
    assert_eq!(home.lies_in_data(), NOTHING);
    bus.signal_keyring("CONT");
    vault.until("look", "available, keychain, open");
    vault.expect("put ada new", "done");
    assert_eq!(bus.entries(), 1);
    drop(vault);
    Teller::start(&home, &bus.address).expect("get ada", "new");
}

#[test]
fn without_a_keychain_there_is_no_entry_to_remain() {
    let home = Home::new();
    let mut vault = Teller::start(&home, crate::bus::NO_BUS);
    vault.expect("erase", "done");
    vault.expect("keep session", "missing, session, open");
    vault.expect("put ada rt", "done");
    vault.expect("erase", "done");
    vault.expect("state", "missing, undecided, closed");
    vault.expect("get ada", "nothing");
}
