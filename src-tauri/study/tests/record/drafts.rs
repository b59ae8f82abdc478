//! Unfinished answers and settings.

use crate::world::*;
use study::{Draft, Error, NewPresentation, Uuid};

fn draft(answer: &str, version: &str, minutes: i64) -> Option<Draft> {
    Some(Draft { answer: answer.to_owned(), task_version: version.to_owned(), saved_ms: at(minutes).utc_ms })
}

#[tokio::test]
async fn a_draft_survives_and_goes_with_the_answer() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    assert_eq!(record.open_presentation("m.a").await.unwrap().unwrap().draft, None);
    record.save_draft(shown.id, "one", 500, at(1)).await.unwrap();
    record.save_draft(shown.id, "two", 900, at(2)).await.unwrap();
    record.save_draft(shown.id, "three", 700, at(3)).await.unwrap();
    record.close().await;

    let record = open(folder.path()).await;
    let open = record.open_presentation("m.a").await.unwrap().unwrap();
    assert_eq!(open.draft, draft("three", "v1", 3));
    assert_eq!(open.presentation.spent_ms, 900, "time spent never shrinks");
    let drafts = record.progress("2026-03-01").await.unwrap().drafts;
    assert_eq!(drafts.len(), 1);
    assert_eq!((drafts[0].presentation, drafts[0].task.as_str(), drafts[0].saved_ms), (shown.id, "m.a", at(3).utc_ms));

    let mut new = answer(&shown, 1.0);
    new.spent_ms = 100;
    assert_eq!(submit(&record, new, at(4)).await.attempt.spent_ms, 900);
    assert_eq!(record.save_draft(shown.id, "late", 1, at(5)).await.unwrap_err(), Error::Closed);
    assert_eq!(record.skip(shown.id, None, at(5)).await.unwrap_err(), Error::Closed);
    assert_eq!(record.save_draft(Uuid::nil(), "lost", 1, at(5)).await.unwrap_err(), Error::NotFound);
    assert_eq!(record.presentation(shown.id).await.unwrap().unwrap().draft, None);
    assert!(record.progress("2026-03-01").await.unwrap().drafts.is_empty());
}

#[tokio::test]
async fn a_skip_drops_nothing() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    record.save_draft(shown.id, "begun", 500, at(1)).await.unwrap();
    record.skip(shown.id, None, at(2)).await.unwrap();
    record.skip(shown.id, None, at(2)).await.unwrap();
    assert_eq!(record.open_presentation("m.a").await.unwrap(), None);
    assert_eq!(record.presentation(shown.id).await.unwrap().unwrap().draft, draft("begun", "v1", 1));
    // A keystroke saved just after the skip is taken too.
    record.save_draft(shown.id, "begun!", 600, at(3)).await.unwrap();

    let again = record.present(task("m.a"), at(4)).await.unwrap();
    let open = record.open_presentation("m.a").await.unwrap().unwrap();
    assert_eq!(open.presentation, again);
    assert_eq!(open.draft, draft("begun!", "v1", 3), "the next presentation starts from it");
    record.save_draft(again.id, "finished", 700, at(5)).await.unwrap();
    assert_eq!(record.open_presentation("m.a").await.unwrap().unwrap().draft, draft("finished", "v1", 5));
    let drafts = record.progress("2026-03-01").await.unwrap().drafts;
    assert_eq!(drafts.iter().map(|line| line.presentation).collect::<Vec<_>>(), [again.id], "one line for a task");
    submit(&record, answer(&again, 1.0), at(6)).await;
    assert!(record.progress("2026-03-01").await.unwrap().drafts.is_empty(), "the answer makes both needless");
}

#[tokio::test]
async fn a_draft_of_an_older_version_stays_readable() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    record.save_draft(shown.id, "for version 1", 500, at(1)).await.unwrap();
    let revised = NewPresentation { task_version: "v2".to_owned(), ..task("m.a") };
    let second = record.present(revised, at(2)).await.unwrap();
    assert_eq!(record.open_presentation("m.a").await.unwrap().unwrap().draft, draft("for version 1", "v1", 1));
    record.save_draft(second.id, "for version 2", 500, at(3)).await.unwrap();
    assert_eq!(record.presentation(second.id).await.unwrap().unwrap().draft, draft("for version 2", "v2", 3));
    assert_eq!(record.presentation(shown.id).await.unwrap().unwrap().draft, draft("for version 1", "v1", 1));
    // Answering the older one leaves the draft that is being worked on.
    submit(&record, answer(&shown, 1.0), at(4)).await;
    assert_eq!(record.presentation(second.id).await.unwrap().unwrap().draft, draft("for version 2", "v2", 3));
}

#[tokio::test]
async fn drafts_are_listed_newest_first() {
    let folder = folder();
    let record = open(folder.path()).await;
    for (name, minutes) in [("m.a", 5), ("n.b", 9), ("m.c", 7)] {
        let shown = record.present(task(name), at(0)).await.unwrap();
        record.save_draft(shown.id, "x", 1, at(minutes)).await.unwrap();
    }
    let drafts = record.progress("2026-03-01").await.unwrap().drafts;
    assert_eq!(drafts.iter().map(|line| line.task.as_str()).collect::<Vec<_>>(), ["n.b", "m.c", "m.a"]);
    assert_eq!(drafts[0].module, "n");
}

#[tokio::test]
async fn settings_are_kept() {
    let folder = folder();
    let record = open(folder.path()).await;
    assert_eq!(record.setting("theme").await.unwrap(), None);
    record.set_setting("theme", "dark").await.unwrap();
    record.set_setting("theme", "light").await.unwrap();
    record.close().await;
    let record = open(folder.path()).await;
    assert_eq!(record.setting("theme").await.unwrap().as_deref(), Some("light"));
}
