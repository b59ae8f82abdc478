use super::*;
use proptest::prelude::*;
use registrar_api::CheckVerdict::{Attention, Pass, Unchecked};

const CAMERAS: [(&str, Camera, CheckVerdict); 12] = [
    ("not_tried", Camera::NotTried, Unchecked),
    ("works", Camera::Works, Pass),
    ("no_picture", Camera::NoPicture, Attention),
    ("blocked_by_site", Camera::BlockedBySite, Attention),
    ("blocked_by_system", Camera::BlockedBySystem, Attention),
    ("dismissed", Camera::Dismissed, Attention),
    ("blocked", Camera::Blocked, Attention),
    ("missing", Camera::Missing, Attention),
    ("in_use", Camera::InUse, Attention),
    ("forbidden_here", Camera::ForbiddenHere, Attention),
    ("unsupported", Camera::Unsupported, Unchecked),
    ("other", Camera::Other, Attention),
];
const SYSTEMS: [System; 6] = [System::Windows, System::Mac, System::Linux, System::Android, System::Ios, System::Other];

/// The page's script knows every word of the camera, and sends no other.
#[test]
fn the_script_and_the_server_know_the_same_words() {
    let script = include_str!("../../../assets/check.js");
    for (word, camera, _) in CAMERAS {
        assert_eq!(serde_json::from_str::<Camera>(&format!("\"{word}\"")).ok(), Some(camera));
        assert!(script.contains(&format!("'{word}'")), "check.js does not know {word}");
    }
    for word in ["not_tried", "opened", "blocked"] {
        assert!(serde_json::from_str::<PopUps>(&format!("\"{word}\"")).is_ok());
        assert!(script.contains(&format!("'{word}'")), "check.js does not know {word}");
    }
}

#[test]
fn every_row_says_what_was_seen_and_every_trouble_how_to_mend_it() {
    for system in SYSTEMS {
        for (_, camera, verdict) in CAMERAS {
            for (pop_ups, cookie, clock_ahead_ms) in [
                (PopUps::Opened, true, Some(0)),
                (PopUps::Blocked, false, Some(120_000)),
                (PopUps::NotTried, false, None),
            ] {
                let rows = rows(&Tried { finished: true, camera, pop_ups, clock_ahead_ms }, cookie, system);
                let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
                assert_eq!(names, ["camera", "pop_ups", "cookies", "clock"]);
                assert_eq!(rows[0].verdict, verdict, "{camera:?}");
                for row in &rows {
                    assert!(row.seen.ends_with('.') || row.seen.ends_with(")."), "{}", row.seen);
                    assert!(row.verdict == Pass || row.mend.ends_with('.'), "{system:?} {}: {}", row.name, row.mend);
                }
            }
        }
    }
}

#[test]
fn the_clock_is_told_in_words() {
    let check = |ahead_ms, verdict, expected: &str| {
        let row = clock(ahead_ms, System::Other);
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, expected), "{ahead_ms:?}");
    };
    check(None, Unchecked, "The clock was not compared with ours.");
    check(Some(0), Pass, "Your clock agrees with ours.");
    check(Some(-1_499), Pass, "Your clock agrees with ours.");
    check(Some(2_000), Pass, "Your clock is 2 seconds ahead of ours.");
    check(Some(-60_000), Pass, "Your clock is 1 minute behind ours.");
    check(Some(61_000), Attention, "Your clock is 1 minute and 1 second ahead of ours.");
    check(Some(-7_200_000), Attention, "Your clock is 2 hours behind ours.");
    check(Some(90_000_000), Attention, "Your clock is 1 day and 1 hour ahead of ours.");
}

#[test]
fn only_the_known_shape_is_taken() {
    let check = |body: &str, good: bool| assert_eq!(serde_json::from_str::<Tried>(body).is_ok(), good, "{body}");
    check(r#"{"finished":true,"camera":"works","pop_ups":"opened","clock_ahead_ms":12}"#, true);
    check(r#"{"finished":true,"camera":"works","pop_ups":"opened","clock_ahead_ms":null}"#, true);
    check(r#"{"finished":true,"camera":"<b>","pop_ups":"opened","clock_ahead_ms":12}"#, false);
    check(r#"{"finished":true,"camera":"works","pop_ups":"opened","clock_ahead_ms":1.5}"#, false);
    check(r#"{"finished":true,"camera":"works","pop_ups":"opened","clock_ahead_ms":1,"seen":"fine"}"#, false);
    check(r#"{"finished":1,"camera":"works","pop_ups":"opened","clock_ahead_ms":1}"#, false);
}

proptest! {
    #[test]
    fn more_than_a_minute_needs_attention_and_nothing_breaks(ahead_ms: i64) {
        let row = clock(Some(ahead_ms), System::Other);
        let off = ahead_ms.unsigned_abs() >= 60_500;
        prop_assert_eq!(row.verdict, if off { Attention } else { Pass });
    }
}
