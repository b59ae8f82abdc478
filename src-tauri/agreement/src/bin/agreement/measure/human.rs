//! A report for people.

use super::{Consensus, Found, Measured, Report, data, title, why_dropped};
use agreement::bootstrap::Bootstrap;
use agreement::{Interval, Statistic, Undefined};
use std::fmt::Write;

pub fn text(report: &Report) -> String {
    let mut text = format!("{}\n\n", heading(report));
    match &report.found {
        Found::One(measured) => {
            lines(&mut text, &one(report, measured));
        }
        Found::Pairs(all) => {
            table(&mut text, report, all, "raters");
        }
        Found::Forms(all) => {
            table(&mut text, report, all, "form");
        }
        Found::Consensus(Ok(found)) => consensus(&mut text, report, found),
        Found::Consensus(Err(reason)) => lines(&mut text, &[("value", undefined(*reason))]),
    }
    lines(&mut text, &about(report));
    text
}

fn heading(report: &Report) -> String {
    match &report.found {
        Found::One(measured) if !measured.of.is_empty() => {
            title(report.ask, &format!(" of {}", measured.of.join(" and ")))
        }
        Found::Pairs(_) => title(report.ask, " of each pair of raters"),
        _ => title(report.ask, ""),
    }
}

/// Aligned in two columns.
fn lines(text: &mut String, lines: &[(&str, String)]) {
    for (name, value) in lines {
        let _ = writeln!(text, "  {name:<11} {value}");
    }
}

fn one(report: &Report, measured: &Measured) -> Vec<(&'static str, String)> {
    let Measured { statistic, test, bootstrap, more, .. } = measured;
    let mut lines = vec![("value", value(statistic))];
    if let Some(interval) = &statistic.interval {
        lines.push(("interval", format!("{}  {}, {}", range(interval), percent(interval.level), interval.method)));
    }
    if let Some(se) = statistic.se {
        lines.push(("std. error", number(se)));
    }
    if let Some(bootstrap) = bootstrap {
        lines.push(("bootstrap", resamples(bootstrap, report.ask.seed)));
    }
    for (name, value) in more {
        lines.push((name, value.map_or_else(undefined, number)));
    }
    if let Some(Ok(test)) = test {
        lines.push(("test", format!("{}  p {}, {}", number(test.statistic), chance(test.p), test.method)));
    }
    lines.push(("n", counted(report, statistic)));
    let shares = [("observed", statistic.observed), ("expected", statistic.expected)];
    lines.extend(shares.iter().filter_map(|(name, share)| share.map(|share| (*name, number(share)))));
    lines.push(("method", statistic.method.to_owned()));
    lines
}

fn counted(report: &Report, statistic: &Statistic) -> String {
    let units = if statistic.n == 1 { "unit" } else { "units" };
    match statistic.dropped {
        0 => format!("{} {units}", statistic.n),
        dropped => format!(
            "{} {units}, {dropped} left out: {}",
            statistic.n,
            why_dropped(report.ask.statistic, report.sheet.raters.len())
        ),
    }
}

/// What the answer rests on.
fn about(report: &Report) -> Vec<(&'static str, String)> {
    let mut lines =
        vec![("raters", format!("{}: {}", report.sheet.raters.len(), data::shown(&report.sheet.raters, ", ")))];
    if let Some(categories) = &report.categories {
        let whence = if report.ask.categories.is_empty() { "those that occur" } else { "as given" };
        lines.push(("categories", format!("{}, {whence}: {}", categories.len(), data::shown(categories, ", "))));
    }
    lines
}

/// What a column is called, and its cell of each row.
type Column<'a> = (String, Box<dyn Fn(&Measured) -> String + 'a>);

fn column<'a>(head: &str, cell: impl Fn(&Measured) -> String + 'a) -> Column<'a> {
    (head.to_owned(), Box::new(cell))
}

fn table(text: &mut String, report: &Report, all: &[Measured], what: &str) {
    let columns = columns(report, all, what);
    let mut rows = vec![columns.iter().map(|(head, _)| head.clone()).collect()];
    rows.extend(all.iter().map(|measured| columns.iter().map(|(_, cell)| cell(measured)).collect()));
    aligned(text, &rows);
    text.push('\n');
    lines(text, &below(report, all));
}

/// Those that have something to say in some row.
fn columns<'a>(report: &Report, all: &'a [Measured], what: &str) -> Vec<Column<'a>> {
    let any = |has: fn(&Measured) -> bool| all.iter().any(has);
    let mut columns = vec![
        column(what, |measured| measured.of.join(" – ")),
        column("value", |measured| measured.statistic.value.map_or_else(|_| "undefined".to_owned(), number)),
        column(&format!("{} interval", percent(report.ask.confidence)), |measured| {
            measured.statistic.interval.as_ref().map_or_else(dash, range)
        }),
    ];
    if any(|measured| measured.bootstrap.is_some()) {
        columns.push(column("bootstrap", |measured| {
            let interval = measured.bootstrap.as_ref().and_then(|bootstrap| bootstrap.interval.ok());
            interval.as_ref().map_or_else(dash, range)
        }));
    }
    for (at, (name, _)) in all.first().iter().flat_map(|first| &first.more).enumerate() {
        columns.push(column(name, move |measured| measured.more[at].1.map_or_else(|_| dash(), number)));
    }
    if any(|measured| matches!(measured.test, Some(Ok(_)))) {
        columns.push(column("p", |m| m.test.and_then(Result::ok).map_or_else(dash, |test| chance(test.p))));
    }
    columns.push(column("n", |measured| measured.statistic.n.to_string()));
    columns.push(column("dropped", |measured| measured.statistic.dropped.to_string()));
    if any(|measured| measured.statistic.expected.is_some()) {
        columns.push(column("observed", |measured| measured.statistic.observed.map_or_else(dash, number)));
        columns.push(column("expected", |measured| measured.statistic.expected.map_or_else(dash, number)));
    }
    if any(|measured| measured.statistic.value.is_err()) {
        columns.push(column("why undefined", |measured| {
            measured.statistic.value.err().map_or_else(String::new, |reason| reason.to_string())
        }));
    }
    columns
}

/// What all rows of a table have in common.
fn below(report: &Report, all: &[Measured]) -> Vec<(&'static str, String)> {
    let mut rest = Vec::new();
    if let Some(interval) = all.iter().find_map(|measured| measured.statistic.interval) {
        rest.push(("interval", interval.method.to_owned()));
    }
    if let Some(bootstrap) = all.iter().find_map(|measured| measured.bootstrap.as_ref()) {
        let undefined: usize = all.iter().filter_map(|m| m.bootstrap.as_ref()).map(|b| b.undefined).sum();
        let method = bootstrap.interval.map_or_else(|reason| reason.to_string(), |interval| interval.method.to_owned());
        let plan = format!("{method}, {} resamples of units each, seed {}", bootstrap.resamples, report.ask.seed);
        rest.push(("bootstrap", format!("{plan}, {undefined} undefined in all")));
    }
    if let Some(test) = all.iter().find_map(|measured| measured.test.and_then(Result::ok)) {
        rest.push(("test", test.method.to_owned()));
    }
    if all.iter().any(|measured| measured.statistic.dropped > 0) {
        rest.push(("dropped", why_dropped(report.ask.statistic, report.sheet.raters.len()).to_owned()));
    }
    // The forms of one statistic have a method each, which their names say.
    let methods = all.first().map(|measured| measured.statistic.method);
    let method = methods.filter(|method| all.iter().all(|measured| measured.statistic.method == *method));
    let forms = "Shrout & Fleiss 1979: 1 one-way, 2 agreement, 3 consistency; 1 one rating, k their mean";
    rest.push(("method", method.unwrap_or(forms).to_owned()));
    rest
}

fn consensus(text: &mut String, report: &Report, found: &Consensus) {
    let categories = report.categories.as_deref().unwrap_or_default();
    let head = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    let mut rows = vec![head(&["category", "share"])];
    rows.extend(
        categories.iter().zip(&found.marginals).map(|(category, share)| vec![category.clone(), number(*share)]),
    );
    aligned(text, &rows);
    let mut rows = vec![head(&["rater", "accuracy", "labels"])];
    rows.extend(
        found
            .accuracies
            .iter()
            .map(|accuracy| vec![accuracy.of.join(""), value(&accuracy.statistic), accuracy.statistic.n.to_string()]),
    );
    text.push('\n');
    aligned(text, &rows);
    let mut rows = vec![head(&["unit", "label", "chance"])];
    rows.extend(report.sheet.units.iter().zip(&found.labels).map(|(unit, (labels, chance))| match labels.is_empty() {
        true => vec![unit.clone(), dash(), dash()],
        false => vec![unit.clone(), labels.join(" or "), number(*chance)],
    }));
    text.push('\n');
    aligned(text, &rows);
    text.push('\n');
    let dropped = match found.dropped {
        0 => String::new(),
        dropped => format!(", {dropped} left out: {}", why_dropped(report.ask.statistic, report.sheet.raters.len())),
    };
    let mut rest = vec![("n", format!("{} units{dropped}", found.n))];
    if let Err(reason) = found.converged {
        rest.push(("warning", reason.to_string()));
    }
    rest.push(("method", found.method.to_owned()));
    lines(text, &rest);
}

/// Columns of equal width: the first to the left, the others to the right.
fn aligned(text: &mut String, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|at| width(at).unwrap_or(0)).collect();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match at {
                0 => write!(line, "  {cell:<width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn value(statistic: &Statistic) -> String {
    statistic.value.map_or_else(undefined, number)
}

fn undefined(reason: Undefined) -> String {
    format!("undefined: {reason}")
}

fn resamples(bootstrap: &Bootstrap, seed: u64) -> String {
    let plan = format!("{} resamples of units, seed {seed}", bootstrap.resamples);
    let undefined = match bootstrap.undefined {
        0 => String::new(),
        some => format!(", {some} of them undefined and left out"),
    };
    match bootstrap.interval {
        Ok(interval) => {
            format!("{}  {}, {}, {plan}{undefined}", range(&interval), percent(interval.level), interval.method)
        }
        Err(reason) => format!("undefined: {reason}; {plan}{undefined}"),
    }
}

fn range(interval: &Interval) -> String {
    format!("{} to {}", number(interval.low), number(interval.high))
}

/// As a share of a hundred, without digits that say nothing.
fn percent(level: f64) -> String {
    format!("{} %", (level * 1e6).round() / 1e4)
}

/// With its sign, since a small one is only bounded.
fn chance(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".to_owned() } else { format!("= {p:.4}") }
}

fn dash() -> String {
    "–".to_owned()
}

fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e7).contains(&size) { format!("{value:.3e}") } else { format!("{value:.4}") }
}
