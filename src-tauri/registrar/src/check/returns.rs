//! Pages that a browser comes to from elsewhere, or leaves by. None of them looks at what stands behind the `?`: whatever a
//! browser brings along is a hint, never a result.

use crate::core::Core;
use crate::http::{Page, see_other};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

pub fn pages() -> Router<Core> {
    Router::new()
        .route("/", get(home))
        .route("/buy", get(buy))
        .route("/rehearsal", get(rehearsal))
        .route("/identity/done", get(identity_done))
        .route("/exam/done", get(exam_done))
}

async fn home(State(core): State<Core>) -> Page {
    let programme = &core.settings.programme;
    let body = html! {
        p { "This is the registrar of Annotation Academy. It looks after enrolment, identity, exam seats, results and credentials of "
            "the programme “" (programme.title) "”. There is nothing to do here: everything begins in the app." }
        p { a href="/buy" { "About the programme and how to enrol" } }
        p { "Questions that the app does not answer: "
            a href={ "mailto:" (programme.contact_email) } { (programme.contact_email) } }
    };
    Page::new(&core, "Registrar", body)
}

async fn buy(State(core): State<Core>) -> Response {
    see_other(&core.settings.programme.purchase_url)
}

async fn rehearsal(State(core): State<Core>) -> Response {
    match &core.settings.programme.rehearsal_url {
        Some(url) => see_other(url),
        None => {
            let body = html! {
                p { "This programme has no rehearsal exam. The app's browser check tries what can be tried without one." }
            };
            Page::new(&core, "No rehearsal", body).status(StatusCode::NOT_FOUND).into_response()
        }
    }
}

async fn identity_done(State(core): State<Core>) -> Page {
    let body = html! {
        p { "You can close this tab and go back to the app." }
        (back(core.settings.server.sandbox))
        p { "The result comes from Stripe, usually within a minute. This page does not know it, and being here does not mean that "
            "the check has passed. If it has not, the app says why, and what to do next." }
    };
    Page::new(&core, "Back from the identity check", body)
}

/// The link that brings the app's window forward, and does nothing else. The system knows no app for the sandbox's, and
/// the exam's page has none, since the app stays silent until the exam is over.
fn back(sandbox: bool) -> Markup {
    html! { @if !sandbox { p { a href="com.annotationacademy.desktop://back" { "Back to the app" } } } }
}

async fn exam_done(State(core): State<Core>) -> Page {
    let body = html! {
        p { "If you submitted your exam, it is with ClassMarker now, and we wait for the official result. Close this tab and go back to "
            "the app; it shows the result when it arrives, and what it waits for until then." }
        p { "If the exam page closed before you were done, go back to the app too: it says what can still be done, and whom to ask." }
        p.quiet { "This page does not know your result. Anything in its address that looks like a score is ignored." }
    };
    Page::new(&core, "Back from the exam", body)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_way_back_carries_nothing_and_is_not_for_the_sandbox() {
        let link = r#"<p><a href="com.annotationacademy.desktop://back">Back to the app</a></p>"#;
        assert_eq!(super::back(false).into_string(), link);
        assert_eq!(super::back(true).into_string(), "");
    }
}
