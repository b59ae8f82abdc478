//! Calling the registrar's API as the app does: signed in, and patient.

use super::browser::{Browser, Page};
use crate::mail::MailServer;
use data_encoding::BASE64URL_NOPAD;
use registrar_api::{CLIENT_ID, TokenReply};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// How long a registrar may be away before the walk gives up.
const PATIENCE: Duration = Duration::from_secs(90);
const REDIRECT: &str = "http://127.0.0.1:48123/callback";

/// Why the walk cannot go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The fault's code, or `other`.
    pub code: String,
    pub message: String,
}

impl Refusal {
    pub fn other(message: impl Into<String>) -> Self {
        Self { code: "other".into(), message: message.into() }
    }
}

/// How long each request took, and what nobody else may see.
#[derive(Clone, Default)]
pub struct Recorder {
    times: Arc<Mutex<Vec<u64>>>,
    secrets: Arc<Mutex<Vec<(&'static str, String)>>>,
}

impl Recorder {
    pub fn note(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.times.lock().unwrap_or_else(PoisonError::into_inner).push(micros);
    }

    pub(super) fn secret(&self, what: &'static str, value: &str) {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).push((what, value.to_owned()));
    }

    /// What it is, and its value, in the order of the way.
    pub fn secrets(&self) -> Vec<(&'static str, String)> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// In microseconds, in the order of their ends.
    pub fn times(&self) -> Vec<u64> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The API with a candidate's tokens.
pub struct Api {
    base: String,
    browser: Browser,
    tokens: Option<TokenReply>,
    recorder: Recorder,
}

impl Api {
    pub fn new(base: &str, recorder: Recorder) -> Self {
        Self { base: base.to_owned(), browser: Browser::default(), tokens: None, recorder }
    }

    /// Something that nobody else may see.
    pub(super) fn secret(&self, what: &'static str, value: &str) {
        self.recorder.secret(what, value);
    }

    /// What the app holds in the keychain.
    pub fn tokens(&self) -> Option<&TokenReply> {
        self.tokens.as_ref()
    }

    pub async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T, Refusal> {
        self.call(Method::GET, path, None).await
    }

    pub async fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T, Refusal> {
        let body = serde_json::to_value(body).map_err(|e| Refusal::other(e.to_string()))?;
        self.call(Method::POST, path, Some(body)).await
    }

    async fn call<T: DeserializeOwned>(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<T, Refusal> {
        let begun = Instant::now();
        loop {
            let mut request = self.browser.client.request(method.clone(), format!("{}{path}", self.base));
            if let Some(tokens) = &self.tokens {
                request = request.bearer_auth(&tokens.access_token);
            }
            if let Some(body) = &body {
                request = request.json(body);
            }
            let asked = Instant::now();
            if let Ok(response) = request.send().await {
                self.recorder.note(asked.elapsed());
                let status = response.status().as_u16();
                if let Ok(answer) = response.json::<Value>().await {
                    match status {
                        200..=299 => {
                            return serde_json::from_value(answer).map_err(|e| Refusal::other(format!("{path}: {e}")));
                        }
                        429 | 502 | 503 => {}
                        _ => return Err(refusal(path, &answer)),
                    }
                }
            }
            if begun.elapsed() > PATIENCE {
                return Err(Refusal::other(format!("{path}: the registrar stayed away")));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Signs in through the pages; begins anew when a registrar's death has broken a run off.
    pub async fn sign_in(&mut self, mail: &MailServer, email: &str) -> Result<(), Refusal> {
        let begun = Instant::now();
        loop {
            match self.sign_in_once(mail, email).await {
                Ok(tokens) => {
                    self.recorder.secret("access token", &tokens.access_token);
                    self.recorder.secret("refresh token", &tokens.refresh_token);
                    self.tokens = Some(tokens);
                    return Ok(());
                }
                Err(why) if begun.elapsed() > PATIENCE => return Err(Refusal::other(why)),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    async fn sign_in_once(&mut self, mail: &MailServer, email: &str) -> Result<TokenReply, String> {
        let verifier = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
        let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()));
        let state = uuid::Uuid::new_v4().simple().to_string();
        let url = Url::parse_with_params(
            &format!("{}/authorize", self.base),
            [
                ("response_type", "code"),
                ("client_id", CLIENT_ID),
                ("redirect_uri", REDIRECT),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
                ("state", &state),
            ],
        )
        .map_err(|e| e.to_string())?;
        let (location, code) = pass_sign_in(&mut self.browser, url.as_str(), mail, email).await?;
        let back = Url::parse(&location).map_err(|e| e.to_string())?;
        let query: BTreeMap<String, String> = back.query_pairs().into_owned().collect();
        if query.get("state") != Some(&state) {
            return Err("the state is not ours".into());
        }
        let authorization = query.get("code").ok_or("no code came back")?;
        let passed = [
            ("code verifier", &verifier),
            ("code challenge", &challenge),
            ("state", &state),
            ("mailed code", &code),
            ("authorization code", authorization),
        ];
        passed.iter().for_each(|(what, value)| self.recorder.secret(what, value));
        self.exchange(&verifier, authorization).await
    }

    async fn exchange(&self, verifier: &str, code: &str) -> Result<TokenReply, String> {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT),
            ("code_verifier", verifier),
            ("code", code),
        ];
        let request = self.browser.client.post(format!("{}/token", self.base)).form(&form);
        let response = request.send().await.map_err(|e| e.to_string())?;
        response.json().await.map_err(|e| e.to_string())
    }
}

/// Goes through the sign-in page at `url` as this person: where it leads back to, and the code that was mailed.
pub async fn pass_sign_in(
    browser: &mut Browser,
    url: &str,
    mail: &MailServer,
    email: &str,
) -> Result<(String, String), String> {
    let (asks_code, base, code) = up_to_code(browser, url, mail, email).await?;
    let done = fill(browser, &base, &asks_code, &[("code", &code)]).await?;
    Ok((done.location.ok_or("the sign-in page did not lead back to the app")?, code))
}

/// The same, up to the code that the page shows to be pasted.
pub async fn pass_sign_in_by_hand(
    browser: &mut Browser,
    url: &str,
    mail: &MailServer,
    email: &str,
) -> Result<String, String> {
    let (asks_code, base, code) = up_to_code(browser, url, mail, email).await?;
    let shown = fill(browser, &base, &asks_code, &[("code", &code), ("then", "paste")]).await?;
    let shown = shown.text.split("<textarea").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).map(str::to_owned);
    shown.ok_or_else(|| "the page shows no code".to_owned())
}

async fn up_to_code(
    browser: &mut Browser,
    url: &str,
    mail: &MailServer,
    email: &str,
) -> Result<(Page, String, String), String> {
    let base = Url::parse(url).map_err(|e| e.to_string())?.origin().ascii_serialization();
    let before = mail.to(email).len();
    let asks_email = browser.get(url).await?;
    let asks_code = fill(browser, &base, &asks_email, &[("email", email)]).await?;
    let code = mailed_code(mail, email, before).await?;
    Ok((asks_code, base, code))
}

/// Submits the form that has the first of these fields.
async fn fill(browser: &mut Browser, base: &str, page: &Page, fields: &[(&str, &str)]) -> Result<Page, String> {
    let asked = fields.first().map_or("", |(name, _)| *name);
    let mut form = page.form_with(asked).ok_or_else(|| format!("no form asks for {asked}: {}", page.status))?;
    form.fields.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.submit(&format!("{base}{}", form.action), &form.fields).await
}

fn refusal(path: &str, answer: &Value) -> Refusal {
    Refusal {
        code: answer["code"].as_str().unwrap_or("other").to_owned(),
        message: format!("{path}: {}", answer["message"].as_str().unwrap_or("no message")),
    }
}

/// The digits of the next mail to that address.
async fn mailed_code(mail: &MailServer, email: &str, before: usize) -> Result<String, String> {
    for _ in 0..200 {
        if let Some(code) = mail.to(email).iter().skip(before).rev().find_map(|mail| digits(&mail.body)) {
            return Ok(code);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err("no code came by mail".into())
}

/// The first run of eight digits.
fn digits(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 8).map(str::to_owned)
}
