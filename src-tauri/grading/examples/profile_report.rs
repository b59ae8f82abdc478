//! What the diagnostics of bias and the readiness are worth: simulated raters whose leans are known, the share of them
//! who are told so, and the share of careful ones who are told of a lean that is not there.
//!
//! `cargo run --release -p grading --example profile_report [-- --json]`

#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "profile_report/leans.rs"]
mod leans;
#[path = "profile_report/raters.rs"]
mod raters;
#[path = "profile_report/ready.rs"]
mod ready;
#[path = "profile_report/share.rs"]
mod share;

use leans::{HABITS, Power, Year, power, year};
use raters::Habit;
use ready::{Decisions, Waits, decisions, waits};
use serde::Serialize;

/// Answers of each sort at the one look whose power is measured.
const ANSWERS: [usize; 3] = [60, 140, 400];

/// Simulated raters with each habit.
const RATERS: usize = 100;

#[derive(Serialize)]
struct Report {
    years: Vec<Year>,
    power: Vec<Power>,
    decisions: Vec<Decisions>,
    waits: Waits,
}

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let json = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--json"] => true,
        _ => {
            eprintln!("profile_report takes nothing, or --json");
            return std::process::ExitCode::from(2);
        }
    };
    let report = report();
    if json {
        match serde_json::to_string(&report) {
            Ok(written) => println!("{written}"),
            Err(fault) => {
                eprintln!("{fault}");
                return std::process::ExitCode::FAILURE;
            }
        }
    } else {
        print(&report);
    }
    std::process::ExitCode::SUCCESS
}

fn report() -> Report {
    let years = vec![
        year(Habit::Careful, 400, 500, 1),
        year(Habit::HighKeys, 400, 150, 2),
        year(Habit::Moody(0.15), 400, 150, 5),
    ];
    let each = HABITS.iter().flat_map(|(id, habits)| habits.iter().map(move |habit| (*id, *habit)));
    let power = each.flat_map(|(id, habit)| ANSWERS.map(|n| power(id, habit, n, RATERS, 1000))).collect();
    let decisions = [0.65, 0.75, 0.81, 0.87, 0.93].map(|share| decisions(share, 400, 300, 3)).into();
    Report { years, power, decisions, waits: waits(1500, 4) }
}

fn print(report: &Report) {
    for year in &report.years {
        println!(
            "{} raters, {} answers of each sort, {} looks at a level of {}: told of any lean {}",
            year.habit,
            year.answers,
            year.looks,
            year.level,
            year.any.words()
        );
        for (id, share) in &year.each {
            println!("  {:16} {}", format!("{id:?}"), share.words());
        }
    }
    println!(
        "Careful raters, and those on tasks with high keys, have no lean: these are false alarms.\n\
         Moody raters have none in the long run, but errors that are alike in each sitting of 20 tasks (a normal mood,\n\
         one standard deviation as given). The tests take tasks as independent: what they say of such raters is true of\n\
         the sittings and not of the rater."
    );
    print_power(&report.power);
    print_readiness(report);
}

fn print_power(rows: &[Power]) {
    println!(
        "\nOne look, {RATERS} raters each. Seen: all ten considered, at the level of a look among many. Alone: p ≤ 5 %.\n\
         Wrongly: told of a lean that is neither looked for nor brought along. Also told of: a lean that the habit\n\
         truly brings along. Who drifts to severity is severe on the whole; ratings that are drawn to one impression\n\
         spread less widely than the key's. Drift: all of it in the middle of the time; Creeping: evenly from the\n\
         first task to the last; Lately: in the last 40 tasks."
    );
    println!(
        "{:22} {:16} {:>7} {:>24} {:>24} {:>9} {:>9} {:>20}  also told of",
        "habit", "looked for", "answers", "seen", "alone", "estimate", "smallest", "wrongly"
    );
    for row in rows {
        let also: Vec<String> = row.also.iter().map(|(id, share)| format!("{id:?} {}", share.words())).collect();
        println!(
            "{:22} {:16} {:>7} {:>24} {:>24} {:>9.2} {:>9.2} {:>20}  {}",
            row.habit,
            format!("{:?}", row.looked_for),
            row.answers,
            row.seen.words(),
            row.alone.words(),
            row.estimate,
            row.smallest,
            row.wrongly.words(),
            also.join(", ")
        );
    }
}

fn print_readiness(report: &Report) {
    let levels = ready::levels();
    println!(
        "\nReadiness, {:.0} % against {:.0} %, alpha {}, beta {}; read after every task",
        100.0 * levels.ready,
        100.0 * levels.not_ready,
        levels.alpha,
        levels.beta
    );
    println!(
        "{:>10} {:>24} {:>24} {:>24} {:>8} {:>8}",
        "true share", "called ready", "called not ready", "undecided after 400", "median", "9 of 10"
    );
    let tasks = |n: Option<usize>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    for row in &report.decisions {
        println!(
            "{:>8.0} % {:>24} {:>24} {:>24} {:>8} {:>8}",
            100.0 * row.share,
            row.ready.words(),
            row.not_ready.words(),
            row.undecided.words(),
            tasks(row.median),
            tasks(row.ninth_decile)
        );
    }
    let waits = &report.waits;
    println!(
        "{} undecided at 30 tasks: said to be open after 100 more {:.1} %, were {}; decided by the median said {}",
        waits.learners,
        100.0 * waits.said_open,
        waits.open.words(),
        waits.by_median.words()
    );
}
