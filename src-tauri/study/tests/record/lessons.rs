//! Lessons and the overview.

use crate::world::*;
use study::{Day, Last, LastPlace, Now};

#[tokio::test]
async fn a_lesson_is_opened_read_to_a_place_and_marked() {
    let folder = folder();
    let record = open(folder.path()).await;
    assert_eq!(record.lesson("m", "l").await.unwrap(), None);
    record.lesson_opened("m", "l", at(0)).await.unwrap();
    record.lesson_place("m", "l", 4200, at(1)).await.unwrap();
    record.lesson_place("m", "l", 900, at(2)).await.unwrap();
    record.lesson_opened("m", "l", at(10)).await.unwrap();
    record.lesson_read("m", "l", true, at(11)).await.unwrap();
    record.lesson_read("m", "l", true, at(12)).await.unwrap();
    record.close().await;

    let record = open(folder.path()).await;
    let lesson = record.lesson("m", "l").await.unwrap().unwrap();
    assert_eq!((lesson.place, lesson.read_ms), (900, Some(at(11).utc_ms)), "marking twice keeps the first time");
    assert_eq!((lesson.first_opened_ms, lesson.last_opened_ms), (at(0).utc_ms, at(11).utc_ms));
    let progress = record.progress("2026-03-01").await.unwrap();
    assert_eq!(progress.lessons, [lesson]);
    assert_eq!((progress.modules[0].lessons_opened, progress.modules[0].lessons_read), (1, 1));
    assert_eq!(progress.today.lessons, 1);

    record.lesson_read("m", "l", false, at(24 * 60)).await.unwrap();
    let progress = record.progress("2026-03-01").await.unwrap();
    assert_eq!((progress.lessons[0].read_ms, progress.lessons[0].place), (None, 900));
    assert_eq!(progress.today, Day::default(), "the day it was read on no longer counts it");
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_place_opens_the_lesson() {
    let folder = folder();
    let record = open(folder.path()).await;
    record.lesson_place("m", "l", 7, at(3)).await.unwrap();
    let lesson = record.lesson("m", "l").await.unwrap().unwrap();
    assert_eq!((lesson.place, lesson.first_opened_ms), (7, at(3).utc_ms));
    assert_sound(&record).await;
}

#[tokio::test]
async fn the_overview_counts() {
    let folder = folder();
    let record = open(folder.path()).await;
    let empty = record.progress("2026-03-01").await.unwrap();
    assert_eq!((empty.attempts, empty.last, empty.modules.len()), (0, None, 0));
    solve(&record, "m.a", 0.25, at(0)).await;
    solve(&record, "m.a", 0.75, at(1)).await;
    solve(&record, "m.a", 0.5, at(2)).await;
    solve(&record, "m.b", 0.0, at(3)).await;
    record.lesson_opened("n", "l", at(4)).await.unwrap();
    solve(&record, "n.c", 1.0, Now { utc_ms: NOON + DAY, offset_min: 0 }).await;
    let progress = record.progress("2026-03-01").await.unwrap();
    assert_eq!(progress.attempts, 5);
    assert_eq!(progress.today, Day { attempts: 4, passed: 2, lessons: 0, spent_ms: 4000 });
    let task = &progress.tasks[0];
    assert_eq!((task.task.as_str(), task.attempts, task.passes), ("m.a", 3, 2));
    assert_eq!((task.best, task.last_score, task.last_passed), (0.75, 0.5, true));
    assert_eq!((task.last_version.as_str(), task.last_ms), ("v1", at(2).utc_ms));
    let module = &progress.modules[0];
    assert_eq!((module.attempts, module.passes, module.tasks_answered, module.tasks_passed), (4, 2, 2, 1));
    assert_eq!(module.spent_ms, 4000);
    assert_eq!(progress.modules[1].module, "n");
    let last = Last { module: "n".to_owned(), place: LastPlace::Task("n.c".to_owned()), at_ms: NOON + DAY };
    assert_eq!(progress.last, Some(last));
    record.lesson_opened("m", "l2", Now { utc_ms: NOON + 2 * DAY, offset_min: 0 }).await.unwrap();
    let last = record.progress("2026-03-01").await.unwrap().last.unwrap();
    assert_eq!((last.module.as_str(), last.place), ("m", LastPlace::Lesson("l2".to_owned())));
    assert_sound(&record).await;
}
