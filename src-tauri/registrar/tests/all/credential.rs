//! Credentials: the whole way, and everything that must hold before it begins.

use crate::world::{Candidate, World, both, until};
use registrar::args;
use registrar::core::Core;
use registrar::credential;
use registrar::db::Row;
use registrar::keys;
use registrar::work::{self, Done, JobKind};
use registrar_api::{Credential, CredentialState};

/// Somebody who has passed, as the other rooms would leave it behind.
pub struct Passed {
    pub candidate: Candidate,
    pub seat_id: String,
}

impl World {
    /// Waits for a letter whose subject contains these words.
    pub async fn letter(&self, to: &str, subject: &str) -> sandbox::mail::Mail {
        until(&format!("a letter that is {subject}"), async || {
            self.mail.to(to).into_iter().find(|mail| mail.subject.contains(subject))
        })
        .await
    }
}

const BODY: &str = r#"{"monitor":{"camera":true,"browser":true,"events_total":2,"seconds_away":30,"events":[]}}"#;

impl Passed {
    /// Nothing is missing, and nobody has looked yet whether a credential is due.
    pub async fn new(world: &World, email: &str) -> Self {
        let candidate = world.enrolled(email, "Ada Lovelace").await;
        world.verified(&candidate).await;
        let core = &world.registrar.core;
        let (seat_id, now) = (keys::new_id(), core.now_ms());
        let sql = "INSERT INTO seat (id, enrolment_id, attempt, programme_version, variant, link_id, test_id,
                   access_list_id, minutes, pass_mark_tenths, camera, nonce, token_hash, state, access_code, handout_hash, issued_ms,
                   expires_ms, finished_ms, counts, outcome, outcome_ms, current_digest)
                   VALUES ($1, $2, 1, $3, 'standard', '1001', '2001', '3001', 90, 700, 'required', 'nonce', $1,
                   'finished', 'removed', 'hash', $4, $4, $4, 1, 'passed', $4, 'now')";
        let args = args![&seat_id, &candidate.enrolment_id, core.programme_version, now];
        core.db.run(sql, args).await.unwrap();
        let sql = "INSERT INTO result_revision (seat_id, digest, body, finished_s, graded, monitored, first_source,
                   first_seen_ms, feed_seen_s) VALUES ($1, 'now', $2, 1, 1, 1, 'webhook', 1, 1)";
        core.db.run(sql, args![&seat_id, BODY]).await.unwrap();
        Self { candidate, seat_id }
    }

    /// Calls for a look, as the results' room does.
    pub async fn call(&self, core: &Core) {
        let mut tx = core.db.begin().await.unwrap();
        work::enqueue(&mut tx, JobKind::CredentialDue, &self.seat_id, core.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// With a credential at its end.
    pub async fn with_credential(world: &World, email: &str) -> Self {
        let passed = Self::new(world, email).await;
        passed.call(&world.registrar.core).await;
        passed.at(world, "done").await;
        passed
    }

    /// The newest credential of the seat.
    pub async fn row(&self, world: &World) -> Option<Row> {
        let sql = "SELECT * FROM credential WHERE seat_id = $1 ORDER BY round DESC LIMIT 1";
        world.registrar.core.db.row(sql, args![&self.seat_id]).await.unwrap()
    }

    /// Waits until it stands at that step.
    pub async fn at(&self, world: &World, step: &str) -> Row {
        until(&format!("the step {step} of {}", self.candidate.email), async || {
            self.row(world).await.filter(|row| row.text("step").unwrap() == step)
        })
        .await
    }

    pub async fn shown(&self, world: &World) -> Credential {
        credential::of_enrolment(&world.registrar.core, &self.candidate.enrolment_id).await.unwrap()
    }

    /// What Certifier holds for this person.
    pub fn held(&self, world: &World) -> Vec<sandbox::certifier::StoredCredential> {
        world.certifier.credentials().into_iter().filter(|c| c.email == self.candidate.email).collect()
    }

    /// Letters by Certifier, and our own about an issued credential.
    pub async fn letters(&self, world: &World) -> (usize, i64) {
        let theirs = world.certifier.sent().iter().filter(|letter| letter.to == self.candidate.email).count();
        let sql = "SELECT COUNT(*) AS n FROM mail WHERE recipient = $1 AND dedupe LIKE 'credential:%:issued'";
        let row = world.registrar.core.db.row(sql, args![&self.candidate.email]).await.unwrap();
        (theirs, row.unwrap().int("n").unwrap())
    }

    /// Exactly one credential, issued, told once by us and at most once by Certifier.
    pub async fn is_whole(&self, world: &World) {
        self.at(world, "done").await;
        let held = self.held(world);
        assert_eq!(held.len(), 1, "{held:?}");
        assert_eq!(held[0].status, "issued");
        let (theirs, ours) = self.letters(world).await;
        assert!(theirs <= 1 && ours == 1, "{theirs} by Certifier, {ours} by us");
        let once = world.certifier.calls().iter().any(|call| call.ends_with("create-issue-send"));
        assert!(!once, "all at once cannot be done again");
    }
}

/// What is amiss, whether it can pass, how it comes about, and how it is mended.
const AMISS: &[(&str, bool, &str, &str)] = &[
    (
        "failed",
        false,
        "UPDATE seat SET outcome = 'failed' WHERE id = $1",
        "UPDATE seat SET outcome = 'passed' WHERE id = $1",
    ),
    (
        "provisional",
        true,
        "UPDATE seat SET outcome = 'provisional' WHERE id = $1",
        "UPDATE seat SET outcome = 'passed' WHERE id = $1",
    ),
    (
        "the result is held",
        true,
        "UPDATE seat SET outcome = 'held' WHERE id = $1",
        "UPDATE seat SET outcome = 'passed' WHERE id = $1",
    ),
    (
        "the seat is void",
        false,
        "UPDATE seat SET state = 'void' WHERE id = $1",
        "UPDATE seat SET state = 'finished' WHERE id = $1",
    ),
    (
        "the list has not confirmed it",
        true,
        "UPDATE result_revision SET feed_seen_s = NULL WHERE seat_id = $1",
        "UPDATE result_revision SET feed_seen_s = 1 WHERE seat_id = $1",
    ),
    (
        "the list has confirmed another state",
        true,
        "UPDATE seat SET current_digest = 'newer' WHERE id = $1",
        "UPDATE seat SET current_digest = 'now' WHERE id = $1",
    ),
    (
        "not graded",
        true,
        "UPDATE result_revision SET graded = 0 WHERE seat_id = $1",
        "UPDATE result_revision SET graded = 1 WHERE seat_id = $1",
    ),
    (
        "not monitored",
        true,
        "UPDATE result_revision SET monitored = 0 WHERE seat_id = $1",
        "UPDATE result_revision SET monitored = 1 WHERE seat_id = $1",
    ),
    (
        "held by a person",
        true,
        "UPDATE enrolment SET held = 'for a talk' WHERE id = (SELECT enrolment_id FROM seat WHERE id = $1)",
        "UPDATE enrolment SET held = NULL WHERE id = (SELECT enrolment_id FROM seat WHERE id = $1)",
    ),
    (
        "the name is not confirmed",
        true,
        "UPDATE enrolment SET name_confirmed_ms = NULL WHERE id = (SELECT enrolment_id FROM seat WHERE id = $1)",
        "UPDATE enrolment SET name_confirmed_ms = 1 WHERE id = (SELECT enrolment_id FROM seat WHERE id = $1)",
    ),
    (
        "the name differs",
        true,
        "UPDATE identity SET name_match = 'differs' WHERE enrolment_id = (SELECT enrolment_id FROM seat WHERE id = $1)",
        "UPDATE identity SET name_match = 'matches' WHERE enrolment_id = (SELECT enrolment_id FROM seat WHERE id = $1)",
    ),
    (
        "the identity was refused",
        true,
        "UPDATE identity SET state = 'refused' WHERE enrolment_id = (SELECT enrolment_id FROM seat WHERE id = $1)",
        "UPDATE identity SET state = 'verified' WHERE enrolment_id = (SELECT enrolment_id FROM seat WHERE id = $1)",
    ),
    (
        "the identity had run out",
        true,
        "UPDATE seat SET issued_ms = issued_ms + 40000000000 WHERE id = $1",
        "UPDATE seat SET issued_ms = issued_ms - 40000000000 WHERE id = $1",
    ),
];

both! {
    async fn a_pass_becomes_a_credential(world: World) {
        let passed = Passed::new(&world, "ada@example.org").await;
        assert_eq!(passed.shown(&world).await.state, CredentialState::BeingIssued);
        passed.call(&world.registrar.core).await;
        let row = passed.at(&world, "done").await;
        passed.is_whole(&world).await;
        assert_eq!(passed.letters(&world).await, (1, 1));
        let held = passed.held(&world).remove(0);
        assert_eq!((held.name.as_str(), held.group_id.as_str()), ("Ada Lovelace", "group-evaluator"));
        let number = format!("{}/{}", passed.candidate.enrolment_id, row.text("id").unwrap());
        assert_eq!(held.custom_attributes["custom.registrar"], number);
        assert_eq!(row.opt_int("unknown_ms").unwrap(), None);
        let shown = passed.shown(&world).await;
        assert_eq!(shown.state, CredentialState::Issued);
        assert_eq!((shown.issued_on, shown.expires_on), (Some(held.issue_date), held.expiry_date));
        let url = shown.url.unwrap();
        assert_eq!(url, format!("{}/credentials/{}", world.certifier.url(), held.public_id));
        let page = world.http.get(&url).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("Ada Lovelace") && page.contains("Sandbox"), "{page}");
        let mail = world.letter("ada@example.org", "Your credential").await;
        assert!(mail.body.contains(&url), "{}", mail.body);
    }

    async fn without_months_it_does_not_expire(world: World) {
        let core = &world.registrar.core;
        let mut settings = core.settings.clone();
        settings.programme.credential.valid_months = 0;
        let core = Core::open(settings, world.clock.clone()).await.unwrap();
        let passed = Passed::new(&world, "ada@example.org").await;
        let sql = "UPDATE seat SET programme_version = $2 WHERE id = $1";
        core.db.run(sql, args![&passed.seat_id, core.programme_version]).await.unwrap();
        passed.call(&core).await;
        passed.is_whole(&world).await;
        assert_eq!(passed.held(&world)[0].expiry_date, None);
        assert_eq!(passed.shown(&world).await.expires_on, None);
    }

    async fn each_missing_fact_keeps_it_back_and_says_so(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        for (what, waits, spoil, mend) in AMISS {
            core.db.run(spoil, args![&passed.seat_id]).await.unwrap();
            let done = credential::due(core, &passed.seat_id).await.unwrap();
            assert_eq!(matches!(done, Done::Again(_)), *waits, "{what}: {done:?}");
            assert!(passed.row(&world).await.is_none(), "{what}");
            let shown = passed.shown(&world).await;
            let expected = if *waits { CredentialState::Waiting } else { CredentialState::None };
            assert_eq!((shown.state, shown.why.is_some()), (expected, *waits), "{what}");
            core.db.run(mend, args![&passed.seat_id]).await.unwrap();
        }
        credential::due(core, &passed.seat_id).await.unwrap();
        passed.is_whole(&world).await;
    }

    async fn what_the_monitor_noted_waits_for_a_person(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        let body = BODY.replace("\"events_total\":2", "\"events_total\":11");
        let sql = "UPDATE result_revision SET body = $2 WHERE seat_id = $1";
        core.db.run(sql, args![&passed.seat_id, body]).await.unwrap();
        for _ in 0..2 {
            credential::due(core, &passed.seat_id).await.unwrap();
        }
        let shown = passed.shown(&world).await;
        assert!(shown.state == CredentialState::Waiting && shown.why.unwrap().contains("A person looks"));
        let cases = core.db.rows("SELECT visible FROM case_file", &[]).await.unwrap();
        assert!(cases.len() == 1 && cases[0].flag("visible").unwrap());
        core.db.run("UPDATE seat SET cleared_ms = 1 WHERE id = $1", args![&passed.seat_id]).await.unwrap();
        credential::due(core, &passed.seat_id).await.unwrap();
        passed.is_whole(&world).await;
    }

    async fn many_looks_make_one_credential(world: World) {
        let passed = Passed::new(&world, "ada@example.org").await;
        let other = Core::open(world.registrar.core.settings.clone(), world.clock.clone()).await.unwrap();
        let looks = (0..12).map(|n| {
            let core = if n % 2 == 0 { other.clone() } else { world.registrar.core.clone() };
            let seat_id = passed.seat_id.clone();
            tokio::spawn(async move { credential::due(&core, &seat_id).await })
        });
        for look in looks.collect::<Vec<_>>() {
            look.await.unwrap().unwrap();
        }
        let id = passed.row(&world).await.unwrap().text("id").unwrap();
        // Even without the lease that keeps them apart.
        let steps = [&other, &world.registrar.core, &other].map(|core| {
            let (core, id) = (core.clone(), id.clone());
            tokio::spawn(async move { credential::step(&core, &id).await.map(drop) })
        });
        for step in steps {
            let _ = step.await.unwrap();
        }
        passed.is_whole(&world).await;
        let count = world.registrar.core.db.row("SELECT COUNT(*) AS n FROM credential", &[]).await.unwrap();
        assert_eq!(count.unwrap().int("n").unwrap(), 1);
    }
}
