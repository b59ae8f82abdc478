//! What the app asks: an address for the browser, and later what it found.

use crate::args;
use crate::clock::HOUR;
use crate::core::Core;
use crate::http::SignedIn;
use crate::keys;
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::{Path, State};
use registrar_api::{BrowserCheck, BrowserCheckReport, Fault};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long the page can be opened and reports.
const OPEN_FOR: i64 = HOUR;
/// Pages of one person that may be open at a time.
const OPEN_AT_ONCE: i64 = 20;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(prepare)).routes(routes!(outcome))
}

/// Prepares a check in the candidate's own browser.
#[utoipa::path(post, path = "/v1/checks", tag = "check", security(("access_token" = [])), responses(
    (status = 200, description = "Open the address in the browser, within an hour.", body = BrowserCheck),
))]
async fn prepare(State(core): State<Core>, person: SignedIn) -> Result<Json<BrowserCheck>, Trouble> {
    let (id, token, now) = (keys::new_id(), keys::random_token(), core.now_ms());
    let mut tx = core.db.begin().await?;
    // Two at once are counted one after the other.
    tx.run("UPDATE person SET email = email WHERE id = $1", args![&person.person_id]).await?;
    let sql = "SELECT COUNT(*) AS open, MIN(expires_ms) AS first_ms FROM browser_check
               WHERE person_id = $1 AND expires_ms > $2";
    let row = tx.row(sql, args![&person.person_id, now]).await?;
    let row = row.ok_or_else(|| Trouble::broken("a count has no row"))?;
    if row.int("open")? >= OPEN_AT_ONCE {
        return Err(Trouble::too_many((row.int("first_ms")? - now) / 1000 + 1));
    }
    let expires_ms = now + OPEN_FOR;
    let sql = "INSERT INTO browser_check (id, person_id, token_hash, expires_ms, reported_ms, report)
               VALUES ($1, $2, $3, $4, NULL, NULL)";
    tx.run(sql, args![&id, &person.person_id, core.keys.hash(super::page::TOKEN, &token), expires_ms]).await?;
    tx.commit().await?;
    let url = format!("{}/check/{token}", core.settings.server.public_url);
    Ok(Json(BrowserCheck { id, url, expires_ms }))
}

/// What the browser found; empty until it has reported.
#[utoipa::path(get, path = "/v1/checks/{id}", tag = "check", security(("access_token" = [])),
    params(("id" = String, Path, description = "The check's id.")),
    responses(
        (status = 200, description = "The report, or none yet.", body = BrowserCheckReport),
        (status = 404, description = "No such check, or not yours.", body = Fault),
    ))]
async fn outcome(
    State(core): State<Core>,
    person: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<BrowserCheckReport>, Trouble> {
    let sql = "SELECT reported_ms, report FROM browser_check WHERE id = $1 AND person_id = $2";
    let row = core.db.row(sql, args![id, &person.person_id]).await?.ok_or_else(|| Trouble::not_found("check"))?;
    let rows = match row.opt_text("report")? {
        Some(report) => serde_json::from_str(&report).map_err(|e| Trouble::broken(format!("a report: {e}")))?,
        None => vec![],
    };
    Ok(Json(BrowserCheckReport { reported_ms: row.opt_int("reported_ms")?, rows }))
}
