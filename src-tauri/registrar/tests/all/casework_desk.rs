//! What the tests of casework share: an administrator in a browser, acts, and a look at every table.

use crate::world::{Candidate, World};
use registrar::args;
use registrar::casework::{Action, Actor, Order, act};
use registrar::db::{Arg, Outcome};
use registrar::keys;
use reqwest::StatusCode;

pub const REASON: &str = "As agreed on the telephone.";

/// An administrator, signed in to the pages.
pub struct Desk {
    pub cookie: String,
    pub form_key: String,
}

/// What came back from a page.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub policy: String,
    pub text: String,
}

impl Desk {
    /// Signed in without having gone through the sign-in page.
    pub async fn open(world: &World) -> Self {
        let core = &world.registrar.core;
        let (id, token, seed) = (keys::new_id(), keys::random_token(), keys::random_token());
        let now = core.now_ms();
        let sql = "INSERT INTO person (id, email, created_ms) VALUES ($1, 'decider@academy.test', $2)";
        core.db.run(sql, args![&id, now]).await.unwrap();
        let sql = "INSERT INTO page_session (token_hash, person_id, form_key, expires_ms) VALUES ($1, $2, $3, $4)";
        let args = args![core.keys.hash("page session", &token), &id, &seed, now + 86_400_000];
        core.db.run(sql, args).await.unwrap();
        Self { cookie: format!("operations={token}"), form_key: core.keys.hash("form key", &seed) }
    }

    pub async fn get(&self, world: &World, path: &str) -> Answer {
        let request = world.http.get(world.url(path)).header("cookie", &self.cookie);
        Answer::of(request.send().await.unwrap()).await
    }

    /// Sends a form as it stands.
    pub async fn send(&self, world: &World, fields: &[(&str, &str)]) -> Answer {
        let request = world.http.post(world.url("/admin/act")).header("cookie", &self.cookie);
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body.join("&"));
        Answer::of(request.send().await.unwrap()).await
    }

    /// Sends a form with all that a form of ours has.
    pub async fn form(&self, world: &World, action: &str, fields: &[(&str, &str)]) -> Answer {
        let once = keys::random_token();
        let mut all = vec![
            ("form_key", self.form_key.as_str()),
            ("once", &once),
            ("back", "/admin"),
            ("reason", REASON),
            ("action", action),
        ];
        all.extend_from_slice(fields);
        self.send(world, &all).await
    }
}

impl Answer {
    pub async fn of(response: reqwest::Response) -> Self {
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|v| v.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        Self {
            status: response.status(),
            location: header("location"),
            policy: header("content-security-policy"),
            text: response.text().await.unwrap(),
        }
    }
}

pub fn encoded(text: &str) -> String {
    let bytes = text.bytes().map(|b| match b {
        b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    });
    bytes.collect()
}

pub fn dana() -> Actor {
    Actor::Web { email: "decider@academy.test".into(), name: "Dana Decider".into() }
}

/// Acts with a good reason.
pub async fn done(world: &World, action: Action) -> String {
    ordered(world, Order::new(action, REASON)).await.unwrap()
}

pub async fn ordered(world: &World, order: Order) -> Outcome<String> {
    act(&world.registrar.core, &dana(), order).await
}

/// Acts, and is refused: the sentence.
pub async fn refused(world: &World, order: Order) -> String {
    ordered(world, order).await.expect_err("this must be refused").fault().message
}

/// One number of the database.
pub async fn number(world: &World, sql: &'static str, args: &[Arg]) -> i64 {
    world.registrar.core.db.row(sql, args).await.unwrap().unwrap().int("n").unwrap()
}

/// One text of the database.
pub async fn text(world: &World, sql: &'static str, args: &[Arg]) -> String {
    world.registrar.core.db.row(sql, args).await.unwrap().unwrap().opt_text("t").unwrap().unwrap_or_default()
}

/// A row; columns that must have something, and are not named, get 0 or nothing.
pub async fn insert(world: &World, table: &str, named: Vec<(&str, Arg)>) {
    let (mut columns, mut values): (Vec<String>, Vec<Arg>) = (Vec::new(), Vec::new());
    for (name, value) in named {
        columns.push(name.to_owned());
        values.push(value);
    }
    let (_, all) = tables().into_iter().find(|(name, _)| name == table).unwrap();
    for column in all.into_iter().filter(|c| c.needed) {
        if !columns.contains(&column.name) {
            columns.push(column.name);
            values.push(if column.number { Arg::from(0) } else { Arg::from("") });
        }
    }
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
    world.registrar.core.db.run(sql.leak(), &values).await.unwrap();
}

/// A finished seat with an outcome.
pub async fn seat(world: &World, candidate: &Candidate, attempt: i64, outcome: &str) -> String {
    let core = &world.registrar.core;
    let (id, now) = (keys::new_id(), core.now_ms());
    let row = vec![
        ("id", Arg::from(&id)),
        ("enrolment_id", Arg::from(&candidate.enrolment_id)),
        ("attempt", Arg::from(attempt)),
        ("programme_version", Arg::from(core.programme_version)),
        ("variant", Arg::from("standard")),
        ("link_id", Arg::from("1001")),
        ("test_id", Arg::from("2001")),
        ("access_list_id", Arg::from("3001")),
        ("minutes", Arg::from(90)),
        ("pass_mark_tenths", Arg::from(700)),
        ("camera", Arg::from("required")),
        ("nonce", Arg::from(format!("hash-n-{id}"))),
        ("token_hash", Arg::from(format!("hash-t-{id}"))),
        ("handout_hash", Arg::from(format!("hash-h-{id}"))),
        ("state", Arg::from("finished")),
        ("access_code", Arg::from("removed")),
        ("handed_out_ms", Arg::from(now)),
        ("issued_ms", Arg::from(now)),
        ("expires_ms", Arg::from(now)),
        ("finished_ms", Arg::from(now)),
        ("counts", Arg::from(1)),
        ("link_result_id", Arg::from(format!("lr-{id}"))),
        ("outcome", Arg::from(outcome)),
        ("outcome_ms", Arg::from(now)),
        ("current_digest", Arg::from("now")),
    ];
    insert(world, "seat", row).await;
    id
}

/// Every row of every table as text.
pub async fn dump(world: &World) -> String {
    let mut dump = String::new();
    for (table, columns) in tables() {
        for Column { name: column, .. } in columns {
            let sql = format!("SELECT CAST({column} AS TEXT) AS t FROM {table} WHERE {column} IS NOT NULL");
            for row in world.registrar.core.db.rows(sql.leak(), &[]).await.unwrap() {
                dump.push_str(&format!("{table}.{column}: {}\n", row.text("t").unwrap()));
            }
        }
    }
    dump
}

pub struct Column {
    pub name: String,
    pub number: bool,
    /// Whether it must have something.
    pub needed: bool,
}

/// The tables and their columns, as the migration names them.
pub fn tables() -> Vec<(String, Vec<Column>)> {
    let sql = include_str!("../../migrations/sqlite/0001_registrar.sql");
    let mut tables: Vec<(String, Vec<Column>)> = Vec::new();
    for line in sql.lines() {
        let column = line.strip_prefix("    ").and_then(|line| line.split_once(' '));
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            tables.push((name.trim_end_matches(" (").to_owned(), Vec::new()));
        } else if let Some((name, kind)) = column.filter(|(_, k)| k.starts_with("TEXT") || k.starts_with("INTEGER")) {
            let (number, needed) = (kind.starts_with("INTEGER"), kind.contains("NOT NULL"));
            tables.last_mut().unwrap().1.push(Column { name: name.to_owned(), number, needed });
        }
    }
    assert!(tables.len() > 25);
    tables
}
