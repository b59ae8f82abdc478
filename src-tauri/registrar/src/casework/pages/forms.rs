//! The forms: one for each action, each with its own reason, its form key, and a value that makes it act once.

use crate::candidate::enrolment::EnrolmentRow;
use crate::casework::desk::Whole;
use crate::casework::facts::Fact;
use crate::core::Core;
use crate::keys;
use crate::signin::browser::Administrator;
use maud::{Markup, html};
use registrar_api::CaseState;

/// The forms of one page.
pub struct Form<'a> {
    who: &'a Administrator,
    back: &'a str,
    /// The case that its acts belong to, if there is one.
    case: &'a str,
    /// What it was that was seen, if an enrolment is shown.
    seen: &'a str,
}

/// A form about to be drawn.
struct Draft<'a> {
    action: &'a str,
    title: &'a str,
    /// What it is done to.
    about: Option<(&'a str, &'a str)>,
    fields: Markup,
    /// Whether something can be told to the candidate, and whether it must.
    tell: Tell,
    case: bool,
}

#[derive(PartialEq, Eq)]
enum Tell {
    No,
    May,
    Must,
}

impl<'a> Form<'a> {
    pub fn new(who: &'a Administrator, back: &'a str) -> Self {
        Self { who, back, case: "", seen: "" }
    }

    pub fn on_case(self, case: &'a str) -> Self {
        Self { case, ..self }
    }

    pub fn having_seen(self, seen: &'a str) -> Self {
        Self { seen, ..self }
    }

    fn draw(&self, draft: Draft<'_>) -> Markup {
        html! {
            details {
                summary { (draft.title) }
                form action="/admin/act" method="post" {
                    input type="hidden" name="form_key" value=(self.who.form_key);
                    input type="hidden" name="once" value=(keys::random_token());
                    input type="hidden" name="back" value=(self.back);
                    @if !self.seen.is_empty() { input type="hidden" name="seen" value=(self.seen); }
                    input type="hidden" name="action" value=(draft.action);
                    @if let Some((name, id)) = draft.about { input type="hidden" name=(name) value=(id); }
                    (draft.fields)
                    @if draft.tell != Tell::No {
                        label {
                            "Told to the candidate "
                            textarea name="tell" rows="2" maxlength="8000" required[draft.tell == Tell::Must] {}
                        }
                    }
                    @if draft.case { (input("Case it belongs to", "case", "number", self.case, false)) }
                    label { "Reason, for the audit " input name="reason" required minlength="10" maxlength="8000" autocomplete="off"; }
                    p.buttons { button { (draft.title) } }
                }
            }
        }
    }

    /// Making enrolment codes.
    pub fn codes(&self, core: &Core) -> Markup {
        let fields = html! {
            (input("How many", "count", "number", "1", true))
            (variants(core, true))
            (input("Attempts, if not the programme's", "attempts", "number", "", false))
            (input("Days until they expire", "days", "number", "365", true))
        };
        let draft = Draft {
            action: "make_codes",
            title: "Make enrolment codes",
            about: None,
            fields,
            tell: Tell::No,
            case: false,
        };
        html! { h2 { "Enrolment codes" } (self.draw(draft)) }
    }

    /// Answering, asking, deciding, assigning.
    pub fn case(&self, core: &Core, whole: &Whole) -> Markup {
        if whole.case.state == CaseState::Closed {
            return html! { p.quiet { "This case is closed." } };
        }
        let number = whole.case.number.to_string();
        let one = |action, title, fields| {
            self.draw(Draft { action, title, about: Some(("number", &number)), fields, tell: Tell::No, case: false })
        };
        let text = || html! { label { "Text " textarea name="text" rows="5" required maxlength="8000" {} } };
        let administrators = html! {
            label { "Administrator " select name="to" {
                @for a in &core.settings.operations.administrators { option value=(a.email) { (a.name) } }
            } }
        };
        html! {
            h2 { "What can be done" }
            (one("answer", "Answer", text()))
            @if whole.visible { (one("ask", "Ask the candidate", text())) }
            (one("decide", "Decide and close", text()))
            (one("assign", "Say who decides", administrators))
        }
    }

    /// Giving out, and erasing.
    pub fn person(&self, id: &str) -> Markup {
        let one = |action, title| {
            let about = Some(("person", id));
            self.draw(Draft { action, title, about, fields: html! {}, tell: Tell::No, case: true })
        };
        html! {
            h2 { "What can be done" }
            (one("export", "Export everything"))
            (one("erase", "Erase this person for good"))
        }
    }

    /// Every act on an enrolment and its seats.
    pub fn enrolment(&self, core: &Core, row: &EnrolmentRow, tables: &[(&str, Vec<Fact>)]) -> Markup {
        let one = |action, title, fields, tell| {
            self.draw(Draft { action, title, about: Some(("enrolment", &row.id)), fields, tell, case: true })
        };
        let name = row.name.as_deref().unwrap_or_default();
        html! {
            h2 { "What can be done" }
            @if row.held.is_some() {
                (one("release", "Release", html! {}, Tell::May))
            } @else {
                (one("hold", "Hold", html! {}, Tell::Must))
            }
            (one("grant_attempts", "Grant attempts", input("How many more", "more", "number", "1", true), Tell::May))
            (one("extend_window", "Extend the window", input("Days", "days", "number", "30", true), Tell::May))
            (one("lift_wait", "Lift the waiting period", html! {}, Tell::May))
            (one("set_variant", "Set the variant", variants(core, false), Tell::May))
            (one("correct_name", "Correct the name", input("Name", "name", "text", name, true), Tell::May))
            (one("verify_identity", "Verify the identity", html! {}, Tell::May))
            (one("refuse_identity", "Refuse the identity", html! {}, Tell::Must))
            (one("reissue_credential", "Reissue the credential", html! {}, Tell::May))
            (one("withdraw_credential", "Withdraw the credential", html! {}, Tell::Must))
            @for (attempt, id) in seats(tables) {
                h3 { "Attempt " (attempt) }
                @for (action, title) in [
                    ("void_seat", "Void, without counting"),
                    ("clear_monitoring", "Clear what the monitor noted"),
                    ("release_result", "Release the held result"),
                ] {
                    (self.draw(Draft { action, title, about: Some(("seat", id)), fields: html! {}, tell: Tell::May, case: true }))
                }
            }
        }
    }
}

/// The seats of an enrolment's tables: attempt and id.
fn seats<'t>(tables: &'t [(&str, Vec<Fact>)]) -> Vec<(i64, &'t str)> {
    let facts = tables.iter().filter(|(name, _)| *name == "Seats").flat_map(|(_, facts)| facts);
    let column = |fact: &'t Fact, name: &str| fact.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value);
    facts.filter_map(|f| Some((column(f, "attempt")?.as_i64()?, column(f, "id")?.as_str()?))).collect()
}

fn input(label: &str, name: &str, kind: &str, value: &str, required: bool) -> Markup {
    html! { label { (label) " " input name=(name) type=(kind) value=(value) required[required] autocomplete="off"; } }
}

fn variants(core: &Core, or_none: bool) -> Markup {
    html! {
        label { "Variant " select name="variant" {
            @if or_none { option value="" { "the standard" } }
            @for v in &core.settings.programme.variants { option value=(v.id) { (v.title) " (" (v.minutes) " minutes)" } }
        } }
    }
}
