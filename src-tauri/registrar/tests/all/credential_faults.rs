//! Credentials while Certifier has a bad day, and while our process dies in the middle.

use crate::credential::Passed;
use crate::world::{World, both, until};
use registrar::args;
use registrar::core::Core;
use registrar::credential;
use registrar::keys;
use registrar::providers::CertifierDraft;
use registrar::work::{self, Done, JobKind};
use sandbox::Misbehaviour::{self, *};

const BAD_DAYS: &[Misbehaviour] = &[
    FailAfter,
    SilentAfter,
    FailBefore,
    Down,
    Busy { retry_after_s: Some(1) },
    Nonsense,
    Slow { ms: 2500 },
    HangAfter { ms: 2500 },
];

/// One candidate for each bad day of one call, after so many like it that go well.
async fn survives(world: &World, call: &str, after: u32) {
    for (number, how) in BAD_DAYS.iter().enumerate() {
        let passed = Passed::new(world, &format!("candidate-{number}@example.org")).await;
        world.certifier.mischief.plan_later(call, *how, 1, after);
        passed.call(&world.registrar.core).await;
        passed.at(world, "done").await;
        passed.is_whole(world).await;
        world.certifier.mischief.clear();
    }
    assert_eq!(world.certifier.credentials().len(), BAD_DAYS.len());
}

/// A credential at a step, as a process that was killed there left it; `made` and `issued` say how far Certifier came.
async fn left_at(world: &World, email: &str, step: &str, made: bool, issued: bool) -> Passed {
    let (passed, id) = left_alone(world, email, step, made, issued).await;
    go_on(world, &id).await;
    passed
}

/// Waits until the work on credentials rests until later, and moves the clock beyond that.
pub async fn an_hour_on(world: &World) {
    let core = &world.registrar.core;
    until("a rest", async || {
        let sql = "SELECT due_ms FROM job WHERE kind = 'credential_step' AND holder IS NULL AND due_ms > $1";
        core.db.row(sql, args![core.now_ms() + 60_000]).await.unwrap()
    })
    .await;
    world.clock.shift(3_700_000);
}

async fn go_on(world: &World, id: &str) {
    let core = &world.registrar.core;
    let mut tx = core.db.begin().await.unwrap();
    work::enqueue(&mut tx, JobKind::CredentialStep, id, core.now_ms()).await.unwrap();
    tx.commit().await.unwrap();
}

/// The same, with nobody at it; and its id.
async fn left_alone(world: &World, email: &str, step: &str, made: bool, issued: bool) -> (Passed, String) {
    let (core, passed) = (&world.registrar.core, Passed::new(world, email).await);
    let id = keys::new_id();
    let mut ids = (None, None);
    if made {
        let draft = CertifierDraft {
            own_id: &format!("{}/{id}", passed.candidate.enrolment_id),
            group_id: "group-evaluator",
            name: "Ada Lovelace",
            email,
            issue_date: "2026-11-23",
            expiry_date: None,
        };
        let credential = core.certifier.create(&draft).await.unwrap();
        if issued {
            core.certifier.issue(&credential.id).await.unwrap();
        }
        ids = (Some(credential.id).filter(|_| step != "creating"), credential.public_id);
    }
    let sql = "INSERT INTO credential (id, enrolment_id, seat_id, round, group_id, step, provider_id, public_id, name,
               issue_date, searches, notices, again, created_ms, updated_ms)
               VALUES ($1, $2, $3, 1, 'group-evaluator', $4, $5, $6, 'Ada Lovelace', '2026-11-23', 0, 0, 0, $7, $7)";
    let args = args![&id, &passed.candidate.enrolment_id, &passed.seat_id, step, ids.0, ids.1, core.now_ms()];
    core.db.run(sql, args).await.unwrap();
    (passed, id)
}

both! {
    async fn a_bad_day_at_create(world: World) {
        // The look before it begins the same way.
        survives(&world, "POST /v1/credentials", 1).await;
    }

    async fn a_bad_day_at_the_look_before(world: World) {
        survives(&world, "/search", 0).await;
    }

    async fn a_bad_day_at_issue(world: World) {
        survives(&world, "/issue", 0).await;
    }

    async fn a_bad_day_at_send(world: World) {
        survives(&world, "/send", 0).await;
    }

    async fn a_busy_certifier_that_names_no_time_is_left_alone_for_half_a_minute(world: World) {
        for (number, call, after) in [(0, "POST /v1/credentials", 1), (1, "/issue", 0), (2, "/send", 0)] {
            let passed = Passed::new(&world, &format!("candidate-{number}@example.org")).await;
            world.certifier.mischief.plan_later(call, Busy { retry_after_s: None }, 1, after);
            passed.call(&world.registrar.core).await;
            let due = until("a rest", async || {
                let sql = "SELECT due_ms FROM job WHERE kind = 'credential_step' AND holder IS NULL AND due_ms > $1";
                world.registrar.core.db.row(sql, args![world.clock.now_ms() + 5_000]).await.unwrap()
            })
            .await;
            assert!(due.int("due_ms").unwrap() <= world.clock.now_ms() + 31_000, "{call}");
            world.clock.shift(31_000);
            passed.is_whole(&world).await;
        }
    }

    async fn a_whole_bad_day(world: World) {
        world.certifier.mischief.plan("/v1/", FailAfter, 5);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        passed.is_whole(&world).await;
    }

    async fn a_search_that_lags_behind_makes_no_second_one(world: World) {
        world.certifier.set_search_delay_ms(1500);
        world.certifier.mischief.plan_later("POST /v1/credentials", SilentAfter, 1, 1);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        passed.is_whole(&world).await;
        let searches = world.certifier.calls().iter().filter(|c| c.ends_with("/search")).count();
        assert_eq!(searches, 3);
    }

    async fn killed_at_any_step_it_goes_on(world: World) {
        let left = [
            left_at(&world, "wanted@example.org", "wanted", false, false).await,
            left_at(&world, "asked@example.org", "creating", false, false).await,
            left_at(&world, "made@example.org", "creating", true, false).await,
            left_at(&world, "drafted@example.org", "drafted", true, false).await,
            left_at(&world, "issuing@example.org", "issuing", true, false).await,
            left_at(&world, "issued@example.org", "issuing", true, true).await,
        ];
        for passed in &left {
            passed.is_whole(&world).await;
            assert_eq!(passed.letters(&world).await.0, 1, "{}", passed.candidate.email);
        }
        // Nothing tells whether Certifier has written: it is not asked again, and the audit says so.
        let passed = left_at(&world, "sending@example.org", "sending", true, true).await;
        let row = passed.at(&world, "done").await;
        assert!(row.opt_int("unknown_ms").unwrap().is_some());
        assert_eq!(passed.letters(&world).await.0, 0);
        let sql = "SELECT actor FROM audit WHERE action = 'credential.letter_unknown' AND subject = $1";
        let subject = format!("enrolment:{}", passed.candidate.enrolment_id);
        assert!(world.registrar.core.db.row(sql, args![subject]).await.unwrap().is_some());
    }

    async fn two_of_one_wait_for_a_person(world: World) {
        let passed = left_at(&world, "ada@example.org", "creating", true, false).await;
        let made = passed.held(&world).remove(0).id;
        let copy = world.certifier.duplicate(&made).unwrap();
        let case = until("a case", async || {
            let sql = "SELECT title FROM case_file WHERE enrolment_id = $1";
            world.registrar.core.db.row(sql, args![&passed.candidate.enrolment_id]).await.unwrap()
        })
        .await;
        assert!(case.text("title").unwrap().contains("more than once"));
        assert_eq!(passed.row(&world).await.unwrap().text("step").unwrap(), "creating");
        // The person deletes one; it goes on by itself.
        assert!(world.certifier.delete(&copy));
        an_hour_on(&world).await;
        passed.is_whole(&world).await;
    }

    async fn a_refusal_is_one_case_and_goes_on_once_mended(world: World) {
        world.certifier.set_attributes(&[]);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        let refusals = async || {
            let sql = "SELECT n.text FROM case_file c JOIN case_note n ON n.number = c.number
                       WHERE c.enrolment_id = $1 AND n.visible = 0";
            world.registrar.core.db.rows(sql, args![&passed.candidate.enrolment_id]).await.unwrap()
        };
        let notes = until("a case", async || Some(refusals().await).filter(|notes| !notes.is_empty())).await;
        let text = notes[0].text("text").unwrap();
        assert!(text.contains("custom.registrar does not exist"), "{text}");
        an_hour_on(&world).await;
        until("a second try", async || (world.certifier.calls().len() > 3).then_some(())).await;
        assert_eq!((refusals().await.len(), world.certifier.credentials().len()), (1, 0));
        world.certifier.set_attributes(&["custom.registrar"]);
        an_hour_on(&world).await;
        passed.is_whole(&world).await;
    }
    async fn a_hold_before_the_first_call_stops_it(world: World) {
        let core = &world.registrar.core;
        let (passed, id) = left_alone(&world, "ada@example.org", "wanted", false, false).await;
        let sql = "UPDATE enrolment SET held = $2 WHERE id = $1";
        core.db.run(sql, args![&passed.candidate.enrolment_id, "for a talk"]).await.unwrap();
        credential::step(core, &id).await.unwrap();
        assert!(passed.row(&world).await.is_none());
        assert!(world.certifier.calls().is_empty());
        assert!(passed.shown(&world).await.why.unwrap().contains("for a talk"));
        core.db.run(sql, args![&passed.candidate.enrolment_id, None::<&str>]).await.unwrap();
        passed.call(core).await;
        passed.is_whole(&world).await;
    }

    async fn a_refused_account_is_one_case_a_day(world: World) {
        let mut settings = world.registrar.core.settings.clone();
        settings.secrets.certifier_token = "another".to_owned().into();
        let stranger = Core::open(settings, world.clock.clone()).await.unwrap();
        let mut left = Vec::new();
        for email in ["ada@example.org", "grace@example.org"] {
            let (passed, id) = left_alone(&world, email, "wanted", false, false).await;
            assert!(matches!(credential::step(&stranger, &id).await.unwrap(), Done::Again(_)));
            left.push((passed, id));
        }
        let cases = world.registrar.core.db.rows("SELECT title FROM case_file", &[]).await.unwrap();
        assert!(cases.len() == 1 && cases[0].text("title").unwrap().contains("our account"));
        for (passed, id) in left {
            go_on(&world, &id).await;
            passed.is_whole(&world).await;
        }
    }
}
