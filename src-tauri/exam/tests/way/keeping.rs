//! How the sign-in is kept: on the disk, under a passphrase, over a file that is no good; one account after the other.

use crate::world::{Computer, MARA, NILS, World, until};
use exam::vault::{Choice, Fault, Keeping, Purpose, Secret, Vault};
use exam::{Account, ExamError};
use registrar::clock::Clock;

const PASSPHRASE: &str = "four plain words here";

fn passphrase() -> Secret {
    Secret::new(PASSPHRASE)
}

/// A computer whose vault lies under a passphrase, and is open.
async fn under_a_passphrase(address: &str) -> Computer {
    let computer = Computer::at(address, Clock::shifted(0));
    computer.exam.vault().keep(Choice::Passphrase(passphrase())).await.unwrap();
    computer
}

/// Nothing of the first is left in any file, and the registrar has ended their sign-in, whether or not the app still knew
/// that they were there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_account_takes_the_place_of_the_first() {
    for forgotten in [false, true] {
        let world = World::start().await;
        let mut computer = under_a_passphrase(&world.address()).await;
        computer.sign_in(&world, MARA).await;
        computer.exam.vault().put(MARA, Purpose::Handout, &Secret::new("bound-to-mara")).await.unwrap();
        if forgotten {
            // As after a crash that left it half written, and a start that has set it aside.
            std::fs::write(computer.folder.path().join("exam.json"), format!("{{\"account\":\"{MARA}")).unwrap();
            computer.restart();
            computer.exam.vault().unlock(passphrase()).await.unwrap();
            assert_eq!(computer.exam.account().await, Account::SignedOut);
        }
        std::fs::write(computer.folder.path().join(".exam-left"), MARA).unwrap();
        computer.sign_in(&world, NILS).await;

        let vault = Vault::new(computer.folder.path().to_owned());
        vault.unlock(passphrase()).await.unwrap();
        for purpose in [Purpose::RefreshToken, Purpose::Handout] {
            assert_eq!(vault.get(MARA, purpose).await.unwrap(), None, "{purpose:?}");
        }
        assert!(vault.get(NILS, Purpose::RefreshToken).await.unwrap().is_some());
        for file in std::fs::read_dir(computer.folder.path()).unwrap().flatten() {
            let bytes = std::fs::read(file.path()).unwrap();
            assert!(!bytes.windows(MARA.len()).any(|w| w == MARA.as_bytes()), "{:?}", file.file_name());
        }
        let ended = "SELECT revoked_why FROM token_family WHERE revoked_why = 'signed_out'";
        until("the end of the first sign-in", async || {
            let ended = world.registrar.core.db.rows(ended, &[]).await.unwrap();
            (ended.len() == 1).then_some(())
        })
        .await;
        computer.exam.ask().await;
        assert_eq!(computer.exam.account().await, Account::SignedIn { email: NILS.into() });
    }
}

/// What binds an exam's link to this computer stays with the candidate who comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_account_keeps_what_is_its_own() {
    let world = World::start().await;
    let computer = under_a_passphrase(&world.address()).await;
    computer.sign_in(&world, MARA).await;
    let handout = Secret::new("bound-to-mara");
    computer.exam.vault().put(MARA, Purpose::Handout, &handout).await.unwrap();
    computer.sign_in(&world, MARA).await;
    assert_eq!(computer.exam.vault().get(MARA, Purpose::Handout).await.unwrap(), Some(handout));
}

/// A passphrase was chosen, and nobody signed in before the app was closed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passphrase_without_an_account_can_be_typed_or_given_up() {
    let world = World::start().await;
    for begin_anew in [false, true] {
        let mut computer = under_a_passphrase(&world.address()).await;
        computer.restart();
        let refused = computer.exam.sign_in().await.unwrap_err();
        assert!(computer.exam.in_words(&refused).contains("Unlock it first"), "{refused}");
        let state = computer.exam.vault().state();
        assert_eq!((state.keeping, state.open, state.fault), (Keeping::Passphrase, false, None));
        if begin_anew {
            computer.exam.sign_out().await.unwrap();
            assert!(!computer.folder.path().join("vault.bin").exists());
            computer.exam.vault().keep(Choice::Session).await.unwrap();
        } else {
            computer.exam.vault().unlock(passphrase()).await.unwrap();
        }
        computer.sign_in(&world, MARA).await;
    }
}

/// "Sign in again" leads somewhere: what is kept next takes the file's place.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_is_signed_in_over() {
    let world = World::start().await;
    let mut computer = under_a_passphrase(&world.address()).await;
    computer.sign_in(&world, MARA).await;
    std::fs::write(computer.folder.path().join("vault.bin"), "not a vault").unwrap();
    computer.restart();
    assert_eq!(computer.exam.vault().look().await.fault, Some(Fault::Damaged));
    let account = computer.exam.account().await;
    assert!(matches!(&account, Account::SignInAgain { why, .. } if why.contains("damaged")), "{account:?}");
    computer.exam.ask().await;
    assert_eq!(computer.exam.contact_now().vault, None, "its state says it");
    let kept = computer.exam.vault().keep(Choice::Passphrase(passphrase())).await.unwrap();
    assert!(kept.open && kept.fault.is_none(), "{kept:?}");
    computer.sign_in(&world, MARA).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_may_be_good_is_not_signed_in_over() {
    let computer = Computer::at("http://127.0.0.1:9", Clock::shifted(0));
    let vault_bin = computer.folder.path().join("vault.bin");
    let check = async |what: &str, words: &str| {
        let refused = computer.exam.sign_in().await.unwrap_err();
        assert!(matches!(refused, ExamError::Vault(_)), "{what}: {refused}");
        assert!(computer.exam.in_words(&refused).contains(words), "{what}: {}", computer.exam.in_words(&refused));
    };
    std::fs::write(&vault_bin, newer()).unwrap();
    check("of a later version", "newer version").await;
    assert_eq!(std::fs::read(&vault_bin).unwrap(), newer());
    // One that leads to itself: even root cannot read it.
    std::fs::remove_file(&vault_bin).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("vault.bin", &vault_bin).unwrap();
        check("unreadable", "could not be written or read").await;
        assert!(vault_bin.is_symlink());
    }
}

/// A whole file, as a later version would write it.
fn newer() -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut bytes = b"AAVAULT\n\x02\x00and more".to_vec();
    bytes.extend(Sha256::digest(&bytes).to_vec());
    bytes
}
