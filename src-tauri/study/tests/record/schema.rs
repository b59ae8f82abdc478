//! The schema: what it refuses, and how every older one becomes the present one.

use crate::world::*;
use sqlx::{Connection, Row, SqliteConnection};
use std::path::{Path, PathBuf};
use study::{AmendmentKind, NewAmendment, NewPresentation, Record, Slot, Target};

const LOG: [&str; 4] = ["attempt", "amendment", "lesson_event", "task_snapshot"];

async fn used(folder: &Path) -> Record {
    let record = open(folder).await;
    let attempt = solve(&record, "m.a", 0.75, at(0)).await;
    let undone = solve(&record, "m.a", 0.0, at(1)).await;
    solve(&record, "n.b", 1.0, at(24 * 60)).await;
    let disputed = r#"{"why":"B's figure is right"}"#;
    for (kind, target, body) in [
        (AmendmentKind::Disputed, Target::Attempt(attempt.id), disputed),
        (AmendmentKind::Undone, Target::Attempt(undone.id), "{}"),
        (AmendmentKind::Reset, Target::Module { module: "gone".to_owned() }, "{}"),
    ] {
        record.amend(NewAmendment { kind, target, body: body.to_owned() }, at(2)).await.unwrap();
    }
    record.begin_session(sitting(), at(2)).await.unwrap();
    let open = record.begin_session(sitting(), at(3)).await.unwrap();
    let placed = NewPresentation { session: Some(open.id), slot: Some(Slot { at: 1, of: 3 }), ..task("m.c") };
    let shown = record.present(placed, at(3)).await.unwrap();
    record.save_draft(shown.id, r#"{"why":"A names\nits source"}"#, 2500, at(4)).await.unwrap();
    record.show_hints(shown.id, 1).await.unwrap();
    let skipped = record.present(task("m.d"), at(3)).await.unwrap();
    record.skip(skipped.id, Some("unclear"), at(4)).await.unwrap();
    record.set_flag("m", "m.d", true, at(4)).await.unwrap();
    record.lesson_place("m", "l", 42, at(5)).await.unwrap();
    record.lesson_read("m", "l", true, at(6)).await.unwrap();
    record.set_setting("theme", "dark").await.unwrap();
    record
}

async fn tables(raw: &mut SqliteConnection) -> Vec<String> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' \
               ESCAPE '\\' AND name <> '_sqlx_migrations' ORDER BY name";
    sqlx::query_scalar(sql).fetch_all(raw).await.unwrap()
}

#[tokio::test]
async fn every_table_is_strict() {
    let folder = folder();
    open(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    for table in tables(&mut raw).await {
        let strict = number(&mut raw, &format!("SELECT strict FROM pragma_table_list WHERE name = '{table}'")).await;
        assert_eq!(strict, 1, "{table} is STRICT");
    }
}

#[tokio::test]
async fn the_log_only_grows() {
    let folder = folder();
    used(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    run(&mut raw, "PRAGMA recursive_triggers = ON").await.unwrap();
    for table in LOG {
        let column = if table == "task_snapshot" { "task" } else { "module" };
        for change in [
            format!("UPDATE {table} SET {column} = 'other'"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = run(&mut raw, &change).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{change}: {refused}");
        }
        assert!(number(&mut raw, &format!("SELECT count(*) FROM {table}")).await > 0, "{table} has rows");
    }
}

#[tokio::test]
async fn constraints_hold_without_the_program() {
    let folder = folder();
    used(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    let again = "INSERT INTO attempt SELECT x'000102030405060708090a0b0c0d0e0f'";
    let copy_of_attempt = |changed: &str| {
        let columns = "task, task_version, module, objective, kind, answer, score, passed, grade, grader, confidence, hints, \
                       spent_ms, at_ms, offset_min, local_day, device, 99, order_ms";
        let (column, value) = changed.split_once('=').unwrap();
        let columns: Vec<_> = columns.split(", ").map(|name| if name == column { value } else { name }).collect();
        format!("{again}, {} FROM attempt LIMIT 1", columns.join(", "))
    };
    for refused in [
        copy_of_attempt("score=1.01"),
        copy_of_attempt("score='high'"),
        copy_of_attempt("passed=2"),
        copy_of_attempt("answer='no JSON'"),
        copy_of_attempt("local_day='1 March'"),
        copy_of_attempt("confidence='certain'"),
        copy_of_attempt("order_ms=at_ms - 1"),
        copy_of_attempt("task_version='never shown'"),
        // A presentation it belongs to is missing.
        copy_of_attempt("hints=hints"),
        "INSERT INTO amendment SELECT randomblob(16), 'praised', module, task, attempt, amendment, body, at_ms, 0, device, 99, \
         order_ms FROM amendment LIMIT 1"
            .to_owned(),
        "INSERT INTO amendment SELECT randomblob(16), 'reset', 'm', NULL, id, NULL, '{}', at_ms, 0, device, 99, order_ms \
         FROM attempt LIMIT 1"
            .to_owned(),
        "UPDATE presentation SET state = 'open'; UPDATE presentation SET task = 'm.a'".to_owned(),
        "UPDATE session SET open = 1".to_owned(),
        "UPDATE session SET ended = NULL".to_owned(),
        "UPDATE session SET ended_ms = NULL".to_owned(),
        "UPDATE session SET ended = 'tired'".to_owned(),
        "UPDATE session SET elapsed_ms = -1".to_owned(),
        "DELETE FROM session".to_owned(),
        "UPDATE presentation SET skipped_for = 'boring'".to_owned(),
        "UPDATE presentation SET slot_at = 3 WHERE slot_at = 1".to_owned(),
        "UPDATE presentation SET slot_at = 0 WHERE slot_at IS NULL".to_owned(),
        "UPDATE presentation SET slot_of = NULL".to_owned(),
        "UPDATE presentation SET id = x'00'".to_owned(),
        "DELETE FROM presentation".to_owned(),
        "DELETE FROM device".to_owned(),
    ] {
        let error = run(&mut raw, &refused).await.expect_err(&refused).to_string();
        let reasons = ["CHECK constraint", "FOREIGN KEY constraint", "cannot store TEXT", "UNIQUE constraint"];
        assert!(reasons.iter().any(|reason| error.contains(reason)), "{refused}: {error}");
    }
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/schemas")
}

/// Names of the migrations, oldest first: `0001_record` gives `0001`.
fn versions() -> Vec<String> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let names = std::fs::read_dir(migrations).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut versions: Vec<_> = names.map(|name| name.split('_').next().unwrap().to_owned()).collect();
    versions.sort();
    versions
}

/// Makes a record of an older schema.
pub async fn load(version: &str, folder: &Path) {
    let path = schemas().join(format!("{version}.sql"));
    let dump = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is missing: cargo test -p study --test record -- --ignored freeze", path.display())
    });
    let file = folder.join("record.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).create_if_missing(true).foreign_keys(false);
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    run(&mut connection, &dump).await.unwrap();
    connection.close().await.unwrap();
}

async fn schema(folder: &Path) -> Vec<(String, String)> {
    let mut raw = raw(folder).await;
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    sqlx::query_as(sql).fetch_all(&mut raw).await.unwrap()
}

#[tokio::test]
async fn every_released_schema_opens() {
    let fresh = folder();
    open(fresh.path()).await.close().await;
    for version in versions() {
        let folder = folder();
        load(&version, folder.path()).await;
        let record = open(folder.path()).await;
        assert_eq!(all(&record).await.len(), 3, "{version}: the attempts are there");
        let progress = record.progress("2026-03-01").await.unwrap();
        assert_eq!((progress.attempts, progress.drafts.len(), progress.today.lessons), (2, 1, 1), "{version}");
        assert_eq!(progress.lessons[0].place, 42, "{version}");
        let firsts = record.first_tries().await.unwrap();
        let firsts: Vec<_> = firsts.iter().map(|first| (first.task.as_str(), first.score, first.disputed)).collect();
        assert_eq!(firsts, [("m.a", 0.75, true), ("n.b", 1.0, false)], "{version}");
        assert_eq!(progress.tasks[0].last_seed, 7, "{version}");
        if version.as_str() > "0001" {
            let work = record.session_work(record.open_session().await.unwrap().unwrap().id).await.unwrap();
            assert_eq!((work.open, record.sessions(9).await.unwrap().len()), (vec!["m.c".to_owned()], 1), "{version}");
            assert_eq!((progress.slots.len(), progress.flags.len()), (1, 1), "{version}");
        }
        assert_eq!(record.setting("theme").await.unwrap().as_deref(), Some("dark"), "{version}");
        let draft = record.open_presentation("m.c").await.unwrap().unwrap().draft.unwrap();
        assert_eq!(draft.answer, r#"{"why":"A names\nits source"}"#, "{version}");
        assert_sound(&record).await;
        let seq = all(&record).await[0].seq;
        let next = solve(&record, "m.c", 1.0, at(48 * 60)).await;
        assert!(next.seq > seq, "{version}: the log goes on");
        assert_sound(&record).await;
        record.close().await;
        assert_eq!(schema(folder.path()).await, schema(fresh.path()).await, "{version} became the present schema");
        let mut raw = raw(folder.path()).await;
        let user_version = number(&mut raw, "PRAGMA user_version").await;
        assert_eq!(user_version.to_string(), versions().last().unwrap().trim_start_matches('0'), "the file tells it");
    }
}

/// As it is when the machine goes off between a migration and what follows from it.
#[tokio::test]
async fn what_a_migration_leaves_to_derive_is_derived_at_the_next_opening() {
    let folder = folder();
    let record = used(folder.path()).await;
    let before = (record.first_tries().await.unwrap(), record.progress("2026-03-01").await.unwrap());
    assert!(!before.0.is_empty());
    record.close().await;
    for broken in ["UPDATE derived SET rules = 1", "DELETE FROM derived"] {
        let mut raw = raw(folder.path()).await;
        run(&mut raw, &format!("DELETE FROM first_try; DELETE FROM task_progress; {broken};")).await.unwrap();
        raw.close().await.unwrap();
        let record = open(folder.path()).await;
        let after = (record.first_tries().await.unwrap(), record.progress("2026-03-01").await.unwrap());
        assert_eq!(after, before, "{broken}");
        assert_sound(&record).await;
        record.close().await;
    }
}

#[tokio::test]
async fn a_migration_reworded_after_release_is_refused() {
    let folder = folder();
    open(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    // As if the file had been written by a build with another 0001, and this one had a 0002 to apply.
    run(&mut raw, "UPDATE _sqlx_migrations SET checksum = x'00'; PRAGMA user_version = 0;").await.unwrap();
    raw.close().await.unwrap();
    let refused = Record::open(folder.path(), at(0)).await.unwrap_err();
    assert!(matches!(refused, study::OpenError::Damaged { .. }), "{refused:?}");
}

/// Writes the present schema, with a few rows of everything, to `tests/schemas`. Once for each schema, when it is
/// released: what is written there must open for ever.
#[tokio::test]
#[ignore = "writes tests/schemas/NNNN.sql"]
async fn freeze() {
    let path = schemas().join(format!("{}.sql", versions().last().unwrap()));
    assert!(!path.exists(), "{} is frozen", path.display());
    let folder = folder();
    used(folder.path()).await.close().await;
    let mut raw = raw(folder.path()).await;
    let mut dump = String::new();
    for pragma in ["application_id", "user_version"] {
        let value = number(&mut raw, &format!("PRAGMA {pragma}")).await;
        dump.push_str(&format!("PRAGMA {pragma} = {value};\n"));
    }
    dump.push_str("BEGIN;\n");
    let objects = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
    let objects: Vec<(String, String, String)> = sqlx::query_as(objects).fetch_all(&mut raw).await.unwrap();
    for (_, _, sql) in objects.iter().filter(|object| object.0 == "table") {
        dump.push_str(&format!("{sql};\n"));
    }
    for (_, name, _) in objects.iter().filter(|object| object.0 == "table") {
        for row in rows(&mut raw, name).await {
            dump.push_str(&format!("INSERT INTO {name} VALUES ({row});\n"));
        }
    }
    for (_, _, sql) in objects.iter().filter(|object| object.0 != "table") {
        dump.push_str(&format!("{sql};\n"));
    }
    dump.push_str("COMMIT;\n");
    std::fs::create_dir_all(schemas()).unwrap();
    std::fs::write(path, dump).unwrap();
}

async fn rows(raw: &mut SqliteConnection, table: &str) -> Vec<String> {
    let columns: Vec<String> =
        sqlx::query_scalar("SELECT name FROM pragma_table_info(?)").bind(table).fetch_all(&mut *raw).await.unwrap();
    let quoted: Vec<_> = columns.iter().map(|column| format!("quote({column})")).collect();
    let sql = format!("SELECT {} FROM {table}", quoted.join(" || ', ' || "));
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(raw).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
