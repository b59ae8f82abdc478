//! Tasks handed out and answers given.

use crate::world::*;
use study::{Error, Filter, NewPresentation, PresentationState, Uuid};

#[tokio::test]
async fn an_answer_is_kept_as_it_was_given() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    assert_eq!(shown.id.get_version_num(), 7);
    assert_eq!((shown.opened_ms, shown.hints, shown.state), (NOON, 0, PresentationState::Open));
    record.show_hints(shown.id, 2).await.unwrap();
    let mut new = answer(&shown, 0.75);
    new.confidence = Some("sure".to_owned());
    let now = study::Now { offset_min: 13 * 60, ..at(5) };
    let submitted = submit(&record, new, now).await;
    assert!(!submitted.repeated);
    assert_eq!(submitted.next, None);
    record.close().await;

    let record = open(folder.path()).await;
    let detail = record.attempt(shown.id).await.unwrap().expect("the attempt has the presentation's id");
    assert_eq!(detail.attempt, submitted.attempt);
    let attempt = &detail.attempt;
    assert_eq!((attempt.task.as_str(), attempt.task_version.as_str()), ("m.a", "v1"));
    assert_eq!((attempt.module.as_str(), attempt.objective.as_str(), attempt.kind.as_str()), ("m", "o1", "choice"));
    assert_eq!((attempt.score, attempt.passed, attempt.hints, attempt.spent_ms), (0.75, true, 2, 1000));
    assert_eq!(attempt.confidence.as_deref(), Some("sure"));
    assert_eq!((attempt.at_ms, attempt.offset_min), (NOON + 5 * MINUTE, 780));
    assert_eq!(attempt.local_day, "2026-03-02", "in New Zealand it is the next day");
    assert_eq!((attempt.seq, attempt.flagged_future), (1, false));
    assert_eq!(detail.snapshot.face, "face of m.a v1");
    assert_eq!(detail.snapshot.key, "key of m.a v1");
    assert_eq!(detail.number, 1);
    assert_eq!(detail.presentation.state, PresentationState::Submitted);
    assert_eq!(detail.presentation.spent_ms, 1000);
    assert_eq!(record.attempt(Uuid::nil()).await.unwrap(), None);
}

#[tokio::test]
async fn the_next_task_comes_with_the_same_transaction() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let submitted = record.submit(answer(&shown, 1.0), Some(task("m.b")), at(1)).await.unwrap();
    let next = submitted.next.expect("a next task was asked for");
    assert_eq!((next.task.as_str(), next.opened_ms), ("m.b", NOON + MINUTE));
    assert_eq!(record.open_presentation("m.b").await.unwrap().unwrap().presentation, next);
    // The same task once more is a new presentation.
    let again = record.submit(answer(&next, 1.0), Some(task("m.b")), at(2)).await.unwrap().next.unwrap();
    assert_ne!(again.id, next.id);
    assert_eq!(again.state, PresentationState::Open);
    // One that is open already is handed out as it is.
    let open = record.present(task("m.c"), at(3)).await.unwrap();
    let next = record.submit(answer(&again, 1.0), Some(task("m.c")), at(4)).await.unwrap().next.unwrap();
    assert_eq!(next, open);
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_repeated_submit_returns_the_first_grade() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let first = submit(&record, answer(&shown, 0.25), at(1)).await;
    let again = record.submit(answer(&shown, 1.0), Some(task("m.b")), at(2)).await.unwrap();
    assert!(again.repeated);
    assert_eq!(again.attempt, first.attempt, "the first answer stands");
    assert_eq!(again.next.unwrap().task, "m.b", "the next task is handed out all the same");
    assert_eq!(all(&record).await.len(), 1);
    let nobody = study::NewAttempt { presentation: Uuid::nil(), ..answer(&shown, 1.0) };
    assert_eq!(record.submit(nobody, None, at(3)).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn a_task_has_one_open_presentation() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = record.present(task("m.a"), at(0)).await.unwrap();
    assert_eq!(record.present(task("m.a"), at(1)).await.unwrap(), first, "asking twice opens one");
    let revised = NewPresentation { task_version: "v2".to_owned(), ..task("m.a") };
    let second = record.present(revised, at(2)).await.unwrap();
    assert_ne!(second.id, first.id);
    let first = record.presentation(first.id).await.unwrap().unwrap().presentation;
    assert_eq!(first.state, PresentationState::Skipped, "a newer version overtakes it");
    // A page that still shows it may submit it.
    assert!(!submit(&record, answer(&first, 1.0), at(3)).await.repeated);
    assert_eq!(record.open_presentation("m.a").await.unwrap().unwrap().presentation, second);
    assert_eq!(record.presentation(Uuid::nil()).await.unwrap(), None);
    assert_eq!(record.open_presentation("m.b").await.unwrap(), None);
}

#[tokio::test]
async fn hints_are_never_unseen() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    assert_eq!(record.show_hints(shown.id, 2).await.unwrap(), 2);
    assert_eq!(record.show_hints(shown.id, 1).await.unwrap(), 2);
    assert_eq!(record.show_hints(shown.id, 3).await.unwrap(), 3);
    assert_eq!(record.presentation(shown.id).await.unwrap().unwrap().presentation.hints, 3);
    assert_eq!(record.show_hints(Uuid::nil(), 1).await.unwrap_err(), Error::NotFound);
    assert_eq!(submit(&record, answer(&shown, 1.0), at(1)).await.attempt.hints, 3);
    assert_eq!(record.show_hints(shown.id, 4).await.unwrap_err(), Error::Closed);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_whole() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let good = answer(&shown, 1.0);
    for bad in [
        study::NewAttempt { score: 1.5, ..good.clone() },
        study::NewAttempt { score: f64::NAN, ..good.clone() },
        study::NewAttempt { answer: "not JSON".to_owned(), ..good.clone() },
        study::NewAttempt { grade: String::new(), ..good.clone() },
        study::NewAttempt { confidence: Some("certain".to_owned()), ..good.clone() },
        study::NewAttempt { grader: String::new(), ..good.clone() },
    ] {
        let refused = record.submit(bad.clone(), Some(task("m.b")), at(1)).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid { .. }), "{bad:?} gave {refused:?}");
        assert_eq!(record.open_presentation("m.b").await.unwrap(), None, "nothing of it was written");
    }
    let nameless = NewPresentation { task: String::new(), ..task("m.a") };
    assert!(matches!(record.present(nameless, at(1)).await.unwrap_err(), Error::Invalid { .. }));
    assert_eq!(submit(&record, good, at(1)).await.attempt.seq, 1, "what was refused left no gap");
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_changed_task_keeps_both_snapshots() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = solve(&record, "m.a", 0.0, at(0)).await;
    let revised = NewPresentation { task_version: "v2".to_owned(), ..task("m.a") };
    let shown = record.present(revised, at(1)).await.unwrap();
    let second = submit(&record, answer(&shown, 1.0), at(1)).await.attempt;
    let third = solve(&record, "m.a", 1.0, at(2)).await;
    let face = async |id| record.attempt(id).await.unwrap().unwrap().snapshot.face;
    assert_eq!(face(first.id).await, "face of m.a v1");
    assert_eq!(face(second.id).await, "face of m.a v2");
    let detail = record.attempt(third.id).await.unwrap().unwrap();
    assert_eq!((detail.number, detail.snapshot.face.as_str()), (3, "face of m.a v1"));
    let mut raw = raw(folder.path()).await;
    assert_eq!(number(&mut raw, "SELECT count(*) FROM task_snapshot").await, 2, "a version is kept once");
}

#[tokio::test]
async fn attempts_come_in_pages_newest_first() {
    let folder = folder();
    let record = open(folder.path()).await;
    let mut solved = Vec::new();
    for number in 0..25 {
        let name = format!("{}.{number}", if number % 2 == 0 { "m" } else { "n" });
        let mut new = task(&name);
        new.kind = if number % 5 == 0 { "ranking".to_owned() } else { "choice".to_owned() };
        let shown = record.present(new, at(number)).await.unwrap();
        solved.insert(0, submit(&record, answer(&shown, 1.0), at(number)).await.attempt);
    }
    for (module, kind) in [(None, None), (Some("m"), None), (None, Some("ranking")), (Some("n"), Some("choice"))] {
        let fits = |attempt: &&study::Attempt| {
            module.is_none_or(|module| attempt.module == module) && kind.is_none_or(|kind| attempt.kind == kind)
        };
        let expected: Vec<_> = solved.iter().filter(fits).cloned().collect();
        let (mut paged, mut before) = (Vec::new(), None);
        loop {
            let (module, kind) = (module.map(str::to_owned), kind.map(str::to_owned));
            let filter = Filter { module, kind, before, limit: 4, ..Filter::default() };
            let page = record.attempts(filter).await.unwrap();
            assert_eq!(page.total as usize, expected.len());
            assert!(page.attempts.len() <= 4);
            paged.extend(page.attempts);
            before = page.more;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(paged, expected, "{module:?} {kind:?}");
    }
    let lost = Filter { before: Some(Uuid::nil()), limit: 4, ..Filter::default() };
    assert_eq!(record.attempts(lost).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn a_clock_set_back_turns_no_order_round() {
    let folder = folder();
    let record = open(folder.path()).await;
    let before = solve(&record, "m.a", 1.0, at(0)).await;
    let ahead = solve(&record, "m.a", 0.0, at(3 * 24 * 60)).await;
    let back = solve(&record, "m.a", 0.75, at(10)).await;
    let slightly = solve(&record, "m.a", 0.5, at(9)).await;
    let order: Vec<_> = all(&record).await.into_iter().map(|attempt| (attempt.id, attempt.flagged_future)).collect();
    assert_eq!(order, [(slightly.id, false), (back.id, false), (ahead.id, true), (before.id, false)]);
    assert_eq!(back.at_ms, at(10).utc_ms, "the time is kept as the clock told it");
    let progress = record.progress("2026-03-01").await.unwrap();
    assert_eq!(progress.tasks[0].last_score, 0.5, "last is what was done last");
    assert_eq!(progress.today.attempts, 3, "the wrong clock's day has the fourth");
    assert!(record.attempt(ahead.id).await.unwrap().unwrap().attempt.flagged_future);
    assert_eq!(record.attempt(slightly.id).await.unwrap().unwrap().number, 4);
    record.close().await;
    let record = open(folder.path()).await;
    let later = solve(&record, "m.a", 1.0, at(20)).await;
    assert_eq!(all(&record).await[0].id, later.id, "also after a restart");
    assert_sound(&record).await;
}
