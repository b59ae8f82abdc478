//! The second page of a sign-in: the code from the e-mail, and where it leads.

use super::address::{self, WINDOW};
use super::cookie::BROWSER;
use super::run::{self, Guess, Purpose};
use super::{browser, family, pages, person, throttle};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::{FormBody, Origin, see_other};
use crate::trouble::Trouble;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Within [`WINDOW`], from one household.
const WRONG_CODES: i64 = 20;

#[derive(Deserialize)]
pub struct CodeForm {
    handle: String,
    code: String,
    /// `paste`: the app's own page cannot be reached, the code is carried over by hand.
    #[serde(default)]
    then: String,
}

#[derive(Deserialize)]
pub struct AgainForm {
    handle: String,
}

/// Takes the code, and leads on if it is right.
pub async fn enter(
    State(core): State<Core>,
    headers: HeaderMap,
    origin: Origin,
    form: Result<FormBody<CodeForm>, Trouble>,
) -> Response {
    let entered = async {
        let FormBody(form) = form?;
        let Some(browser) = BROWSER.read(&core, &headers) else { return Ok(pages::no_cookie(&core).into_response()) };
        if !address::is_handle(&form.handle) {
            return Ok(pages::gone(&core).into_response());
        }
        // Counted before it is looked at, so that many at once do not get past; a right one is taken off again.
        let count = format!("wrong codes of the household {}", origin.household());
        if !throttle::take(&core, &count, WRONG_CODES, WINDOW).await? {
            return Ok(pages::too_many(&core, WINDOW));
        }
        let code: String = form.code.chars().filter(|c| !c.is_whitespace()).collect();
        let mut tx = core.db.begin().await?;
        let guess = run::guess(&mut tx, &core, &browser, &form.handle, &code).await?;
        if matches!(guess, Guess::Right { .. }) {
            throttle::give_back(&mut tx, &core, &count).await?;
        }
        let response = lead_on(&mut tx, &core, guess, &form).await?;
        tx.commit().await?;
        Ok(response)
    };
    let outcome = entered.await;
    pages::or_trouble(&core, outcome)
}

async fn lead_on(tx: &mut Tx, core: &Core, guess: Guess, form: &CodeForm) -> Outcome<Response> {
    let again = |purpose: &Purpose, error: &str| {
        let page = pages::code(core, purpose, &form.handle, Some(error));
        Ok(page.status(StatusCode::BAD_REQUEST).into_response())
    };
    match guess {
        Guess::Wrong { purpose, tries_left } => {
            let tries = if tries_left == 1 { "One more try is".into() } else { format!("{tries_left} more tries are") };
            again(
                &purpose,
                &format!("That is not the code of the latest e-mail. {tries} left; then have a new one sent."),
            )
        }
        Guess::Over(purpose) => {
            again(&purpose, "This code is over: it was too long, or too often wrong. Have a new one sent.")
        }
        Guess::Gone => Ok(pages::gone(core).into_response()),
        Guess::Right { email, purpose: Purpose::App(request) } => {
            let person_id = person::by_email(tx, core, &email).await?;
            let code = family::new_authorization_code(tx, core, &person_id, &request).await?;
            Ok(match form.then.as_str() {
                "paste" => pages::paste(core, &code).into_response(),
                _ => see_other(&request.answered(core, &code)),
            })
        }
        Guess::Right { email, purpose: Purpose::Page(to) } => browser::open(tx, core, &email, &to).await,
    }
}

/// Sends a new code for the same run.
pub async fn again(
    State(core): State<Core>,
    headers: HeaderMap,
    origin: Origin,
    form: Result<FormBody<AgainForm>, Trouble>,
) -> Response {
    let sent = async {
        let FormBody(form) = form?;
        let Some(browser) = BROWSER.read(&core, &headers) else { return Ok(pages::no_cookie(&core).into_response()) };
        if !address::is_handle(&form.handle) {
            return Ok(pages::gone(&core).into_response());
        }
        if !address::may_send(&core, origin).await? {
            return Ok(pages::too_many(&core, WINDOW));
        }
        Ok(match run::renew(&core, &browser, &form.handle).await? {
            Some(purpose) => pages::code(&core, &purpose, &form.handle, None).into_response(),
            None => pages::gone(&core).into_response(),
        })
    };
    let outcome = sent.await;
    pages::or_trouble(&core, outcome)
}
