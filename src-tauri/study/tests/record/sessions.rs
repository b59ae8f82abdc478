//! Sittings: begun, gone on with, ended, and what was done in them.

use crate::world::*;
use proptest::prelude::*;
use study::{AmendmentKind, Error, NewPresentation, NewSession, Now, PresentationState, Record, Target, Uuid};
use study::{Session, SessionClock, SessionEnd, SessionEnded, SessionForm, SessionSkip};

fn clock(boot: &str, boot_ms: i64, elapsed_ms: u64) -> SessionClock {
    SessionClock { boot: boot.to_owned(), boot_ms, elapsed_ms }
}

async fn begin(record: &Record, minutes: i64) -> Session {
    record.begin_session(sitting(), at(minutes)).await.unwrap()
}

fn within(session: &Session, name: &str) -> NewPresentation {
    NewPresentation { session: Some(session.id), ..task(name) }
}

async fn solve_in(record: &Record, session: &Session, name: &str, minutes: i64) -> Uuid {
    let shown = record.present(within(session, name), at(minutes)).await.unwrap();
    submit(record, answer(&shown, 1.0), at(minutes)).await.attempt.id
}

/// Attempts with whether they count, skipped tasks with their reasons, open tasks.
async fn work(record: &Record, session: &Session) -> (Vec<(Uuid, bool)>, Vec<(String, Option<String>)>, Vec<String>) {
    let work = record.session_work(session.id).await.unwrap();
    (
        work.attempts.into_iter().map(|tried| (tried.attempt.id, tried.counts)).collect(),
        work.skipped.into_iter().map(|skip| (skip.task, skip.reason)).collect(),
        work.open,
    )
}

#[tokio::test]
async fn a_session_is_kept_as_it_was_begun() {
    let folder = folder();
    let record = open(folder.path()).await;
    assert_eq!(record.open_session().await.unwrap(), None);
    let new = NewSession {
        form: SessionForm::Drill,
        asked: r#"{"kinds":["ranking"]}"#.to_owned(),
        plan: r#"["m.a","m.b"]"#.to_owned(),
        seed: -5,
        limit_ms: 600_000,
        clock: clock("first", 12_345, 0),
    };
    let now = Now { offset_min: 13 * 60, ..at(0) };
    let session = record.begin_session(new.clone(), now).await.unwrap();
    let expected = Session {
        id: session.id,
        form: new.form,
        asked: new.asked,
        plan: new.plan,
        seed: new.seed,
        limit_ms: new.limit_ms,
        started_ms: NOON,
        offset_min: 780,
        local_day: "2026-03-02".to_owned(),
        clock: new.clock,
        ended: None,
    };
    assert_eq!(session, expected);
    assert_eq!(session.id.get_version_num(), 7);
    record.close().await;
    let record = open(folder.path()).await;
    assert_eq!(record.open_session().await.unwrap().as_ref(), Some(&session));
    assert_eq!(record.session(session.id).await.unwrap(), Some(session));
    assert_eq!(record.session(Uuid::nil()).await.unwrap(), None);
    assert_eq!(record.sessions(9).await.unwrap(), [], "it has not ended");
}

#[tokio::test]
async fn one_session_is_open_and_another_ends_it() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = begin(&record, 0).await;
    let second = begin(&record, 5).await;
    assert_eq!(record.open_session().await.unwrap().unwrap().id, second.id);
    let left = Some(SessionEnded { how: SessionEnd::Left, at_ms: at(5).utc_ms });
    assert_eq!(record.session(first.id).await.unwrap().unwrap().ended, left);
    // What makes no sense ends nothing.
    for bad in [
        NewSession { asked: "words".to_owned(), ..sitting() },
        NewSession { plan: "words".to_owned(), ..sitting() },
        NewSession { plan: "{}".to_owned(), ..sitting() },
    ] {
        let refused = record.begin_session(bad, at(6)).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid { .. }), "{refused:?}");
    }
    assert_eq!(record.open_session().await.unwrap(), Some(second));
    assert_eq!(record.sessions(9).await.unwrap().len(), 1);
    assert_sound(&record).await;
}

#[tokio::test]
async fn the_first_end_stands() {
    let folder = folder();
    let record = open(folder.path()).await;
    for how in [SessionEnd::Finished, SessionEnd::Time, SessionEnd::Left] {
        let session = begin(&record, 0).await;
        let ended = record.end_session(session.id, how, at(10)).await.unwrap();
        assert_eq!(ended, Session { ended: Some(SessionEnded { how, at_ms: at(10).utc_ms }), ..session });
        for again in [SessionEnd::Finished, SessionEnd::Time, SessionEnd::Left] {
            assert_eq!(record.end_session(ended.id, again, at(20)).await.unwrap(), ended);
        }
        assert_eq!(record.session(ended.id).await.unwrap().as_ref(), Some(&ended));
        assert_eq!(record.open_session().await.unwrap(), None);
        assert_eq!(record.keep_session_clock(ended.id, clock("b", 1, 99_999)).await.unwrap_err(), Error::Closed);
        assert_eq!(record.session(ended.id).await.unwrap(), Some(ended));
    }
    assert_eq!(record.end_session(Uuid::nil(), SessionEnd::Left, at(1)).await.unwrap_err(), Error::NotFound);
    assert_eq!(record.keep_session_clock(Uuid::nil(), clock("b", 1, 1)).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn ended_sessions_come_latest_ended_first() {
    let folder = folder();
    let record = open(folder.path()).await;
    let mut ended = Vec::new();
    for (begun, end) in [(0, 30), (31, 32), (33, 20), (40, 50)] {
        let session = begin(&record, begun).await;
        ended.push((end, record.end_session(session.id, SessionEnd::Time, at(end)).await.unwrap()));
    }
    begin(&record, 60).await;
    ended.sort_by_key(|(end, _)| -end);
    let expected: Vec<_> = ended.into_iter().map(|(_, session)| session).collect();
    assert_eq!(record.sessions(9).await.unwrap(), expected);
    assert_eq!(record.sessions(2).await.unwrap(), expected[..2]);
}

#[tokio::test]
async fn what_was_done_in_a_session_is_told() {
    let folder = folder();
    let record = open(folder.path()).await;
    solve(&record, "m.before", 1.0, at(0)).await;
    let session = begin(&record, 1).await;
    let a = solve_in(&record, &session, "m.a", 2).await;
    // On a clock set back: the order of the log is that of the work.
    let b = solve_in(&record, &session, "n.b", -5).await;
    for (minutes, name, reason) in
        [(3, "m.c", Some("too_hard")), (4, "n.d", None), (5, "m.e", Some("later")), (6, "m.f", Some("unclear"))]
    {
        let shown = record.present(within(&session, name), at(minutes)).await.unwrap();
        record.skip(shown.id, reason, at(minutes)).await.unwrap();
    }
    // Taken up again, and answered or not.
    let e = solve_in(&record, &session, "m.e", 7).await;
    record.present(within(&session, "m.f"), at(7)).await.unwrap();
    record.present(within(&session, "n.g"), at(8)).await.unwrap();
    solve(&record, "m.else", 1.0, at(8)).await;
    let own = |name: &str| name.to_owned();
    let expected = (
        vec![(a, true), (b, true), (e, true)],
        vec![(own("m.c"), Some(own("too_hard"))), (own("n.d"), None)],
        vec![own("m.f"), own("n.g")],
    );
    assert_eq!(work(&record, &session).await, expected);
    let skip = SessionSkip { task: own("n.d"), module: own("n"), reason: None };
    assert_eq!(record.session_work(session.id).await.unwrap().skipped[1], skip);
    record.end_session(session.id, SessionEnd::Finished, at(9)).await.unwrap();
    assert_eq!(work(&record, &session).await, expected, "the end changes nothing of it");
    assert_eq!(work(&record, &begin(&record, 10).await).await, Default::default());
    assert_eq!(record.session_work(Uuid::nil()).await.unwrap(), Default::default());
}

#[tokio::test]
async fn what_does_not_count_is_marked() {
    let folder = folder();
    let record = open(folder.path()).await;
    let session = begin(&record, 0).await;
    let mut ids = Vec::new();
    for (minutes, name) in ["m.a", "m.b", "n.c", "n.d"].into_iter().enumerate() {
        ids.push(solve_in(&record, &session, name, minutes as i64).await);
    }
    let counts = async || record.session_work(session.id).await.unwrap().attempts.into_iter().map(|tried| tried.counts);
    let undone = amend(&record, AmendmentKind::Undone, Target::Attempt(ids[0]), at(10)).await;
    amend(&record, AmendmentKind::Disputed, Target::Attempt(ids[1]), at(10)).await;
    assert!(counts().await.eq([false, true, true, true]));
    amend(&record, AmendmentKind::Reset, Target::Task { module: "n".to_owned(), task: "n.c".to_owned() }, at(11)).await;
    assert!(counts().await.eq([false, true, false, true]));
    amend(&record, AmendmentKind::Reset, Target::Module { module: "n".to_owned() }, at(12)).await;
    solve_in(&record, &session, "n.d", 13).await;
    assert!(counts().await.eq([false, true, false, false, true]));
    amend(&record, AmendmentKind::Undone, Target::Amendment(undone), at(14)).await;
    assert!(counts().await.eq([true, true, false, false, true]));
    let counted = counts().await.filter(|counts| *counts).count();
    assert_eq!(record.progress("2026-03-01").await.unwrap().attempts as usize, counted);
}

#[tokio::test]
async fn an_open_task_goes_along_to_where_it_is_opened_next() {
    let folder = folder();
    let record = open(folder.path()).await;
    let first = begin(&record, 0).await;
    let shown = record.present(within(&first, "m.a"), at(0)).await.unwrap();
    assert_eq!(shown.session, Some(first.id));
    record.save_draft(shown.id, "begun", 10, at(1)).await.unwrap();
    let second = begin(&record, 2).await;
    let again = record.present(within(&second, "m.a"), at(2)).await.unwrap();
    assert_eq!((again.id, again.session), (shown.id, Some(second.id)));
    let kept = record.open_presentation("m.a").await.unwrap().unwrap();
    assert_eq!((&kept.presentation, kept.draft.unwrap().answer.as_str()), (&again, "begun"));
    assert_eq!(work(&record, &first).await.2, Vec::<String>::new());
    assert_eq!(work(&record, &second).await.2, ["m.a"]);
    // Opened outside of any session, also as the one that comes next.
    let other = record.present(within(&second, "m.b"), at(3)).await.unwrap();
    let next = record.submit(answer(&other, 1.0), Some(task("m.a")), at(4)).await.unwrap().next.unwrap();
    assert_eq!((next.id, next.session), (shown.id, None));
    assert_eq!(work(&record, &second).await, (vec![(other.id, true)], vec![], vec![]));
    let nowhere = NewPresentation { session: Some(Uuid::nil()), ..task("m.c") };
    assert!(matches!(record.present(nowhere, at(5)).await.unwrap_err(), Error::Invalid { .. }));
}

#[tokio::test]
async fn a_newer_version_of_a_task_overtakes_it_within_the_session() {
    let folder = folder();
    let record = open(folder.path()).await;
    let session = begin(&record, 0).await;
    let old = record.present(within(&session, "m.a"), at(0)).await.unwrap();
    let revised = NewPresentation { task_version: "v2".to_owned(), ..within(&session, "m.a") };
    record.present(revised, at(1)).await.unwrap();
    let old = record.presentation(old.id).await.unwrap().unwrap().presentation;
    assert_eq!((old.state, old.session), (PresentationState::Skipped, Some(session.id)));
    assert_eq!(work(&record, &session).await, (vec![], vec![], vec!["m.a".to_owned()]), "nobody skipped it");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn time_that_has_gone_by_never_becomes_less(
        kept in prop::collection::vec((0u8..3, any::<i64>(), prop_oneof![0u64..5000, any::<u64>()], any::<bool>()), 1..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = folder();
            let mut record = open(folder.path()).await;
            let session = begin(&record, 0).await;
            let mut most = 0;
            for (boot, boot_ms, elapsed_ms, reopen) in kept {
                let boot = boot.to_string();
                record.keep_session_clock(session.id, clock(&boot, boot_ms, elapsed_ms)).await.unwrap();
                most = most.max(elapsed_ms.min(i64::MAX as u64));
                if reopen {
                    record.close().await;
                    record = open(folder.path()).await;
                }
                let found = record.open_session().await.unwrap().unwrap();
                assert_eq!(found, Session { clock: clock(&boot, boot_ms, most), ..session.clone() });
            }
        });
    }
}
