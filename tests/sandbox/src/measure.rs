//! Many candidates on SQLite and on PostgreSQL, beside a bare handler that writes as much.

use crate::Measure;
use crate::up::{Ended, codes, listening};
use sandbox::Port;
use sandbox::around::{Around, Program};
use sandbox::load::{self, Arrival, Figures};
use sandbox::postgres::Postgres;
use sandbox::walk::Candidate;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Candidates to find the saturation with, so many at a time.
const SATURATING: usize = 500;
const AT_ONCE: usize = 200;

struct Server {
    running: Ended,
    url: String,
}

pub async fn run(arguments: Measure) -> Result<(), String> {
    println!("| database | server | candidates/s at most | at half: p50 | p99 | failed | memory |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for database in ["SQLite", "PostgreSQL"] {
        let postgres = match database {
            "PostgreSQL" => Some(Postgres::start(true).map_err(|e| e.to_string())?),
            _ => None,
        };
        let new = || postgres.as_ref().map(Postgres::new_database).transpose().map_err(|e| e.to_string());
        let (transactions, statements) = registrar(&arguments, database, new()?, new()?).await?;
        bare(&arguments, database, new()?, transactions, statements).await?;
    }
    Ok(())
}

/// Saturation on one database, half of it on a fresh one. Answers with the transactions of a candidate, and the statements of
/// a transaction.
async fn registrar(
    arguments: &Measure,
    database: &str,
    first: Option<String>,
    second: Option<String>,
) -> Result<(usize, usize), String> {
    let (most, _) = one(arguments, "saturation", first, SATURATING, Arrival::AtOnce(AT_ONCE)).await?;
    let rate = most.per_second();
    let half = Arrival::EachSecond(rate / 2.0);
    let (figures, log) = one(arguments, "half", second, arguments.candidates, half).await?;
    tell(database, "registrar", rate, &figures);
    let (transactions, statements) = work_done(&log).ok_or("the log does not say what the registrar did")?;
    let each = transactions.div_ceil(arguments.candidates);
    println!(
        "|  |  | {each} transactions a candidate, {:.1} statements each; {} requests, {:.0} s |  |  |  |  |",
        statements as f64 / transactions as f64,
        figures.requests,
        figures.seconds
    );
    Ok((each, statements.div_ceil(transactions.max(1))))
}

async fn one(
    arguments: &Measure,
    name: &str,
    database: Option<String>,
    count: usize,
    arrival: Arrival,
) -> Result<(Figures, String), String> {
    let folder = arguments.folder.join(name);
    let around = Arc::new(Around::start().await.map_err(|e| e.to_string())?);
    around.classmarker.set_hourly_limit(None);
    let port = Port::hold().map_err(|e| e.to_string())?;
    let url = port.url();
    let program = program(&arguments.registrar, &folder, &around, &port, database)?;
    let codes = codes(&program, u32::try_from(count).unwrap_or(u32::MAX))?;
    around.tell(&url);
    let log = folder.join("log");
    let mut server = Server { running: Ended(program.serve(&log).map_err(|e| e.to_string())?), url };
    listening(&server.url).await?;
    let candidates = codes.into_iter().enumerate().map(candidate).collect();
    let process = server.running.0.id();
    let figures = load::candidates(around, &server.url, candidates, arrival, process).await;
    end(&mut server);
    Ok((figures, std::fs::read_to_string(&log).unwrap_or_default()))
}

fn candidate((n, code): (usize, String)) -> Candidate {
    let name = format!("Candidate {}{}", char::from(b'A' + (n % 26) as u8), "a".repeat(1 + n % 7));
    Candidate { email: format!("candidate{n}@academy.test"), name, code, percentage_tenths: 840 }
}

/// The usual settings, behind a proxy that tells the candidates' addresses apart.
fn program(
    registrar: &Path,
    folder: &Path,
    around: &Around,
    port: &Port,
    database: Option<String>,
) -> Result<Program, String> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| e.to_string())?;
    }
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let mut settings = around.settings(&port.address.to_string(), &port.url());
    settings = settings.replace("poll_every_s = 1", "poll_every_s = 2").replace("lease_s = 3", "lease_s = 60");
    settings = settings.replace("sandbox = true", "sandbox = true\nproxies = 1");
    if database.is_some() {
        settings = settings.replace("sqlite = \"registrar.db\"", "connections = 20");
    }
    let mut program = Program::new(registrar, folder, &settings).map_err(|e| e.to_string())?;
    if let Some(url) = database {
        program.environment.push(("REGISTRAR_DATABASE_URL".into(), url));
    }
    program.environment.push(("REGISTRAR_LOG".into(), "warn,registrar=info".into()));
    Ok(program)
}

async fn bare(
    arguments: &Measure,
    database: &str,
    address: Option<String>,
    transactions: usize,
    statements: usize,
) -> Result<(), String> {
    let folder = arguments.folder.join("bare");
    let around = Around::start().await.map_err(|e| e.to_string())?;
    let port = Port::hold().map_err(|e| e.to_string())?;
    let program = program(&arguments.registrar, &folder, &around, &port, address)?;
    // The registrar makes the tables; the bare handler only opens them.
    codes(&program, 1)?;
    let mut command = Command::new(&arguments.bare);
    for (name, value) in program.command(&[]).get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.arg(folder.join("registrar.toml")).arg(statements.to_string()).stdout(Stdio::null());
    let mut server = Server { running: Ended(command.spawn().map_err(|e| e.to_string())?), url: port.url() };
    listening(&server.url).await?;
    let process = server.running.0.id();
    let most = load::writes(&server.url, SATURATING, transactions, Arrival::AtOnce(AT_ONCE), process).await;
    let half = Arrival::EachSecond(most.per_second() / 2.0);
    let figures = load::writes(&server.url, arguments.candidates, transactions, half, process).await;
    tell(database, "bare axum, the same writes", most.per_second(), &figures);
    end(&mut server);
    Ok(())
}

fn tell(database: &str, server: &str, most: f64, figures: &Figures) {
    println!(
        "| {database} | {server} | {most:.1} | {:.1} ms | {:.1} ms | {} of {} | {} MiB |",
        figures.p50_us as f64 / 1000.0,
        figures.p99_us as f64 / 1000.0,
        figures.failed,
        figures.candidates,
        figures.memory_kib / 1024
    );
}

/// Asks the server to stop, so that it says what it did.
fn end(server: &mut Server) {
    let process = server.running.0.id().to_string();
    let _ = Command::new("kill").args(["-TERM", &process]).status();
    for _ in 0..200 {
        if matches!(server.running.0.try_wait(), Ok(Some(_))) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Transactions and statements, from the log's last words.
fn work_done(log: &str) -> Option<(usize, usize)> {
    let line = log.lines().rev().find(|line| line.contains("\"closed\""))?;
    let said: serde_json::Value = serde_json::from_str(line).ok()?;
    let number = |name: &str| said["fields"][name].as_u64().and_then(|n| usize::try_from(n).ok());
    Some((number("transactions")?, number("statements")?))
}
