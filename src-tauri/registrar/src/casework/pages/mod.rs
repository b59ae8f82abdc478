//! The pages of operations: the queue, a case, a person, an enrolment, the audit. Plain HTML, no script.

mod forms;
mod show;

use super::act::{self, Action, Actor, Order};
use super::desk;
use crate::candidate::{conditions, enrolment::EnrolmentRow};
use crate::core::Core;
use crate::db::Outcome;
use crate::http::{FormBody, Page, see_other, status};
use crate::signin::browser::Administrator;
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use forms::Form;
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

pub fn routes() -> Router<Core> {
    Router::new()
        .route("/admin", get(queue))
        .route("/admin/cases/{number}", get(case))
        .route("/admin/people", get(people))
        .route("/admin/enrolments/{id}", get(enrolment))
        .route("/admin/audit", get(audit))
        .route("/admin/act", post(act))
}

/// What an address of these pages may carry.
#[derive(Deserialize)]
struct Asked {
    /// The form that was just sent: what it did is shown.
    #[serde(default)]
    done: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    subject: String,
    /// The case on whose behalf an enrolment is looked at.
    #[serde(default)]
    case: String,
}

/// A page, or a page that says why not.
fn page(core: &Core, who: &Administrator, title: &str, body: Outcome<Markup>) -> Page {
    match body {
        Ok(body) => Page::new(core, title, html! { (menu(who)) (body) }),
        Err(trouble) => {
            if !matches!(trouble, Trouble::Refused(_)) {
                tracing::error!(%trouble, "a page of operations ended in trouble");
            }
            let fault = trouble.fault();
            let body = html! { (menu(who)) p.error role="alert" { (fault.message) } };
            Page::new(core, title, body).status(status(fault.code))
        }
    }
}

fn menu(who: &Administrator) -> Markup {
    html! {
        nav aria-label="Operations" {
            a href="/admin" { "Queue" } " · " a href="/admin/people" { "People" } " · " a href="/admin/audit" { "Audit" }
            form action="/admin/sign-out" method="post" {
                input type="hidden" name="form_key" value=(who.form_key);
                button.quiet { "Sign out " (who.name) }
            }
        }
    }
}

/// What the form just sent has done, as it was written down then.
async fn done(core: &Core, asked: &Asked) -> Outcome<Markup> {
    let said = match asked.done.is_empty() {
        true => None,
        false => act::said_before(&mut &core.db, &asked.done).await?,
    };
    Ok(html! { @if let Some(said) = said { p.done role="status" { (said) } } })
}

async fn queue(State(core): State<Core>, who: Administrator, Query(asked): Query<Asked>) -> Page {
    let body = async {
        let form = Form::new(&who, "/admin");
        Ok(html! {
            (done(&core, &asked).await?)
            (show::queue(&core, &desk::queue(&core).await?))
            (form.codes(&core))
        })
    };
    page(&core, &who, "Cases that wait", body.await)
}

async fn case(
    State(core): State<Core>,
    who: Administrator,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Page {
    let body = async {
        let number: i64 = number.parse().map_err(|_| Trouble::not_found("case"))?;
        let whole = desk::case(&core, number).await?;
        let back = format!("/admin/cases/{number}");
        let form = Form::new(&who, &back);
        Ok(html! { (done(&core, &asked).await?) (show::case(&core, &whole)) (form.case(&core, &whole)) })
    };
    page(&core, &who, &format!("Case {number}"), body.await)
}

async fn people(State(core): State<Core>, who: Administrator, Query(asked): Query<Asked>) -> Page {
    let body = async {
        let found = match asked.email.trim() {
            "" => None,
            email => Some(desk::person(&core, email).await),
        };
        let nobody = matches!(&found, Some(Err(Trouble::Refused(_))));
        let found = if nobody { None } else { found.transpose()? };
        Ok(html! {
            (done(&core, &asked).await?)
            (show::search(&asked.email))
            @if nobody { p role="alert" .error { "Nobody has that address or id. Look for a slip of the key." } }
            @if let Some(person) = found {
                (show::person(&core, &person))
                (Form::new(&who, &format!("/admin/people?email={}", encoded(&person.id))).person(&person.id))
            }
        })
    };
    page(&core, &who, "People", body.await)
}

async fn enrolment(
    State(core): State<Core>,
    who: Administrator,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Page {
    let body = async {
        // Before what is shown: what changes in between is refused, not overlooked.
        let seen = act::seen::mark(&mut &core.db, &id).await?;
        let row = EnrolmentRow::load(&core, &id).await?;
        let conditions = conditions::of(&core, &row).await?;
        let tables = desk::enrolment(&core, &id).await?;
        let case = asked.case.parse::<i64>().map_or(String::new(), |number| number.to_string());
        let back = format!("/admin/enrolments/{}?case={case}", row.id);
        Ok(html! {
            (done(&core, &asked).await?)
            p { a href=(format!("/admin/people?email={}", encoded(&row.person_id))) { (row.email) } }
            (show::conditions(&conditions))
            (show::tables(&tables))
            (Form::new(&who, &back).on_case(&case).having_seen(&seen).enrolment(&core, &row, &tables))
            p { a href=(format!("/admin/audit?subject=enrolment:{}", row.id)) { "Audit of this enrolment" } }
        })
    };
    page(&core, &who, "Enrolment", body.await)
}

async fn audit(State(core): State<Core>, who: Administrator, Query(asked): Query<Asked>) -> Page {
    let body = async { Ok(show::audit(&asked.subject, &desk::audit(&core, asked.subject.trim()).await?)) };
    page(&core, &who, "Audit", body.await)
}

/// Any form of these pages.
#[derive(Deserialize)]
struct Sent {
    form_key: String,
    once: String,
    back: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    tell: String,
    #[serde(default)]
    seen: String,
    #[serde(flatten)]
    action: Action,
}

impl Sent {
    fn order(self) -> Outcome<Order> {
        let case = match self.case.trim() {
            "" => None,
            number => Some(number.parse().map_err(|_| Trouble::bad("case: a number, or nothing."))?),
        };
        let seen = Some(self.seen).filter(|seen| !seen.is_empty());
        Ok(Order { action: self.action, reason: self.reason, case, tell: Some(self.tell), once: Some(self.once), seen })
    }
}

async fn act(State(core): State<Core>, who: Administrator, form: Result<FormBody<Sent>, Trouble>) -> Response {
    match done_by(&core, &who, form).await {
        Ok(response) => response,
        Err(trouble) => page(&core, &who, "Not done", Err(trouble)).into_response(),
    }
}

async fn done_by(core: &Core, who: &Administrator, form: Result<FormBody<Sent>, Trouble>) -> Outcome<Response> {
    let FormBody(sent) = form?;
    who.check_form_key(&sent.form_key)?;
    let (back, once) = (own_address(&sent.back).to_owned(), sent.once.clone());
    let (shows_once, exports) = (sent.action.shows_once(), matches!(sent.action, Action::Export { .. }));
    let said = act::act(core, &Actor::from(who), sent.order()?).await?;
    if exports && said.starts_with('{') {
        let kind = (header::CONTENT_TYPE, "application/json");
        let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"person.json\"");
        return Ok(([kind, name], said).into_response());
    }
    if shows_once {
        let body = html! { p { "This is shown once." } pre { (said) } p { a href=(back) { "Back" } } };
        return Ok(page(core, who, "Done", Ok(body)).into_response());
    }
    let joint = if back.contains('?') { '&' } else { '?' };
    Ok(see_other(&format!("{back}{joint}done={}", encoded(&once))))
}

/// Only to a page of operations.
fn own_address(back: &str) -> &str {
    let plain = back.chars().all(|c| c.is_ascii_alphanumeric() || "/?=&-_.:%".contains(c));
    if plain && (back == "/admin" || back.starts_with("/admin/")) { back } else { "/admin" }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_these_pages_only() {
        for good in ["/admin", "/admin/cases/12", "/admin/people?email=a%40b.c"] {
            assert_eq!(own_address(good), good);
        }
        for bad in ["https://evil.test", "//evil.test", "/admin/\r\nSet-Cookie: a=b", "/adminer", ""] {
            assert_eq!(own_address(bad), "/admin");
        }
    }

    #[test]
    fn a_form_is_an_action_with_numbers() {
        let text = "form_key=k&once=o&back=/admin&reason=r&case=&tell=&action=grant_attempts&enrolment=e&more=2";
        let sent: Sent = serde_urlencoded(text);
        assert_eq!(sent.action, Action::GrantAttempts { enrolment: "e".into(), more: 2 });
        let text = "form_key=k&once=o&back=/admin&action=make_codes&count=3&variant=&attempts=&days=30";
        let expected = Action::MakeCodes { count: 3, variant: None, attempts: None, days: 30 };
        assert_eq!(serde_urlencoded(text).action, expected);
    }

    fn serde_urlencoded(text: &str) -> Sent {
        let request = axum::http::Uri::builder().path_and_query(format!("/?{text}")).build().unwrap();
        Query::<Sent>::try_from_uri(&request).unwrap().0
    }
}
