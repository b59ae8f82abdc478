//! One result, decoded from either of the two shapes in which ClassMarker sends it.

use super::lenient::{list, tenths, text, whole, yes};
use crate::keys;
use registrar_api::Outcome;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Notes of the monitor that are kept one by one; the totals count all of them.
const MOST_EVENTS: usize = 500;
const MOST_CATEGORIES: usize = 100;

/// A result as it came, with what is needed to find its seat and is never stored.
pub struct Received {
    /// `cm_user_id`: anything at all, until it has been looked up.
    pub token: Option<SecretString>,
    pub access_code: Option<SecretString>,
    pub record: ResultRecord,
}

/// What is kept of a result: no token, no access code, no name, no address. Fields that were not sent are None or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultRecord {
    pub link_result_id: String,
    pub link_id: String,
    pub test_id: String,
    pub percentage_tenths: Option<i64>,
    pub points_scored_tenths: Option<i64>,
    pub points_available_tenths: Option<i64>,
    pub pass_mark_tenths: Option<i64>,
    /// True also when no pass mark is set: never to be believed alone.
    pub passed: Option<bool>,
    pub requires_grading: bool,
    pub started_s: Option<i64>,
    pub finished_s: Option<i64>,
    pub categories: Vec<Category>,
    pub monitor: Option<Monitor>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub name: String,
    pub points_scored_tenths: i64,
    pub points_available_tenths: i64,
}

/// What the exam's monitor noted, as the feed tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monitor {
    /// None for a word that says neither; then it is not written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<bool>,
    pub events_total: i64,
    pub seconds_away: i64,
    pub events: Vec<Event>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at_s: Option<i64>,
    /// The provider's word.
    pub what: String,
    pub seconds_away: i64,
}

impl Received {
    /// From a webhook: `{test, link, result, …}`. What it may say of the monitor is left to the feed.
    pub fn of_webhook(payload: &Value) -> Self {
        let mut received = Self::decode(payload);
        received.record.monitor = None;
        received
    }

    /// From the feed: `{"result": {…}}`, or the inner part alone.
    pub fn of_feed(element: &Value) -> Self {
        Self::decode(element)
    }

    fn decode(outer: &Value) -> Self {
        let part = |name| outer.get(name).filter(|part| part.is_object());
        let result = part("result").unwrap_or(outer);
        let id = |of: Option<&Value>, name| of.and_then(|of| text(of, name)).or_else(|| text(result, name));
        let secret = |names: &[&str]| names.iter().find_map(|name| text(result, name)).map(SecretString::from);
        let record = ResultRecord {
            link_result_id: text(result, "link_result_id").unwrap_or_default(),
            link_id: id(part("link"), "link_id").unwrap_or_default(),
            test_id: id(part("test"), "test_id").unwrap_or_default(),
            percentage_tenths: tenths(result, "percentage"),
            points_scored_tenths: tenths(result, "points_scored"),
            points_available_tenths: tenths(result, "points_available"),
            pass_mark_tenths: tenths(result, "percentage_passmark"),
            passed: yes(result, "passed"),
            requires_grading: yes(result, "requires_grading").unwrap_or(false),
            started_s: whole(result, "time_started"),
            finished_s: whole(result, "time_finished"),
            categories: categories(outer).or_else(|| categories(result)).unwrap_or_default(),
            monitor: result.get("monitor_events").filter(|m| m.is_object()).map(monitor),
        };
        Self { token: secret(&["cm_user_id"]), access_code: secret(&["access_code_used", "access_code"]), record }
    }
}

fn categories(of: &Value) -> Option<Vec<Category>> {
    let each = list(of, "category_results", "category").take(MOST_CATEGORIES).filter_map(|category| {
        Some(Category {
            name: text(category, "name").or_else(|| text(category, "category_name"))?,
            points_scored_tenths: tenths(category, "points_scored")?,
            points_available_tenths: tenths(category, "points_available")?,
        })
    });
    let categories: Vec<Category> = each.collect();
    (!categories.is_empty()).then_some(categories)
}

fn monitor(of: &Value) -> Monitor {
    let events: Vec<Event> = list(of, "events", "event")
        .take(MOST_EVENTS)
        .map(|event| Event {
            at_s: whole(event, "timestamp"),
            what: text(event, "event").unwrap_or_default(),
            seconds_away: whole(event, "seconds_away").unwrap_or(0).max(0),
        })
        .collect();
    let counted = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let away = events.iter().fold(0, |sum: i64, event| sum.saturating_add(event.seconds_away));
    Monitor {
        camera: yes(of, "camera_monitoring"),
        browser: yes(of, "browser_monitoring"),
        events_total: whole(of, "total_event_count").unwrap_or(counted),
        seconds_away: whole(of, "total_seconds_away").unwrap_or(away),
        events,
    }
}

impl Monitor {
    /// How many events there were. A total that says less than the list is not believed.
    pub fn events_noted(&self) -> i64 {
        self.events_total.max(i64::try_from(self.events.len()).unwrap_or(i64::MAX))
    }
}

impl ResultRecord {
    /// The name of this state of the result. Only what bears on the score counts, so that webhook and feed of one state agree.
    pub fn digest(&self) -> String {
        let scores = [self.percentage_tenths, self.points_scored_tenths, self.points_available_tenths];
        let times = [self.started_s, self.finished_s];
        let ids = [&self.link_result_id, &self.link_id, &self.test_id];
        let said = (ids, scores, self.pass_mark_tenths, self.passed, self.requires_grading, times);
        keys::digest(format!("{said:?}").as_bytes())
    }

    /// Whether its score can be shown. Not while a complete one is provisional: then two of them stand against each other.
    pub fn tells_its_score(&self, outcome: Outcome) -> bool {
        outcome != Outcome::Provisional || self.requires_grading
    }

    /// Takes over what another report of the same state knows beyond this one: categories if there were none, and, if
    /// `newer`, what the monitor noted.
    pub fn learn(&mut self, other: &Self, newer: bool) {
        if self.categories.is_empty() {
            self.categories.clone_from(&other.categories);
        }
        if other.monitor.is_some() && (newer || self.monitor.is_none()) {
            self.monitor.clone_from(&other.monitor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;
    use serde_json::json;

    #[test]
    fn the_recorded_shapes_are_read_alike() {
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("a recorded shape");
        let webhook = read(include_str!("../../tests/fixtures/classmarker/webhook.json"));
        let feed = read(include_str!("../../tests/fixtures/classmarker/feed.json"));
        let (webhook, feed) = (Received::of_webhook(&webhook), Received::of_feed(&feed["results"][0]));
        for received in [&webhook, &feed] {
            let (token, record) = (received.token.as_ref().map(ExposeSecret::expose_secret), &received.record);
            assert_eq!(token, Some("seat-token"));
            assert_eq!(received.access_code.as_ref().map(ExposeSecret::expose_secret), token);
            assert_eq!((record.link_id.as_str(), record.test_id.as_str()), ("1001", "2001"));
            assert_eq!((record.percentage_tenths, record.pass_mark_tenths), (Some(855), Some(700)));
            assert_eq!((record.points_scored_tenths, record.passed), (Some(428), Some(true)));
            assert_eq!((record.started_s, record.finished_s), (Some(1_795_388_000), Some(1_795_391_000)));
        }
        assert_eq!(webhook.record.digest(), feed.record.digest());
        assert_eq!(webhook.record.categories[0].points_scored_tenths, 30);
        let monitor = feed.record.monitor.expect("the feed tells what the monitor noted");
        assert_eq!((monitor.camera, monitor.events_total, monitor.seconds_away), (Some(true), 1, 12));
    }

    fn webhook() -> Value {
        json!({
            "payload_type": "single_user_test_results_link",
            "payload_status": "live",
            "test": { "test_id": 2001, "test_name": "Evaluator" },
            "link": { "link_id": 1001, "link_name": "Standard", "link_url_id": "sandboxstandard" },
            "result": {
                "link_result_id": 8127364, "first": "Ada", "last": "L", "email": "ada@example.org",
                "percentage": 82.5, "points_scored": 33, "points_available": 40, "requires_grading": "No",
                "time_started": 1700000000, "time_finished": 1700003600, "duration": "01:00:00",
                "percentage_passmark": 70, "passed": true, "access_code_used": "tok", "cm_user_id": "tok",
                "extra_info_answer": "", "ip_address": "2001:db8::1", "monitor_events": { "total_event_count": 3 }
            },
            "category_results": [{ "category_id": 5, "name": "Safety", "points_scored": "3.5", "points_available": 5 }]
        })
    }

    fn feed() -> Value {
        json!({ "result": {
            "link_result_id": "8127364", "link_id": "1001", "test_id": "2001", "first": "Ada", "email": "ada@example.org",
            "percentage": "82.5", "points_scored": "33.0", "points_available": "40", "requires_grading": "No",
            "time_started": "1700000000", "time_finished": "1700003600", "status": "f",
            "percentage_passmark": "70", "passed": "true", "access_code": "tok", "cm_user_id": "tok",
            "monitor_events": {
                "browser_monitoring": "enabled", "camera_monitoring": "disabled", "total_event_count": "2",
                "total_seconds_away": 31,
                "events": [{ "timestamp": "1700000100", "event": "Left <b>page</b>", "seconds_away": "30" }]
            }
        } })
    }

    #[test]
    fn webhook_and_feed_of_one_state_are_one_revision() {
        let (webhook, feed) = (Received::of_webhook(&webhook()), Received::of_feed(&feed()));
        assert_eq!(webhook.record.digest(), feed.record.digest());
        assert_eq!(webhook.record.percentage_tenths, Some(825));
        assert_eq!(feed.token.as_ref().unwrap().expose_secret(), "tok");
        assert_eq!(webhook.access_code.as_ref().unwrap().expose_secret(), "tok");
    }

    #[test]
    fn each_report_adds_what_only_it_knows() {
        let (webhook, feed) = (Received::of_webhook(&webhook()).record, Received::of_feed(&feed()).record);
        let (mut one, mut other) = (webhook.clone(), feed.clone());
        one.learn(&feed, true);
        other.learn(&webhook, true);
        assert_eq!(one, other);
        assert_eq!(one.categories[0].points_scored_tenths, 35);
        let monitor = one.monitor.unwrap();
        assert_eq!((monitor.camera, monitor.browser, monitor.events_total), (Some(false), Some(true), 2));
        assert_eq!(monitor.events[0].what, "Left <b>page</b>");
    }

    #[test]
    fn what_is_stored_names_nobody() {
        let body = serde_json::to_string(&Received::of_webhook(&webhook()).record).unwrap();
        for secret in ["tok", "Ada", "ada@example.org", "2001:db8"] {
            assert!(!body.contains(secret), "{secret} in {body}");
        }
        assert_eq!(serde_json::from_str::<ResultRecord>(&body).unwrap(), Received::of_webhook(&webhook()).record);
    }

    #[test]
    fn every_field_of_the_score_makes_another_revision() {
        let plain = Received::of_feed(&feed()).record;
        for (field, value) in [
            ("percentage", json!("82.4")),
            ("points_scored", json!(32)),
            ("passed", json!(false)),
            ("requires_grading", json!("Yes")),
            ("percentage_passmark", json!("")),
            ("time_finished", json!(1_700_003_601)),
            ("link_result_id", json!(9)),
        ] {
            let mut changed = feed();
            changed["result"][field] = value;
            assert_ne!(Received::of_feed(&changed).record.digest(), plain.digest(), "{field}");
        }
        let mut renamed = feed();
        renamed["result"]["first"] = json!("Eve");
        renamed["result"]["monitor_events"]["total_event_count"] = json!(99);
        assert_eq!(Received::of_feed(&renamed).record.digest(), plain.digest());
    }

    #[test]
    fn nothing_at_all_is_still_a_record() {
        for value in [json!(null), json!([]), json!({}), json!({ "result": "no" }), json!({ "monitor_events": [] })] {
            let received = Received::of_feed(&value);
            assert!(received.token.is_none() && received.record.link_result_id.is_empty());
        }
    }
}
