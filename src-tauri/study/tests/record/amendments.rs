//! What is later said of attempts.

use crate::world::*;
use study::{AmendmentKind, Error, NewAmendment, Record, Target, Uuid};

async fn counted(record: &Record) -> Vec<(String, u32)> {
    let tasks = record.progress("2026-03-01").await.unwrap().tasks;
    tasks.into_iter().map(|task| (task.task, task.attempts)).collect()
}

#[tokio::test]
async fn undoing_takes_an_attempt_out_of_all_counts_and_can_be_undone() {
    let folder = folder();
    let record = open(folder.path()).await;
    solve(&record, "m.a", 0.5, at(0)).await;
    let best = solve(&record, "m.a", 1.0, at(1)).await;
    solve(&record, "m.b", 1.0, at(2)).await;
    let before = record.progress("2026-03-01").await.unwrap();
    amend(&record, AmendmentKind::Undone, Target::Attempt(best.id), at(3)).await;
    let progress = record.progress("2026-03-01").await.unwrap();
    assert_eq!((progress.tasks[0].attempts, progress.tasks[0].best, progress.attempts), (1, 0.5, 2));
    assert_eq!(progress.today.attempts, 2);
    assert_eq!(all(&record).await.len(), 3, "the log has it still");
    let undone = record.amendments("m").await.unwrap().remove(0);
    assert_eq!((undone.kind, undone.at_ms), (AmendmentKind::Undone, at(3).utc_ms));
    amend(&record, AmendmentKind::Undone, Target::Amendment(undone.id), at(4)).await;
    assert_eq!(record.progress("2026-03-01").await.unwrap(), before);
    assert_eq!(record.attempt(best.id).await.unwrap().unwrap().amendments, [undone]);
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_reset_starts_a_task_or_a_module_anew() {
    let folder = folder();
    let record = open(folder.path()).await;
    for name in ["m.a", "m.a", "m.b", "n.a"] {
        solve(&record, name, 1.0, at(0)).await;
    }
    record.lesson_read("m", "l", true, at(0)).await.unwrap();
    amend(&record, AmendmentKind::Reset, Target::Task { module: "m".into(), task: "m.a".into() }, at(1)).await;
    assert_eq!(counted(&record).await, [("m.b".to_owned(), 1), ("n.a".to_owned(), 1)]);
    // On a clock set back by an hour the new attempt is still after the reset.
    solve(&record, "m.a", 0.0, at(-60)).await;
    assert_eq!(counted(&record).await[0], ("m.a".to_owned(), 1));
    amend(&record, AmendmentKind::Reset, Target::Module { module: "m".into() }, at(3)).await;
    assert_eq!(counted(&record).await, [("n.a".to_owned(), 1)]);
    let progress = record.progress("2026-03-01").await.unwrap();
    let module = progress.modules.iter().find(|module| module.module == "m").unwrap();
    assert_eq!((module.attempts, module.lessons_read), (0, 1), "lessons stay");
    solve(&record, "m.b", 1.0, at(4)).await;
    assert_eq!(counted(&record).await, [("m.b".to_owned(), 1), ("n.a".to_owned(), 1)]);
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_dispute_is_kept_and_changes_no_count() {
    let folder = folder();
    let record = open(folder.path()).await;
    let attempt = solve(&record, "m.a", 0.0, at(0)).await;
    let before = record.progress("2026-03-01").await.unwrap();
    for (kind, body) in [
        (AmendmentKind::Disputed, r#"{"why":"B is wrong"}"#),
        (AmendmentKind::RatingCorrected, r#"{"rating":3}"#),
        (AmendmentKind::Settled, "{}"),
    ] {
        let new = NewAmendment { kind, target: Target::Attempt(attempt.id), body: body.to_owned() };
        record.amend(new, at(1)).await.unwrap();
    }
    assert_eq!(record.progress("2026-03-01").await.unwrap(), before);
    let said = record.attempt(attempt.id).await.unwrap().unwrap().amendments;
    let kinds: Vec<_> = said.iter().map(|amendment| amendment.kind).collect();
    assert_eq!(kinds, [AmendmentKind::Disputed, AmendmentKind::RatingCorrected, AmendmentKind::Settled]);
    assert_eq!(said[0].body, r#"{"why":"B is wrong"}"#);
    assert_eq!(said[0].target, Target::Attempt(attempt.id));
}

#[tokio::test]
async fn an_amendment_must_speak_of_what_it_can() {
    let folder = folder();
    let record = open(folder.path()).await;
    let attempt = solve(&record, "m.a", 0.0, at(0)).await;
    let module = Target::Module { module: "m".to_owned() };
    for (kind, target) in [
        (AmendmentKind::Reset, Target::Attempt(attempt.id)),
        (AmendmentKind::Undone, module.clone()),
        (AmendmentKind::Disputed, Target::Amendment(attempt.id)),
    ] {
        let refused = record.amend(NewAmendment { kind, target, body: "{}".to_owned() }, at(1)).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid { .. }));
    }
    for target in [Target::Attempt(Uuid::nil()), Target::Amendment(attempt.id)] {
        let new = NewAmendment { kind: AmendmentKind::Undone, target, body: "{}".to_owned() };
        assert_eq!(record.amend(new, at(1)).await.unwrap_err(), Error::NotFound);
    }
    let unreadable = NewAmendment { kind: AmendmentKind::Reset, target: module, body: "why".to_owned() };
    assert!(matches!(record.amend(unreadable, at(1)).await.unwrap_err(), Error::Invalid { .. }));
    assert_eq!(record.amendments("m").await.unwrap(), []);
}
