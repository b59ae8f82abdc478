//! Ours and theirs in turn, on the same input.

use super::job::{Failed, Job, Measured, Ours, count, time};
use super::python::Environment;
use crate::fail::Outcome;
use crate::step::{note, step};
use std::path::Path;

/// Rounds of the libraries and ours in turn, so that what else the machine does meets both.
const ROUNDS: usize = 3;
/// How much sooner ours has to be than a library's ordinary call; a vectorised trick has to be equalled.
const ORDINARY: f64 = 5.0;

/// Prints the tables and returns how many results differ.
pub fn measure(jobs: &[Job], ours: &Ours, python: &Environment, folder: &Path) -> Outcome<usize> {
    let known: Vec<&Job> = jobs.iter().filter(|job| ours.knows(job)).collect();
    let mut rows = Vec::new();
    for (at, job) in known.iter().enumerate() {
        let title = format!("{} of {}: {}, {} {}", at + 1, known.len(), job.title, count(job.size), job.of);
        let (own, theirs) = step(&title, || in_turn(job, ours, python, folder))?;
        rows.extend(theirs.into_iter().map(|peer| (*job, peer.map(|peer| Row::of(job, peer, &own)))));
    }
    println!(
        "\nspeed, one thread, the best of {ROUNDS} rounds in turn: {ORDINARY} × is asked of a library's ordinary call,"
    );
    println!("of a vectorised trick (v) that it is equalled");
    table(&rows, true);
    println!("\nfurther jobs, of which it is not asked");
    table(&rows, false);
    for job in jobs.iter().filter(|job| !ours.knows(job)) {
        note(&format!("{}: not done by ours", job.title));
    }
    Ok(rows.iter().filter(|(_, row)| row.as_ref().is_ok_and(|row| row.apart.is_some())).count())
}

type Peers = Vec<Result<Measured, Failed>>;

fn in_turn(job: &Job, ours: &Ours, python: &Environment, folder: &Path) -> Outcome<(Measured, Peers)> {
    let input = job.input(folder, job.size);
    let mut theirs = job.theirs(python, &input, false)?;
    let mut own = ours.measure(job, &input)?;
    for _ in 1..ROUNDS {
        for peer in job.theirs(python, &input, true)?.into_iter().flatten() {
            let same = |first: &&mut Measured| (&first.by, &first.note) == (&peer.by, &peer.note);
            if let Some(first) = theirs.iter_mut().flatten().find(same) {
                first.seconds = first.seconds.min(peer.seconds);
            }
        }
        own.seconds = own.seconds.min(ours.measure(job, &input)?.seconds);
    }
    Ok((own, theirs))
}

/// One library beside ours.
#[derive(Debug, PartialEq)]
struct Row {
    library: String,
    ordinary: bool,
    note: String,
    theirs: f64,
    ours: f64,
    /// How far the results are apart, where that is more than is allowed.
    apart: Option<f64>,
}

impl Row {
    fn of(job: &Job, peer: Measured, own: &Measured) -> Row {
        let apart = job.tolerance.and_then(|allowed| apart(&peer.result, &own.result, allowed));
        let Measured { by, ordinary, note, seconds, .. } = peer;
        Row { library: by, ordinary, note, theirs: seconds, ours: own.seconds, apart }
    }

    fn ratio(&self) -> f64 {
        self.theirs / self.ours
    }

    /// What is asked of listed jobs is said of the others without raising the voice.
    fn verdict(&self, listed: bool) -> &'static str {
        match (self.ordinary, self.ratio()) {
            (true, ratio) if ratio >= ORDINARY => "holds",
            (false, ratio) if ratio >= 1.0 => "equalled",
            (true, _) if listed => "MISSED",
            (false, _) if listed => "SLOWER",
            (true, _) => "less",
            (false, _) => "slower",
        }
    }
}

/// The widest difference, if it is wider than allowed. Results of different length are infinitely far apart.
fn apart(theirs: &[f64], ours: &[f64], allowed: f64) -> Option<f64> {
    if theirs.len() != ours.len() {
        return Some(f64::INFINITY);
    }
    let widest =
        theirs.iter().zip(ours).map(|(a, b)| (a - b).abs()).fold(0.0, |most, d| if d > most { d } else { most });
    let unknown = theirs.iter().chain(ours).any(|value| value.is_nan());
    (unknown || widest > allowed).then_some(if unknown { f64::NAN } else { widest })
}

fn table(rows: &[(&Job, Result<Row, Failed>)], listed: bool) {
    println!("  {:<17} {:<38} {:>9} {:>9} {:>8}", "job", "library", "theirs", "ours", "ratio");
    let rows = || rows.iter().filter(|(job, _)| job.listed == listed);
    for (job, row) in rows() {
        let row = match row {
            Ok(row) => row,
            Err(failed) => {
                println!("  {:<17} {failed}", job.name);
                continue;
            }
        };
        let library = format!("{}{}", row.library, if row.ordinary { "" } else { " (v)" });
        let equal = match (job.tolerance, row.apart) {
            (None, _) => "not compared".to_owned(),
            (Some(_), None) => "equal".to_owned(),
            (Some(allowed), Some(apart)) => format!("DIFFER by {apart:.1e}, allowed {allowed:.0e}"),
        };
        let note = if row.note.is_empty() { String::new() } else { format!("  ({})", row.note) };
        println!(
            "  {:<17} {library:<38} {:>9} {:>9} {:>6} ×  {:<8} {equal}{note}",
            job.name,
            time(row.theirs),
            time(row.ours),
            times(row.ratio()),
            row.verdict(listed),
        );
    }
    let mut told: Vec<&str> = Vec::new();
    for (job, _) in rows().filter(|(job, _)| !job.note.is_empty()) {
        if !told.contains(&job.name.as_str()) {
            told.push(&job.name);
            let allowed = job.tolerance.map(|allowed| format!("equal within {allowed:e}: ")).unwrap_or_default();
            println!("    {}: {allowed}{}", job.name, job.note);
        }
    }
}

/// How many times as long, with as many digits as mean something.
fn times(ratio: f64) -> String {
    if ratio < 100.0 { format!("{ratio:.1}") } else { format!("{ratio:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(ordinary: bool, theirs: f64) -> &'static str {
        Row { library: String::new(), ordinary, note: String::new(), theirs, ours: 1.0, apart: None }.verdict(true)
    }

    #[test]
    fn five_times_holds_at_its_border_and_a_trick_is_equalled() {
        let found = [(true, 5.0), (true, 4.9), (false, 1.0), (false, 0.9)].map(|(o, t)| verdict(o, t));
        assert_eq!(found, ["holds", "MISSED", "equalled", "SLOWER"]);
        assert_eq!(verdict(true, f64::NAN), "MISSED", "nothing measured, nothing held");
    }

    #[test]
    fn results_are_equal_within_what_is_allowed() {
        for (theirs, ours, expected) in [
            (&[1.0, 2.0][..], &[1.0, 2.0 + 1e-12][..], None),
            (&[1.0, 2.0], &[1.0, 2.5], Some(0.5)),
            (&[1.0], &[1.0, 2.0], Some(f64::INFINITY)),
        ] {
            assert_eq!(apart(theirs, ours, 1e-9), expected, "{theirs:?} {ours:?}");
        }
        assert!(apart(&[f64::NAN], &[f64::NAN], 1e-9).is_some_and(f64::is_nan), "NaN is no result");
    }
}
