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

/// A home in which the file was changed, and the bytes that lie there now.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> (Home, Vec<u8>) {
    let home = sealed();
    let mut bytes = fs::read(home.vault_bin()).unwrap();
    change(&mut bytes);
    fs::write(home.vault_bin(), &bytes).unwrap();
    (home, bytes)
}

/// The file, changed, and what is said of it. Asking changes nothing; it is left as it is until it is erased, or replaced.
#[track_caller]
fn check(change: impl FnOnce(&mut Vec<u8>), said: &str, calls: &[&str]) {
    let (home, bytes) = changed(change);
    let mut vault = Teller::start(&home, NO_BUS);
    for call in [&["get ada", "put ada other", "unlock good"], calls].concat() {
        vault.expect(call, said);
    }
    vault.expect("look", &format!("missing, undecided, closed, {}", said.to_lowercase()));
    assert_eq!(fs::read(home.vault_bin()).unwrap(), bytes);
    let erased = vault.ask("erase");
    assert!(erased == "EntryRemains(Missing)", "of an unknown file an entry may remain: {erased}");
    vault.expect("get ada", "nothing");
    vault.expect("state", "missing, undecided, closed");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
}

/// What cannot be opened any more keeps nobody from beginning anew.
#[test]
fn a_damaged_file_is_replaced_by_a_choice() {
    for (keep, kept, lie) in [("session", "session", &[][..]), ("another", "passphrase", &["vault.bin"][..])] {
        let (home, _) = changed(|bytes| bytes[60] ^= 1);
        let mut vault = Teller::start(&home, NO_BUS);
        vault.expect("put-only ada new", "refused: missing, undecided, closed, damaged");
        vault.expect(&format!("keep {keep}"), &format!("missing, {kept}, open"));
        vault.expect("get ada", "nothing");
        vault.expect("put-only ada new", "over: ");
        vault.expect("get ada", "new");
        assert_eq!(home.lies_in_data(), lie);
    }
}

/// One write takes the other account out and puts this one in; the file, opened again, holds no word of the other.
#[test]
fn who_begins_is_alone() {
    let home = sealed();
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("put-only bob new", "refused: not asked, passphrase, closed");
    vault.expect("unlock good", "not asked, passphrase, open");
    vault.expect("handout ada is bound-to-ada", "done");
    vault.expect("handout bob is bound-to-bob", "done");
    vault.expect("put bob rt_before", "done");
    vault.expect("put-only bob rt_of-bob", "over: rt_before rt_of-ada");
    for text in ["ada", "rt_of-ada"] {
        assert_eq!(home.holding(&home.data(), text), [] as [&str; 0], "{text}");
    }
    vault.expect("again", "not asked, undecided, closed");
    vault.expect("unlock good", "not asked, passphrase, open");
    for (call, expected) in
        [("get ada", "nothing"), ("handout ada", "nothing"), ("get bob", "rt_of-bob"), ("handout bob", "bound-to-bob")]
    {
        vault.expect(call, expected);
    }
}

#[test]
fn a_damaged_file_is_told() {
    check(|bytes| bytes[60] ^= 1, "Damaged", &[]);
}

#[test]
fn a_file_cut_off_is_told() {
    check(|bytes| bytes.truncate(100), "Damaged", &[]);
    check(Vec::clear, "Damaged", &[]);
}

#[test]
fn a_foreign_file_is_told() {
    check(|bytes| *bytes = vec![b'x'; 3 << 20], "Damaged", &[]);
}

#[test]
fn a_file_of_a_later_version_is_told_as_such() {
    use sha2::{Digest, Sha256};
    let later = |bytes: &mut Vec<u8>| {
        bytes.truncate(bytes.len() - 32);
        bytes[8] = 2;
        bytes.extend(Sha256::digest(&*bytes).to_vec());
    };
    check(later, "Newer", &["keep session", "keep another", "put-only ada other"]);
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
