//! `registrar admin …`: the same acts as on the pages, for people and for scripts.

use super::{Action, Actor, Order, act, desk};
use crate::clock;
use crate::core::Core;
use crate::db::Outcome;
use crate::trouble::Trouble;
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::{Value, json};

/// What operations can see and do. Each act needs a `--reason`; it stays in the audit.
#[derive(Debug, Args)]
pub struct Admin {
    /// Who acts; the login name unless said.
    #[arg(long, global = true)]
    actor: Option<String>,
    /// Why, in at least ten characters.
    #[arg(long, global = true)]
    reason: Option<String>,
    /// The number of the case it belongs to.
    #[arg(long, global = true, value_name = "NUMBER")]
    case: Option<i64>,
    /// What the candidate is told besides what was done.
    #[arg(long, global = true)]
    tell: Option<String>,
    /// A word of 16 to 64 characters: the same one acts only once, for whoever repeats what was cut off.
    #[arg(long, global = true, value_name = "WORD")]
    once: Option<String>,
    /// Answer in JSON.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The cases that wait, by their deadlines.
    Cases,
    /// One case with all its notes.
    Case { number: i64 },
    /// A person, by e-mail address or id.
    Person { email: String },
    /// Everything about an enrolment.
    Enrolment { id: String },
    /// The latest lines of the audit, of all or of one subject such as `enrolment:ID`.
    Audit { subject: Option<String> },
    #[command(flatten)]
    Act(Action),
}

impl Admin {
    /// Does it, and answers with what is to be printed.
    pub async fn run(self, core: &Core) -> Outcome<String> {
        let json = self.json;
        match self.what {
            What::Cases => shown(json, &desk::queue(core).await?, |cases| cases.iter().map(waiting).collect()),
            What::Case { number } => shown(json, &desk::case(core, number).await?, whole),
            What::Person { email } => shown(json, &desk::person(core, &email).await?, person),
            What::Audit { subject } => {
                let lines = desk::audit(core, subject.as_deref().unwrap_or_default()).await?;
                shown(json, &lines, |lines| lines.iter().map(line).collect())
            }
            What::Enrolment { id } => {
                let tables = desk::enrolment(core, &id).await?.into_iter().map(|(name, facts)| {
                    (name.to_owned(), facts.into_iter().map(super::facts::Fact::into_json).collect::<Value>())
                });
                pretty(&tables.collect::<serde_json::Map<_, _>>())
            }
            What::Act(action) => {
                // An export is JSON already.
                let plain = !json || matches!(action, Action::Export { .. });
                let actor = Actor::Cli(self.actor.unwrap_or_else(login_name));
                let reason = self.reason.unwrap_or_default();
                let order = Order { action, reason, case: self.case, tell: self.tell, once: self.once, seen: None };
                let done = act(core, &actor, order).await?;
                if plain { Ok(done) } else { pretty(&json!({ "done": done })) }
            }
        }
    }
}

fn login_name() -> String {
    let name = ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    name.unwrap_or_else(|| "unknown".into())
}

fn pretty(value: &impl Serialize) -> Outcome<String> {
    serde_json::to_string_pretty(value).map_err(|e| Trouble::broken(e.to_string()))
}

fn shown<T: Serialize>(json: bool, value: &T, in_words: impl Fn(&T) -> String) -> Outcome<String> {
    match json {
        true => pretty(value),
        false => Ok(in_words(value)),
    }
}

fn waiting(case: &desk::Waiting) -> String {
    let overdue = if case.overdue { "  OVERDUE" } else { "" };
    let deadline = clock::in_words(case.deadline_ms);
    format!("{:>6}  {:<8} {:<20} by {deadline}{overdue}  {}\n", case.number, case.state, case.kind, plain(&case.title))
}

fn whole(whole: &desk::Whole) -> String {
    let case = &whole.case;
    let mut text = format!(
        "Case {}: {} ({}, {})\nFrom: {}   Enrolment: {}\nDecider: {}   By: {}\n",
        case.number,
        plain(&case.title),
        case.kind,
        case.state,
        whole.email.as_deref().unwrap_or("the system"),
        whole.enrolment_id.as_deref().unwrap_or("none"),
        case.decider,
        clock::in_words(case.deadline_ms)
    );
    for note in &whole.notes {
        let seen = if note.visible { "" } else { ", not shown to the candidate" };
        let at = clock::in_words(note.at_ms);
        text.push_str(&format!("\n[{} {}, {at}{seen}]\n{}\n", note.author, note.actor, plain(&note.text)));
    }
    text
}

fn person(person: &desk::Person) -> String {
    let erased = person.erased_ms.map_or(String::new(), |ms| format!(", erased at {}", clock::in_words(ms)));
    let mut text = format!("{} ({}){erased}\n", person.email, person.id);
    for (id, name) in &person.enrolments {
        text.push_str(&format!("Enrolment {id}: {}\n", plain(name.as_deref().unwrap_or("no name yet"))));
    }
    text.extend(person.cases.iter().map(waiting));
    text
}

fn line(line: &desk::Line) -> String {
    let (reason, change) = (line.reason.as_deref().unwrap_or("[gone]"), line.change.as_deref().unwrap_or("[gone]"));
    let at = clock::in_words(line.at_ms);
    format!("{at}  {}  {}  {}: {}. {}\n", line.actor, line.action, line.subject, plain(change), plain(reason))
}

/// A candidate's text cannot steer the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[derive(clap::Parser)]
    struct Whole {
        #[command(flatten)]
        _admin: Admin,
    }

    #[test]
    fn the_commands_hold_together() {
        Whole::command().debug_assert();
    }

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
    }
}
