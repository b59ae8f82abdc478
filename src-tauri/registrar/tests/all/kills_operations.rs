//! Operations act at the command line, and the process is killed at each of its places: the act is whole or it is not, and
//! repeated it comes to the same end.

use crate::credential::Passed;
use crate::world::{World, both, until};
use registrar::args;
use registrar::config::DatabaseSettings;
use sandbox::around::{Addresses, Program};
use secrecy::ExposeSecret;
use std::path::Path;

/// What there must be before an act, and whom it is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Enrolment,
    HeldEnrolment,
    /// An enrolment with its credential.
    Credential,
    Seat,
    Person,
}

/// The words of an act after its subject, its name in the audit, and a question that has a row once it is done.
struct Case(&'static str, About, &'static str, &'static str);

const CASES: &[Case] = &[
    Case("hold", About::Enrolment, "enrolment.hold", "SELECT id FROM enrolment WHERE id = $1 AND held IS NOT NULL"),
    Case(
        "release",
        About::HeldEnrolment,
        "enrolment.release",
        "SELECT id FROM enrolment WHERE id = $1 AND held IS NULL",
    ),
    Case(
        "grant-attempts",
        About::Enrolment,
        "attempts.grant",
        "SELECT id FROM enrolment WHERE id = $1 AND attempts_allowed = 3",
    ),
    Case("void-seat", About::Seat, "seat.void", "SELECT id FROM seat WHERE id = $1 AND state = 'void' AND counts = 0"),
    Case(
        "withdraw-credential",
        About::Credential,
        "credential.withdraw",
        "SELECT id FROM credential WHERE enrolment_id = $1 AND step IN ('withdrawing', 'withdrawn') AND again = 0",
    ),
    Case(
        "reissue-credential",
        About::Credential,
        "credential.reissue",
        "SELECT id FROM credential WHERE enrolment_id = $1 AND step IN ('withdrawing', 'withdrawn') AND again = 1",
    ),
    Case("erase", About::Person, "person.erase", "SELECT id FROM person WHERE id = $1 AND erased_ms IS NOT NULL"),
];

impl Case {
    /// A subject of its own for each run.
    async fn subject(&self, world: &World, run: u64) -> String {
        let email = format!("{}-{run}@example.org", self.0);
        let passed = match self.1 {
            About::Credential => Passed::with_credential(world, &email).await,
            _ => Passed::new(world, &email).await,
        };
        let enrolment = passed.candidate.enrolment_id;
        if self.1 == About::HeldEnrolment {
            let sql = "UPDATE enrolment SET held = 'for a test', held_ms = 1 WHERE id = $1";
            world.registrar.core.db.run(sql, args![&enrolment]).await.unwrap();
        }
        match self.1 {
            About::Seat => passed.seat_id,
            About::Person => passed.candidate.person_id,
            _ => enrolment,
        }
    }

    /// Whether it is done, and how often the audit says so.
    async fn stands(&self, world: &World, subject: &str) -> (bool, usize) {
        let db = &world.registrar.core.db;
        let audit = "SELECT id FROM audit WHERE action = $1 AND subject LIKE $2";
        let audit = db.rows(audit, args![self.2, format!("%:{subject}")]).await.unwrap();
        (db.row(self.3, args![subject]).await.unwrap().is_some(), audit.len())
    }
}

/// The program on the world's database, with the world's own programme.
fn program(world: &World) -> Program {
    let around = Addresses {
        stripe: world.stripe.url(),
        classmarker: world.classmarker.url(),
        certifier: world.certifier.url(),
        mail: world.mail.address,
    };
    let mut text = around.settings("127.0.0.1:0", "http://127.0.0.1:1");
    let mut environment = vec![];
    if let DatabaseSettings::Postgres { url, .. } = &world.registrar.core.settings.database {
        text = text.replace("sqlite = \"registrar.db\"", "");
        environment.push(("REGISTRAR_DATABASE_URL".to_owned(), url.expose_secret().to_owned()));
    }
    let program = Program::new(Path::new(env!("CARGO_BIN_EXE_registrar")), world.folder.path(), &text).unwrap();
    Program { environment, ..program }
}

/// Runs an act, with one more variable; whether it came to its end.
async fn run(program: &Program, case: &Case, subject: &str, variable: Option<(&str, String)>) -> bool {
    let mut program = program.clone();
    program.environment.extend(variable.map(|(name, value)| (name.to_owned(), value)));
    let (once, act) = (format!("once-{subject}"), case.0);
    let words = ["admin", act, subject, "--reason", "to be killed at it", "--tell", "A test.", "--once", &once];
    let mut command = program.command(&words);
    tokio::task::spawn_blocking(move || command.output().unwrap().status.success()).await.unwrap()
}

both! {
    async fn an_act_is_whole_or_is_not_and_repeated_it_is_done_once(world: World) {
        let program = program(&world);
        for case in CASES {
            let list = world.folder.path().join(format!("places-{}", case.0));
            let subject = case.subject(&world, 0).await;
            assert!(run(&program, case, &subject, Some(("REGISTRAR_PLACES", list.display().to_string()))).await, "{}", case.0);
            assert_eq!(case.stands(&world, &subject).await, (true, 1), "{}", case.0);
            let places = std::fs::read_to_string(&list).unwrap().lines().count() as u64;
            assert!(places >= 2, "{}: {places} places", case.0);
            let mut ends = vec![];
            for place in 1..=places {
                let subject = case.subject(&world, place).await;
                let killed = !run(&program, case, &subject, Some(("REGISTRAR_KILL_AT", place.to_string()))).await;
                assert!(killed, "{}: not killed at {place} of {places}", case.0);
                let (done, told) = case.stands(&world, &subject).await;
                assert_eq!(usize::from(done), told, "{}: killed at {place}, it is half done", case.0);
                ends.push(done);
                assert!(run(&program, case, &subject, None).await, "{}: repeated after {place}", case.0);
                assert_eq!(case.stands(&world, &subject).await, (true, 1), "{}: repeated after {place}", case.0);
            }
            assert!(ends.contains(&false) && ends.contains(&true), "{}: before and after the commit", case.0);
        }
        until("the end of all work", async || {
            let sql = "SELECT 1 AS one FROM job WHERE kind = 'credential_step'";
            world.registrar.core.db.row(sql, &[]).await.unwrap().is_none().then_some(())
        })
        .await;
    }
}
