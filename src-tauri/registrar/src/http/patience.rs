//! Answers in time, or a refusal in our own words.

use crate::trouble::Trouble;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use registrar_api::FaultCode;
use std::time::Duration;

/// The answer, if there is one by then.
pub async fn within(most: Duration, request: Request, next: Next) -> Response {
    let late = "This took too long. It may have been done all the same: look, and try again in a minute.";
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Trouble::refused(FaultCode::TryAgain, late).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::get;
    use registrar_api::Fault;

    #[tokio::test]
    async fn who_waits_too_long_is_told_so() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let slow = |ms| get(move || async move { tokio::time::sleep(Duration::from_millis(ms)).await });
        let router = Router::new().route("/quick", slow(0)).route("/slow", slow(60_000));
        let layer = axum::middleware::from_fn(|request, next| within(Duration::from_millis(300), request, next));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port of loopback");
        let url = format!("http://{}", listener.local_addr().expect("an address that was bound"));
        tokio::spawn(axum::serve(listener, router.layer(layer)).into_future());
        let ask = async |path: &str| reqwest::get(format!("{url}{path}")).await.expect("an answer of this machine");
        assert_eq!(ask("/quick").await.status(), StatusCode::OK);
        let late = ask("/slow").await;
        assert_eq!(late.status(), StatusCode::SERVICE_UNAVAILABLE);
        let fault: Fault = late.json().await.expect("a fault, as described");
        assert_eq!(fault.code, FaultCode::TryAgain);
    }
}
