//! Sign-in for a native app: authorisation code with PKCE, our own page, a one-time code by e-mail; tokens that rotate.

mod address;
mod authorize;
pub mod browser;
mod code;
mod cookie;
mod email;
mod family;
mod pages;
mod person;
mod redirect;
mod run;
pub mod throttle;
mod token;

use crate::args;
use crate::clock::DAY;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::SignedIn;
use axum::Router;
use axum::routing::{get, post};
use registrar_api::RetentionField;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    token::routes()
}

pub fn pages() -> Router<Core> {
    Router::new()
        .route("/authorize", get(authorize::begin).post(authorize::take_address))
        .route("/sign-in/code", post(code::enter))
        .route("/sign-in/again", post(code::again))
        .route("/admin/sign-in", get(browser::begin).post(browser::take_address))
        .route("/admin/sign-out", post(browser::sign_out))
}

/// Who holds this access token, if it is still good.
pub async fn by_access_token(core: &Core, token: &str) -> Outcome<Option<SignedIn>> {
    if token.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT f.id AS family_id, p.id AS person_id, p.email FROM access_token a
               JOIN token_family f ON f.id = a.family_id JOIN person p ON p.id = f.person_id
               WHERE a.token_hash = $1 AND a.expires_ms > $2 AND f.revoked_ms IS NULL AND p.erased_ms IS NULL";
    let row = core.db.row(sql, args![core.keys.hash("access token", token), core.now_ms()]).await?;
    row.map(|row| {
        Ok(SignedIn { person_id: row.text("person_id")?, email: row.text("email")?, family_id: row.text("family_id")? })
    })
    .transpose()
}

/// Ends every sign-in of a person, in the app and on the pages of operations, and those that have begun.
pub async fn end_all(tx: &mut Tx, person_id: &str, why: &str, now_ms: i64) -> Outcome<()> {
    family::end_all(tx, person_id, why, now_ms).await?;
    let sql = "DELETE FROM sign_in WHERE email = (SELECT email FROM person WHERE id = $1)";
    tx.run(sql, args![person_id]).await?;
    tx.run("DELETE FROM page_session WHERE person_id = $1", args![person_id]).await.map(drop)
}

/// Forgets what is over; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    run::sweep(core).await?;
    throttle::sweep(core).await?;
    core.db.run("DELETE FROM page_session WHERE expires_ms <= $1", args![core.now_ms()]).await?;
    family::sweep(core, core.settings.programme.retention_days(RetentionField::SignIns) * DAY).await
}
