//! What the pages show. All text is text: maud escapes it, and `dir="auto"` lets each run its own way.

use crate::casework::desk::{Line, Person, Waiting, Whole};
use crate::casework::facts::Fact;
use crate::clock::{self, DAY, HOUR, MINUTE};
use crate::core::Core;
use maud::{Markup, html};
use registrar_api::{CaseState, Condition};
use serde_json::Value;

pub fn queue(core: &Core, cases: &[Waiting]) -> Markup {
    html! {
        @if cases.is_empty() { p.quiet { "No case waits." } }
        ol.queue { @for case in cases { (in_queue(core, case)) } }
    }
}

fn in_queue(core: &Core, case: &Waiting) -> Markup {
    html! {
        li.overdue[case.overdue] {
            a href=(format!("/admin/cases/{}", case.number)) { "Case " (case.number) }
            " (" (words(case.kind.word())) "): "
            bdi { (case.title) } " "
            span.quiet { (wait(core, case)) ", " (case.decider) }
        }
    }
}

/// How a case waits, in words.
fn wait(core: &Core, case: &Waiting) -> String {
    let left = case.deadline_ms - core.now_ms();
    match case.state {
        CaseState::Closed => "closed".into(),
        CaseState::Asked => "waits for the candidate".into(),
        _ if left <= 0 => format!("overdue for {}", span(-left)),
        _ => format!("{} left", span(left)),
    }
}

fn span(ms: i64) -> String {
    let (count, unit) = match ms {
        ms if ms >= 2 * DAY => (ms / DAY, "days"),
        ms if ms >= 2 * HOUR => (ms / HOUR, "hours"),
        ms => (ms / MINUTE, "minutes"),
    };
    format!("{count} {unit}")
}

pub fn case(core: &Core, whole: &Whole) -> Markup {
    let case = &whole.case;
    html! {
        p { (words(case.kind.word())) ": " bdi { (case.title) } }
        dl {
            dt { "State" } dd { (words(case.state.word())) }
            dt { "Decider" } dd { (case.decider) }
            dt { "Deadline" } dd { (clock::in_words(case.deadline_ms)) @if overdue(core, whole) { strong.overdue { " overdue" } } }
            @if let Some(email) = &whole.email {
                dt { "From" } dd { a href=(format!("/admin/people?email={}", super::encoded(email))) { (email) } }
            }
            @if let Some(id) = &whole.enrolment_id {
                dt { "Enrolment" } dd { a href=(format!("/admin/enrolments/{}?case={}", super::encoded(id), case.number)) { (id) } }
            }
            @if let Some(decision) = &case.decision { dt { "Decision" } dd dir="auto" { (decision) } }
        }
        ol.notes {
            @for note in &whole.notes {
                li {
                    p.quiet {
                        (words(note.author.word())) @if !note.actor.is_empty() { " " (note.actor) }
                        ", " (clock::in_words(note.at_ms))
                        @if !note.visible { ", not shown to the candidate" }
                    }
                    p.text dir="auto" { (note.text) }
                }
            }
        }
    }
}

fn overdue(core: &Core, whole: &Whole) -> bool {
    whole.case.state == CaseState::Open && whole.case.deadline_ms <= core.now_ms()
}

pub fn search(email: &str) -> Markup {
    html! {
        form action="/admin/people" method="get" {
            label { "E-mail address or id " input name="email" value=(email) required autocomplete="off"; }
            span.buttons { button { "Look" } }
        }
    }
}

pub fn person(core: &Core, person: &Person) -> Markup {
    html! {
        h2 { bdi { (person.email) } }
        p.quiet { (person.id) @if let Some(ms) = person.erased_ms { ", erased at " (clock::in_words(ms)) } }
        ul {
            @for (id, name) in &person.enrolments {
                li {
                    a href=(format!("/admin/enrolments/{id}")) { "Enrolment " (id) } ": "
                    bdi { (name.as_deref().unwrap_or("no name yet")) }
                }
            }
        }
        (queue(core, &person.cases))
    }
}

pub fn conditions(conditions: &[Condition]) -> Markup {
    html! {
        @if !conditions.is_empty() {
            h2 { "Conditions for a seat" }
            ul { @for c in conditions { li { @if c.met { "✓ met: " } @else { strong { "not met: " } } (c.in_words) } } }
        }
    }
}

/// Rows as lists of names and values; empty values are left out.
pub fn tables(tables: &[(&str, Vec<Fact>)]) -> Markup {
    html! {
        @for (name, facts) in tables {
            @if !facts.is_empty() {
                h2 { (name) }
                @for fact in facts {
                    dl { @for (name, value) in fact.0.iter().filter(|(_, value)| !value.is_null()) {
                        dt { (words(name.trim_end_matches("_ms"))) }
                        dd dir="auto" { (in_words(name, value)) }
                    } }
                }
            }
        }
    }
}

/// Columns that are yes or no.
const FLAGS: &[&str] = &["again", "counts", "graded", "live", "monitored", "variant_fixed", "visible"];

fn in_words(name: &str, value: &Value) -> String {
    match value {
        Value::Number(flag) if FLAGS.contains(&name) => if flag.as_i64() == Some(0) { "no" } else { "yes" }.into(),
        Value::Number(ms) if name.ends_with("_ms") => ms.as_i64().map_or(String::new(), clock::in_words),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub fn audit(subject: &str, lines: &[Line]) -> Markup {
    html! {
        form action="/admin/audit" method="get" {
            label { "Of one subject, such as enrolment:ID " input name="subject" value=(subject) autocomplete="off"; }
            span.buttons { button { "Look" } }
        }
        @if lines.is_empty() { p.quiet { "Nothing." } }
        ol.audit {
            @for line in lines {
                li {
                    p.quiet { (clock::in_words(line.at_ms)) ", " (line.actor) }
                    p { (line.action) " " (line.subject) ": " bdi { (line.change.as_deref().unwrap_or("[gone]")) } }
                    p.text dir="auto" { (line.reason.as_deref().unwrap_or("[gone]")) }
                }
            }
        }
    }
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_words() {
        let check = |ms, expected| assert_eq!(span(ms), expected);
        check(3 * DAY, "3 days");
        check(47 * HOUR, "47 hours");
        check(90 * MINUTE, "90 minutes");
        check(0, "0 minutes");
    }
}
