//! The pages of a sign-in, as HTML.

use super::run::{DIGITS, Purpose};
use crate::clock::SECOND;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::{Page, status};
use crate::trouble::Trouble;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// The strict policy of every page, but for where a form may lead: Chromium holds the redirect after it against this too.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'self' http://127.0.0.1:* http://[::1]:*";

fn page(core: &Core, purpose: &Purpose, title: &str, body: Markup) -> Page {
    let page = Page::new(core, title, body);
    match purpose {
        // Browsers do not read an IPv6 address there; without this the redirect to it would be blocked.
        Purpose::App(request) if request.redirect.is_v6() => page.policy(&format!("{POLICY} http:")),
        Purpose::App(_) => page.policy(POLICY),
        Purpose::Page(_) => page,
    }
}

/// Asks for the e-mail.
pub fn address(core: &Core, purpose: &Purpose, error: Option<&str>) -> Page {
    let body = html! {
        @match purpose {
            Purpose::App(_) => {
                p { "Annotation Academy, the app on this computer, asks you to sign in. There is no password." }
            }
            Purpose::Page(to) => {
                p { "For those who look after the certification." }
                p.quiet { a href=(to) { "Already signed in in this browser? Go on." } }
            }
        }
        form method="post" action=(purpose.address()) {
            label for="email" { "Your e-mail address" }
            input #email type="email" name="email" autocomplete="email" maxlength="254" required autofocus
                aria-describedby=[error.map(|_| "error")] aria-invalid=[error.map(|_| "true")];
            (said(error))
            p.buttons { button type="submit" { "Send me a code" } }
        }
        p.quiet { "We send a code of " (DIGITS) " digits to this address. It proves that the address is yours." }
    };
    page(core, purpose, "Sign in", body)
}

/// Asks for the code. The same page whoever it is, and whether anything was sent.
pub fn code(core: &Core, purpose: &Purpose, handle: &str, error: Option<&str>) -> Page {
    let body = html! {
        p {
            @match purpose {
                Purpose::App(_) => { "A code of " (DIGITS) " digits is on its way to you by e-mail." }
                Purpose::Page(_) => { "If this address may sign in here, a code of " (DIGITS) " digits is on its way to it." }
            }
            " It is good for ten minutes. If it does not come, look among the unwanted mail."
        }
        form method="post" action="/sign-in/code" {
            input type="hidden" name="handle" value=(handle);
            label for="code" { "The code from the e-mail" }
            input #code .code name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required autofocus
                aria-describedby=[error.map(|_| "error")] aria-invalid=[error.map(|_| "true")];
            (said(error))
            p.buttons {
                @match purpose {
                    Purpose::App(_) => {
                        button type="submit" name="then" value="app" { "Continue to the app" }
                        button .quiet type="submit" name="then" value="paste" { "Show a code to paste instead" }
                    }
                    Purpose::Page(_) => { button type="submit" { "Sign in" } }
                }
            }
        }
        form method="post" action="/sign-in/again" {
            input type="hidden" name="handle" value=(handle);
            p.buttons { button.quiet type="submit" { "Send a new code" } }
        }
        p.quiet { a href=(purpose.address()) { "Use another address" } }
    };
    page(core, purpose, "Enter the code", body)
}

fn said(error: Option<&str>) -> Markup {
    html! { @if let Some(error) = error { p #error .error role="alert" { (error) } } }
}

/// Shows the authorization code, to be carried to the app by hand.
pub fn paste(core: &Core, code: &str) -> Page {
    let body = html! {
        label for="paste" { "Copy this code, go back to the app, and paste it there" }
        textarea #paste .code readonly rows="2" cols="22" spellcheck="false" autofocus { (code) }
        p { "It is good for 60 seconds, and once. If it is over, begin again in the app." }
        p role="note" { "Paste it only into Annotation Academy on this computer: whoever has it can act in your name." }
    };
    Page::new(core, "A code for the app", body)
}

/// The request for a sign-in is not one that can be answered.
pub fn not_begun(core: &Core, why: &str) -> Page {
    let body = html! {
        p.error role="alert" { (why) }
        p { "Nothing has happened. Go back to Annotation Academy and choose “Sign in” there. If you came here by a link in a \
             message, do not trust it." }
    };
    Page::new(core, "This sign-in cannot begin", body).status(StatusCode::BAD_REQUEST)
}

/// No such run, or not in this browser, or at its end.
pub fn gone(core: &Core) -> Page {
    let body = html! {
        p.error role="alert" { "This sign-in is over, or it was begun in another browser." }
        p { "Begin again: choose “Sign in” in the app, or open the page you wanted." }
    };
    Page::new(core, "This sign-in cannot go on", body).status(StatusCode::BAD_REQUEST)
}

/// The browser did not bring its cookie.
pub fn no_cookie(core: &Core) -> Page {
    let body = html! {
        p.error role="alert" { "The browser did not bring back the cookie that keeps this sign-in yours." }
        p { "Allow cookies for this page, then begin again: choose “Sign in” in the app, or open the page you wanted." }
    };
    Page::new(core, "This sign-in cannot go on", body).status(StatusCode::BAD_REQUEST)
}

/// Too much from one place.
pub fn too_many(core: &Core, wait_ms: i64) -> Response {
    let body = html! {
        p.error role="alert" { "There were too many tries from your network." }
        p { "Try again in a quarter of an hour. If others share your network, they may have used them up." }
    };
    let page = Page::new(core, "Too many tries", body).status(StatusCode::TOO_MANY_REQUESTS);
    let mut response = page.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_ms / SECOND));
    response
}

/// The answer, or a page that says what went wrong.
pub fn or_trouble(core: &Core, outcome: Outcome<Response>) -> Response {
    outcome.unwrap_or_else(|trouble| {
        let fault = trouble.fault();
        if !matches!(trouble, Trouble::Refused(_)) {
            tracing::error!(%trouble, "a page of the sign-in ended in trouble");
        }
        let body = html! { p.error role="alert" { (fault.message) } };
        Page::new(core, "That did not work", body).status(status(fault.code)).into_response()
    })
}
