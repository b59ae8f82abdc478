//! After a restore: the database is older than what Certifier holds, and no second credential is issued.

use crate::credential::Passed;
use crate::world::{World, both, until};
use registrar::args;
use registrar::casework::{Action, Actor, Order, act};
use registrar::db::Row;
use registrar::keys;
use registrar::providers::CertifierDraft;

/// What a backup from before the credential knows of it: nothing.
async fn lose_ledger(world: &World, passed: &Passed) {
    let db = &world.registrar.core.db;
    until("the end of all work", async || {
        let sql = "SELECT 1 AS one FROM job WHERE kind IN ('credential_due', 'credential_step')";
        db.row(sql, &[]).await.unwrap().is_none().then_some(())
    })
    .await;
    let lost = db.run("DELETE FROM credential WHERE seat_id = $1", args![&passed.seat_id]).await.unwrap();
    assert_eq!(lost, 1);
}

async fn hold_and_release(world: &World, passed: &Passed) {
    let enrolment = passed.candidate.enrolment_id.clone();
    for action in [Action::Hold { enrolment: enrolment.clone() }, Action::Release { enrolment }] {
        let order =
            Order { tell: Some("We have restored a backup.".into()), ..Order::new(action, "after the restore") };
        act(&world.registrar.core, &Actor::Cli("dana".into()), order).await.unwrap();
    }
}

/// The case about what no entry accounts for.
async fn case(world: &World, passed: &Passed) -> Row {
    until("a case", async || {
        let sql = "SELECT number FROM case_file WHERE enrolment_id = $1 AND title LIKE '%not in the ledger'";
        world.registrar.core.db.row(sql, args![&passed.candidate.enrolment_id]).await.unwrap()
    })
    .await
}

/// At Certifier by another registrar's hand, or by ours before the backup was put back.
async fn draft(world: &World, passed: &Passed, enrolment_id: &str, name: &str) -> String {
    let draft = CertifierDraft {
        own_id: &format!("{enrolment_id}/{}", keys::new_id()),
        group_id: "group-evaluator",
        name,
        email: &passed.candidate.email,
        issue_date: "2026-11-20",
        expiry_date: Some("2027-11-20"),
    };
    world.registrar.core.certifier.create(&draft).await.unwrap().id
}

/// Waits until the work rests until later, and moves the clock beyond that.
async fn an_hour_on(world: &World) {
    let core = &world.registrar.core;
    until("a rest", async || {
        let sql = "SELECT due_ms FROM job WHERE kind = 'credential_step' AND holder IS NULL AND due_ms > $1";
        core.db.row(sql, args![core.now_ms() + 60_000]).await.unwrap()
    })
    .await;
    world.clock.shift(3_700_000);
}

both! {
    async fn an_issued_one_is_taken_over_and_nobody_is_written_to_again(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let before = passed.row(&world).await.unwrap();
        lose_ledger(&world, &passed).await;
        hold_and_release(&world, &passed).await;
        let after = passed.at(&world, "done").await;
        passed.is_whole(&world).await;
        assert_eq!(passed.letters(&world).await, (1, 1));
        for field in ["provider_id", "public_id", "name", "issue_date", "expiry_date"] {
            assert_eq!(after.opt_text(field).unwrap(), before.opt_text(field).unwrap(), "{field}");
        }
        assert_ne!(after.text("id").unwrap(), before.text("id").unwrap());
        let sql = "SELECT actor FROM audit WHERE action = 'credential.adopted' AND subject = $1";
        let subject = format!("enrolment:{}", passed.candidate.enrolment_id);
        let audit = world.registrar.core.db.rows(sql, args![subject]).await.unwrap();
        assert_eq!(audit.len(), 1);
    }

    async fn a_draft_is_taken_over_and_issued(world: World) {
        let passed = Passed::new(&world, "ada@example.org").await;
        let made = draft(&world, &passed, &passed.candidate.enrolment_id, "Ada Lovelace").await;
        passed.call(&world.registrar.core).await;
        let row = passed.at(&world, "done").await;
        passed.is_whole(&world).await;
        assert_eq!(row.opt_text("provider_id").unwrap(), Some(made));
        assert_eq!(row.opt_text("expiry_date").unwrap().as_deref(), Some("2027-11-20"));
    }

    async fn of_a_lost_enrolment_or_in_another_name_a_person_decides(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        let lost = draft(&world, &passed, &keys::new_id(), "Ada Lovelace").await;
        passed.call(core).await;
        case(&world, &passed).await;
        assert_eq!(passed.held(&world).len(), 1);
        // It is deleted there; one of this enrolment, in another name, comes to light.
        let ours = draft(&world, &passed, &passed.candidate.enrolment_id, "Ada King").await;
        assert!(world.certifier.delete(&lost));
        an_hour_on(&world).await;
        let sql = "SELECT 1 AS one FROM job WHERE kind = 'credential_step' AND holder IS NULL AND due_ms > $1";
        until("the next look", async || core.db.row(sql, args![core.now_ms() + 60_000]).await.unwrap()).await;
        assert_eq!(passed.row(&world).await.unwrap().text("step").unwrap(), "wanted");
        // The name is corrected here, and it is taken over.
        let sql = "UPDATE enrolment SET name = 'Ada King' WHERE id = $1";
        core.db.run(sql, args![&passed.candidate.enrolment_id]).await.unwrap();
        world.clock.shift(3_700_000);
        let row = passed.at(&world, "done").await;
        passed.is_whole(&world).await;
        assert_eq!((row.opt_text("provider_id").unwrap(), row.text("name").unwrap()), (Some(ours), "Ada King".into()));
    }

    async fn two_that_nobody_knows_wait_for_a_person(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let copy = world.certifier.duplicate(&passed.held(&world)[0].id).unwrap();
        lose_ledger(&world, &passed).await;
        hold_and_release(&world, &passed).await;
        case(&world, &passed).await;
        assert!(world.certifier.delete(&copy));
        an_hour_on(&world).await;
        passed.is_whole(&world).await;
    }
}
