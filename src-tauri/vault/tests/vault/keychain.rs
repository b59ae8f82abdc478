//! The keychain as it is found: unlocked, locked, absent, late; and as it comes back.

use crate::bus::{Bus, NO_BUS};
use crate::child::Teller;
use crate::world::{Home, unlocked};
use std::fs;

const OPEN: &str = "available, keychain, open";
const LOST: &str = "available, keychain, closed, keylost";

#[test]
fn nothing_is_touched_before_the_first_call() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("state", "not asked, undecided, closed");
    assert_eq!((home.lies_in_data(), bus.entries()), (vec![], 0));
    vault.expect("get ada", "nothing");
    vault.expect("state", "not asked, undecided, closed");
    vault.expect("look", OPEN);
    assert_eq!((home.lies_in_data(), bus.entries()), (vec![], 0));
}

#[test]
fn what_is_put_is_there_after_a_restart_under_one_entry() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt_first-of-all", "done");
    vault.expect("state", OPEN);
    vault.expect("put bob rt_of-bob", "done");
    vault.expect("put ada rt_second", "done");
    assert_eq!((home.lies_in_data(), bus.entries()), (vec!["vault.bin".to_owned()], 1));
    for secret in ["rt_first-of-all", "rt_of-bob", "rt_second"] {
        assert_eq!(home.holding(&home.data(), secret), [] as [&str; 0]);
    }
    drop(vault);

    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("state", "not asked, undecided, closed");
    vault.expect("get ada", "rt_second");
    vault.expect("get bob", "rt_of-bob");
    vault.expect("get eve", "nothing");
    vault.expect("state", OPEN);
}

#[test]
fn a_keyring_that_nobody_has_unlocked_keeps_nothing() {
    let home = Home::new();
    let bus = Bus::with_locked_keyring(&home);
    let mut vault = Teller::start(&home, &bus.address);
    for _ in 0..2 {
        vault.expect("look", "locked, undecided, closed");
        vault.expect("put ada rt", "refused: locked, undecided, closed");
        vault.expect("keep keychain", "refused: locked, undecided, closed");
        vault.expect("get ada", "nothing");
    }
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
}

#[test]
fn a_keyring_unlocked_later_is_found_by_a_look() {
    let (home, bus, mut vault) = unlocked();
    bus.lock();
    vault.expect("put ada rt", "refused: locked, undecided, closed");
    bus.unlock();
    vault.expect("put ada rt", "refused: locked, undecided, closed");
    vault.expect("look", OPEN);
    vault.expect("put ada rt", "done");
    drop(vault);

    bus.lock();
    let before = fs::read(home.vault_bin()).unwrap();
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("get ada", "refused: locked, keychain, closed");
    vault.expect("put ada other", "refused: locked, keychain, closed");
    vault.expect("keep session", "refused: locked, keychain, closed");
    vault.expect("look", "locked, keychain, closed");
    bus.unlock();
    vault.expect("look", OPEN);
    vault.expect("get ada", "rt");
    assert_eq!(fs::read(home.vault_bin()).unwrap(), before);
}

#[test]
fn a_keyring_locked_meanwhile_does_not_close_an_open_vault() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    bus.lock();
    vault.expect("look", "locked, keychain, open");
    vault.expect("put ada other", "done");
    vault.expect("get ada", "other");
    bus.unlock();
    drop(vault);
    Teller::start(&home, &bus.address).expect("get ada", "other");
}

#[test]
fn without_a_keyring_nothing_is_kept_until_one_comes() {
    let home = Home::new();
    let mut bus = Bus::bare(&home);
    let mut vault = Teller::start(&home, &bus.address);
    for _ in 0..2 {
        vault.expect("look", "missing, undecided, closed");
        vault.expect("put ada rt", "refused: missing, undecided, closed");
        vault.expect("keep keychain", "refused: missing, undecided, closed");
    }
    bus.start_keyring(&home);
    vault.expect("look", OPEN);
    vault.expect("put ada rt", "done");
    drop(vault);

    bus.stop_keyring();
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("get ada", "refused: missing, keychain, closed");
    bus.start_keyring(&home);
    vault.expect("look", OPEN);
    vault.expect("get ada", "rt");
    bus.stop_keyring();
    vault.expect("look", "missing, keychain, open");
    vault.expect("get ada", "rt");
}

#[test]
fn without_a_bus_there_is_no_keychain() {
    let home = Home::new();
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("put ada rt", "refused: missing, undecided, closed");
    vault.expect("look", "missing, undecided, closed");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
}

#[test]
fn a_keyring_that_stands_still_stops_nothing_for_long() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);

    bus.signal_keyring("STOP");
    let mut vault = Teller::start_hasty(&home, &bus.address);
    vault.expect("get ada", "refused: unresponsive, keychain, closed");
    // More often than threads are left behind.
    for _ in 0..6 {
        vault.expect("look", "unresponsive, keychain, closed");
    }
    bus.signal_keyring("CONT");
    vault.until("look", OPEN);
    vault.expect("get ada", "rt");
}

#[test]
fn what_a_keyring_does_late_breaks_nothing() {
    let (home, bus, vault) = unlocked();
    drop(vault);
    let mut vault = Teller::start_hasty(&home, &bus.address);
    vault.until("look", OPEN);
    bus.signal_keyring("STOP");
    vault.expect("put ada rt_first", "refused: unresponsive, undecided, closed");
    vault.expect("put ada rt_first", "refused: unresponsive, undecided, closed");
    vault.expect("keep keychain", "refused: unresponsive, undecided, closed");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
    bus.signal_keyring("CONT");
    vault.until("look", OPEN);
    vault.until("put ada rt_second", "done");
    drop(vault);
    assert_eq!(bus.entries(), 1);
    Teller::start(&home, &bus.address).expect("get ada", "rt_second");
}

#[test]
fn the_person_is_asked_once_at_a_time() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);

    bus.lock();
    let prompter = bus.prompter();
    let mut vault = Teller::start_hasty(&home, &bus.address);
    vault.until("look", "locked, keychain, closed");
    crate::world::until("the question", || prompter.asked() > 0);
    for _ in 0..3 {
        vault.expect("look", "locked, keychain, closed");
    }
    assert_eq!(prompter.asked(), 1);
    bus.unlock();
    vault.until("look", OPEN);
    vault.expect("get ada", "rt");
    assert_eq!(prompter.asked(), 1);
}

#[test]
fn a_state_is_told_while_the_keychain_is_waited_for() {
    let (home, bus, vault) = unlocked();
    drop(vault);
    bus.signal_keyring("STOP");
    // No other answer than this can come before the keyring goes on.
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("look-behind", "done");
    vault.expect("state", "not asked, undecided, closed");
    bus.signal_keyring("CONT");
    vault.until("state", OPEN);
}

#[test]
fn a_lost_key_is_told_and_the_file_left_until_it_is_replaced() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);
    let key = bus.entry_text();
    let before = fs::read(home.vault_bin()).unwrap();

    for other in ["not a key at all", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
        bus.overwrite_entry(other);
        let mut vault = Teller::start(&home, &bus.address);
        vault.expect("get ada", "KeyLost");
        vault.expect("put ada other", "KeyLost");
        vault.expect("state", LOST);
        assert_eq!(fs::read(home.vault_bin()).unwrap(), before);
        bus.overwrite_entry(&key);
        vault.expect("look", OPEN);
        vault.expect("get ada", "rt");
    }

    bus.remove_entry();
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("look", LOST);
    vault.expect("get ada", "KeyLost");
    assert_eq!(fs::read(home.vault_bin()).unwrap(), before);
    for (call, expected) in [("put-only bob rt_of-bob", "over: "), ("keep session", "available, session, open")] {
        let mut vault = Teller::start(&home, &bus.address);
        vault.expect(call, expected);
        vault.expect("get ada", "nothing");
        fs::write(home.vault_bin(), &before).unwrap();
    }
    vault.expect("erase", "done");
    assert_eq!(home.lies_in_data(), [] as [&str; 0]);
    vault.expect("get ada", "nothing");
    vault.expect("put ada new", "done");
    drop(vault);
    Teller::start(&home, &bus.address).expect("get ada", "new");
}

/// Whoever does not answer has not said that the key is gone: nothing is replaced.
#[test]
fn a_key_is_lost_only_while_the_keychain_says_so() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);
    let key = bus.entry_text();
    bus.overwrite_entry("not a key at all");
    let before = fs::read(home.vault_bin()).unwrap();
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("look", LOST);
    bus.lock();
    for call in ["keep session", "put-only bob other", "get ada"] {
        vault.expect(call, "refused: locked, keychain, closed");
    }
    assert_eq!(fs::read(home.vault_bin()).unwrap(), before);
    bus.unlock();
    bus.overwrite_entry(&key);
    vault.expect("look", OPEN);
    vault.expect("get ada", "rt");
}

#[test]
fn two_folders_do_not_take_each_others_key() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    let other_home = Home::new();
    let mut other = Teller::start(&other_home, &bus.address);
    other.expect("look", OPEN);
    other.expect("put ada other", "done");
    assert_eq!(bus.entries(), 2);
    other.expect("erase", "done");
    assert_eq!(bus.entries(), 1);
    drop((vault, other));
    Teller::start(&home, &bus.address).expect("get ada", "rt");
}

#[test]
fn calls_go_one_after_the_other_and_to_their_end() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("crowd c", "done");
    vault.expect("put ada rt", "done");
    assert_eq!(bus.entries(), 1);
    drop(vault);
    let mut vault = Teller::start(&home, &bus.address);
    for account in ["c1", "c2", "c3", "c4"] {
        vault.expect(&format!("handout {account}"), "s");
    }
}

#[test]
fn a_damaged_file_is_replaced_under_the_keychain() {
    let (home, bus, mut vault) = unlocked();
    vault.expect("put ada rt", "done");
    drop(vault);
    fs::write(home.vault_bin(), "not a vault").unwrap();
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("look", "available, undecided, closed, damaged");
    vault.expect("put-only bob new", "over: ");
    vault.expect("state", OPEN);
    drop(vault);
    assert_eq!(bus.entries(), 1);
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("get bob", "new");
    vault.expect("get ada", "nothing");
}
