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
        dropped => format!("{} {units}, {dropped} left out: {}", statistic.n, why_dropped(report.ask.statistic)),
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

fn table(text: &mut String, report: &Report, all: &[Measured], what: &str) {
    let level = percent(report.ask.confidence);
    let interval = format!("{level} interval");
    let resampled = all.iter().any(|measured| measured.bootstrap.is_some());
    let tested = all.iter().any(|measured| matches!(measured.test, Some(Ok(_))));
    let mut heads = vec![what.to_owned(), "value".to_owned(), interval];
    if resampled {
        heads.push("bootstrap".to_owned());
    }
    heads.extend(all.first().iter().flat_map(|first| first.more.iter().map(|(name, _)| (*name).to_owned())));
    if tested {
        heads.push("p".to_owned());
    }
    heads.extend(["n", "dropped"].map(str::to_owned));
    let corrected = all.iter().any(|measured| measured.statistic.expected.is_some());
    if corrected {
        heads.extend(["observed", "expected"].map(str::to_owned));
    }
    let mut rows = vec![heads];
    for measured in all {
        let statistic = &measured.statistic;
        let mut row =
            vec![measured.of.join(" – "), value(statistic), statistic.interval.as_ref().map_or_else(dash, range)];
        if resampled {
            let interval = measured.bootstrap.as_ref().map(|bootstrap| bootstrap.interval);
            row.push(interval.and_then(Result::ok).as_ref().map_or_else(dash, range));
        }
        row.extend(measured.more.iter().map(|(_, value)| value.map_or_else(undefined, number)));
        if tested {
            row.push(measured.test.and_then(Result::ok).map_or_else(dash, |test| chance(test.p)));
        }
        row.extend([statistic.n.to_string(), statistic.dropped.to_string()]);
        if corrected {
            row.extend([statistic.observed, statistic.expected].map(|share| share.map_or_else(dash, number)));
        }
        rows.push(row);
    }
    aligned(text, &rows);
    text.push('\n');
    let firsts = all.iter().find(|measured| measured.statistic.interval.is_some());
    let mut rest = Vec::new();
    if let Some(interval) = firsts.and_then(|measured| measured.statistic.interval) {
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
        rest.push(("dropped", why_dropped(report.ask.statistic).to_owned()));
    }
    // The forms of one statistic have a method each, which their names say.
    let methods = all.first().map(|measured| measured.statistic.method);
    let method = methods.filter(|method| all.iter().all(|measured| measured.statistic.method == *method));
    let method =
        method.unwrap_or("Shrout & Fleiss 1979: 1 one-way, 2 agreement, 3 consistency; 1 one rating, k their mean");
    rest.push(("method", method.to_owned()));
    lines(text, &rest);
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
        dropped => format!(", {dropped} left out: {}", why_dropped(report.ask.statistic)),
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
    // A reason may be longer than its column.
    let long = |cell: &String| cell.starts_with("undefined");
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !long(cell));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
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
