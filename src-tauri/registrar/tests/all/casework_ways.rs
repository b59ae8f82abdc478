//! The whole way of what candidates ask: it is opened, operations decide, and the candidate sees the decision and its effect.

use crate::casework_desk::{REASON, done, ordered, refused, seat};
use crate::result_sitting::*;
use crate::world::{Candidate, World, both, until};
use registrar::casework::{Action, Order};
use registrar_api::{
    Case, CaseAuthor, CaseState, ConditionKind, CredentialState, Enrolment, Outcome, SeatState, StepKind, StepState,
};
use sandbox::classmarker::{Event, Finish};
use serde_json::{Value, json};

fn cases_of(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/cases", candidate.enrolment_id)
}

async fn opened(world: &World, candidate: &Candidate, request: Value) -> Case {
    candidate.post(world, &cases_of(candidate), request).await
}

async fn enrolment(world: &World, candidate: &Candidate) -> Enrolment {
    candidate.get(world, &format!("/v1/enrolments/{}", candidate.enrolment_id)).await
}

/// Acts on behalf of a case, and decides it.
async fn decided(world: &World, case: &Case, action: Action, text: &str) {
    ordered(world, Order { case: Some(case.number), ..Order::new(action, REASON) }).await.unwrap();
    done(world, Action::Decide { number: case.number, text: text.into() }).await;
}

/// As the candidate sees a case that is decided, what was done noted in it.
async fn sees(world: &World, candidate: &Candidate, case: &Case, done: &str, decision: &str) {
    let case: Case = candidate.get(world, &format!("/v1/cases/{}", case.number)).await;
    assert_eq!((case.state, case.decision.as_deref()), (CaseState::Closed, Some(decision)));
    assert_eq!(case.decider, "Dana Decider, operations");
    assert!(case.notes.iter().any(|n| n.author == CaseAuthor::Operations && n.text.contains(done)), "{:?}", case.notes);
    assert!(!format!("{case:?}").contains(REASON));
    let mailed = async || world.mail.to(&candidate.email).into_iter().any(|m| m.body.contains(decision)).then_some(());
    until("the mail", mailed).await;
}

fn met(enrolment: &Enrolment, kind: ConditionKind) -> bool {
    enrolment.conditions.iter().any(|condition| condition.kind == kind && condition.met)
}

fn refuse(candidate: &Candidate) -> Order {
    let action = Action::RefuseIdentity { enrolment: candidate.enrolment_id.clone() };
    Order { tell: Some("The photo is another person's.".into()), ..Order::new(action, REASON) }
}

both! {
    async fn a_word_on_what_the_monitor_noted(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        world.verified(&ada.candidate).await;
        let events = (0..12).map(|_| Event { event: "left".into(), seconds_away: 7 }).collect();
        ada.hand_in(&world, Finish { events, ..feed_only() });
        ada.until_confirmed(&world, Outcome::Held).await;
        let case = opened(&world, &ada.candidate, json!({ "kind": "monitoring", "text": "The doorbell." })).await;
        let before = enrolment(&world, &ada.candidate).await;
        assert_eq!(before.credential.state, CredentialState::Waiting);
        decided(&world, &case, Action::ClearMonitoring { seat: ada.seat_id.clone() }, "A doorbell is no help.").await;
        sees(&world, &ada.candidate, &case, "It stands in your way no longer.", "A doorbell is no help.").await;
        let after = enrolment(&world, &ada.candidate).await;
        let result = after.seats[0].result.as_ref().unwrap();
        assert!(result.outcome == Outcome::Passed && result.monitoring.as_ref().unwrap().cleared_ms.is_some());
        until("the credential", async || {
            let credential = enrolment(&world, &ada.candidate).await.credential;
            (credential.state == CredentialState::Issued).then_some(())
        })
        .await;
    }

    async fn a_name_that_can_no_longer_be_changed_by_oneself(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada Lovelase").await;
        world.verified(&ada).await;
        seat(&world, &ada, 1, "failed").await;
        let path = format!("/v1/enrolments/{}/name", ada.enrolment_id);
        assert_eq!(ada.refused(&world, &path, json!({ "name": "Ada Lovelace" })).await, "not_now");
        let case = opened(&world, &ada, json!({ "kind": "name", "text": "It is Lovelace, with a c." })).await;
        let action = Action::CorrectName { enrolment: ada.enrolment_id.clone(), name: "Ada Lovelace".into() };
        decided(&world, &case, action, "Corrected.").await;
        sees(&world, &ada, &case, "is now “Ada Lovelace”", "Corrected.").await;
        let after = enrolment(&world, &ada).await;
        assert_eq!(after.name.as_ref().unwrap().name, "Ada Lovelace");
        assert!(met(&after, ConditionKind::NameConfirmed) && met(&after, ConditionKind::IdentityValid));
    }

    async fn an_appeal_that_is_granted_gives_the_attempt_back(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let seat = seat(&world, &ada, 1, "failed").await;
        assert_eq!(enrolment(&world, &ada).await.attempts_used, 1);
        let case = opened(&world, &ada, json!({ "kind": "appeal", "text": "The power was cut." })).await;
        assert_eq!(case.title, "An appeal against a result");
        decided(&world, &case, Action::VoidSeat { seat }, "The attempt does not count.").await;
        sees(&world, &ada, &case, "taken back by a person", "The attempt does not count.").await;
        let after = enrolment(&world, &ada).await;
        assert_eq!((after.attempts_used, after.seats[0].state), (0, SeatState::Void));
        assert!(met(&after, ConditionKind::AttemptsLeft) && met(&after, ConditionKind::WaitingOver));
    }

    async fn an_appeal_that_is_not_granted_says_why_and_changes_nothing(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        seat(&world, &ada, 1, "failed").await;
        let case = opened(&world, &ada, json!({ "kind": "appeal", "about": "result", "text": "Unfair." })).await;
        let before = enrolment(&world, &ada).await;
        done(&world, Action::Answer { number: case.number, text: "We look at question 7.".into() }).await;
        done(&world, Action::Decide { number: case.number, text: "Question 7 was marked rightly.".into() }).await;
        sees(&world, &ada, &case, "We look at question 7.", "Question 7 was marked rightly.").await;
        let after = enrolment(&world, &ada).await;
        assert_eq!((after.attempts_used, &after.seats), (1, &before.seats));
        assert_eq!(ada.refused(&world, &cases_of(&ada), json!({ "kind": "appeal", "text": "Again." })).await, "not_now");
        let again = Order::new(Action::Decide { number: case.number, text: "Twice.".into() }, REASON);
        assert!(refused(&world, again).await.contains("is closed"));
    }

    async fn an_appeal_against_a_refused_identity(world: World) {
        let (ada, eve) = (world.enrolled("ada@candidate.test", "Ada").await, world.enrolled("eve@candidate.test", "Eve").await);
        let appeal = || json!({ "kind": "appeal", "about": "identity", "text": "I have a beard now." });
        assert_eq!(ada.refused(&world, &cases_of(&ada), appeal()).await, "not_now", "nobody has decided");
        ordered(&world, refuse(&ada)).await.unwrap();
        let step = enrolment(&world, &ada).await.timeline.into_iter().find(|s| s.kind == StepKind::Identity).unwrap();
        assert!(step.state == StepState::Trouble && step.in_words.contains("You can appeal"), "{}", step.in_words);
        for (body, why) in [
            (json!({ "kind": "appeal", "about": "the moon", "text": "x" }), "bad_request"),
            (json!({ "kind": "appeal", "text": "There is no result." }), "not_now"),
        ] {
            assert_eq!(ada.refused(&world, &cases_of(&ada), body).await, why);
        }
        assert_eq!(eve.refused(&world, &cases_of(&ada), appeal()).await, "not_found");
        assert_eq!(eve.refused(&world, &cases_of(&eve), appeal()).await, "not_now");
        let case = opened(&world, &ada, appeal()).await;
        assert_eq!((case.title.as_str(), case.decider.as_str()), ("An appeal against the decision on an identity", "operations"));
        assert_eq!(ada.refused(&world, &cases_of(&ada), appeal()).await, "not_now", "once for each decision");
        let verify = Action::VerifyIdentity { enrolment: ada.enrolment_id.clone() };
        decided(&world, &case, verify, "The beard explains it.").await;
        sees(&world, &ada, &case, "A person has verified your identity.", "The beard explains it.").await;
        let after = enrolment(&world, &ada).await;
        let step = after.timeline.iter().find(|step| step.kind == StepKind::Identity).unwrap();
        assert!(met(&after, ConditionKind::IdentityValid) && step.state == StepState::Done);
        // Another decision can be appealed anew, for as long as a result can.
        ordered(&world, refuse(&ada)).await.unwrap();
        ordered(&world, refuse(&eve)).await.unwrap();
        opened(&world, &ada, appeal()).await;
        world.clock.shift(14 * DAY + HOUR);
        assert_eq!(eve.refused(&world, &cases_of(&eve), appeal()).await, "not_now");
    }
}
