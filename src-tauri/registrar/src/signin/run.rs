//! One run through the sign-in pages: from the e-mail to its code.
//!
//! A run is known by its handle, which the form holds, and the cookie of the browser that began it, together: a handle that is
//! carried into another browser opens nothing.

use super::address::WINDOW;
use super::authorize::AuthorizationRequest;
use super::redirect::Loopback;
use super::{browser, throttle};
use crate::args;
use crate::clock::{HOUR, MINUTE};
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::keys;
use crate::trouble::Trouble;
use std::time::Duration;

const CODE_KEEPS: i64 = 10 * MINUTE;
/// How long a run may ask for new codes.
const RUN_KEEPS: i64 = HOUR;
pub const DIGITS: usize = 8;
const TRIES: i64 = 5;
/// Within [`WINDOW`].
const CODES_TO_ONE_ADDRESS: i64 = 5;

/// Where a run leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To the app, with an authorization code.
    App(AuthorizationRequest),
    /// To this page of operations.
    Page(String),
}

/// What a code that was typed in comes to.
pub enum Guess {
    Right {
        email: String,
        purpose: Purpose,
    },
    Wrong {
        purpose: Purpose,
        tries_left: i64,
    },
    /// The code is over; a new one can be sent.
    Over(Purpose),
    /// There is no such run in this browser, or it has led to its end.
    Gone,
}

impl Purpose {
    /// The address of the run's first page.
    pub fn address(&self) -> String {
        match self {
            Self::App(request) => request.address(),
            Self::Page(to) => browser::sign_in_address(to),
        }
    }

    /// Whether a code is sent to this address at all.
    fn is_for(&self, core: &Core, email: &str) -> bool {
        match self {
            Self::App(_) => true,
            Self::Page(_) => browser::name_of(core, email).is_some(),
        }
    }

    fn columns(&self) -> [&str; 4] {
        match self {
            Self::App(r) => ["app", r.redirect.as_str(), &r.challenge, &r.state],
            Self::Page(to) => ["page", to, "", ""],
        }
    }

    fn of(row: &Row) -> Outcome<Self> {
        let to = row.text("redirect_uri")?;
        if row.text("purpose")? == "page" {
            return Ok(Self::Page(to));
        }
        let redirect = Loopback::parse(&to).ok_or_else(|| Trouble::broken("a run leads away from loopback"))?;
        let (challenge, state) = (row.text("challenge")?, row.text("client_state")?);
        Ok(Self::App(AuthorizationRequest { redirect, challenge, state }))
    }
}

/// Begins a run and has a code sent; the handle is the answer, whoever it is.
pub async fn begin(core: &Core, browser: &str, purpose: &Purpose, email: &str) -> Outcome<String> {
    let handle = keys::random_token();
    let code = new_code(core, purpose, email).await?;
    let [word, redirect_uri, challenge, state] = purpose.columns();
    let now = core.now_ms();
    let sql =
        "INSERT INTO sign_in (handle_hash, email, code_hash, purpose, redirect_uri, challenge, client_state, tries,
               created_ms, expires_ms, used_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, NULL)";
    let code_hash = stored_code(core, &handle, code.as_deref());
    let key = stored_handle(core, &handle, browser);
    let args = args![key, email, code_hash, word, redirect_uri, challenge, state, now, now + CODE_KEEPS];
    core.db.run(sql, args).await?;
    if let Some(code) = code {
        send(core, email.to_owned(), &code);
    }
    Ok(handle)
}

/// Sends a new code in place of the run's old one. None if there is no such run.
pub async fn renew(core: &Core, browser: &str, handle: &str) -> Outcome<Option<Purpose>> {
    let sql = "SELECT * FROM sign_in WHERE handle_hash = $1 AND used_ms IS NULL AND created_ms > $2";
    let key = stored_handle(core, handle, browser);
    let now = core.now_ms();
    let Some(row) = core.db.row(sql, args![&key, now - RUN_KEEPS]).await? else { return Ok(None) };
    let (purpose, email) = (Purpose::of(&row)?, row.text("email")?);
    // Beyond the limit the old code stays as it is.
    if let Some(code) = new_code(core, &purpose, &email).await? {
        let sql =
            "UPDATE sign_in SET code_hash = $2, tries = 0, expires_ms = $3 WHERE handle_hash = $1 AND used_ms IS NULL";
        let code_hash = stored_code(core, handle, Some(&code));
        if core.db.run(sql, args![key, code_hash, now + CODE_KEEPS]).await? == 1 {
            send(core, email, &code);
        }
    }
    Ok(Some(purpose))
}

/// Holds a code against the run's own, in the caller's transaction: each try counts, also of two at once, and only one that is
/// right leads on.
pub async fn guess(tx: &mut Tx, core: &Core, browser: &str, handle: &str, code: &str) -> Outcome<Guess> {
    let key = stored_handle(core, handle, browser);
    let now = core.now_ms();
    let sql = "UPDATE sign_in SET tries = tries + 1 WHERE handle_hash = $1 AND used_ms IS NULL AND expires_ms > $2
               AND tries < $3 RETURNING *";
    let Some(row) = tx.row(sql, args![&key, now, TRIES]).await? else {
        let sql = "SELECT * FROM sign_in WHERE handle_hash = $1 AND used_ms IS NULL";
        let row = tx.row(sql, args![&key]).await?;
        return row.map_or(Ok(Guess::Gone), |row| Ok(Guess::Over(Purpose::of(&row)?)));
    };
    let purpose = Purpose::of(&row)?;
    if !keys::same(&row.text("code_hash")?, &stored_code(core, handle, Some(code))) {
        return Ok(match TRIES - row.int("tries")? {
            0 => Guess::Over(purpose),
            tries_left => Guess::Wrong { purpose, tries_left },
        });
    }
    tx.run("UPDATE sign_in SET used_ms = $2 WHERE handle_hash = $1", args![key, now]).await?;
    Ok(Guess::Right { email: row.text("email")?, purpose })
}

/// Forgets runs that nothing can be done with any more.
pub async fn sweep(core: &Core) -> Outcome<()> {
    core.db.run("DELETE FROM sign_in WHERE expires_ms <= $1", args![core.now_ms() - RUN_KEEPS]).await.map(drop)
}

/// A code, unless this address gets none: it has had enough of them, or may not sign in here. Counted for everybody.
async fn new_code(core: &Core, purpose: &Purpose, email: &str) -> Outcome<Option<String>> {
    let within = throttle::take(core, &throttle::codes_to(email), CODES_TO_ONE_ADDRESS, WINDOW).await?;
    Ok((within && purpose.is_for(core, email)).then(|| keys::random_digits(DIGITS)))
}

fn stored_handle(core: &Core, handle: &str, browser: &str) -> String {
    core.keys.hash("sign-in handle", &format!("{handle}.{browser}"))
}

/// What is never sent can never be guessed: nothing hashes to the empty text.
fn stored_code(core: &Core, handle: &str, code: Option<&str>) -> String {
    code.map(|code| core.keys.hash("sign-in code", &format!("{handle}.{code}"))).unwrap_or_default()
}

/// Sends a code after the answer has gone, so that its time tells nothing. Codes stand nowhere, so a mail that does not get
/// through in a few tries is lost, and the page offers a new one.
fn send(core: &Core, email: String, code: &str) {
    let minutes = CODE_KEEPS / MINUTE;
    let body = format!(
        "Your code to sign in to Annotation Academy:\n\n    {code}\n\nIt is good for {minutes} minutes, on the page that asked \
         for it.\nGive it to nobody: we never ask for it in any other way.\nIf you did not want to sign in, do nothing.\n"
    );
    let core = core.clone();
    tokio::spawn(async move {
        for pause_s in [1, 4, 0] {
            match core.mailer.deliver(&email, "Your code to sign in", body.clone()).await {
                Ok(()) => return,
                Err(trouble) => tracing::warn!(%trouble, "a code was not taken by the mail server"),
            }
            tokio::time::sleep(Duration::from_secs(pause_s)).await;
        }
    });
}
