//! The first page of a sign-in, for the app and for operations alike: it asks for the e-mail.

use super::cookie::{self, BROWSER};
use super::run::{self, Purpose};
use super::{email, pages, throttle};
use crate::clock::MINUTE;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::{FormBody, Origin};
use crate::keys;
use crate::trouble::Trouble;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Within a quarter of an hour.
const CODES_TO_ONE_HOUSEHOLD: i64 = 30;
pub const WINDOW: i64 = 15 * MINUTE;

#[derive(Deserialize)]
pub struct Form {
    email: String,
}

/// Shows the page, and gives the browser a cookie that the rest of the run is bound to.
pub fn ask(core: &Core, headers: &HeaderMap, purpose: &Purpose) -> Response {
    // Runs in several tabs share one.
    let browser = BROWSER.read(core, headers).unwrap_or_else(keys::random_token);
    let mut response = pages::address(core, purpose, None).into_response();
    BROWSER.set(core, &mut response, &browser);
    response
}

/// Takes the e-mail and asks for the code that is on its way, whoever it is.
pub async fn take(
    core: &Core,
    headers: &HeaderMap,
    origin: Origin,
    purpose: Purpose,
    form: Result<FormBody<Form>, Trouble>,
) -> Response {
    let taken = async {
        let FormBody(form) = form?;
        let Some(browser) = BROWSER.read(core, headers) else { return Ok(pages::no_cookie(core).into_response()) };
        let Some(email) = email::normal(&form.email) else {
            let error = "This is not an e-mail address that mail can be sent to. It looks like ada@example.org.";
            let page = pages::address(core, &purpose, Some(error));
            return Ok(page.status(StatusCode::BAD_REQUEST).into_response());
        };
        if !may_send(core, origin).await? {
            return Ok(pages::too_many(core, WINDOW));
        }
        let handle = run::begin(core, &browser, &purpose, &email).await?;
        Ok(pages::code(core, &purpose, &handle, None).into_response())
    };
    pages::or_trouble(core, taken.await)
}

/// Whether this household may still ask for codes.
pub async fn may_send(core: &Core, origin: Origin) -> Outcome<bool> {
    let name = format!("codes for the household {}", origin.household());
    throttle::take(core, &name, CODES_TO_ONE_HOUSEHOLD, WINDOW).await
}

/// Whether a form's handle can be one of ours.
pub fn is_handle(handle: &str) -> bool {
    cookie::is_token(handle)
}
