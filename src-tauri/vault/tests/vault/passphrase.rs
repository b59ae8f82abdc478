//! A file under a passphrase, and files that are not what was written.

use crate::bus::NO_BUS;
use crate::child::Teller;
use crate::world::Home;
use std::fs;
use std::sync::OnceLock;

/// A home with a vault under “good”, in which ada has a secret.
fn sealed() -> Home {
    // One for all tests: a passphrase takes its time.
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    let home = Home::new();
    let bytes = SEALED.get_or_init(|| {
        let mut vault = Teller::start(&home, NO_BUS);
        vault.expect("keep good", "not asked, passphrase, open");
        vault.expect("put ada rt_of-ada", "done");
        fs::read(home.vault_bin()).unwrap()
    });
    fs::write(home.vault_bin(), bytes).unwrap();
    home
}

#[test]
fn a_passphrase_opens_and_a_wrong_one_changes_nothing() {
    let home = sealed();
    let before = fs::read(home.vault_bin()).unwrap();
    assert_eq!(home.holding(&home.data(), "rt_of-ada"), [] as [&str; 0]);
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("get ada", "refused: not asked, passphrase, closed");
    vault.expect("put ada other", "refused: not asked, passphrase, closed");
    vault.expect("keep session", "refused: not asked, passphrase, closed");
    for wrong in ["Good", ""] {
        vault.expect(&format!("unlock {wrong}"), "WrongPassphrase");
    }
    assert_eq!(fs::read(home.vault_bin()).unwrap(), before);
    vault.expect("unlock good", "not asked, passphrase, open");
    vault.expect("get ada", "rt_of-ada");
    vault.expect("put ada later", "done");
    vault.expect("erase", "done");
    vault.expect("get ada", "nothing");
    vault.expect("unlock good", "refused: missing, undecided, closed");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
}

/// The file, changed, and what is said of it. Whatever it is, it is left as it is until it is erased.
#[track_caller]
fn check(change: impl FnOnce(&mut Vec<u8>), said: &str) {
    let home = sealed();
    let mut bytes = fs::read(home.vault_bin()).unwrap();
    change(&mut bytes);
    fs::write(home.vault_bin(), &bytes).unwrap();
    let mut vault = Teller::start(&home, NO_BUS);
    for call in ["get ada", "put ada other", "keep session", "keep good", "unlock good"] {
        vault.expect(call, said);
    }
    vault.expect("look", "missing, undecided, closed");
    assert_eq!(fs::read(home.vault_bin()).unwrap(), bytes);
    let erased = vault.ask("erase");
    assert!(erased == "EntryRemains(Missing)", "of an unknown file an entry may remain: {erased}");
    vault.expect("get ada", "nothing");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
}

#[test]
fn a_damaged_file_is_told() {
    check(|bytes| bytes[60] ^= 1, "Damaged");
}

#[test]
fn a_file_cut_off_is_told() {
    check(|bytes| bytes.truncate(100), "Damaged");
    check(Vec::clear, "Damaged");
}

#[test]
fn a_foreign_file_is_told() {
    check(|bytes| *bytes = vec![b'x'; 3 << 20], "Damaged");
}

#[test]
fn a_file_of_a_later_version_is_told_as_such() {
    use sha2::{Digest, Sha256};
    let later = |bytes: &mut Vec<u8>| {
        bytes.truncate(bytes.len() - 32);
        bytes[8] = 2;
        bytes.extend(Sha256::digest(&*bytes).to_vec());
    };
    check(later, "Newer");
}

#[test]
fn a_file_mended_meanwhile_is_read_at_the_next_look() {
    let home = sealed();
    let good = fs::read(home.vault_bin()).unwrap();
    fs::write(home.vault_bin(), "").unwrap();
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("get ada", "Damaged");
    fs::write(home.vault_bin(), good).unwrap();
    vault.expect("look", "missing, passphrase, closed");
    vault.expect("unlock good", "missing, passphrase, open");
    vault.expect("get ada", "rt_of-ada");
}
