//! Damaged pages: found by the check, never a crash, never a wrong acknowledgement.

use crate::world::*;
use std::path::Path;
use study::{Cause, Error, OpenError, Record};

const PAGE: usize = 4096;

/// A record of many pages.
async fn written(folder: &Path) -> Vec<u8> {
    let record = open(folder).await;
    for number in 0..60 {
        let name = format!("m{}.{number}", number % 3);
        let shown = record.present(task(&name), at(number)).await.unwrap();
        record.save_draft(shown.id, "begun", 1, at(number)).await.unwrap();
        if number % 10 > 0 {
            let long = format!("\"{}\"", "long ".repeat(300 + number as usize * 50));
            let new = study::NewAttempt { answer: long, ..answer(&shown, 0.5) };
            submit(&record, new, at(number)).await;
        }
        record.lesson_opened("m0", &format!("l{number}"), at(number)).await.unwrap();
    }
    record.close().await;
    std::fs::read(folder.join("record.db")).unwrap()
}

fn is_damage(error: &Error) -> bool {
    matches!(error, Error::NotRead { cause: Cause::Damaged, .. } | Error::NotSaved { cause: Cause::Damaged, .. })
}

/// Reads and writes all over the file. Returns whether damage was met.
async fn use_it(record: &Record) -> bool {
    let mut met = Vec::new();
    met.extend(record.progress("2026-03-01").await.err());
    met.extend(record.attempts(study::Filter { limit: 1000, ..Default::default() }).await.err());
    met.extend(record.amendments("m0").await.err());
    met.extend(record.rebuild().await.err());
    match record.present(task("m0.new"), at(99)).await {
        Ok(shown) => {
            met.extend(record.save_draft(shown.id, "x", 1, at(99)).await.err());
            match record.submit(answer(&shown, 1.0), None, at(99)).await {
                Ok(submitted) => match record.attempt(submitted.attempt.id).await {
                    Ok(read) => assert_eq!(read.expect("it was acknowledged").attempt, submitted.attempt),
                    Err(error) => met.push(error),
                },
                Err(error) => met.push(error),
            }
        }
        Err(error) => met.push(error),
    }
    // A constraint met where there should be none, such as a row that an index no longer finds, is damage as well.
    let known = |error: &Error| is_damage(error) || matches!(error, Error::Invalid { .. } | Error::NotFound);
    assert!(met.iter().all(known), "{met:?}");
    !met.is_empty()
}

#[tokio::test]
async fn every_damaged_page_is_found() {
    let source = folder();
    let sound = written(source.path()).await;
    let (mut opened, mut refused, mut met) = (0, 0, 0);
    for page in 0..sound.len() / PAGE {
        let folder = folder();
        let mut bytes = sound.clone();
        let start = page * PAGE + if page == 0 { 100 } else { 0 };
        bytes[start..(page + 1) * PAGE].fill(0xa5);
        std::fs::write(folder.path().join("record.db"), bytes).unwrap();
        match Record::open(folder.path(), at(100)).await {
            Ok(found) => {
                opened += 1;
                let record = found.record;
                let found = record.quick_check().await.unwrap_or_else(|error| vec![error.to_string()]);
                assert!(!found.is_empty(), "page {} is damaged", page + 1);
                met += u32::from(use_it(&record).await);
                record.close().await;
            }
            Err(OpenError::Damaged { .. }) => refused += 1,
            Err(other) => panic!("page {}: {other}", page + 1),
        }
    }
    assert!(opened > 20 && refused > 0 && met > 10, "{opened} opened, {refused} refused, {met} met");
}

#[tokio::test]
async fn a_file_cut_short_is_damaged() {
    let source = folder();
    let sound = written(source.path()).await;
    for share in [1, 2, 3, 4, 5, 6, 7] {
        let folder = folder();
        let kept = sound.len() * share / 8 / PAGE * PAGE + share % 2 * 100;
        std::fs::write(folder.path().join("record.db"), &sound[..kept]).unwrap();
        match Record::open(folder.path(), at(100)).await {
            Ok(opened) => {
                assert!(opened.record.quick_check().await.map_or(true, |found| !found.is_empty()), "{share}/8");
                use_it(&opened.record).await;
            }
            Err(error) => assert!(matches!(error, OpenError::Damaged { .. }), "{share}/8: {error:?}"),
        }
    }
}

#[tokio::test]
async fn a_torn_log_loses_only_its_end() {
    let source = folder();
    let record = open(source.path()).await;
    let mut solved = Vec::new();
    for number in 0..20 {
        solved.push(solve(&record, &format!("m.{number}"), 1.0, at(number)).await);
    }
    let log = std::fs::read(source.path().join("record.db-wal")).unwrap();
    for share in [1, 3, 5, 7] {
        let folder = folder();
        std::fs::copy(source.path().join("record.db"), folder.path().join("record.db")).unwrap();
        std::fs::write(folder.path().join("record.db-wal"), &log[..log.len() * share / 8]).unwrap();
        let record = open(folder.path()).await;
        let mut kept = all(&record).await;
        kept.reverse();
        assert_eq!(kept, solved[..kept.len()], "what was written first is there");
        assert!(share < 7 || kept.len() > 10);
        assert_sound(&record).await;
    }
}
