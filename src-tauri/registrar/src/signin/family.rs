//! What a sign-in gives the app: an authorization code, then a family of tokens of which each refresh token is good once.
//!
//! Whoever asks locks the row of the code or token that came, by an UPDATE, and decides by what then stands there: of two at
//! once, also in two processes, the second sees what the first has done.

use super::authorize::AuthorizationRequest;
use super::redirect::Loopback;
use crate::args;
use crate::clock::{DAY, MINUTE, SECOND};
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::keys;
use data_encoding::BASE64URL_NOPAD;
use registrar_api::{CLIENT_ID, TokenReply};
use sha2::{Digest, Sha256};

const CODE_KEEPS: i64 = 60 * SECOND;
const ACCESS_KEEPS: i64 = 10 * MINUTE;
const REFRESH_KEEPS: i64 = 180 * DAY;
/// How long an answer may have been lost on its way.
const LOST_WITHIN: i64 = 60 * SECOND;

/// What the app shows for its authorization code.
pub struct CodeGrant<'a> {
    pub code: &'a str,
    pub redirect_uri: &'a str,
    pub verifier: &'a str,
}

/// What becomes of a refresh token that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is over.
    Refused,
    /// Its first use: the next one is the answer.
    Next,
    /// The first answer was lost on its way: another one takes its place.
    Instead,
    /// Two hold it, or held it: one of them is a thief.
    Stolen,
}

/// A code for the app, bound to what the app asked with.
pub async fn new_authorization_code(
    tx: &mut Tx,
    core: &Core,
    person_id: &str,
    request: &AuthorizationRequest,
) -> Outcome<String> {
    let code = keys::random_token();
    let sql = "INSERT INTO authorization_code (code_hash, person_id, client_id, redirect_uri, challenge, expires_ms,
               used_ms, family_id) VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL)";
    let hash = core.keys.hash("authorization code", &code);
    let until = core.now_ms() + CODE_KEEPS;
    tx.run(sql, args![hash, person_id, CLIENT_ID, request.redirect.as_str(), &request.challenge, until]).await?;
    Ok(code)
}

/// Tokens for a code. None if it is not good; if it came before, what it gave then is revoked. To be committed either way.
pub async fn exchange(tx: &mut Tx, core: &Core, grant: CodeGrant<'_>) -> Outcome<Option<TokenReply>> {
    let hash = core.keys.hash("authorization code", grant.code);
    let sql = "UPDATE authorization_code SET used_ms = used_ms WHERE code_hash = $1 RETURNING *";
    let Some(row) = tx.row(sql, args![&hash]).await? else { return Ok(None) };
    let now = core.now_ms();
    if let Some(family) = row.opt_text("family_id")? {
        tracing::warn!(family, "an authorization code came twice: what it gave is revoked");
        revoke(tx, &family, "code_reused", now).await?;
        return Ok(None);
    }
    if row.int("expires_ms")? <= now || !fits(&row, &grant)? {
        return Ok(None);
    }
    let family = keys::new_id();
    let sql = "INSERT INTO token_family (id, person_id, created_ms, used_ms) VALUES ($1, $2, $3, $3)";
    tx.run(sql, args![&family, row.text("person_id")?, now]).await?;
    let sql = "UPDATE authorization_code SET used_ms = $2, family_id = $3 WHERE code_hash = $1";
    tx.run(sql, args![hash, now, &family]).await?;
    give(tx, core, &family, keys::random_token()).await.map(Some)
}

/// Whether the code was made for who shows it (RFC 7636, section 4.6).
fn fits(row: &Row, grant: &CodeGrant<'_>) -> Outcome<bool> {
    let (asked, shown) = (Loopback::parse(&row.text("redirect_uri")?), Loopback::parse(grant.redirect_uri));
    let redirect = matches!((asked, shown), (Some(asked), Some(shown)) if asked.matches(&shown));
    Ok(redirect && row.text("client_id")? == CLIENT_ID && is_verifier_of(grant.verifier, &row.text("challenge")?))
}

fn is_verifier_of(verifier: &str, challenge: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let formed = (43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved);
    formed && keys::same(&BASE64URL_NOPAD.encode(&Sha256::digest(verifier)), challenge)
}

/// The next tokens for a refresh token. None if it is not good; if somebody else has used it, its family is revoked. To be
/// committed either way.
pub async fn refresh(tx: &mut Tx, core: &Core, token: &str) -> Outcome<Option<TokenReply>> {
    let hash = core.keys.hash("refresh token", token);
    let Some(row) = locked(tx, &hash).await? else { return Ok(None) };
    let family = row.text("family_id")?;
    if !is_alive(tx, &family).await? {
        return Ok(None);
    }
    let now = core.now_ms();
    let successor = row.opt_text("next_hash")?;
    let successor_used = match &successor {
        Some(next) => {
            locked(tx, next).await?.map(|next| next.opt_int("used_ms")).transpose()?.map(|used| used.is_some())
        }
        None => None,
    };
    match judge(row.opt_int("used_ms")?, row.int("expires_ms")?, successor_used, now) {
        Fate::Refused => return Ok(None),
        Fate::Stolen => {
            tracing::warn!(family, "a refresh token came twice: the sign-in is revoked");
            revoke(tx, &family, "refresh_reused", now).await?;
            return Ok(None);
        }
        Fate::Next => {}
        // Used, but without a successor: whoever shows it did get the answer.
        Fate::Instead => {
            let sql = "UPDATE refresh_token SET used_ms = $2 WHERE token_hash = $1";
            tx.run(sql, args![successor, now]).await?;
        }
    }
    let next = keys::random_token();
    let sql = "UPDATE refresh_token SET used_ms = COALESCE(used_ms, $2), next_hash = $3 WHERE token_hash = $1";
    tx.run(sql, args![hash, now, core.keys.hash("refresh token", &next)]).await?;
    give(tx, core, &family, next).await.map(Some)
}

fn judge(used_ms: Option<i64>, expires_ms: i64, successor_used: Option<bool>, now_ms: i64) -> Fate {
    match (used_ms, successor_used) {
        (None, _) if expires_ms <= now_ms => Fate::Refused,
        (None, _) => Fate::Next,
        (Some(used), Some(false)) if now_ms - used < LOST_WITHIN => Fate::Instead,
        (Some(_), _) => Fate::Stolen,
    }
}

/// A refresh token's row; nobody else changes it before this transaction ends.
async fn locked(tx: &mut Tx, hash: &str) -> Outcome<Option<Row>> {
    let sql = "UPDATE refresh_token SET used_ms = used_ms WHERE token_hash = $1 RETURNING *";
    tx.row(sql, args![hash]).await
}

async fn is_alive(tx: &mut Tx, family: &str) -> Outcome<bool> {
    let sql = "SELECT 1 AS one FROM token_family f JOIN person p ON p.id = f.person_id
               WHERE f.id = $1 AND f.revoked_ms IS NULL AND p.erased_ms IS NULL";
    Ok(tx.row(sql, args![family]).await?.is_some())
}

/// Writes down a new refresh token, with an access token beside it.
async fn give(tx: &mut Tx, core: &Core, family: &str, refresh_token: String) -> Outcome<TokenReply> {
    let now = core.now_ms();
    let sql = "INSERT INTO refresh_token (token_hash, family_id, created_ms, expires_ms, used_ms, next_hash)
               VALUES ($1, $2, $3, $4, NULL, NULL)";
    let hash = core.keys.hash("refresh token", &refresh_token);
    tx.run(sql, args![hash, family, now, now + REFRESH_KEEPS]).await?;
    let access_token = keys::random_token();
    let sql = "INSERT INTO access_token (token_hash, family_id, expires_ms) VALUES ($1, $2, $3)";
    tx.run(sql, args![core.keys.hash("access token", &access_token), family, now + ACCESS_KEEPS]).await?;
    tx.run("UPDATE token_family SET used_ms = $2 WHERE id = $1", args![family, now]).await?;
    Ok(TokenReply { access_token, token_type: "Bearer".into(), expires_in: ACCESS_KEEPS / SECOND, refresh_token })
}

/// Ends a family; it stays ended for the reason it first was.
async fn revoke(tx: &mut Tx, family: &str, why: &str, now_ms: i64) -> Outcome<()> {
    let sql = "UPDATE token_family SET revoked_ms = $2, revoked_why = $3 WHERE id = $1 AND revoked_ms IS NULL";
    tx.run(sql, args![family, now_ms, why]).await.map(drop)
}

/// Ends the family of a token of either kind, if there is one.
pub async fn sign_out(tx: &mut Tx, core: &Core, token: &str) -> Outcome<()> {
    let sql = "SELECT family_id FROM refresh_token WHERE token_hash = $1
               UNION ALL SELECT family_id FROM access_token WHERE token_hash = $2";
    let hashes = args![core.keys.hash("refresh token", token), core.keys.hash("access token", token)];
    match tx.row(sql, hashes).await? {
        Some(row) => revoke(tx, &row.text("family_id")?, "signed_out", core.now_ms()).await,
        None => Ok(()),
    }
}

/// Ends all families of a person, and codes that could become one.
pub async fn end_all(tx: &mut Tx, person_id: &str, why: &str, now_ms: i64) -> Outcome<()> {
    let sql = "UPDATE token_family SET revoked_ms = $2, revoked_why = $3 WHERE person_id = $1 AND revoked_ms IS NULL";
    tx.run(sql, args![person_id, now_ms, why]).await?;
    tx.run("DELETE FROM authorization_code WHERE person_id = $1 AND used_ms IS NULL", args![person_id]).await.map(drop)
}

/// Forgets codes and access tokens that are over, and families and refresh tokens that have been over for `keeps_ms`.
pub async fn sweep(core: &Core, keeps_ms: i64) -> Outcome<()> {
    let now = core.now_ms();
    let old = now - keeps_ms;
    // A code is known a day longer, to see it come twice.
    core.db.run("DELETE FROM authorization_code WHERE expires_ms <= $1", args![now - DAY]).await?;
    core.db.run("DELETE FROM access_token WHERE expires_ms <= $1", args![now]).await?;
    let sql = "DELETE FROM refresh_token WHERE expires_ms <= $1
               OR family_id IN (SELECT id FROM token_family WHERE revoked_ms <= $1)";
    core.db.run(sql, args![old]).await?;
    let sql = "DELETE FROM token_family WHERE used_ms <= $1
               AND NOT EXISTS (SELECT 1 FROM refresh_token r WHERE r.family_id = token_family.id)
               AND NOT EXISTS (SELECT 1 FROM access_token a WHERE a.family_id = token_family.id)";
    core.db.run(sql, args![old]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_verifier_of_rfc_7636_appendix_b() {
        let (verifier, challenge) =
            ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_verifier_of(verifier, challenge));
        for wrong in ["", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXj", challenge, &verifier[1..], &verifier.repeat(3)]
        {
            assert!(!is_verifier_of(wrong, challenge), "{wrong}");
        }
    }

    #[test]
    fn what_becomes_of_a_refresh_token() {
        let check = |used, successor, now, expected| assert_eq!(judge(used, 1000, successor, now), expected);
        check(None, None, 999, Fate::Next);
        check(None, None, 1000, Fate::Refused);
        check(Some(0), Some(false), LOST_WITHIN - 1, Fate::Instead);
        check(Some(0), Some(false), LOST_WITHIN, Fate::Stolen);
        check(Some(0), Some(true), 1, Fate::Stolen);
        check(Some(0), None, 1, Fate::Stolen);
        // The clock was set back meanwhile.
        check(Some(500), Some(false), 0, Fate::Instead);
    }

    proptest! {
        #[test]
        fn a_used_token_never_begins_anew(used: u32, expires: u32, now: u32, successor: Option<bool>) {
            let fate = judge(Some(used.into()), expires.into(), successor, now.into());
            prop_assert!(fate == Fate::Stolen || (fate == Fate::Instead && successor == Some(false)));
        }
    }
}
