//! Calls whose caller goes away, and many callers at once.

use crate::world::*;
use std::time::Duration;
use study::Record;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_broken_off_leaves_all_or_nothing() {
    let folder = folder();
    let record = open(folder.path()).await;
    let (mut finished, mut broken_off) = (0, 0);
    for number in 0..300u64 {
        let shown = record.present(task(&format!("m.{number}")), at(0)).await.unwrap();
        let submit = record.submit(answer(&shown, 1.0), Some(task("n.next")), at(1));
        let done = tokio::select! {
            biased;
            done = submit => Some(done.unwrap()),
            () = patience(number) => None,
        };
        match done {
            Some(submitted) => {
                finished += 1;
                assert_eq!(all(&record).await[0], submitted.attempt);
            }
            None => {
                broken_off += 1;
                let again = submit_again(&record, &shown).await;
                assert_eq!(all(&record).await[0], again, "the same once or once more, but one attempt");
            }
        }
    }
    assert_eq!(all(&record).await.len(), 300);
    assert!(finished > 0 && broken_off > 0, "{finished} finished, {broken_off} broken off");
    assert_sound(&record).await;
}

/// How long the caller waits: now and then to the end, else for some turns or some time.
async fn patience(number: u64) {
    match number % 10 {
        9 => std::future::pending().await,
        0..5 => {
            for _ in 0..number * number % 997 {
                tokio::task::yield_now().await;
            }
        }
        _ => tokio::time::sleep(Duration::from_millis(number % 3)).await,
    }
}

async fn submit_again(record: &Record, shown: &study::Presentation) -> study::Attempt {
    record.submit(answer(shown, 1.0), None, at(1)).await.unwrap().attempt
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_callers_take_turns() {
    let folder = folder();
    let record = open(folder.path()).await;
    let callers: Vec<_> = (0..8)
        .map(|caller| {
            let record = record.clone();
            tokio::spawn(async move {
                for number in 0..10 {
                    solve(&record, &format!("m{caller}.{number}"), 1.0, at(number)).await;
                    record.progress("2026-03-01").await.unwrap();
                    record.lesson_opened("m0", &format!("l{number}"), at(number)).await.unwrap();
                }
            })
        })
        .collect();
    assert_eq!(record.quick_check().await.unwrap(), Vec::<String>::new(), "the check runs beside them");
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(all(&record).await.len(), 80);
    assert_sound(&record).await;
}

#[tokio::test]
async fn the_same_answer_sent_twice_at_once_is_one_attempt() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let send = || record.submit(answer(&shown, 1.0), Some(task("m.b")), at(1));
    let (one, two) = tokio::join!(send(), send());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.repeated, two.repeated), (false, true));
    assert_eq!((one.attempt, one.next), (two.attempt, two.next));
}

#[tokio::test]
async fn the_log_does_not_grow_without_end() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let long = "x".repeat(100_000);
    for number in 0..200 {
        record.save_draft(shown.id, &long, 1, at(0)).await.unwrap();
        if number % 20 == 0 {
            // A learner pauses; here, for the log to be brought in.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    let length = std::fs::metadata(folder.path().join("record.db-wal")).unwrap().len();
    assert!(length < 10 << 20, "{length} bytes of log after 20 MB of drafts");
    assert_sound(&record).await;
}
