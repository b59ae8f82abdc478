//! Whoever waits for a person sees a case of it, with a number, a deadline and a decider, and without what it tells operations.

use crate::casework_desk::{REASON, done, ordered};
use crate::credential::Passed;
use crate::world::{Candidate, World, both, until};
use registrar::casework::{Action, Order};
use registrar::{args, credential};
use registrar_api::{Case, CaseKind, CaseState, Cases, Enrolment, StepKind};
use sandbox::Misbehaviour::FailBefore;
use serde_json::json;

const DAY: i64 = 86_400_000;

async fn seen(world: &World, candidate: &Candidate) -> Vec<Case> {
    candidate.get::<Cases>(world, "/v1/cases").await.cases
}

fn hold(candidate: &Candidate) -> Order {
    let action = Action::Hold { enrolment: candidate.enrolment_id.clone() };
    Order { tell: Some("Two people used your account.".into()), ..Order::new(action, REASON) }
}

both! {
    async fn a_hold_is_a_case_until_it_is_released(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let said = ordered(&world, hold(&ada)).await.unwrap();
        assert!(ordered(&world, hold(&ada)).await.is_err(), "it is held already");
        let case = seen(&world, &ada).await.remove(0);
        assert!(said.contains(&format!("case {}", case.number)), "{said}");
        assert_eq!((case.kind, case.state, case.decider.as_str()), (CaseKind::Held, CaseState::Open, "operations"));
        assert!(case.deadline_ms > case.opened_ms && case.notes[0].text.starts_with("Two people used your account."));
        assert!(!format!("{case:?}").contains(REASON), "the reason is for the audit");
        let mail = until("the mail", async || world.mail.to(&ada.email).into_iter().next()).await;
        assert!(mail.body.contains(&format!("Case {}", case.number)), "{}", mail.body);
        let path = format!("/v1/cases/{}", case.number);
        let _: Case = ada.post(&world, &format!("{path}/notes"), json!({ "text": "That was my sister." })).await;
        let release = Action::Release { enrolment: ada.enrolment_id.clone() };
        let tell = Some("Please keep it to yourself.".into());
        ordered(&world, Order { tell, case: Some(case.number), ..Order::new(release, REASON) }).await.unwrap();
        let case: Case = ada.get(&world, &path).await;
        assert_eq!((case.state, case.decider.as_str()), (CaseState::Closed, "Dana Decider, operations"));
        let decision = case.decision.unwrap();
        assert!(decision.contains("released") && decision.contains("keep it to yourself"), "{decision}");
        // Another hold is another case.
        world.clock.shift(1000);
        ordered(&world, hold(&ada)).await.unwrap();
        let cases = seen(&world, &ada).await;
        assert_eq!((cases.len(), cases[0].state), (2, CaseState::Open));
        // One that was decided for good stays as it was decided.
        done(&world, Action::Decide { number: cases[0].number, text: "You cannot go on.".into() }).await;
        done(&world, Action::Release { enrolment: ada.enrolment_id.clone() }).await;
        assert_eq!(seen(&world, &ada).await[0].decision.as_deref(), Some("You cannot go on."));
    }

    async fn a_variant_that_is_gone_is_a_case(world: World) {
        let (core, ada) = (&world.registrar.core, world.person("ada@candidate.test").await);
        let sql = "INSERT INTO enrolment_code (code_hash, batch, variant, created_ms, expires_ms) VALUES ($1, 'b', 'gone', 0, $2)";
        let hash = core.keys.hash("enrolment code", "ABCDEFGHJKMNPQRS");
        core.db.run(sql, args![hash, core.now_ms() + DAY]).await.unwrap();
        let enrolment: Enrolment = ada.post(&world, "/v1/enrolments", json!({ "code": "ABCD-EFGH-JKMN-PQRS" })).await;
        assert_eq!((enrolment.cases.len(), enrolment.cases[0].kind), (1, CaseKind::Mismatch));
        assert!(enrolment.cases[0].notes[0].text.contains("“gone”"));
    }

    async fn a_refused_credential_is_a_case_until_it_is_issued(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        world.certifier.set_attributes(&[]);
        passed.call(core).await;
        let case = until("a case", async || seen(&world, &passed.candidate).await.into_iter().next()).await;
        assert_eq!((case.kind, case.state, case.notes.len()), (CaseKind::Mismatch, CaseState::Open, 1));
        let id = passed.row(&world).await.unwrap().text("id").unwrap();
        assert!(!format!("{case:?}").contains(&id), "{case:?}");
        world.certifier.set_attributes(&["custom.registrar"]);
        crate::credential_faults::an_hour_on(&world).await;
        passed.is_whole(&world).await;
        let path = format!("/v1/cases/{}", case.number);
        let closed = async || Some(passed.candidate.get::<Case>(&world, &path).await).filter(|c| c.state == CaseState::Closed);
        assert_eq!(until("its end", closed).await.decision.as_deref(), Some("The credential has been issued."));
    }

    async fn a_credential_that_does_not_get_on_is_a_case_until_it_is_issued(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::new(&world, "ada@example.org").await);
        world.certifier.mischief.plan("/issue", FailBefore, 1_000_000);
        passed.call(core).await;
        passed.at(&world, "issuing").await;
        world.clock.shift(DAY + 60_000);
        credential::sweep(core).await.unwrap();
        let cases = seen(&world, &passed.candidate).await;
        assert_eq!((cases.len(), cases[0].kind, cases[0].notes.len()), (1, CaseKind::Held, 1));
        assert!(!format!("{cases:?}").contains("issuing"), "{cases:?}");
        assert_eq!(cases[0].step, Some(StepKind::Credential));
        let hearing = credential::hearing(core, &passed.candidate.enrolment_id).await.unwrap();
        let since = hearing.since_ms.unwrap();
        assert_eq!(hearing.person_from_ms, Some(since + DAY));
        assert!(hearing.heard_ms > Some(since) && hearing.asks_again_ms.is_some(), "{hearing:?}");
        world.certifier.mischief.clear();
        world.clock.shift(DAY);
        passed.is_whole(&world).await;
        let ended = async || (seen(&world, &passed.candidate).await[0].state == CaseState::Closed).then_some(());
        until("its end", ended).await;
    }

    async fn a_withdrawal_that_does_not_get_on_is_operations_own(world: World) {
        let (core, passed) = (&world.registrar.core, Passed::with_credential(&world, "ada@example.org").await);
        world.certifier.mischief.plan("DELETE", FailBefore, 1_000_000);
        let action = Action::WithdrawCredential { enrolment: passed.candidate.enrolment_id.clone() };
        ordered(&world, Order { tell: Some("It was not yours.".into()), ..Order::new(action, REASON) }).await.unwrap();
        world.clock.shift(DAY + 60_000);
        credential::sweep(core).await.unwrap();
        let sql = "SELECT COUNT(*) AS n FROM case_file WHERE kind = 'held' AND enrolment_id = $1";
        assert_eq!(crate::result_sitting::count(&world, sql, &passed.candidate.enrolment_id).await, 1);
        assert!(seen(&world, &passed.candidate).await.is_empty());
    }
}
