//! The derived tables always are what the log says.

use crate::world::*;
use proptest::prelude::*;
use proptest::sample::Index;
use study::{AmendmentKind, NewPresentation, Now, Record, Slot, Target};

#[derive(Debug, Clone)]
enum Step {
    Answer {
        task: u8,
        score: u8,
        version: u8,
        next: bool,
    },
    Draft {
        task: u8,
    },
    Skip {
        task: u8,
    },
    Undo {
        which: Index,
    },
    Dispute {
        which: Index,
        settle: bool,
    },
    TakeBack {
        which: Index,
    },
    Reset {
        task: Option<u8>,
        module: bool,
    },
    Lesson {
        lesson: u8,
        what: u8,
    },
    /// Another device's reset comes in, made some minutes before or after now.
    Foreign {
        task: Option<u8>,
        ahead: i64,
    },
    /// Another device's answer comes in.
    ForeignAnswer {
        task: u8,
        ahead: i64,
    },
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0u8..6, 0u8..=4, 0u8..2, any::<bool>())
            .prop_map(|(task, score, version, next)| Step::Answer { task, score, version, next }),
        1 => (0u8..6).prop_map(|task| Step::Draft { task }),
        1 => (0u8..6).prop_map(|task| Step::Skip { task }),
        2 => any::<Index>().prop_map(|which| Step::Undo { which }),
        2 => (any::<Index>(), any::<bool>()).prop_map(|(which, settle)| Step::Dispute { which, settle }),
        1 => any::<Index>().prop_map(|which| Step::TakeBack { which }),
        1 => (prop::option::of(0u8..6), any::<bool>()).prop_map(|(task, module)| Step::Reset { task, module }),
        3 => (0u8..4, 0u8..4).prop_map(|(lesson, what)| Step::Lesson { lesson, what }),
        1 => (prop::option::of(0u8..6), -200i64..200).prop_map(|(task, ahead)| Step::Foreign { task, ahead }),
        1 => (0u8..6, -200i64..200).prop_map(|(task, ahead)| Step::ForeignAnswer { task, ahead }),
        1 => Just(Step::Reopen),
    ]
}

/// Two modules of three tasks, with the best item here and there.
fn task_of(number: u8) -> NewPresentation {
    let slot = (number > 1).then(|| Slot { at: u32::from(number % 3), of: 3 });
    NewPresentation { slot, ..task(&format!("m{}.t{number}", number % 2)) }
}

fn target(task: Option<u8>) -> Target {
    let module = format!("m{}", task.unwrap_or(0) % 2);
    match task {
        Some(task) => Target::Task { module, task: task_of(task).task },
        None => Target::Module { module },
    }
}

async fn take(record: &Record, folder: &std::path::Path, step: Step, now: Now) {
    match step {
        Step::Answer { task, score, version, next } => {
            let new = NewPresentation { task_version: format!("v{version}"), ..task_of(task) };
            let shown = record.present(new, now).await.unwrap();
            let next = next.then(|| task_of((task + 1) % 6));
            record.submit(answer(&shown, f64::from(score) / 4.0), next, now).await.unwrap();
        }
        Step::Draft { task } => {
            let shown = record.present(task_of(task), now).await.unwrap();
            record.save_draft(shown.id, "x", 5, now).await.unwrap();
        }
        Step::Skip { task } => {
            let shown = record.present(task_of(task), now).await.unwrap();
            record.skip(shown.id, None, now).await.unwrap();
        }
        Step::Undo { which } => {
            let attempts = all(record).await;
            if !attempts.is_empty() {
                amend(record, AmendmentKind::Undone, Target::Attempt(which.get(&attempts).id), now).await;
            }
        }
        Step::Dispute { which, settle } => {
            let attempts = all(record).await;
            if !attempts.is_empty() {
                let kind = if settle { AmendmentKind::Settled } else { AmendmentKind::Disputed };
                amend(record, kind, Target::Attempt(which.get(&attempts).id), now).await;
            }
        }
        Step::TakeBack { which } => {
            let amendments = record.amendments("m0").await.unwrap();
            if !amendments.is_empty() {
                amend(record, AmendmentKind::Undone, Target::Amendment(which.get(&amendments).id), now).await;
            }
        }
        Step::Reset { task, module } => {
            let target = target(task.filter(|_| !module));
            amend(record, AmendmentKind::Reset, target, now).await;
        }
        Step::Lesson { lesson, what } => {
            let (module, lesson) = (format!("m{}", lesson % 2), format!("l{lesson}"));
            match what {
                0 => record.lesson_opened(&module, &lesson, now).await.unwrap(),
                1 => record.lesson_place(&module, &lesson, 9, now).await.unwrap(),
                _ => record.lesson_read(&module, &lesson, what == 2, now).await.unwrap(),
            }
        }
        Step::Foreign { task, ahead } => {
            foreign_reset(folder, target(task), now.utc_ms + ahead * MINUTE).await;
            // Taking in another device's log ends with a rebuild.
            record.rebuild().await.unwrap();
        }
        Step::ForeignAnswer { task, ahead } => {
            foreign_answer(folder, &task_of(task), now.utc_ms + ahead * MINUTE).await;
            record.rebuild().await.unwrap();
        }
        Step::Reopen => unreachable!("the caller reopens"),
    }
}

async fn foreign_reset(folder: &std::path::Path, target: Target, at_ms: i64) {
    let (module, task) = match target {
        Target::Task { module, task } => (module, format!("'{task}'")),
        Target::Module { module } => (module, "NULL".to_owned()),
        _ => unreachable!("resets speak of tasks and modules"),
    };
    let mut raw = raw(folder).await;
    let sql = format!(
        "INSERT OR IGNORE INTO device VALUES (x'00000000000000000000000000000001', NULL, 0, 0, 0);
         INSERT INTO amendment
         SELECT randomblob(16), 'reset', '{module}', {task}, NULL, NULL, '{{}}', {at_ms}, 0,
             x'00000000000000000000000000000001', 1 + count(*), max({at_ms}, ifnull(max(order_ms), {at_ms}))
         FROM amendment WHERE device = x'00000000000000000000000000000001';"
    );
    run(&mut raw, &sql).await.unwrap();
    sqlx::Connection::close(raw).await.unwrap();
}

async fn foreign_answer(folder: &std::path::Path, task: &NewPresentation, at_ms: i64) {
    let NewPresentation { task, module, .. } = task;
    // One answer a moment is enough.
    let id = study::Uuid::from_u128(at_ms.unsigned_abs().into()).simple();
    let mut raw = raw(folder).await;
    let sql = format!(
        "INSERT OR IGNORE INTO device VALUES (x'00000000000000000000000000000001', NULL, 0, 0, 0);
         INSERT OR IGNORE INTO task_snapshot VALUES ('{task}', 'v1', 'face', 'key');
         INSERT OR IGNORE INTO presentation (
             id, task, task_version, module, kind, objective, seed, opened_ms, hints, spent_ms, state
         )
         VALUES (x'{id}', '{task}', 'v1', '{module}', 'choice', 'o1', 9, {at_ms}, 1, 5, 'submitted');
         INSERT OR IGNORE INTO attempt
         SELECT x'{id}', '{task}', 'v1', '{module}', 'o1', 'choice', '{{}}', 0.5, 1, '{{}}', 'choice 1', 'guess', 1, 5,
             {at_ms}, 0, '2026-03-01', x'00000000000000000000000000000001', 1 + count(*),
             max({at_ms}, ifnull(max(order_ms), {at_ms}))
         FROM attempt WHERE device = x'00000000000000000000000000000001';"
    );
    run(&mut raw, &sql).await.unwrap();
    sqlx::Connection::close(raw).await.unwrap();
}

async fn run_all(steps: Vec<(Step, i64)>) {
    let folder = folder();
    let mut record = open(folder.path()).await;
    let mut minutes = 0;
    for (step, gap) in steps {
        minutes += gap;
        if let Step::Reopen = step {
            record.close().await;
            record = open(folder.path()).await;
        } else {
            take(&record, folder.path(), step.clone(), at(minutes)).await;
        }
        assert_eq!(record.rebuild().await.unwrap().changed, 0, "after {step:?}");
    }
    assert_sound(&record).await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, ..ProptestConfig::default() })]

    /// The clock mostly goes on by minutes, now and then by a day, and sometimes back.
    #[test]
    fn derived_tables_equal_their_rebuild(
        steps in prop::collection::vec((step(), prop_oneof![6 => 0i64..90, 1 => Just(24 * 60), 1 => -3000i64..0]), 1..30)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run_all(steps));
    }
}

#[tokio::test]
async fn a_rebuild_mends_whatever_is_wrong() {
    let folder = folder();
    let record = open(folder.path()).await;
    for number in 0..12 {
        let slot = Some(Slot { at: number as u32 % 4, of: 4 });
        let new = NewPresentation { slot, ..task(&format!("m{}.{}", number % 2, number % 5)) };
        let shown = record.present(new, at(number)).await.unwrap();
        submit(&record, answer(&shown, 0.5), at(number)).await;
        record.lesson_read("m0", &format!("l{number}"), true, at(number)).await.unwrap();
    }
    let before = record.progress("2026-03-01").await.unwrap();
    let mut raw = raw(folder.path()).await;
    for (wrong, changed) in [
        ("DELETE FROM first_try WHERE module = 'm0'; UPDATE first_try SET disputed = 1;", 10),
        ("DELETE FROM task_progress; DELETE FROM day;", 12),
        ("DELETE FROM slot_count WHERE slot_at = 3; UPDATE slot_count SET times = 9 WHERE slot_at = 1;", 2),
        ("INSERT INTO slot_count VALUES ('gone', 2, 0, 5)", 1),
        ("UPDATE module_progress SET attempts = attempts + 5;", 2),
        ("INSERT INTO future_attempt SELECT id FROM attempt LIMIT 3;", 3),
        ("UPDATE lesson_progress SET read_ms = 1;", 12),
        ("INSERT INTO day VALUES ('2020-01-01', 'gone', 1, 1, 1, 1);", 1),
        ("INSERT INTO task_progress SELECT 'gone', task, attempts, passes, best, last_score, last_passed, last_version,
          last_seed, last_ms, last_order, last_device, last_seq FROM task_progress WHERE module = 'm0';", 5),
    ] {
        run(&mut raw, wrong).await.unwrap();
        assert_eq!(record.rebuild().await.unwrap().changed, changed, "{wrong}");
        assert_eq!(record.progress("2026-03-01").await.unwrap(), before, "{wrong}");
        assert_eq!(record.rebuild().await.unwrap().changed, 0);
    }
}
