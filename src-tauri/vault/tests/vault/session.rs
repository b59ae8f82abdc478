//! This session only, and the moves from each way of keeping to each other.

use crate::bus::{Bus, NO_BUS};
use crate::child::Teller;
use crate::world::{Home, unlocked};

const NOTHING: [&str; 0] = [];

#[test]
fn a_session_writes_nothing_and_ends_with_the_process() {
    let home = Home::new();
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("keep session", "not asked, session, open");
    vault.expect("put ada rt", "done");
    vault.expect("look", "missing, session, open");
    vault.expect("get ada", "rt");
    assert_eq!(home.lies_in_data(), NOTHING);
    drop(vault);
    let mut vault = Teller::start(&home, NO_BUS);
    vault.expect("get ada", "nothing");
    vault.expect("state", "not asked, undecided, closed");
}

/// What must lie where, by the way of keeping: files, entries, and the answer after a restart.
fn kept(way: &str) -> (&'static [&'static str], usize, &'static str) {
    match way {
        "keychain" => (&["vault.bin"], 1, "rt"),
        "session" => (&[], 0, "nothing"),
        _ => (&["vault.bin"], 0, "refused: not asked, passphrase, closed"),
    }
}

#[test]
fn each_way_leads_to_each_other_and_leaves_nothing_behind() {
    for from in ["keychain", "session", "a-passphrase"] {
        for to in ["keychain", "session", "another-passphrase"] {
            let (home, bus, mut vault) = unlocked();
            vault.ask(&format!("keep {from}"));
            vault.expect("put ada rt", "done");
            let state = vault.ask(&format!("keep {to}"));
            assert!(state.ends_with("open"), "{from} to {to}: {state}");
            vault.expect("get ada", "rt");
            let (files, entries, later) = kept(to);
            assert_eq!(
                (home.lies_in_data(), bus.entries()),
                (files.iter().map(|f| (*f).to_owned()).collect(), entries)
            );
            drop(vault);

            let mut vault = Teller::start(&home, &bus.address);
            vault.expect("get ada", later);
            if to.ends_with("passphrase") {
                vault.expect(&format!("unlock {to}"), "not asked, passphrase, open");
                vault.expect("get ada", "rt");
            }
        }
    }
}

#[test]
fn an_entry_that_could_not_be_removed_goes_later() {
    for to in ["session", "a-passphrase"] {
        let (home, bus, mut vault) = unlocked();
        vault.expect("put ada rt", "done");
        drop(vault);
        let mut vault = Teller::start_hasty(&home, &bus.address);
        vault.until("look", "available, keychain, open");
        bus.signal_keyring("STOP");
        let keeping = to.strip_prefix("a-").unwrap_or(to);
        vault.expect(&format!("keep {to}"), &format!("unresponsive, {keeping}, open"));
        vault.expect("get ada", "rt");
        // Nor is the removal asked for still under way in a process that has ended.
        drop(vault);
        bus.signal_keyring("CONT");
        let mut vault = Teller::start(&home, &bus.address);
        let found = vault.ask("look");
        assert!(found.starts_with("available"), "{found}");
        assert_eq!(bus.entries(), 0);
    }
}

#[test]
fn a_way_that_cannot_be_gone_leaves_the_old_one() {
    let home = Home::new();
    let bus = Bus::bare(&home);
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("keep session", "not asked, session, open");
    vault.expect("put ada rt", "done");
    vault.expect("keep keychain", "refused: missing, session, open");
    vault.expect("keep ", "EmptyPassphrase");
    vault.expect("get ada", "rt");
    vault.expect("keep a-passphrase", "missing, passphrase, open");
    vault.expect("keep keychain", "refused: missing, passphrase, open");
    vault.expect("get ada", "rt");
    drop(vault);
    let mut vault = Teller::start(&home, &bus.address);
    vault.expect("look", "missing, passphrase, closed");
    vault.expect("unlock a-passphrase", "missing, passphrase, open");
    vault.expect("get ada", "rt");
}
