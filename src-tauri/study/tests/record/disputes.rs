//! Disputes of keys: made, settled, taken back, listed.

use crate::world::*;
use study::{AmendmentKind, NewAmendment, Target, Uuid};
use study::{Attempt, Dispute, Filter, Only, Record, Settlement};

async fn say(record: &Record, kind: AmendmentKind, target: Target, why: &str, minutes: i64) -> Uuid {
    let body = format!(r#"{{"why":"{why}"}}"#);
    record.amend(NewAmendment { kind, target, body }, at(minutes)).await.unwrap()
}

async fn wrong(record: &Record) -> Vec<Attempt> {
    only(record, Only::Wrong).await
}

async fn only(record: &Record, only: Only) -> Vec<Attempt> {
    let filter = Filter { only: Some(only), limit: 100_000, ..Filter::default() };
    let page = record.attempts(filter).await.unwrap();
    assert_eq!((page.total as usize, page.more), (page.attempts.len(), None));
    page.attempts
}

/// The one dispute there is, the same wherever it is asked for.
async fn the_dispute(record: &Record) -> Dispute {
    let mut all = record.disputes().await.unwrap();
    assert_eq!(all.len(), 1);
    let dispute = all.remove(0);
    let detail = record.attempt(dispute.attempt.id).await.unwrap().unwrap();
    assert_eq!(detail.dispute.as_ref(), Some(&dispute));
    assert_eq!(detail.attempt, dispute.attempt);
    let open = !dispute.withdrawn && dispute.settled.is_none();
    assert_eq!(record.first_tries().await.unwrap()[0].disputed, open);
    assert_eq!(only(record, Only::Disputed).await.len(), usize::from(open));
    dispute
}

#[tokio::test]
async fn a_dispute_goes_from_reason_to_settlement() {
    let folder = folder();
    let record = open(folder.path()).await;
    let attempt = solve(&record, "m.a", 0.0, at(0)).await;
    assert_eq!(record.disputes().await.unwrap(), []);
    assert_eq!(record.attempt(attempt.id).await.unwrap().unwrap().dispute, None);
    let of = || Target::Attempt(attempt.id);
    let id = say(&record, AmendmentKind::Disputed, of(), "B is right", 1).await;
    let expected = Dispute {
        amendment: id,
        attempt: attempt.clone(),
        body: r#"{"why":"B is right"}"#.to_owned(),
        at_ms: at(1).utc_ms,
        settled: None,
        withdrawn: false,
    };
    assert_eq!(the_dispute(&record).await, expected);
    say(&record, AmendmentKind::Settled, of(), "the key was changed", 2).await;
    let settled = Settlement { body: r#"{"why":"the key was changed"}"#.to_owned(), at_ms: at(2).utc_ms };
    assert_eq!(the_dispute(&record).await, Dispute { settled: Some(settled), ..expected });
    assert_sound(&record).await;
}

/// D disputes, S settles; a digit takes back what was said at that place, counted from 0.
#[tokio::test]
async fn what_was_said_last_and_stands_counts() {
    for (said, reason, settled, withdrawn) in [
        ("D", 0, None, false),
        ("DD", 1, None, false),
        ("DDD", 2, None, false),
        ("DS", 0, Some(1), false),
        ("DSS", 0, Some(2), false),
        ("DSS2", 0, Some(1), false),
        ("DS1", 0, None, false),
        ("DS12", 0, Some(1), false),
        ("DSD", 2, None, false),
        ("DSD2", 0, Some(1), false),
        ("DSDS", 2, Some(3), false),
        ("SD", 1, None, false),
        ("D0", 0, None, true),
        ("D01", 0, None, false),
        ("D012", 0, None, true),
        ("D0D", 2, None, false),
        ("DD0", 1, None, false),
        ("DD1", 0, None, false),
        ("DD10", 1, None, true),
        ("DS0", 0, Some(1), true),
        ("D00", 0, None, true),
        ("D001", 0, None, true),
        ("D0012", 0, None, false),
    ] {
        let folder = folder();
        let record = open(folder.path()).await;
        let attempt = solve(&record, "m.a", 0.0, at(0)).await;
        let mut ids = Vec::new();
        for (number, what) in said.chars().enumerate() {
            let (kind, target) = match what {
                'D' => (AmendmentKind::Disputed, Target::Attempt(attempt.id)),
                'S' => (AmendmentKind::Settled, Target::Attempt(attempt.id)),
                back => (AmendmentKind::Undone, Target::Amendment(ids[back.to_digit(10).unwrap() as usize])),
            };
            ids.push(say(&record, kind, target, &number.to_string(), 1).await);
        }
        let dispute = the_dispute(&record).await;
        let why = |number: usize| format!(r#"{{"why":"{number}"}}"#);
        assert_eq!((dispute.amendment, dispute.body), (ids[reason], why(reason)), "{said}");
        assert_eq!(dispute.settled.map(|settled| settled.body), settled.map(why), "{said}");
        assert_eq!(dispute.withdrawn, withdrawn, "{said}");
        assert_sound(&record).await;
    }
}

#[tokio::test]
async fn disputes_of_all_modules_come_newest_first() {
    let folder = folder();
    let record = open(folder.path()).await;
    let mut solved = Vec::new();
    for (number, name) in ["m.a", "n.a", "m.b", "o.a", "m.a"].into_iter().enumerate() {
        solved.push(solve(&record, name, 0.25 * number as f64, at(number as i64)).await);
    }
    for which in [3, 0, 4] {
        say(&record, AmendmentKind::Disputed, Target::Attempt(solved[which].id), "no", 10).await;
    }
    // On a clock set back it is still the newest.
    say(&record, AmendmentKind::Disputed, Target::Attempt(solved[1].id), "no", -10).await;
    say(&record, AmendmentKind::Settled, Target::Attempt(solved[2].id), "of nothing", 20).await;
    let disputes = record.disputes().await.unwrap();
    let attempts: Vec<_> = disputes.into_iter().map(|dispute| dispute.attempt).collect();
    assert_eq!(attempts, [solved[1].clone(), solved[4].clone(), solved[0].clone(), solved[3].clone()]);
    // An attempt that does not count any more can be disputed all the same.
    say(&record, AmendmentKind::Undone, Target::Attempt(solved[1].id), "again", 30).await;
    assert_eq!(record.disputes().await.unwrap().len(), 4);
    record.close().await;
    let record = open(folder.path()).await;
    assert_eq!(record.disputes().await.unwrap().len(), 4);
}

#[tokio::test]
async fn lists_are_narrowed_to_what_was_wrong_or_disputed() {
    let folder = folder();
    let record = open(folder.path()).await;
    let mut solved = Vec::new();
    for number in 0..30 {
        let name = format!("{}.{number}", if number % 2 == 0 { "m" } else { "n" });
        let mut new = task(&name);
        new.kind = if number % 3 == 0 { "ranking".to_owned() } else { "choice".to_owned() };
        let shown = record.present(new, at(number)).await.unwrap();
        solved.insert(0, submit(&record, answer(&shown, (number % 4) as f64 / 3.0), at(number)).await.attempt);
    }
    let disputed: Vec<_> = solved.iter().step_by(2).chain(&solved[..5]).map(|attempt| attempt.id).collect();
    for id in &disputed {
        say(&record, AmendmentKind::Disputed, Target::Attempt(*id), "no", 60).await;
    }
    assert_eq!(wrong(&record).await.len(), solved.iter().filter(|attempt| !attempt.passed).count());
    for only in [Only::Wrong, Only::Disputed] {
        for (module, kind) in [(None, None), (Some("m"), None), (None, Some("ranking")), (Some("n"), Some("choice"))] {
            let fits = |attempt: &&Attempt| {
                module.is_none_or(|module| attempt.module == module)
                    && kind.is_none_or(|kind| attempt.kind == kind)
                    && if only == Only::Wrong { !attempt.passed } else { disputed.contains(&attempt.id) }
            };
            let expected: Vec<_> = solved.iter().filter(fits).cloned().collect();
            assert!(expected.len() > 1, "{only:?} {module:?} {kind:?}");
            let (module, kind) = (module.map(str::to_owned), kind.map(str::to_owned));
            let mut filter = Filter { module, kind, only: Some(only), before: None, limit: 2 };
            let mut paged = Vec::new();
            loop {
                let page = record.attempts(filter.clone()).await.unwrap();
                assert_eq!(page.total as usize, expected.len());
                paged.extend(page.attempts);
                filter.before = page.more;
                if filter.before.is_none() {
                    break;
                }
            }
            assert_eq!(paged, expected, "{filter:?}");
        }
    }
}

/// They are as fast to find among a hundred thousand attempts as among ten.
#[tokio::test]
async fn neither_attempts_nor_amendments_are_walked_through_for_disputes() {
    let folder = folder();
    open(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    for name in ["dispute/said", "dispute/said_of_attempt", "dispute/attempts", "attempt/list_disputed"] {
        let path = format!("{}/src/{name}.sql", env!("CARGO_MANIFEST_DIR"));
        let sql = format!("EXPLAIN QUERY PLAN {}", std::fs::read_to_string(path).unwrap());
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut raw).await.unwrap();
        // `a` is the table itself, under whichever name.
        let walks = |step: &&String| step.starts_with("SCAN a") && !step.ends_with(" USING INDEX amendment_dispute");
        let walked: Vec<_> = plan.iter().map(|step| &step.3).filter(walks).collect();
        assert!(walked.is_empty() && !plan.is_empty(), "{name}: {walked:?}");
    }
}
