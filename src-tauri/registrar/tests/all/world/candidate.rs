//! Somebody who wants the certificate.

use super::World;
use registrar::args;
use registrar::keys;
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A signed-in person, enrolled or not.
pub struct Candidate {
    pub person_id: String,
    pub email: String,
    pub access_token: String,
    /// Empty for somebody who is not enrolled.
    pub enrolment_id: String,
}

impl World {
    /// Somebody signed in, without having gone through the sign-in page.
    pub async fn person(&self, email: &str) -> Candidate {
        let core = &self.registrar.core;
        let (person_id, family, token) = (keys::new_id(), keys::new_id(), keys::random_token());
        let now = core.now_ms();
        let mut tx = core.db.begin().await.unwrap();
        tx.run("INSERT INTO person (id, email, created_ms) VALUES ($1, $2, $3)", args![&person_id, email, now])
            .await
            .unwrap();
        let sql = "INSERT INTO token_family (id, person_id, created_ms, used_ms) VALUES ($1, $2, $3, $3)";
        tx.run(sql, args![&family, &person_id, now]).await.unwrap();
        let sql = "INSERT INTO access_token (token_hash, family_id, expires_ms) VALUES ($1, $2, $3)";
        let far = now + 4000 * 86_400_000;
        tx.run(sql, args![core.keys.hash("access token", &token), &family, far]).await.unwrap();
        tx.commit().await.unwrap();
        Candidate { person_id, email: email.to_owned(), access_token: token, enrolment_id: String::new() }
    }

    /// Somebody enrolled in the standard variant, with name and consents given, without having gone through it.
    pub async fn enrolled(&self, email: &str, name: &str) -> Candidate {
        let core = &self.registrar.core;
        let mut candidate = self.person(email).await;
        candidate.enrolment_id = keys::new_id();
        let now = core.now_ms();
        let sql = "INSERT INTO enrolment (id, person_id, programme_version, variant, variant_fixed, attempts_allowed,
                   window_opens_ms, window_closes_ms, name, name_confirmed_ms, created_ms)
                   VALUES ($1, $2, $3, 'standard', 1, 2, $4, $5, $6, $4, $4)";
        let closes = now + 180 * 86_400_000;
        let args = args![&candidate.enrolment_id, &candidate.person_id, core.programme_version, now, closes, name];
        core.db.run(sql, args).await.unwrap();
        for kind in ["terms", "age", "identity", "monitoring"] {
            let sql = "INSERT INTO consent (enrolment_id, kind, version, given_ms) VALUES ($1, $2, '1', $3)";
            core.db.run(sql, args![&candidate.enrolment_id, kind, now]).await.unwrap();
        }
        candidate
    }

    /// Makes the identity of an enrolment verified, without any check.
    pub async fn verified(&self, candidate: &Candidate) {
        let now = self.registrar.core.now_ms();
        let sql = "INSERT INTO identity (id, enrolment_id, route, state, live, idempotency_key, checks, name_match,
                   verified_ms, valid_until_ms, redaction, created_ms, updated_ms)
                   VALUES ($1, $2, 'person', 'verified', 1, $1, 0, 'matches', $3, $4, 'none', $3, $3)";
        let until = now + 365 * 86_400_000;
        let args = args![keys::new_id(), &candidate.enrolment_id, now, until];
        self.registrar.core.db.run(sql, args).await.unwrap();
    }
}

impl Candidate {
    /// A request to the API in the candidate's name: the status, and the body as JSON (null if it is none), both as described.
    pub async fn call(&self, world: &World, method: Method, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let mut request = world.http.request(method.clone(), world.url(path)).bearer_auth(&self.access_token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        super::described::read(&method, path, request.send().await.unwrap()).await
    }

    /// A GET that succeeds.
    pub async fn get<T: DeserializeOwned>(&self, world: &World, path: &str) -> T {
        let (status, body) = self.call(world, Method::GET, path, None).await;
        assert!(status.is_success(), "GET {path}: {status} {body}");
        serde_json::from_value(body).unwrap()
    }

    /// A POST that succeeds.
    pub async fn post<T: DeserializeOwned>(&self, world: &World, path: &str, body: impl Serialize) -> T {
        let (status, body) = self.call(world, Method::POST, path, Some(serde_json::to_value(body).unwrap())).await;
        assert!(status.is_success(), "POST {path}: {status} {body}");
        serde_json::from_value(body).unwrap()
    }

    /// A POST that is refused: the fault's code.
    pub async fn refused(&self, world: &World, path: &str, body: impl Serialize) -> String {
        let (status, body) = self.call(world, Method::POST, path, Some(serde_json::to_value(body).unwrap())).await;
        assert!(!status.is_success(), "POST {path}: {status} {body}");
        body["code"].as_str().unwrap_or_default().to_owned()
    }
}
