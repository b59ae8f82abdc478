//! Results as JSON: one shape in the feed, another by webhook, and numbers that are strings in one place and not in the other.

use super::state::{LINKS, Record};
use data_encoding::BASE64;
use hmac::{Hmac, Mac};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use std::fmt::Write;

/// A number, as a string if `text`.
fn int(value: i64, text: bool) -> Value {
    if text { value.to_string().into() } else { value.into() }
}

/// Tenths as a number with one decimal, as a string if `text`.
fn tenths(value: i64, text: bool) -> Value {
    let shown = format!("{}.{}", value / 10, value % 10);
    if text { shown.into() } else { shown.parse::<f64>().unwrap_or_default().into() }
}

fn yes_no(value: bool) -> &'static str {
    if value { "Yes" } else { "No" }
}

fn enabled(value: bool) -> &'static str {
    if value { "enabled" } else { "disabled" }
}

impl Record {
    /// True if no pass mark is set.
    fn passes(&self) -> bool {
        let scored = self.finish.percentage_tenths;
        self.passed.unwrap_or_else(|| self.passmark_tenths.is_none_or(|mark| scored >= mark))
    }

    /// What feed and webhook have in common; `text` says which numbers are strings.
    fn common(&self, text: bool) -> Map<String, Value> {
        let seconds = self.finished_s - self.started_s;
        let duration = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        let common = json!({
            "link_result_id": int(self.link_result_id, text),
            "first": self.person.first,
            "last": self.person.last,
            "email": self.person.email,
            "percentage": tenths(self.finish.percentage_tenths, text),
            "points_scored": tenths(self.finish.percentage_tenths / 2, !text),
            "points_available": tenths(500, text),
            "requires_grading": yes_no(self.finish.requires_grading),
            "time_started": int(self.started_s, text),
            "time_finished": int(self.finished_s, !text),
            "duration": duration,
            "percentage_passmark": self.passmark_tenths.map_or(int(0, text), |mark| match mark % 10 {
                0 => int(mark / 10, !text),
                _ => tenths(mark, !text),
            }),
            "passed": self.passes(),
            "give_certificate_only_when_passed": false,
            "certificate_url": "",
            "certificate_serial": "",
            "view_results_url": format!("https://www.classmarker.com/view/results/?required={}", self.link_result_id),
            "cm_user_id": self.cm_user_id,
            "ip_address": "2001:db8:85a3::8a2e:370:7334",
        });
        match common {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// The result as the feeds have it, wrapped once.
    pub fn in_feed(&self) -> Value {
        let text = self.link_result_id % 2 == 0;
        let events = &self.finish.events;
        let noted = |(i, event): (usize, &super::Event)| {
            let at = self.started_s + 60 * i64::try_from(i).unwrap_or_default();
            json!({ "timestamp": int(at, text), "event": event.event, "seconds_away": int(event.seconds_away, !text) })
        };
        let away: i64 = events.iter().map(|e| e.seconds_away).sum();
        let mut result = self.common(text);
        result.extend([
            ("test_id".into(), int(self.test_id, !text)),
            ("link_id".into(), int(self.link_id, text)),
            ("status".into(), "f".into()),
            ("access_code".into(), self.access_code.clone().into()),
            ("test_type".into(), "Test".into()),
            (
                "monitor_events".into(),
                json!({
                    "browser_monitoring": "enabled",
                    "camera_monitoring": enabled(self.finish.camera),
                    "total_event_count": int(i64::try_from(events.len()).unwrap_or_default(), text),
                    "total_seconds_away": int(away, !text),
                    "events": events.iter().enumerate().map(noted).collect::<Vec<_>>(),
                }),
            ),
        ]);
        for n in ["", "2", "3", "4", "5"] {
            result.insert(format!("extra_info{n}"), "".into());
        }
        json!({ "result": result })
    }

    /// The same as a webhook has it: other names, and nothing of the monitor.
    pub fn in_webhook(&self, status: &str) -> Value {
        let link = LINKS.iter().find(|link| link.link_id == self.link_id);
        let mut result = self.common(self.link_result_id % 2 == 1);
        result.extend([
            ("feedback".into(), "<p>Thank you.</p>".into()),
            ("access_code_question".into(), "Access code".into()),
            ("access_code_used".into(), self.access_code.clone().into()),
        ]);
        for n in ["", "2", "3", "4", "5"] {
            result.insert(format!("extra_info{n}_question"), "".into());
            result.insert(format!("extra_info{n}_answer"), "".into());
        }
        let mut payload = json!({
            "payload_type": "single_user_test_results_link",
            "payload_status": status,
            "test": { "test_id": self.test_id, "test_name": link.map_or("Another exam", |link| link.test_name) },
            "link": {
                "link_id": self.link_id,
                "link_name": link.map_or("Another link", |link| link.link_name),
                "link_url_id": link.map_or("another", |link| link.link_url_id),
            },
            "result": result,
        });
        if !self.finish.categories.is_empty() {
            let categories = self.finish.categories.iter().enumerate().map(|(i, c)| {
                let percentage = 1000 * c.points_scored / c.points_available.max(1);
                json!({
                    "category_id": 100 + i,
                    "name": c.name,
                    "points_scored": tenths(10 * c.points_scored, true),
                    "points_available": tenths(10 * c.points_available, false),
                    "percentage": tenths(percentage, false),
                })
            });
            payload["category_results"] = categories.collect();
        }
        payload
    }
}

/// JSON as PHP writes it: `/` and everything beyond ASCII escaped.
pub fn as_php(value: &Value) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        match c {
            '/' => text.push_str("\\/"),
            c if c.is_ascii() => text.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string does not fail.
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text
}

/// Base64 of the HMAC over the raw body; `doubled` as it arrives through some proxies.
pub fn signature(secret: &str, body: &[u8], doubled: bool) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(body);
    let once = BASE64.encode(&mac.finalize().into_bytes());
    if doubled { format!("{once}, {once}") } else { once }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn php_escapes_slashes_and_all_beyond_ascii() {
        assert_eq!(as_php(&json!("a/ü😀\"")), r#""a\/\u00fc\ud83d\ude00\"""#);
    }

    #[test]
    fn tenths_have_one_decimal() {
        assert_eq!(tenths(855, true), json!("85.5"));
        assert_eq!(tenths(700, false), json!(70.0));
    }
}
