//! The table of what there is: modules × kinds, counts, words, minutes.

use super::Course;
use crate::Status;
use crate::task::Kind;
use std::fmt::Write as _;

/// The table as text, one line a module.
pub fn table(course: &Course) -> String {
    let mut out = format!("{:<4} {:<52} {:<9} {:>7} {:>6}", "no.", "module", "status", "lessons", "words");
    for kind in Kind::ALL {
        let _ = write!(out, " {:>1$}", kind.name(), width(kind));
    }
    let _ = writeln!(out, " {:>5} {:>4} {:>7}", "tasks", "hard", "minutes");
    let mut totals = vec![0usize; Kind::ALL.len() + 5];
    for m in &course.outline.modules {
        let status = match m.status {
            Status::Coming => "coming",
            Status::Started => "started",
            Status::Complete => "complete",
        };
        let mut row = vec![m.lessons.len(), m.lessons.iter().map(|l| l.words as usize).sum()];
        row.extend(Kind::ALL.iter().map(|k| m.tasks.iter().filter(|t| t.kind == *k).count()));
        row.push(m.tasks.len());
        row.push(m.tasks.iter().filter(|t| t.difficulty == 3).count());
        row.push(m.tasks.iter().map(|t| usize::from(t.minutes)).sum());
        totals.iter_mut().zip(&row).for_each(|(t, n)| *t += n);
        let title: String = m.title.chars().take(52).collect();
        let _ = writeln!(out, "{:<4} {title:<52} {status:<9}{}", m.no, cells(&row));
    }
    let written = course.outline.modules.iter().filter(|m| m.status != Status::Coming).count();
    let _ = writeln!(out, "{:<4} {:<52} {:<9}{}", "", format!("{written} of 24 written"), "", cells(&totals));
    out
}

fn cells(row: &[usize]) -> String {
    let widths = [7, 6].into_iter().chain(Kind::ALL.map(width)).chain([5, 4, 7]);
    let mut out = String::new();
    for (n, width) in row.iter().zip(widths) {
        let _ = write!(out, " {n:>width$}");
    }
    out
}

/// A kind's column is as wide as its name.
fn width(kind: Kind) -> usize {
    kind.name().len()
}
