//! What time brings: renewal notices, expiry, and steps that do not get on.

use crate::credential::Passed;
use crate::world::{World, both};
use registrar::args;
use registrar::credential;
use registrar_api::CredentialState;
use sandbox::Misbehaviour::*;

const DAY: i64 = 86_400_000;

/// Moves the clock to so many days before the expiry, and sweeps twice.
async fn days_before(world: &World, passed: &Passed, days: i64) -> usize {
    let core = &world.registrar.core;
    let expiry = passed.row(world).await.unwrap().text("expiry_date").unwrap();
    let mut distance = 0;
    while registrar::clock::date(core.now_ms() + distance * DAY) < expiry {
        distance += 1;
    }
    world.clock.shift((distance - days) * DAY);
    credential::sweep(core).await.unwrap();
    credential::sweep(core).await.unwrap();
    let sql = "SELECT id FROM mail WHERE recipient = $1 AND dedupe LIKE 'credential:%:renewal:%'";
    core.db.rows(sql, args![&passed.candidate.email]).await.unwrap().len()
}

both! {
    async fn notices_go_once_each_and_then_it_expires(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        for (days, letters) in [(61, 0), (60, 1), (59, 1), (15, 1), (14, 2), (1, 2), (0, 2)] {
            assert_eq!(days_before(&world, &passed, days).await, letters, "{days} days before");
            assert_eq!(passed.shown(&world).await.state, CredentialState::Issued, "{days} days before");
        }
        assert_eq!(days_before(&world, &passed, 0).await, 2);
        world.clock.shift(DAY);
        credential::sweep(&world.registrar.core).await.unwrap();
        let shown = passed.shown(&world).await;
        assert_eq!((shown.state, shown.url.is_some()), (CredentialState::Expired, true));
    }

    async fn missed_notices_make_one_letter(world: World) {
        let passed = Passed::with_credential(&world, "ada@example.org").await;
        assert_eq!(days_before(&world, &passed, 5).await, 1);
        let mail = world.letter("ada@example.org", "runs out").await;
        assert!(mail.body.contains("/buy"), "{}", mail.body);
    }

    async fn a_day_without_progress_is_a_case_once(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        world.certifier.mischief.plan("/issue", FailBefore, 1_000_000);
        passed.call(core).await;
        passed.at(&world, "issuing").await;
        let cases = async || {
            let sql = "SELECT number FROM case_file WHERE enrolment_id = $1";
            core.db.rows(sql, args![&passed.candidate.enrolment_id]).await.unwrap().len()
        };
        credential::sweep(core).await.unwrap();
        assert_eq!(cases().await, 0);
        world.clock.shift(DAY + 60_000);
        credential::sweep(core).await.unwrap();
        credential::sweep(core).await.unwrap();
        assert_eq!(cases().await, 1);
        world.certifier.mischief.clear();
        world.clock.shift(DAY);
        passed.is_whole(&world).await;
    }
}
