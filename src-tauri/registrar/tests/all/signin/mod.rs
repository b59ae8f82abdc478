//! Sign-in: a browser and an app to drive it with.

mod attacks;
mod codes;
mod limits;
mod operations;
mod over;
mod refresh;
mod whole_way;

use crate::world::{World, described, until};
use registrar::core::Core;
use registrar::keys;
use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use url::Url;

pub const REDIRECT: &str = "http://127.0.0.1:4711/callback";

/// A browser that keeps cookies and follows nothing.
#[derive(Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
}

/// What it shows.
pub struct Shown {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub async fn get(&mut self, world: &World, path: &str) -> Shown {
        self.send(world, Method::GET, path, &[]).await
    }

    pub async fn post(&mut self, world: &World, path: &str, form: &[(&str, &str)]) -> Shown {
        self.send(world, Method::POST, path, form).await
    }

    async fn send(&mut self, world: &World, method: Method, path: &str, form: &[(&str, &str)]) -> Shown {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = world.http.request(method.clone(), world.url(path)).header("cookie", cookies.join("; "));
        if method == Method::POST {
            request = request.form(form);
        }
        let response = request.send().await.unwrap();
        for line in response.headers().get_all(SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        let (status, headers) = (response.status(), response.headers().clone());
        Shown { status, headers, body: response.text().await.unwrap() }
    }

    /// From the first page to the page that asks for the code.
    pub async fn give_address(&mut self, world: &World, first: &str, email: &str) -> Shown {
        let shown = self.get(world, first).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        self.post(world, &shown.action(), &[("email", email)]).await
    }

    pub async fn give_code(&mut self, world: &World, handle: &str, code: &str, then: &str) -> Shown {
        self.post(world, "/sign-in/code", &[("handle", handle), ("code", code), ("then", then)]).await
    }

    /// All the way to the answer for the app.
    pub async fn sign_in(&mut self, world: &World, app: &App, email: &str) -> Shown {
        let stored = email.to_lowercase();
        let before = world.mail.to(&stored).len();
        let handle = self.give_address(world, &app.address(), email).await.handle();
        let code = code_sent(world, &stored, before + 1).await;
        self.give_code(world, &handle, &code, "app").await
    }
}

impl Shown {
    fn between(&self, begin: &str, end: &str) -> Option<&str> {
        self.body.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found)
    }

    pub fn action(&self) -> String {
        self.between("action=\"", "\"").unwrap().replace("&amp;", "&")
    }

    pub fn handle(&self) -> String {
        let handle = self.between("name=\"handle\" value=\"", "\"");
        handle.unwrap_or_else(|| panic!("no handle: {}", self.body)).to_owned()
    }

    pub fn pasted(&self) -> String {
        self.between("<textarea", "</textarea>").unwrap().split_once('>').unwrap().1.to_owned()
    }

    pub fn alert(&self) -> Option<&str> {
        self.between("role=\"alert\">", "</p>")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> Url {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[LOCATION].to_str().unwrap().parse().unwrap()
    }

    /// A parameter of the redirect.
    pub fn answer(&self, name: &str) -> Option<String> {
        let url = self.location();
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    pub fn code(&self) -> String {
        self.answer("code").unwrap()
    }
}

/// The app's side of a sign-in.
pub struct App {
    pub verifier: String,
    pub state: String,
}

impl App {
    pub fn new() -> Self {
        Self { verifier: keys::random_token(), state: keys::random_token() }
    }

    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let challenge = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(&self.verifier));
        vec![
            ("response_type", "code".into()),
            ("client_id", registrar_api::CLIENT_ID.into()),
            ("redirect_uri", REDIRECT.into()),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256".into()),
            ("state", self.state.clone()),
        ]
    }

    pub fn address(&self) -> String {
        address(&self.parameters())
    }

    pub async fn exchange(&self, world: &World, code: &str) -> (StatusCode, Value) {
        self.exchange_at(world, code, REDIRECT).await
    }

    pub async fn exchange_at(&self, world: &World, code: &str, redirect_uri: &str) -> (StatusCode, Value) {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", registrar_api::CLIENT_ID),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", &self.verifier),
        ];
        form_to(world, "/token", &form).await
    }

    /// Signed in: the tokens.
    pub async fn tokens(world: &World, email: &str) -> Tokens {
        let app = Self::new();
        let code = Browser::default().sign_in(world, &app, email).await.code();
        Tokens::of(app.exchange(world, &code).await)
    }
}

/// What a sign-in gave.
#[derive(Debug, Clone)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl Tokens {
    pub fn of((status, body): (StatusCode, Value)) -> Self {
        assert_eq!(status, StatusCode::OK, "{body}");
        let field = |name: &str| body[name].as_str().unwrap().to_owned();
        Self { access: field("access_token"), refresh: field("refresh_token") }
    }

    /// Whether the access token opens anything.
    pub async fn works(&self, world: &World) -> bool {
        registrar::signin::by_access_token(&world.registrar.core, &self.access).await.unwrap().is_some()
    }
}

pub async fn refresh(world: &World, token: &str) -> (StatusCode, Value) {
    let form = [("grant_type", "refresh_token"), ("client_id", registrar_api::CLIENT_ID), ("refresh_token", token)];
    form_to(world, "/token", &form).await
}

pub async fn form_to(world: &World, path: &str, form: &[(&str, &str)]) -> (StatusCode, Value) {
    let response = world.http.post(world.url(path)).form(form).send().await.unwrap();
    described::read(&Method::POST, path, response).await
}

pub fn address(parameters: &[(&str, String)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("/authorize?{query}")
}

#[track_caller]
pub fn assert_fault((status, body): (StatusCode, Value), expected: u16, error: &str) {
    assert_eq!((status.as_u16(), body["error"].as_str()), (expected, Some(error)), "{body}");
}

/// The code of the `number`th mail to an address.
pub async fn code_sent(world: &World, email: &str, number: usize) -> String {
    let mail = until("a code", async || world.mail.to(email).get(number - 1).cloned()).await;
    let codes: Vec<&str> = mail.body.split_whitespace().filter(|word| is_code(word)).collect();
    assert_eq!(codes.len(), 1, "{}", mail.body);
    codes[0].to_owned()
}

fn is_code(word: &str) -> bool {
    word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A code that is not this one.
pub fn another(code: &str) -> String {
    let last = if code.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", &code[..7])
}

/// The number of rows of a question.
pub async fn count(world: &World, sql: &'static str) -> usize {
    world.registrar.core.db.rows(sql, &[]).await.unwrap().len()
}

/// Why the families that are over have ended.
pub async fn ended(world: &World) -> Vec<String> {
    let sql = "SELECT revoked_why FROM token_family WHERE revoked_ms IS NOT NULL";
    let rows = world.registrar.core.db.rows(sql, &[]).await.unwrap();
    rows.iter().map(|row| row.text("revoked_why").unwrap()).collect()
}

/// Every text of every table.
pub async fn dump(core: &Core) -> String {
    let schema = include_str!("../../../migrations/sqlite/0001_registrar.sql");
    let mut texts = String::new();
    for table in schema.split("CREATE TABLE ").skip(1) {
        let (name, columns) = table.split_once(" (\n").unwrap();
        let columns = columns.split("\n) STRICT").next().unwrap().lines();
        let columns: Vec<&str> = columns.filter_map(|line| line.trim().split_once(" TEXT")).map(|(c, _)| c).collect();
        let sql: &'static str = format!("SELECT * FROM {name}").leak();
        for row in core.db.rows(sql, &[]).await.unwrap() {
            for column in &columns {
                texts.push_str(&format!("{name}.{column}: {}\n", row.opt_text(column).unwrap().unwrap_or_default()));
            }
        }
    }
    texts
}

/// All of them at once.
pub async fn all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let std::task::Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
