//! Taking a credential back, and giving another one.

use crate::credential::Passed;
use crate::world::{World, both, until};
use registrar::args;
use registrar::credential;
use registrar_api::CredentialState;
use sandbox::Misbehaviour::*;

async fn withdraw(world: &World, passed: &Passed, again: bool) {
    let core = &world.registrar.core;
    let mut tx = core.db.begin().await.unwrap();
    credential::withdraw(&mut tx, core, &passed.candidate.enrolment_id, again).await.unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn a_corrected_name_gets_a_new_one(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let (first, url) = (passed.held(&world).remove(0), passed.shown(&world).await.url.unwrap());
        let sql = "UPDATE enrolment SET name = 'Ada King' WHERE id = $1";
        world.registrar.core.db.run(sql, args![&passed.candidate.enrolment_id]).await.unwrap();
        withdraw(&world, &passed, true).await;
        let row = until("the second round", async || {
            let row = passed.row(&world).await?;
            (row.int("round").unwrap() == 2 && row.text("step").unwrap() == "done").then_some(row)
        })
        .await;
        assert_eq!(row.text("name").unwrap(), "Ada King");
        let held = passed.held(&world);
        assert_eq!((held.len(), held[0].name.as_str()), (1, "Ada King"));
        assert_ne!(held[0].id, first.id);
        assert_eq!(world.http.get(&url).send().await.unwrap().status(), 404);
        let shown = passed.shown(&world).await;
        assert_eq!((shown.state, shown.name.as_deref()), (CredentialState::Issued, Some("Ada King")));
        // Our own deletion is no surprise.
        let cases = world.registrar.core.db.rows("SELECT number FROM case_file", &[]).await.unwrap();
        assert!(cases.is_empty());
    }

    async fn withdrawn_for_good_it_stays_so(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::with_credential(&world, "ada@example.org").await);
        withdraw(&world, &passed, false).await;
        passed.at(&world, "withdrawn").await;
        assert!(passed.held(&world).is_empty());
        credential::due(core, &passed.seat_id).await.unwrap();
        assert_eq!(passed.row(&world).await.unwrap().int("round").unwrap(), 1);
        let shown = passed.shown(&world).await;
        assert_eq!((shown.state, shown.url), (CredentialState::Withdrawn, None));
        let mut tx = core.db.begin().await.unwrap();
        assert!(credential::withdraw(&mut tx, core, &passed.candidate.enrolment_id, false).await.is_err());
        let mail = world.letter("ada@example.org", "withdrawn").await;
        assert!(mail.body.contains("help@academy.test"), "{}", mail.body);
    }

    async fn a_bad_day_at_delete(world: World) {
        let bad_days = [FailAfter, SilentAfter, FailBefore, Down, Nonsense, Busy { retry_after_s: Some(1) }];
        for (number, how) in bad_days.into_iter().enumerate() {
            let passed = Passed::with_credential(&world, &format!("candidate-{number}@example.org")).await;
            world.certifier.mischief.plan("DELETE /v1/credentials", how, 1);
            withdraw(&world, &passed, false).await;
            passed.at(&world, "withdrawn").await;
            assert!(passed.held(&world).is_empty(), "{how:?}");
        }
    }

    async fn what_was_being_created_goes_too(world: World) {
        world.certifier.mischief.plan_later("POST /v1/credentials", SilentAfter, 1, 1);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        until("the lost answer", async || passed.row(&world).await?.opt_int("unknown_ms").unwrap()).await;
        withdraw(&world, &passed, false).await;
        passed.at(&world, "withdrawn").await;
        assert!(passed.held(&world).is_empty());
        assert_eq!(passed.letters(&world).await, (0, 0));
    }

    async fn a_draft_that_nobody_waits_for_any_more_goes(world: World) {
        world.certifier.mischief.plan_later("POST /v1/credentials", Slow { ms: 700 }, 1, 1);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        passed.at(&world, "creating").await;
        withdraw(&world, &passed, true).await;
        until("the second round", async || {
            let row = passed.row(&world).await?;
            (row.int("round").unwrap() == 2 && row.text("step").unwrap() == "done").then_some(())
        })
        .await;
        let made = world.certifier.calls().iter().filter(|call| call.as_str() == "POST /v1/credentials").count();
        assert_eq!((made, passed.held(&world).len()), (2, 1));
    }

    async fn deleted_there_and_reissued_here(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        let first = passed.held(&world).remove(0).id;
        assert!(world.certifier.delete(&first));
        withdraw(&world, &passed, true).await;
        until("the second round", async || {
            let row = passed.row(&world).await?;
            (row.int("round").unwrap() == 2 && row.text("step").unwrap() == "done").then_some(())
        })
        .await;
        assert_eq!(passed.held(&world).len(), 1);
    }
}
