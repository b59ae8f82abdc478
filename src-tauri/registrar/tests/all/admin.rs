//! Acts of operations: each does what it says, once, with a reason and one line in the audit.

use crate::casework_desk::{REASON, dana, done, number, ordered, refused, seat, text};
use crate::world::{Candidate, World, both};
use registrar::args;
use registrar::casework::{Action, Actor, NewCase, Order, act, open};
use registrar::clock::DAY;
use registrar_api::{Case, CaseAuthor, CaseKind};
use serde_json::json;

/// What is seen of an enrolment after an act.
const STATE: &str = "SELECT COALESCE(held, 'free') || ' ' || variant || ' ' || CAST(variant_fixed AS TEXT) || ' ' ||
    CAST(attempts_allowed AS TEXT) || ' ' || COALESCE(name, '') AS t FROM enrolment WHERE id = $1";
const AUDIT: &str = "SELECT COUNT(*) AS n FROM audit";

fn told(action: Action) -> Order {
    Order { tell: Some("Your document shows another name.".into()), ..Order::new(action, REASON) }
}

/// Every action there is, about one candidate.
fn all(ada: &Candidate, seat: &str, case: i64) -> Vec<Action> {
    let (enrolment, seat) = (ada.enrolment_id.clone(), seat.to_owned());
    let text = "We have looked.".to_owned();
    vec![
        Action::Hold { enrolment: enrolment.clone() },
        Action::Release { enrolment: enrolment.clone() },
        Action::GrantAttempts { enrolment: enrolment.clone(), more: 2 },
        Action::ExtendWindow { enrolment: enrolment.clone(), days: 30 },
        Action::LiftWait { enrolment: enrolment.clone() },
        Action::SetVariant { enrolment: enrolment.clone(), variant: "no-camera".into() },
        Action::CorrectName { enrolment: enrolment.clone(), name: "Ада".into() },
        Action::ReleaseResult { seat: seat.clone() },
        Action::ClearMonitoring { seat: seat.clone() },
        Action::VoidSeat { seat },
        Action::VerifyIdentity { enrolment: enrolment.clone() },
        Action::RefuseIdentity { enrolment: enrolment.clone() },
        Action::ReissueCredential { enrolment: enrolment.clone() },
        Action::WithdrawCredential { enrolment },
        Action::MakeCodes { count: 2, variant: None, attempts: None, days: 30 },
        Action::Assign { number: case, to: "decider@academy.test".into() },
        Action::Answer { number: case, text: text.clone() },
        Action::Ask { number: case, text: text.clone() },
        Action::Decide { number: case, text },
        Action::Export { person: ada.email.clone() },
        Action::Erase { person: ada.email.clone() },
    ]
}

/// There is no result to release here, and no credential to withdraw: the rooms of these say so.
fn is_refused_by_its_room(action: &Action) -> bool {
    use Action::{ReissueCredential, ReleaseResult, WithdrawCredential};
    matches!(action, ReleaseResult { .. } | ReissueCredential { .. } | WithdrawCredential { .. })
}

async fn with_a_case(world: &World) -> (Candidate, String, i64) {
    let ada = world.enrolled("ada@candidate.test", "Ada").await;
    let seat = seat(world, &ada, 1, "held").await;
    let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
    let case: Case = ada.post(world, &path, json!({ "kind": "help", "text": "Help me." })).await;
    (ada, seat, case.number)
}

both! {
    async fn each_act_writes_one_line_and_none_goes_without_a_reason(world: World) {
        let (ada, seat, case) = with_a_case(&world).await;
        for action in all(&ada, &seat, case) {
            let before = number(&world, AUDIT, &[]).await;
            for reason in ["", "too short", "          x          "] {
                let order = Order { reason: reason.into(), ..told(action.clone()) };
                assert!(refused(&world, order).await.starts_with("reason:"), "{action:?}");
            }
            if action.needs_telling() {
                assert!(refused(&world, Order::new(action.clone(), REASON)).await.starts_with("tell:"), "{action:?}");
            }
            let outcome = ordered(&world, told(action.clone())).await;
            if is_refused_by_its_room(&action) && outcome.is_err() {
                assert_eq!(number(&world, AUDIT, &[]).await, before, "{action:?}: what is not done is not written");
                continue;
            }
            outcome.unwrap_or_else(|e| panic!("{action:?}: {e}"));
            assert_eq!(number(&world, AUDIT, &[]).await, before + 1, "{action:?}");
            let sql = "SELECT actor || ' ' || action AS t FROM audit ORDER BY id DESC LIMIT 1";
            assert_eq!(text(&world, sql, &[]).await, format!("web:decider@academy.test {}", action.word()));
        }
    }

    async fn enrolment_acts_change_what_they_say(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let id = ada.enrolment_id.clone();
        let grant = Action::GrantAttempts { enrolment: id.clone(), more: 3 };
        for (order, expected) in [
            (told(Action::Hold { enrolment: id.clone() }), "Your document shows another name. standard 1 2 Ada"),
            (told(Action::Release { enrolment: id.clone() }), "free standard 1 2 Ada"),
            (told(grant), "free standard 1 5 Ada"),
            (told(Action::SetVariant { enrolment: id.clone(), variant: "plus-50".into() }), "free plus-50 1 5 Ada"),
            (told(Action::CorrectName { enrolment: id.clone(), name: " 孙悟空\n ".into() }), "free plus-50 1 5 孙悟空"),
        ] {
            ordered(&world, order).await.unwrap();
            assert_eq!(text(&world, STATE, args![&id]).await, expected);
        }
        let closes = "SELECT window_closes_ms AS n FROM enrolment WHERE id = $1";
        let before = number(&world, closes, args![&id]).await;
        done(&world, Action::ExtendWindow { enrolment: id.clone(), days: 10 }).await;
        assert_eq!(number(&world, closes, args![&id]).await - before, 10 * DAY);
        world.clock.shift(1_000 * DAY);
        done(&world, Action::ExtendWindow { enrolment: id.clone(), days: 10 }).await;
        let left = number(&world, closes, args![&id]).await - world.registrar.core.now_ms();
        assert!((9 * DAY..=10 * DAY).contains(&left), "a closed window opens for the days it is given");
        done(&world, Action::LiftWait { enrolment: id.clone() }).await;
        let from = number(&world, "SELECT may_sit_from_ms AS n FROM enrolment WHERE id = $1", args![&id]).await;
        assert!(from <= world.registrar.core.now_ms());
    }

    async fn what_makes_no_sense_is_refused_and_leaves_nothing(world: World) {
        let (ada, _, case) = with_a_case(&world).await;
        let bob = world.enrolled("bob@candidate.test", "Bob").await;
        let id = ada.enrolment_id.clone();
        let about_bob = Action::LiftWait { enrolment: bob.enrolment_id.clone() };
        for order in [
            told(Action::Release { enrolment: id.clone() }),
            told(Action::GrantAttempts { enrolment: id.clone(), more: 0 }),
            told(Action::GrantAttempts { enrolment: id.clone(), more: 1_000 }),
            told(Action::ExtendWindow { enrolment: id.clone(), days: -5 }),
            told(Action::SetVariant { enrolment: id.clone(), variant: "none of these".into() }),
            told(Action::CorrectName { enrolment: id.clone(), name: "  ".into() }),
            told(Action::CorrectName { enrolment: id.clone(), name: "x".repeat(51) }),
            told(Action::CorrectName { enrolment: id.clone(), name: "Ada\u{202E}ecalevoL".into() }),
            told(Action::CorrectName { enrolment: id.clone(), name: "Ada\u{200B}Lovelace".into() }),
            told(Action::CorrectName { enrolment: id, name: "123".into() }),
            told(Action::LiftWait { enrolment: "nobody's".into() }),
            told(Action::VoidSeat { seat: "no seat".into() }),
            told(Action::Decide { number: 77, text: "There is no such case.".into() }),
            told(Action::Answer { number: case, text: " ".into() }),
            told(Action::Assign { number: case, to: "eve@candidate.test".into() }),
            told(Action::MakeCodes { count: 0, variant: None, attempts: None, days: 1 }),
            told(Action::MakeCodes { count: 1, variant: Some("other".into()), attempts: None, days: 1 }),
            told(Action::Export { person: "nobody@candidate.test".into() }),
            Order { case: Some(case), ..told(about_bob) },
        ] {
            let what = format!("{:?}", order.action);
            assert!(!refused(&world, order).await.is_empty(), "{what}");
        }
        assert_eq!(number(&world, AUDIT, &[]).await, 0);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM mail WHERE dedupe LIKE 'act:%'", &[]).await, 0);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM enrolment_code", &[]).await, 0);
    }

    async fn an_act_is_noted_in_its_case_and_told_to_the_candidate(world: World) {
        let (ada, _, case) = with_a_case(&world).await;
        let grant = Action::GrantAttempts { enrolment: ada.enrolment_id.clone(), more: 1 };
        let order = Order { case: Some(case), tell: Some("Sorry for the lost one.".into()), ..Order::new(grant, REASON) };
        ordered(&world, order).await.unwrap();
        let case: Case = ada.get(&world, &format!("/v1/cases/{case}")).await;
        let note = case.notes.last().unwrap();
        assert_eq!(note.author, CaseAuthor::Operations);
        assert_eq!(note.text, "Attempts granted: 1. That makes 3 in all.\n\nSorry for the lost one.");
        let mail = crate::world::until("the mail", async || world.mail.to(&ada.email).into_iter().next()).await;
        assert!(mail.body.contains("That makes 3 in all.") && mail.body.contains("Sorry for the lost one."));
        assert!(!mail.body.contains(REASON), "the reason is for the audit");
        let sql = "SELECT reason || ' / ' || change AS t FROM audit_reason";
        assert_eq!(text(&world, sql, &[]).await, format!("{REASON} / from 2 to 3 attempts"));
    }

    async fn codes_are_shown_once_and_kept_as_hashes(world: World) {
        let make = Action::MakeCodes { count: 3, variant: Some("plus-50".into()), attempts: Some(4), days: 30 };
        let shown = done(&world, make).await;
        let core = &world.registrar.core;
        let codes: Vec<&str> = shown.lines().filter(|l| l.len() == 19 && l.split('-').all(|g| g.len() == 4)).collect();
        assert_eq!(codes.len(), 3, "{shown}");
        for code in &codes {
            let hash = core.keys.hash("enrolment code", &code.replace('-', ""));
            let sql = "SELECT attempts AS n FROM enrolment_code WHERE code_hash = $1 AND variant = 'plus-50'";
            assert_eq!(number(&world, sql, args![hash]).await, 4);
        }
        let dump = crate::casework_desk::dump(&world).await;
        for code in codes {
            assert!(!dump.contains(code) && !dump.contains(&code.replace('-', "")));
        }
    }

    async fn one_value_acts_once_also_at_the_same_moment(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let grant = Action::GrantAttempts { enrolment: ada.enrolment_id.clone(), more: 1 };
        let order = Order { once: Some("a-value-of-one-form-0001".into()), ..Order::new(grant, REASON) };
        let core = &world.registrar.core;
        let dana = dana();
        let four = tokio::join!(
            act(core, &dana, order.clone()),
            act(core, &dana, order.clone()),
            act(core, &dana, order.clone()),
            act(core, &dana, order.clone()),
        );
        let said = "Attempts granted: 1. That makes 3 in all.";
        for answer in [four.0, four.1, four.2, four.3] {
            assert_eq!(answer.unwrap(), said);
        }
        let allowed = "SELECT attempts_allowed AS n FROM enrolment WHERE id = $1";
        assert_eq!(number(&world, allowed, args![&ada.enrolment_id]).await, 3);
        assert_eq!(number(&world, AUDIT, &[]).await, 1);
    }

    async fn an_identity_is_decided_before_its_case_is_closed(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let core = &world.registrar.core;
        let sql = "INSERT INTO identity (id, enrolment_id, route, state, live, idempotency_key, checks, name_match, redaction,
                   created_ms, updated_ms) VALUES ('i', $1, 'person', 'with_person', 1, 'i', 0, 'not_compared', 'none', $2, $2)";
        core.db.run(sql, args![&ada.enrolment_id, core.now_ms()]).await.unwrap();
        let mut tx = core.db.begin().await.unwrap();
        let case = NewCase::system(CaseKind::Identity, "An identity").about(&ada.enrolment_id).shown(&ada.person_id);
        let number = open(&mut tx, core, case).await.unwrap();
        tx.commit().await.unwrap();
        let decide = || Order::new(Action::Decide { number, text: "Fine.".into() }, REASON);
        assert!(refused(&world, decide()).await.contains("identity first"));
        core.db.run("UPDATE identity SET state = 'verified' WHERE id = 'i'", &[]).await.unwrap();
        ordered(&world, decide()).await.unwrap();
    }

    async fn two_who_grant_at_once_both_count(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let grant = Action::GrantAttempts { enrolment: ada.enrolment_id.clone(), more: 1 };
        let order = Order::new(grant, REASON);
        let core = &world.registrar.core;
        let (dana, carl) = (dana(), Actor::Cli("carl".into()));
        let both = tokio::join!(act(core, &dana, order.clone()), act(core, &carl, order.clone()));
        assert!(both.0.is_ok() && both.1.is_ok());
        let changes = core.db.rows("SELECT change FROM audit_reason ORDER BY change", &[]).await.unwrap();
        let changes: Vec<_> = changes.iter().map(|r| r.text("change").unwrap()).collect();
        assert_eq!(changes, ["from 2 to 3 attempts", "from 3 to 4 attempts"]);
    }
}
