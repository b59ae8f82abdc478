//! kill -9 while answering.

use crate::child;
use crate::schema::load;
use crate::world::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::time::Duration;
use study::{Record, Uuid};
use tempfile::TempDir;

const KILLS: u64 = 10;

#[tokio::test]
async fn what_was_acknowledged_survives_being_killed() {
    let folder = TempDir::new().unwrap();
    let mut acknowledged = BTreeSet::new();
    for kill in 0..KILLS {
        // Every third is killed while it starts and opens, the others after some answers, in the midst of the next.
        let answers = if kill % 3 == 0 { 0 } else { kill * 7 % 23 };
        let alive = Duration::from_micros(kill * 37_717 % 21_111);
        let reports = killed_after(folder.path(), answers, alive);
        let mut drafts = BTreeMap::new();
        let (mut session, mut in_session) = (None, Vec::new());
        for report in &reports {
            match report.split_once(' ').unwrap() {
                ("answer", id) => {
                    in_session.push(id.parse::<Uuid>().unwrap());
                    acknowledged.insert(id.to_owned());
                    drafts.clear();
                }
                ("draft", draft) => {
                    let (task, text) = draft.split_once(' ').unwrap();
                    drafts.insert(task.to_owned(), text.to_owned());
                }
                ("session", id) => session = Some(id.parse().unwrap()),
                _ => panic!("{report}"),
            }
        }
        assert_survived(folder.path(), &acknowledged, &drafts).await;
        if let Some(session) = session {
            assert_session(&open(folder.path()).await, session, &in_session).await;
        }
    }
    assert!(acknowledged.len() > 50, "the processes answered: {}", acknowledged.len());
}

async fn assert_session(record: &Record, session: Uuid, acknowledged: &[Uuid]) {
    let found = record.open_session().await.unwrap().map(|session| session.id);
    assert_eq!(found, Some(session), "it goes on");
    let work = record.session_work(session).await.unwrap();
    let kept: Vec<_> = work.attempts.iter().map(|tried| tried.attempt.id).collect();
    assert!(kept.starts_with(acknowledged), "{kept:?} are not {acknowledged:?}");
}

/// The migration and what is then derived are two transactions.
#[tokio::test]
async fn a_record_killed_while_it_is_migrated_can_be_opened() {
    for kill in 0..16 {
        let folder = TempDir::new().unwrap();
        load("0001", folder.path()).await;
        killed_after(folder.path(), 0, Duration::from_micros(4000 + kill * 1500));
        assert_survived(folder.path(), &BTreeSet::new(), &BTreeMap::new()).await;
        let firsts = open(folder.path()).await.first_tries().await.unwrap();
        let firsts: Vec<_> = firsts.iter().map(|first| (first.task.as_str(), first.disputed)).collect();
        assert_eq!(firsts[..2], [("m.a", true), ("n.b", false)]);
    }
}

/// Between the making of the file, the migrations and the first row there are many moments.
#[tokio::test]
async fn a_record_killed_while_it_is_begun_can_be_opened() {
    for kill in 0..24 {
        let folder = TempDir::new().unwrap();
        killed_after(folder.path(), 0, Duration::from_micros(kill * 1500));
        assert_survived(folder.path(), &BTreeSet::new(), &BTreeMap::new()).await;
    }
}

fn killed_after(folder: &Path, answers: u64, alive: Duration) -> Vec<String> {
    let mut child = child::command(&[], "answer", folder).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut output = Vec::new();
    let mut answered = 0;
    while answered < answers {
        let line = output.len();
        assert!(out.read_until(b'\n', &mut output).unwrap() > 0, "the process reports");
        answered += u64::from(String::from_utf8_lossy(&output[line..]).contains("child: answer"));
    }
    let reader = std::thread::spawn(move || {
        out.read_to_end(&mut output).unwrap();
        output
    });
    std::thread::sleep(alive);
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was killed and did not end by itself");
    child::reports(&reader.join().unwrap())
}

async fn assert_survived(folder: &Path, acknowledged: &BTreeSet<String>, drafts: &BTreeMap<String, String>) {
    let opened = study::Record::open(folder, at(0)).await.unwrap();
    // Killed while it made the file, it may leave an empty one.
    assert!(opened.notices.is_empty() || acknowledged.is_empty(), "{:?}", opened.notices);
    let record = opened.record;
    let kept: BTreeSet<_> = all(&record).await.into_iter().map(|attempt| attempt.id.to_string()).collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "lost {lost:?}");
    for (task, text) in drafts {
        let open = record.open_presentation(task).await.unwrap();
        let draft = open.and_then(|open| open.draft).map(|draft| draft.answer);
        // Later than the last report there can be a newer draft, or the answer.
        let answered = all(&record).await.iter().any(|attempt| attempt.task == *task);
        assert!(answered || draft.as_ref().is_some_and(|kept| kept >= text), "{task}: {text} became {draft:?}");
    }
    assert_sound(&record).await;
    record.close().await;
    let mut raw = raw(folder).await;
    let checked: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut raw).await.unwrap();
    assert_eq!(checked, "ok");
}
