//! When the exam can be sat, in the learner's own time.

use crate::common::pack;
use app::{App, Host, Now, Place, commands};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::sync::Arc;

/// A learner in this zone, at this moment.
struct Somewhere {
    zone: &'static str,
    now: &'static str,
}

impl Host for Somewhere {
    fn now(&self) -> Now {
        Now { utc_ms: ms(self.now), offset_min: 0 }
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get(self.zone).unwrap()
    }

    fn seed(&self) -> i64 {
        0
    }
}

fn ms(at: &str) -> i64 {
    at.parse::<Timestamp>().unwrap().as_millisecond()
}

/// Notes of somebody whose window lies over the change of the clocks in Europe.
fn notes(ahead_ms: i64) -> String {
    let mut notes: Value = serde_json::from_str(include_str!("../../../exam/tests/kept/exam-1.json")).unwrap();
    notes["account"]["ahead_ms"] = ahead_ms.into();
    let enrolment = &mut notes["account"]["enrolment"];
    enrolment["window_opens_ms"] = ms("2027-03-14T08:00:00Z").into();
    enrolment["window_closes_ms"] = ms("2027-04-14T08:00:00Z").into();
    notes.to_string()
}

async fn window(somewhere: Somewhere, ahead_ms: i64) -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("exam.json"), notes(ahead_ms)).unwrap();
    let place = Place::sandbox("http://127.0.0.1:8300").unwrap();
    let app = App::new(folder.path().into(), pack(), Arc::new(somewhere), Some(place));
    commands::dispatch(&app, "exam_open", json!({})).await.unwrap()["window"].clone()
}

#[tokio::test]
async fn the_window_is_told_in_the_time_of_the_place_where_the_learner_is() {
    let check = async |zone, now, opens: &str, closes: &str, change: Value| {
        let window = window(Somewhere { zone, now }, 0).await;
        assert_eq!(window["zone"], zone);
        assert_eq!((&window["opens"]["local"], &window["closes"]["local"]), (&json!(opens), &json!(closes)), "{zone}");
        assert_eq!(window["opens"]["utc"], "14 March 2027, 08:00 UTC");
        assert_eq!(window["clocks_change"], change, "{zone} {now}");
    };
    let (winter, spring) = ("2027-03-01T00:00:00Z", "2027-03-28T01:00:00Z");
    let forward = "On 28 March 2027 the clocks here go forward by an hour. The times above allow for it.";
    let (opens, closes) = ("14 March 2027, 09:00 (UTC+1)", "14 April 2027, 10:00 (UTC+2)");
    check("Europe/Berlin", winter, opens, closes, json!(forward)).await;
    check("Europe/Berlin", spring, opens, closes, Value::Null).await;
    check("Asia/Tokyo", winter, "14 March 2027, 17:00 (UTC+9)", "14 April 2027, 17:00 (UTC+9)", Value::Null).await;
}

/// A clock that is wrong does not hide the change, nor tell of one that is past: the registrar's decides.
#[tokio::test]
async fn the_registrars_clock_decides_what_lies_ahead() {
    let check = async |now, ahead_h: i64, told: bool| {
        let window = window(Somewhere { zone: "Europe/Berlin", now }, ahead_h * 3_600_000).await;
        assert_eq!(window["clocks_change"].is_string(), told, "{now}, ahead by {ahead_h} h");
    };
    check("2027-03-28T02:00:00Z", 3, true).await;
    check("2027-03-27T23:00:00Z", -3, false).await;
}
