//! A registrar in this process, its providers, and computers on which the app is installed.

use exam::vault::Choice;
use exam::{Account, Exam, ExamError, Given, Outward, Place, Steady};
use registrar::Registrar;
use registrar::args;
use registrar::clock::Clock;
use registrar::config::Settings;
use registrar_api::{ConsentTo, Enrolment, IdentityRoute};
use sandbox::Port;
use sandbox::around::Around;
use sandbox::secrets::SECRETS;
use sandbox::walk::{Browser, pass_sign_in, pass_sign_in_by_hand};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub const MARA: &str = "mara@academy.test";
pub const NILS: &str = "nils@academy.test";
pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

pub struct World {
    pub registrar: Registrar,
    pub clock: Clock,
    pub around: Around,
    _folder: TempDir,
    _port: Port,
}

/// One installation of the app.
pub struct Computer {
    pub exam: Arc<Exam>,
    pub folder: TempDir,
    pub told: Arc<AtomicU64>,
    /// For a whole exchange, from the next start on.
    pub patience: Duration,
    address: String,
    clocks: Clocks,
}

/// The registrar's, and this computer's.
#[derive(Clone)]
struct Clocks {
    registrar: Clock,
    /// How far this computer's wall clock is ahead of the registrar's.
    ahead_ms: Arc<AtomicI64>,
    /// How often the computer has been started.
    starts: Arc<AtomicI64>,
}

impl World {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let around = Around::start().await.unwrap();
        let port = Port::hold().unwrap();
        let text = around.settings(&port.address.to_string(), &port.url());
        let secret = |name: &str| SECRETS.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        let settings = Settings::parse(&text, folder.path(), secret).unwrap();
        let clock = Clock::shifted(0);
        let its_clock = clock.clone();
        around.classmarker.follow_clock(move || its_clock.now_ms() / 1000);
        let registrar = registrar::start(settings, clock.clone()).await.unwrap();
        around.tell(&format!("http://{}", registrar.address));
        Self { registrar, clock, around, _folder: folder, _port: port }
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.registrar.address)
    }

    pub async fn code(&self) -> String {
        let (core, code) = (&self.registrar.core, registrar::keys::random_code(16));
        let sql = "INSERT INTO enrolment_code (code_hash, batch, variant, attempts, created_ms, expires_ms)
                   VALUES ($1, 'test', NULL, NULL, $2, $3)";
        let (hash, now) = (core.keys.hash("enrolment code", &code), core.now_ms());
        core.db.run(sql, args![hash, now, now + 400 * DAY]).await.unwrap();
        code
    }

    /// A computer whose vault is in memory.
    pub async fn computer(&self) -> Computer {
        self.computer_at(&self.address()).await
    }

    /// The same, whose app asks at another address for this registrar.
    pub async fn computer_at(&self, address: &str) -> Computer {
        let computer = Computer::at(address, self.clock.clone());
        computer.exam.vault().keep(Choice::Session).await.unwrap();
        computer
    }

    /// As a person at the browser, up to the app's port.
    pub async fn follow(&self, page: &Outward, email: &str) {
        let mut browser = Browser::default();
        let (back, _) = pass_sign_in(&mut browser, page.reveal(), &self.around.mail, email).await.unwrap();
        assert_eq!(browser.get(&back).await.unwrap().status, 200);
    }

    pub async fn signed_in(&self, email: &str) -> Computer {
        let computer = self.computer().await;
        computer.sign_in(self, email).await;
        computer
    }

    /// Signed in, enrolled, agreed, named and verified: ready to sit.
    pub async fn ready(&self, email: &str) -> Computer {
        let computer = self.signed_in(email).await;
        self.prepare(&computer).await;
        computer
    }

    /// The same, for a candidate who has signed in.
    pub async fn prepare(&self, computer: &Computer) {
        self.prepare_to_identity(computer).await;
        self.prove_identity(computer).await;
    }

    pub async fn prepare_to_identity(&self, computer: &Computer) {
        let exam = &computer.exam;
        exam.enrol(&self.code().await).await.unwrap();
        exam.consent(computer.consents()).await.unwrap();
        exam.confirm_name("Mara Holt").await.unwrap();
    }

    pub async fn prove_identity(&self, computer: &Computer) {
        let page = computer.exam.begin_identity(IdentityRoute::Stripe).await.unwrap().unwrap();
        let outcome = sandbox::stripe::Outcome::verified("Mara", "Holt");
        self.around.stripe.browse(page.reveal(), &outcome).await.unwrap();
        computer.asked_until("every condition met", |e| e.conditions.iter().all(|c| c.met)).await;
    }
}

impl Computer {
    /// A computer whose app asks at this address.
    pub fn at(address: &str, clock: Clock) -> Computer {
        Computer::with(Place::sandbox(address).unwrap(), address, clock, exam::PATIENCE)
    }

    /// The same, whose app soon gives up waiting.
    pub fn impatient(address: &str) -> Computer {
        Computer::with(Place::sandbox(address).unwrap(), address, Clock::shifted(0), Duration::from_secs(1))
    }

    /// A computer whose app belongs to a registrar on the open network.
    pub fn for_real(address: &str) -> Computer {
        Computer::with(Place::real(address).unwrap(), address, Clock::shifted(0), exam::PATIENCE)
    }

    fn with(place: Place, address: &str, registrar: Clock, patience: Duration) -> Computer {
        let clocks = Clocks { registrar, ahead_ms: Arc::default(), starts: Arc::default() };
        let (folder, told) = (tempfile::tempdir().unwrap(), Arc::default());
        let exam = open(place, &clocks, &folder, &told, patience);
        Computer { exam, folder, told, patience, address: address.to_owned(), clocks }
    }

    /// Sets the computer's wall clock, by so many hours ahead of the registrar's.
    pub fn set_clock(&self, hours: i64) {
        self.clocks.ahead_ms.store(hours * HOUR, Ordering::Relaxed);
    }

    /// The computer itself is started anew.
    pub fn reboot(&mut self) {
        self.clocks.starts.fetch_add(1, Ordering::Relaxed);
        self.restart();
    }

    /// The app anew on the same computer, as after a crash.
    pub fn restart(&mut self) {
        let place = Place::sandbox(&self.address).unwrap();
        self.exam = open(place, &self.clocks, &self.folder, &self.told, self.patience);
    }

    /// Until what is answered is dropped, the notes cannot be written: nothing replaces a folder, root's hand neither.
    pub fn full_disk(&self) -> impl Drop {
        struct Full(PathBuf);
        impl Drop for Full {
            fn drop(&mut self) {
                std::fs::remove_dir(&self.0).unwrap();
            }
        }
        let notes = self.folder.path().join("exam.json");
        std::fs::remove_file(&notes).unwrap();
        std::fs::create_dir(&notes).unwrap();
        Full(notes)
    }

    /// The same computer, at another address of the registrar.
    pub fn move_to(&mut self, address: &str) {
        self.address = address.to_owned();
        self.restart();
    }

    pub async fn sign_in(&self, world: &World, email: &str) {
        let page = self.exam.sign_in().await.unwrap();
        world.follow(&page, email).await;
        let signed_in = Account::SignedIn { email: email.to_owned() };
        until("a sign-in", async || (self.exam.account().await == signed_in).then_some(())).await;
        self.exam.ask().await;
    }

    pub async fn sign_in_by_hand(&self, world: &World, email: &str) -> Result<(), ExamError> {
        let page = self.exam.sign_in().await.unwrap();
        let mut browser = Browser::default();
        let code = pass_sign_in_by_hand(&mut browser, page.reveal(), &world.around.mail, email).await.unwrap();
        self.exam.sign_in_code(&format!("  {code}\n")).await
    }

    pub fn enrolment(&self) -> Option<Enrolment> {
        self.exam.kept(|kept| kept.account.as_ref().and_then(|a| a.enrolment.clone()))
    }

    pub fn consents(&self) -> Vec<ConsentTo> {
        let programme = self.exam.kept(|kept| kept.account.as_ref().and_then(|a| a.programme.clone())).unwrap();
        programme.consents.iter().map(|c| ConsentTo { kind: c.kind.clone(), version: c.version.clone() }).collect()
    }

    /// Asks until the enrolment is as wanted.
    pub async fn asked_until(&self, what: &str, wanted: impl Fn(&Enrolment) -> bool) -> Enrolment {
        until(what, async || {
            self.exam.ask().await;
            self.enrolment().filter(|e| wanted(e))
        })
        .await
    }

    pub fn told(&self) -> u64 {
        self.told.load(Ordering::Relaxed)
    }
}

fn open(place: Place, clocks: &Clocks, folder: &TempDir, told: &Arc<AtomicU64>, patience: Duration) -> Arc<Exam> {
    let (wall, steady, told) = (clocks.clone(), clocks.clone(), told.clone());
    let given = Given {
        now_ms: Box::new(move || wall.registrar.now_ms() + wall.ahead_ms.load(Ordering::Relaxed)),
        steady: Box::new(move || {
            let starts = steady.starts.load(Ordering::Relaxed);
            Steady { since: format!("start {starts}"), ms: steady.registrar.now_ms() - starts * DAY }
        }),
        tell: Box::new(move || {
            told.fetch_add(1, Ordering::Relaxed);
        }),
        patience,
    };
    Exam::new(folder.path().to_owned(), Some(place), given)
}

/// Waits for what another task brings about.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
