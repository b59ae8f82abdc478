//! This test program once more, as a process that has a vault and does with it what it is told, line by line.

use crate::world::{Home, PATIENCE};
use data_encoding::HEXLOWER;
use std::fmt::Debug;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use vault::{Choice, Keychain, Purpose, Secret, State, Vault, VaultError};

const FOLDER: &str = "VAULT_FOLDER";
const LIMIT_MS: &str = "VAULT_LIMIT_MS";
/// Stands before all that the process says.
const MARK: &str = "vault: ";
/// Where a keychain must be given up on.
pub const SOON: Duration = Duration::from_millis(1500);

/// The process, as the test speaks with it. Killed when dropped.
pub struct Teller {
    child: Child,
    tells: ChildStdin,
    said: Receiver<String>,
}

impl Teller {
    /// With so much patience for the keychain that a slow machine makes no difference.
    pub fn start(home: &Home, bus: &str) -> Teller {
        Teller::start_within(home, bus, &[], PATIENCE / 2)
    }

    /// Gives up on the keychain soon.
    pub fn start_hasty(home: &Home, bus: &str) -> Teller {
        Teller::start_within(home, bus, &[], SOON)
    }

    /// `around` is a program with its arguments that starts it in its turn.
    pub fn start_within(home: &Home, bus: &str, around: &[&str], limit: Duration) -> Teller {
        let program = std::env::current_exe().unwrap();
        let words = [around, &[program.to_str().unwrap(), "child::entry", "--exact", "--nocapture"]].concat();
        let mut command = Command::new(words[0]);
        home.settle(&mut command, bus);
        command.args(&words[1..]).env(FOLDER, home.data()).env(LIMIT_MS, limit.as_millis().to_string());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let tells = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (say, said) = mpsc::channel();
        std::thread::spawn(move || {
            while let Some(Ok(line)) = lines.next() {
                if let Some((_, text)) = line.split_once(MARK) {
                    let _ = say.send(text.to_owned());
                }
            }
        });
        Teller { child, tells, said }
    }

    pub fn tell(&mut self, line: &str) {
        writeln!(self.tells, "{line}").unwrap();
    }

    /// What it says next; none if it has ended instead.
    pub fn hear(&self) -> Option<String> {
        match self.said.recv_timeout(PATIENCE) {
            Ok(said) => Some(said),
            Err(mpsc::RecvTimeoutError::Disconnected) => None,
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("the vault does not answer"),
        }
    }

    pub fn ask(&mut self, line: &str) -> String {
        self.tell(line);
        self.hear().unwrap_or_else(|| panic!("the vault ended at “{line}”"))
    }

    #[track_caller]
    pub fn expect(&mut self, line: &str, expected: &str) {
        assert_eq!(self.ask(line), expected, "the answer to “{line}”");
    }

    /// Asks again until it says so.
    #[track_caller]
    pub fn until(&mut self, line: &str, expected: &str) {
        let mut last = String::new();
        crate::world::until(&format!("“{expected}” to “{line}”"), || {
            last = self.ask(line);
            last == expected
        });
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does nothing in an ordinary run of the tests.
#[tokio::test(flavor = "multi_thread")]
async fn entry() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let limit: u64 = std::env::var(LIMIT_MS).unwrap().parse().unwrap();
    let new = || Arc::new(Vault::with_limit((&folder).into(), Duration::from_millis(limit)));
    let mut vault = new();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        if words == ["again"] {
            vault = new();
        }
        let said = obey(&vault, &words).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{MARK}{said}").unwrap();
        out.flush().unwrap();
    }
}

async fn obey(vault: &Arc<Vault>, words: &[&str]) -> String {
    match words {
        ["state" | "again"] => told(vault.state()),
        ["look-behind"] => {
            let vault = Arc::clone(vault);
            tokio::spawn(async move { vault.look().await });
            done(Ok(()))
        }
        ["look"] => told(vault.look().await),
        ["keep", "keychain"] => state_or(vault.keep(Choice::Keychain).await),
        ["keep", "session"] => state_or(vault.keep(Choice::Session).await),
        ["keep", passphrase] => state_or(vault.keep(Choice::Passphrase(Secret::new(*passphrase))).await),
        ["unlock", passphrase] => state_or(vault.unlock(Secret::new(*passphrase)).await),
        ["put", account, secret] => done(vault.put(account, Purpose::RefreshToken, &Secret::new(*secret)).await),
        ["handout", account, "is", secret] => done(vault.put(account, Purpose::Handout, &Secret::new(*secret)).await),
        ["put-only", account, secret] => {
            let over = vault.put_only(account, Purpose::RefreshToken, &Secret::new(*secret)).await;
            let mut over = over.map(|over| over.iter().map(|s| s.reveal().to_owned()).collect::<Vec<_>>());
            over.iter_mut().for_each(|over| over.sort());
            over.map_or_else(|error| why(&error), |over| format!("over: {}", over.join(" ")))
        }
        ["put-hex", account, hex] => {
            let secret = Secret::new(String::from_utf8(HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap());
            done(vault.put(account, Purpose::RefreshToken, &secret).await)
        }
        ["get-hex", account] => {
            let secret = vault.get(account, Purpose::RefreshToken).await.unwrap().unwrap();
            HEXLOWER.encode(secret.reveal().as_bytes())
        }
        // Several at once, the last of them given up by its caller.
        ["crowd", account] => {
            let put = async |number: usize| {
                vault.put(&format!("{account}{number}"), Purpose::Handout, &Secret::new("s")).await.unwrap();
            };
            let (first, second, third) = (put(1), put(2), put(3));
            tokio::join!(first, second, third);
            let _ = tokio::time::timeout(Duration::ZERO, put(4)).await;
            done(Ok(()))
        }
        ["get", account] => found(vault.get(account, Purpose::RefreshToken).await),
        ["handout", account] => found(vault.get(account, Purpose::Handout).await),
        ["fill", account] => {
            let secret = Secret::new("s".repeat(16_000));
            for number in 1.. {
                if let Err(error) = vault.put(&format!("{account}{number}"), Purpose::Handout, &secret).await {
                    return format!("{} after some: {}", why(&error), number > 3);
                }
            }
            unreachable!("the disk is small")
        }
        ["ballast", "away"] => {
            std::fs::remove_file(Path::new(&std::env::var_os(FOLDER).unwrap()).join("ballast")).unwrap();
            done(Ok(()))
        }
        ["erase"] => done(vault.erase().await),
        _ => panic!("there is no “{words:?}”"),
    }
}

fn found(result: Result<Option<Secret>, VaultError>) -> String {
    let in_words = |secret: Option<Secret>| secret.map_or("nothing".to_owned(), |secret| secret.reveal().to_owned());
    result.map_or_else(|error| why(&error), in_words)
}

fn told(state: State) -> String {
    let keychain = state.keychain.map_or("not asked".to_owned(), |keychain: Keychain| lower(&keychain));
    let open = if state.open { "open" } else { "closed" };
    let fault = state.fault.map_or_else(String::new, |fault| format!(", {}", lower(&fault)));
    format!("{keychain}, {}, {open}{fault}", lower(&state.keeping))
}

fn lower(of: &impl Debug) -> String {
    format!("{of:?}").to_lowercase()
}

fn state_or(result: Result<State, VaultError>) -> String {
    result.map_or_else(|error| why(&error), told)
}

fn done(result: Result<(), VaultError>) -> String {
    result.map_or_else(|error| why(&error), |()| "done".to_owned())
}

fn why(error: &VaultError) -> String {
    match error {
        VaultError::Closed(state) => format!("refused: {}", told(*state)),
        VaultError::Io(error) => format!("io: {:?}", error.kind()),
        other => format!("{other:?}"),
    }
}
