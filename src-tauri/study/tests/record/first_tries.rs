//! First tries: what the headline figures are made of.

use crate::merged::take_in;
use crate::world::*;
use proptest::prelude::*;
use proptest::sample::Index;
use study::{AmendmentKind, FirstTry, Now, Record, Target, Uuid};

async fn firsts(record: &Record) -> Vec<(String, Uuid, bool)> {
    let firsts = record.first_tries().await.unwrap();
    firsts.into_iter().map(|first| (first.task, first.attempt, first.disputed)).collect()
}

#[tokio::test]
async fn a_first_try_is_kept_as_it_was() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    record.show_hints(shown.id, 2).await.unwrap();
    let mut new = answer(&shown, 0.25);
    new.confidence = Some("fairly".to_owned());
    let attempt = submit(&record, new, at(1)).await.attempt;
    for minutes in 2..5 {
        solve(&record, "m.a", 1.0, at(minutes)).await;
    }
    let first = FirstTry {
        module: "m".to_owned(),
        task: "m.a".to_owned(),
        attempt: attempt.id,
        kind: "choice".to_owned(),
        objective: "o1".to_owned(),
        passed: false,
        score: 0.25,
        hints: 2,
        confidence: Some("fairly".to_owned()),
        spent_ms: 1000,
        at_ms: at(1).utc_ms,
        disputed: false,
    };
    assert_eq!(record.first_tries().await.unwrap(), [first]);
    assert_sound(&record).await;
}

#[tokio::test]
async fn they_come_in_the_order_of_the_log_one_a_task() {
    let folder = folder();
    let record = open(folder.path()).await;
    let mut expected = Vec::new();
    for name in ["n.b", "m.c", "m.a", "n.a"] {
        // On a clock that is set back again and again.
        expected.push((name.to_owned(), solve(&record, name, 0.0, at(-(expected.len() as i64))).await.id, false));
    }
    for name in ["m.a", "n.b"] {
        solve(&record, name, 1.0, at(9)).await;
    }
    assert_eq!(firsts(&record).await, expected);
}

#[tokio::test]
async fn what_does_not_count_is_no_first_try() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = solve(&record, "m.a", 0.0, at(0)).await.id;
    let second = solve(&record, "m.a", 1.0, at(1)).await.id;
    let the_first = |id: Uuid| vec![("m.a".to_owned(), id, false)];
    let undone = amend(&record, AmendmentKind::Undone, Target::Attempt(first), at(2)).await;
    assert_eq!(firsts(&record).await, the_first(second));
    amend(&record, AmendmentKind::Undone, Target::Amendment(undone), at(3)).await;
    assert_eq!(firsts(&record).await, the_first(first));
    let reset = amend(&record, AmendmentKind::Reset, Target::Module { module: "m".to_owned() }, at(4)).await;
    assert_eq!(firsts(&record).await, []);
    let third = solve(&record, "m.a", 1.0, at(5)).await.id;
    assert_eq!(firsts(&record).await, the_first(third));
    amend(&record, AmendmentKind::Undone, Target::Amendment(reset), at(6)).await;
    assert_eq!(firsts(&record).await, the_first(first));
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_first_try_knows_whether_its_key_is_disputed() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = solve(&record, "m.a", 0.0, at(0)).await.id;
    let second = solve(&record, "m.a", 0.0, at(1)).await.id;
    amend(&record, AmendmentKind::Disputed, Target::Attempt(second), at(2)).await;
    assert!(!firsts(&record).await[0].2, "another attempt is disputed");
    let disputed = amend(&record, AmendmentKind::Disputed, Target::Attempt(first), at(2)).await;
    assert!(firsts(&record).await[0].2);
    solve(&record, "m.a", 1.0, at(3)).await;
    assert!(firsts(&record).await[0].2, "a later answer changes nothing");
    let settled = amend(&record, AmendmentKind::Settled, Target::Attempt(first), at(4)).await;
    assert!(!firsts(&record).await[0].2);
    amend(&record, AmendmentKind::Undone, Target::Amendment(settled), at(5)).await;
    assert!(firsts(&record).await[0].2);
    amend(&record, AmendmentKind::Undone, Target::Amendment(disputed), at(6)).await;
    assert!(!firsts(&record).await[0].2);
    assert_sound(&record).await;
}

#[tokio::test]
async fn the_next_presentation_can_differ_from_the_last() {
    let folder = folder();
    let record = open(folder.path()).await;
    for (seed, undone) in [(11, false), (-3, false), (5, true)] {
        let new = study::NewPresentation { seed, ..task("m.a") };
        let shown = record.present(new, at(0)).await.unwrap();
        submit(&record, answer(&shown, 1.0), at(0)).await;
        assert_eq!(record.progress("2026-03-01").await.unwrap().tasks[0].last_seed, seed);
        if undone {
            amend(&record, AmendmentKind::Undone, Target::Attempt(shown.id), at(1)).await;
        }
    }
    assert_eq!(record.progress("2026-03-01").await.unwrap().tasks[0].last_seed, -3);
    assert_sound(&record).await;
}

#[tokio::test]
async fn another_device_may_have_been_first_or_be_ahead() {
    let (here, there) = (folder(), folder());
    let (record, other) = (open(here.path()).await, open(there.path()).await);
    let early = solve(&other, "m.a", 0.0, at(-60)).await.id;
    solve(&other, "m.b", 0.0, at(120)).await;
    let late = solve(&record, "m.a", 1.0, at(0)).await.id;
    assert_eq!(firsts(&record).await[0].1, late);
    take_in(&record, here.path(), there.path()).await;
    assert_eq!(firsts(&record).await[0].1, early);
    // The other one's clock stands at 14:00, here it is 12:30: what is answered now comes first.
    let now = solve(&record, "m.b", 1.0, at(30)).await.id;
    assert_eq!(firsts(&record).await[1].1, now);
    assert_sound(&record).await;
}

#[derive(Debug, Clone)]
enum Step {
    Answer(u8),
    Undo(Index),
    Dispute(Index),
    Settle(Index),
    Reset(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0u8..4).prop_map(Step::Answer),
        1 => any::<Index>().prop_map(Step::Undo),
        1 => any::<Index>().prop_map(Step::Dispute),
        1 => any::<Index>().prop_map(Step::Settle),
        1 => (0u8..4).prop_map(Step::Reset),
    ]
}

async fn take(record: &Record, step: Step, now: Now) {
    let attempts = all(record).await;
    let of = |which: Index| (!attempts.is_empty()).then(|| Target::Attempt(which.get(&attempts).id));
    let (kind, target) = match step {
        Step::Answer(number) => {
            solve(record, &format!("m.{number}"), 0.5, now).await;
            return;
        }
        Step::Undo(which) => (AmendmentKind::Undone, of(which)),
        Step::Dispute(which) => (AmendmentKind::Disputed, of(which)),
        Step::Settle(which) => (AmendmentKind::Settled, of(which)),
        Step::Reset(number) => {
            let task = format!("m.{number}");
            (AmendmentKind::Reset, Some(Target::Task { module: "m".to_owned(), task }))
        }
    };
    if let Some(target) = target {
        amend(record, kind, target, now).await;
    }
}

/// Three devices work side by side; then their logs are brought together in one order and in another.
async fn merge(steps: Vec<(Step, usize, i64)>) {
    let folders = [folder(), folder(), folder()];
    let mut records = Vec::new();
    for folder in &folders {
        records.push(open(folder.path()).await);
    }
    for (number, (step, device, off)) in steps.into_iter().enumerate() {
        take(&records[device], step, at(number as i64 + off)).await;
    }
    let mut each = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [2, 1, 0]] {
        let into = folder();
        let record = open(into.path()).await;
        for device in order {
            take_in(&record, into.path(), folders[device].path()).await;
        }
        each.push(record.first_tries().await.unwrap());
        solve(&record, "m.0", 1.0, at(20)).await;
        assert_sound(&record).await;
    }
    assert_eq!(each[0], each[1]);
    assert_eq!(each[0], each[2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_taking_in_does_not_matter(
        steps in prop::collection::vec((step(), 0usize..3, -30i64..30), 1..30)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(merge(steps));
    }
}
