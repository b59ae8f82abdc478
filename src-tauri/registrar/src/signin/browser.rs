//! Sign-in of those who look after the certification, in their browser, for the pages of operations.

use super::address;
use super::cookie::SESSION;
use super::run::Purpose;
use super::{pages, person};
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::{FormBody, Origin, see_other};
use crate::keys;
use crate::trouble::Trouble;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use registrar_api::FaultCode;
use serde::Deserialize;

/// Where the pages of operations begin.
const HOME: &str = "/admin";
const SIGN_IN: &str = "/admin/sign-in";

/// An administrator with an open session, by the settings of now. Anybody else is sent to sign in.
#[derive(Debug, Clone)]
pub struct Administrator {
    pub email: String,
    pub name: String,
    /// Stands as the hidden field `form_key` in each form; see [`Administrator::check_form_key`].
    pub form_key: String,
}

impl Administrator {
    /// Refuses a form that was not on a page of this session.
    pub fn check_form_key(&self, given: &str) -> Result<(), Trouble> {
        match keys::same(&self.form_key, given) {
            true => Ok(()),
            false => Err(Trouble::refused(
                FaultCode::NotAllowed,
                "This form is not of your present session. Go back, reload the page, and send it again.",
            )),
        }
    }

    async fn of_session(core: &Core, headers: &HeaderMap) -> Outcome<Option<Self>> {
        let Some(token) = SESSION.read(core, headers) else { return Ok(None) };
        let sql = "SELECT p.email, s.form_key FROM page_session s JOIN person p ON p.id = s.person_id
                   WHERE s.token_hash = $1 AND s.expires_ms > $2 AND p.erased_ms IS NULL";
        let row = core.db.row(sql, args![stored(core, &token), core.now_ms()]).await?;
        let Some(row) = row else { return Ok(None) };
        let email = row.text("email")?;
        let name = name_of(core, &email).map(str::to_owned);
        // The database holds what it is made from; without the server's key that is no use.
        let form_key = core.keys.hash("form key", &row.text("form_key")?);
        Ok(name.map(|name| Self { email, name, form_key }))
    }
}

impl FromRequestParts<Core> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Response> {
        let to = if parts.method == Method::GET { parts.uri.path() } else { HOME };
        match Self::of_session(core, &parts.headers).await {
            Ok(Some(administrator)) => Ok(administrator),
            Ok(None) => Err(see_other(&sign_in_address(to))),
            Err(trouble) => Err(pages::or_trouble(core, Err(trouble))),
        }
    }
}

type Wanted = Result<Query<Way>, QueryRejection>;

#[derive(Deserialize)]
pub struct Way {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
pub struct FormKey {
    form_key: String,
}

/// The page that asks an administrator for the e-mail.
pub async fn begin(State(core): State<Core>, headers: HeaderMap, way: Wanted) -> Response {
    address::ask(&core, &headers, &purpose(way))
}

/// Takes the e-mail. Only administrators get a code; the answer is the same for all.
pub async fn take_address(
    State(core): State<Core>,
    headers: HeaderMap,
    origin: Origin,
    way: Wanted,
    form: Result<FormBody<address::Form>, Trouble>,
) -> Response {
    address::take(&core, &headers, origin, purpose(way), form).await
}

/// Ends the session, and goes back to the sign-in.
pub async fn sign_out(
    State(core): State<Core>,
    headers: HeaderMap,
    administrator: Administrator,
    form: Result<FormBody<FormKey>, Trouble>,
) -> Response {
    let ended = async {
        let FormBody(form) = form?;
        administrator.check_form_key(&form.form_key)?;
        let token = SESSION.read(&core, &headers).unwrap_or_default();
        core.db.run("DELETE FROM page_session WHERE token_hash = $1", args![stored(&core, &token)]).await?;
        let mut response = see_other(SIGN_IN);
        SESSION.clear(&core, &mut response);
        Ok(response)
    };
    let outcome = ended.await;
    pages::or_trouble(&core, outcome)
}

/// Opens a session for an address that was proved by a code, and goes to the page that was wanted.
pub(super) async fn open(tx: &mut Tx, core: &Core, email: &str, to: &str) -> Outcome<Response> {
    if name_of(core, email).is_none() {
        return Ok(pages::gone(core).into_response());
    }
    let person_id = person::by_email(tx, core, email).await?;
    let token = keys::random_token();
    let sql = "INSERT INTO page_session (token_hash, person_id, form_key, expires_ms) VALUES ($1, $2, $3, $4)";
    let until = core.now_ms() + SESSION.keeps_ms;
    tx.run(sql, args![stored(core, &token), person_id, keys::random_token(), until]).await?;
    let mut response = see_other(to);
    SESSION.set(core, &mut response, &token);
    Ok(response)
}

/// What an administrator is called; None for everybody else.
pub(super) fn name_of<'a>(core: &'a Core, email: &str) -> Option<&'a str> {
    let mut administrators = core.settings.operations.administrators.iter();
    administrators.find(|a| a.email == email).map(|a| a.name.as_str())
}

/// The page to sign in on, to go to `to` afterwards.
pub(super) fn sign_in_address(to: &str) -> String {
    if to == HOME || !is_ours(to) { SIGN_IN.to_owned() } else { format!("{SIGN_IN}?to={to}") }
}

fn purpose(way: Wanted) -> Purpose {
    let to = way.ok().map(|way| way.0.to).filter(|to| is_ours(to));
    Purpose::Page(to.unwrap_or_else(|| HOME.to_owned()))
}

/// Whether it is a page of operations, in letters that cannot mean anything else.
fn is_ours(to: &str) -> bool {
    let inside = to.strip_prefix(HOME).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let plain = to.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/".contains(&b));
    inside && plain && to.len() <= 200 && !to.contains("//") && !to.starts_with(SIGN_IN)
}

fn stored(core: &Core, token: &str) -> String {
    core.keys.hash("page session", token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_operations_are_gone_to() {
        for to in ["/admin", "/admin/cases/12", "/admin/people/0192-af_x"] {
            assert!(is_ours(to), "{to}");
        }
        for to in [
            "",
            "/",
            "/administrator",
            "/admin//evil.example",
            "//evil.example/admin",
            "https://evil.example/admin",
            "/admin\\evil.example",
            "/admin/../v1",
            "/admin/%2e%2e/v1",
            "/admin?to=x",
            "/admin/\r\nSet-Cookie: a=b",
            "/admin/sign-in",
        ] {
            assert!(!is_ours(to), "{to:?}");
        }
        assert_eq!(sign_in_address("/admin"), "/admin/sign-in");
        assert_eq!(sign_in_address("/admin/cases/12"), "/admin/sign-in?to=/admin/cases/12");
        assert_eq!(sign_in_address("//evil.example"), "/admin/sign-in");
    }
}
