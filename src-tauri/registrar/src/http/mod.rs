//! The registrar's face: one router, its limits, its logs, and its description.

mod assets;
mod body;
mod describe;
mod guard;
mod health;
mod log;
mod patience;
mod reply;

pub use body::{AnyBytes, FormBody, JsonBody, RawBody};
pub use guard::{Limiter, Origin, SignedIn};
pub use reply::{Page, see_other, status};

use crate::core::Core;
use crate::{candidate, casework, check, credential, identity, result, seat, signin};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::OpenApiRouter;

/// The largest body of any route but those named below.
pub const LARGEST_BODY: usize = 64 << 10;
/// A result with all its events.
pub const LARGEST_WEBHOOK: usize = 2 << 20;
/// Bytes that are carried, either way, to see how fast they are.
pub const LARGEST_BYTES: usize = 1 << 20;
/// Nobody is kept waiting for longer.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);

/// Every route of the API with its description. The pages for browsers are not described.
fn api() -> OpenApiRouter<Core> {
    OpenApiRouter::with_openapi(describe::begun())
        .merge(candidate::routes())
        .merge(signin::routes())
        .merge(identity::routes())
        .merge(seat::routes())
        .merge(result::routes())
        .merge(credential::routes())
        .merge(casework::routes())
        .merge(check::routes())
        .merge(health::routes())
}

/// The OpenAPI description of what [`router`] serves.
pub fn description() -> utoipa::openapi::OpenApi {
    describe::completed(api().into_openapi())
}

/// The whole server.
pub fn router(core: Core) -> Router {
    let (api, described) = api().split_for_parts();
    let description = serde_json::to_string(&describe::completed(described)).unwrap_or_default();
    let described = move || async move { ([(header::CONTENT_TYPE, "application/json")], description) };
    let fixed = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    api.route("/openapi.json", axum::routing::get(described))
        .merge(signin::pages())
        .merge(casework::pages())
        .merge(check::pages())
        .merge(assets::routes())
        .fallback(reply::no_such_route)
        .method_not_allowed_fallback(reply::no_such_method)
        .layer(axum::middleware::from_fn_with_state(core.clone(), guard::limit_rate))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(reply::after_panic))
        .layer(axum::middleware::from_fn(|request, next| patience::within(LONGEST_ANSWER, request, next)))
        .layer(axum::middleware::from_fn(log::request))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(header::X_FRAME_OPTIONS, "DENY"))
        .layer(fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
        .layer(fixed(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), display-capture=()",
        ))
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .with_state(core)
}
