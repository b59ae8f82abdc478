//! Everything that is held about a person. No hash, no nonce, and nothing of anybody else.

use super::facts;
use crate::args;
use crate::core::Core;
use crate::db::Outcome;
use serde_json::{Map, Value, json};

/// The ids of the person's enrolments, in a statement whose `$1` is the person.
macro_rules! enrolments {
    () => {
        "SELECT id FROM enrolment WHERE person_id = $1"
    };
}

/// The ids of the person's seats.
macro_rules! seats {
    () => {
        concat!("SELECT id FROM seat WHERE enrolment_id IN (", enrolments!(), ")")
    };
}

/// The numbers of the person's cases, also of those that the person does not see.
macro_rules! cases {
    () => {
        concat!("SELECT number FROM case_file WHERE person_id = $1 OR enrolment_id IN (", enrolments!(), ")")
    };
}

/// What the audit calls the person and all that is the person's.
macro_rules! subjects {
    () => {
        concat!(
            "SELECT 'person:' || id FROM person WHERE id = $1
             UNION SELECT 'enrolment:' || id FROM enrolment WHERE person_id = $1
             UNION SELECT 'seat:' || id FROM seat WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT 'identity:' || id FROM identity WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT 'credential:' || id FROM credential WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT 'case:' || CAST(number AS TEXT) FROM case_file WHERE number IN (",
            cases!(),
            ")"
        )
    };
}

pub(super) use {cases, enrolments, seats, subjects};

/// What is given out, table by table; `$1` is the person.
const SECTIONS: &[(&str, &str)] = &[
    ("person", "SELECT id, email, created_ms, erased_ms FROM person WHERE id = $1"),
    (
        "sign_in_pages",
        "SELECT s.email, s.purpose, s.redirect_uri, s.client_state, s.tries, s.created_ms, s.expires_ms, s.used_ms
         FROM sign_in s JOIN person p ON p.email = s.email WHERE p.id = $1",
    ),
    (
        "sign_ins",
        "SELECT id, created_ms, used_ms, revoked_ms, revoked_why FROM token_family WHERE person_id = $1
         ORDER BY created_ms",
    ),
    (
        "sign_in_codes",
        "SELECT client_id, redirect_uri, expires_ms, used_ms, family_id FROM authorization_code WHERE person_id = $1",
    ),
    (
        "refresh_tokens",
        "SELECT t.family_id, t.created_ms, t.expires_ms, t.used_ms FROM refresh_token t
         JOIN token_family f ON f.id = t.family_id WHERE f.person_id = $1",
    ),
    (
        "access_tokens",
        "SELECT t.family_id, t.expires_ms FROM access_token t JOIN token_family f ON f.id = t.family_id
         WHERE f.person_id = $1",
    ),
    ("page_sessions", "SELECT expires_ms FROM page_session WHERE person_id = $1"),
    (
        "enrolments",
        "SELECT id, programme_version, variant, variant_fixed, attempts_allowed, window_opens_ms, window_closes_ms,
         may_sit_from_ms, name, name_confirmed_ms, held, held_ms, created_ms FROM enrolment WHERE person_id = $1",
    ),
    (
        "enrolment_codes",
        concat!(
            "SELECT batch, variant, attempts, created_ms, used_ms, enrolment_id FROM enrolment_code
             WHERE enrolment_id IN (",
            enrolments!(),
            ")"
        ),
    ),
    (
        "consents",
        concat!(
            "SELECT enrolment_id, kind, version, given_ms FROM consent WHERE enrolment_id IN (",
            enrolments!(),
            ")"
        ),
    ),
    (
        "identities",
        concat!(
            "SELECT id, enrolment_id, route, state, provider_id, checks, last_error, name_match, name_compared,
             verified_ms, valid_until_ms, redaction, redacted_ms, created_ms, updated_ms FROM identity
             WHERE enrolment_id IN (",
            enrolments!(),
            ")"
        ),
    ),
    (
        "provider_events",
        concat!(
            "SELECT provider, id, kind, subject, received_ms FROM provider_event WHERE provider <> 'form' AND subject IN
             (SELECT id FROM identity WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT provider_id FROM identity WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION ",
            seats!(),
            " UNION SELECT link_result_id FROM seat WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT id FROM credential WHERE enrolment_id IN (",
            enrolments!(),
            ") UNION SELECT provider_id FROM credential WHERE enrolment_id IN (",
            enrolments!(),
            "))"
        ),
    ),
    (
        "seats",
        concat!(
            "SELECT id, enrolment_id, attempt, programme_version, variant, minutes, pass_mark_tenths, camera, state,
             access_code, handed_out_ms, issued_ms, expires_ms, finished_ms, counts, void_why, link_result_id, outcome,
             outcome_why, outcome_ms, cleared_ms FROM seat WHERE enrolment_id IN (",
            enrolments!(),
            ") ORDER BY attempt"
        ),
    ),
    (
        "results",
        concat!(
            "SELECT seat_id, body, finished_s, graded, monitored, first_source, first_seen_ms, feed_seen_s
             FROM result_revision WHERE seat_id IN (",
            seats!(),
            ") ORDER BY first_seen_ms"
        ),
    ),
    (
        "refused_results",
        concat!("SELECT seat_id, why, body, seen_ms FROM refused_result WHERE seat_id IN (", seats!(), ")"),
    ),
    (
        "credentials",
        concat!(
            "SELECT id, enrolment_id, seat_id, group_id, step, provider_id, public_id, name, issue_date, expiry_date,
             created_ms, updated_ms FROM credential WHERE enrolment_id IN (",
            enrolments!(),
            ")"
        ),
    ),
    (
        "cases",
        concat!(
            "SELECT number, kind, state, title, enrolment_id, visible, decider, deadline_ms, decision, opened_ms,
             closed_ms FROM case_file WHERE number IN (",
            cases!(),
            ") ORDER BY number"
        ),
    ),
    (
        "case_notes",
        concat!(
            "SELECT number, author, visible, text, at_ms FROM case_note WHERE number IN (",
            cases!(),
            ") ORDER BY number, at_ms, id"
        ),
    ),
    (
        "audit",
        concat!(
            "SELECT a.at_ms, a.action, a.subject, r.reason, r.change FROM audit a
             LEFT JOIN audit_reason r ON r.audit_id = a.id WHERE a.actor = 'candidate:' || $1 OR a.subject IN (",
            subjects!(),
            ") ORDER BY a.at_ms, a.id"
        ),
    ),
    (
        "mails",
        "SELECT recipient, subject, body, queued_ms, sent_ms FROM mail
         WHERE person_id = $1 OR recipient = (SELECT email FROM person WHERE id = $1) ORDER BY queued_ms",
    ),
    ("browser_checks", "SELECT id, expires_ms, reported_ms, report FROM browser_check WHERE person_id = $1"),
];

/// One JSON with everything held about a person.
pub async fn of(core: &Core, person_id: &str) -> Outcome<Value> {
    let mut everything = Map::new();
    everything.insert("exported_ms".into(), json!(core.now_ms()));
    everything.insert("registrar".into(), json!(core.settings.server.public_url));
    for (name, sql) in SECTIONS {
        let facts = facts::read(&core.db, sql, args![person_id]).await?;
        let facts = facts.into_iter().map(facts::Fact::into_json).collect();
        everything.insert((*name).into(), Value::Array(facts));
    }
    Ok(Value::Object(everything))
}
