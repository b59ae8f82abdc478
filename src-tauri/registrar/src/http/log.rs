//! One line for each request: method, route, status, time. Never a query string, a header or a body.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

pub async fn request(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    // The pattern, not the path: a path may hold a token of a check page.
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".into(), |m| m.as_str().to_owned());
    let begun = Instant::now();
    let response = next.run(request).await;
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status = response.status().as_u16(), micros, "request");
    response
}
