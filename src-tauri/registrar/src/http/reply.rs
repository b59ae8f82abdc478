//! Answers: faults as JSON, pages as HTML.

use super::assets;
use crate::trouble::Trouble;
use axum::Json;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use registrar_api::FaultCode;
use std::any::Any;

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        if !matches!(self, Self::Refused(_)) {
            tracing::error!(trouble = %self, "a request ended in trouble");
        }
        let fault = self.fault();
        let mut response = (status(fault.code), Json(&fault)).into_response();
        let wait = fault.details.as_ref().and_then(|d| d.retry_after_s);
        if let Some(wait) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}

pub fn status(code: FaultCode) -> StatusCode {
    match code {
        FaultCode::BadRequest => StatusCode::BAD_REQUEST,
        FaultCode::SignInAgain => StatusCode::UNAUTHORIZED,
        FaultCode::NotAllowed => StatusCode::FORBIDDEN,
        FaultCode::NotFound | FaultCode::CodeNotGood => StatusCode::NOT_FOUND,
        FaultCode::NotNow | FaultCode::LinkHandedOut => StatusCode::CONFLICT,
        FaultCode::TooMany => StatusCode::TOO_MANY_REQUESTS,
        FaultCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FaultCode::ProviderUnreachable => StatusCode::BAD_GATEWAY,
        FaultCode::TryAgain | FaultCode::Unknown => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// A page of ours: plain, without script unless it says so.
pub struct Page {
    pub status: StatusCode,
    pub title: String,
    pub body: Markup,
    /// The file of `/assets` to run.
    pub script: Option<&'static str>,
    /// In place of the usual policy.
    pub policy: Option<HeaderValue>,
    pub sandbox: bool,
}

impl Page {
    pub fn new(core: &crate::core::Core, title: impl Into<String>, body: Markup) -> Self {
        let sandbox = core.settings.server.sandbox;
        Self { status: StatusCode::OK, title: title.into(), body, script: None, policy: None, sandbox }
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub fn script(mut self, script: &'static str) -> Self {
        self.script = Some(script);
        self
    }

    pub fn policy(mut self, policy: &str) -> Self {
        self.policy = HeaderValue::from_str(policy).ok();
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (self.title) " · Annotation Academy" }
                    link rel="icon" href=(assets::address("mark.svg"));
                    link rel="stylesheet" href=(assets::address("page.css"));
                    @if let Some(script) = self.script { script src=(assets::address(script)) defer {} }
                }
                body {
                    @if self.sandbox { p.sandbox role="note" { "Sandbox: nothing here is real." } }
                    main { h1 { (self.title) } (self.body) }
                }
            }
        };
        let mut response = (self.status, Html(page.into_string())).into_response();
        if let Some(policy) = self.policy {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// On to another address, by GET.
pub fn see_other(url: &str) -> Response {
    match HeaderValue::from_str(url) {
        Ok(url) => (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response(),
        Err(_) => Trouble::bad("That address cannot be gone to.").into_response(),
    }
}

pub async fn no_such_route() -> Trouble {
    Trouble::not_found("page")
}

pub async fn no_such_method() -> Response {
    let mut response = Trouble::bad("This route does not take that method.").into_response();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response
}

pub fn after_panic(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Trouble::broken("a request panicked").into_response()
}
