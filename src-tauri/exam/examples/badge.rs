//! Checks badges for other programs: each line that comes in is `{"file", "now_ms", "ask", "pins"}`, each line that goes out
//! what was found. `ask`: the issuer is asked for its keys, on this computer alone. For tests; never shipped.
#![allow(clippy::print_stdout, clippy::unwrap_used)] // It speaks by its output, and a test that cannot go on fails.

use exam::badge::{Check, Outcome, Pin, Reach, Report, Verdict, ask_issuer, read};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Line {
    file: String,
    now_ms: i64,
    #[serde(default)]
    ask: bool,
    #[serde(default)]
    pins: Vec<Pin>,
}

#[tokio::main]
async fn main() {
    for line in std::io::stdin().lines() {
        let line: Line = serde_json::from_str(&line.unwrap()).unwrap();
        println!("{}", look(&line).await);
    }
}

async fn look(line: &Line) -> Value {
    let bytes = std::fs::read(&line.file).unwrap();
    let badge = match read(&line.file, &bytes) {
        Ok(badge) => badge,
        Err(e) => return json!({ "error": e.to_string() }),
    };
    let asked = if line.ask { Some(ask_issuer(&badge, Reach::Loopback, line.now_ms).await) } else { None };
    let (published, unasked) = match asked {
        Some(Err(e)) => (None, Some(e.to_string())),
        Some(Ok(published)) => (Some(published), None),
        None => (None, None),
    };
    let report = badge.check(line.now_ms, &line.pins, published.as_ref());
    let mut found = written(&report);
    found["pin"] = json!(badge.pin(line.now_ms));
    found["ask_error"] = json!(unasked);
    found
}

fn written(report: &Report) -> Value {
    let verdict = match report.verdict {
        Verdict::Verified => "verified",
        Verdict::NotProven => "not_proven",
        Verdict::Refused => "refused",
    };
    let outcome = |outcome: Outcome| match outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::NotChecked => "not_checked",
    };
    let check = |c: &Check| json!({ "name": c.name.word(), "outcome": outcome(c.outcome), "in_words": c.in_words });
    let checks: Vec<Value> = report.checks.iter().map(check).collect();
    json!({
        "verdict": verdict,
        "in_words": report.in_words,
        "name": report.says.name,
        "checks": checks,
        "thumbprint": report.thumbprint,
        "issuer_host": report.issuer_host,
        "can_pin": report.can_pin,
    })
}
