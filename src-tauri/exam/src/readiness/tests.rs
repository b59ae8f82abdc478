//! What holds for every row of every run.

use super::network::{Tries, Try};
use super::power::Supply;
use super::throughput::{Direction, Flow};
use super::*;
use proptest::prelude::*;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

/// A small system to look at: files by their paths below the root.
pub(super) fn tree(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn whole(row: &Row) {
    assert!(!row.seen.trim().is_empty(), "{row:?}");
    assert!(!row.seen.contains('\n') && !row.seen.contains("  "), "{row:?}");
    assert!(row.mend.is_empty() || row.verdict != Verdict::Pass, "{row:?}");
    assert!(!row.mend.is_empty() || row.verdict != Verdict::Attention, "{row:?}");
}

const ORDER: [&str; 10] = [
    "displays",
    "remote_session",
    "virtual_machine",
    "programs",
    "connection",
    "throughput",
    "clock",
    "disk",
    "power",
    "browser",
];

/// A registrar next door.
struct Near;

impl Probe for Near {
    async fn ping(&self) -> Result<i64, Obstacle> {
        Ok(network::now_ms())
    }
    async fn download(&self, bytes: usize, came: &(dyn Fn(usize) + Sync)) -> Result<(), Obstacle> {
        came(bytes);
        Ok(())
    }
    async fn upload(&self, bytes: usize) -> Result<usize, Obstacle> {
        Ok(bytes)
    }
}

#[tokio::test]
async fn this_very_computer_gets_ten_whole_rows_in_order() {
    let given = || Given {
        displays: Some(vec![Display { name: "eDP-1".into(), width: 1920, height: 1080 }]),
        folder: std::env::temp_dir(),
        exam_minutes: LONGEST_EXAM,
    };
    let barred = || Obstacle::Other { why: "The app uses no network.".into(), mend: "Sign in.".into() };
    for opening in [Ok(Near), Err(barred()), Err(Obstacle::Line("no route to host".into()))] {
        let rows = run(given(), std::future::ready(opening)).await;
        rows.iter().for_each(whole);
        assert_eq!(rows.iter().map(|r| r.name).collect::<Vec<_>>(), ORDER);
        assert_eq!(rows[0].seen, "One display: eDP-1, 1920 × 1080");
    }
}

fn flow() -> impl Strategy<Value = Flow> {
    prop_oneof![
        (any::<f64>(), any::<bool>()).prop_map(|(rate, limited)| Flow::Carried { at_least: rate.abs(), limited }),
        ".*".prop_map(Flow::Failed),
    ]
}

fn answered() -> impl Strategy<Value = Try> {
    let took = prop_oneof![0..2_000_000u64, any::<u64>()].prop_map(Duration::from_micros);
    let time = || prop_oneof![1_800_000_000_000..1_800_000_100_000i64, any::<i64>()];
    (time(), took, time()).prop_map(|(sent_ms, took, registrar_ms)| Try { sent_ms, took, registrar_ms })
}

fn supply() -> impl Strategy<Value = Supply> {
    let watts = || prop::option::of(prop_oneof![0.0..1e9f64, any::<f64>()]);
    let status = prop_oneof![Just("Discharging"), Just("Charging"), Just("Full"), Just("?")];
    (any::<[bool; 2]>(), any::<Option<bool>>(), status, prop::option::of(0..=100u32), watts(), watts(), watts())
        .prop_map(|([battery, nameless], online, status, capacity, holds, full, draw)| Supply {
            battery,
            nameless,
            online,
            status: status.into(),
            capacity,
            holds,
            full,
            draw,
        })
}

proptest! {
    #[test]
    fn judging_never_panics_and_always_says_something(
        displays in prop::option::of(prop::collection::vec((".*", any::<u32>(), any::<u32>()), 0..5)),
        answered in prop::collection::vec(answered(), 0..14),
        unanswered in 0..14usize,
        reason in prop::option::of(".*"),
        (down, up) in (flow(), flow()),
        supplies in prop::option::of(prop::collection::vec(supply(), 0..5)),
        (free, minutes) in any::<(u64, u32)>(),
        browser in ".*",
    ) {
        let display = |(name, width, height)| Display { name, width, height };
        let displays: Option<Vec<Display>> = displays.map(|d| d.into_iter().map(display).collect());
        whole(&displays::judge(displays.as_deref()));
        whole(&clock::judge(&answered, "linux"));
        whole(&connection::judge(&Tries { answered, unanswered, reason, ..Tries::default() }));
        whole(&throughput::judge(&Direction { down, up }));
        whole(&power::judge(supplies.as_deref(), minutes));
        whole(&disk::judge(Ok(free)));
        whole(&browser::judge(&browser::Asked::Answered(browser.clone())));
        whole(&browser::judge(&browser::Asked::Failed(browser)));
    }

    /// Whatever the system's files say, looking at them comes to a row.
    #[test]
    fn junk_in_the_systems_files_comes_to_whole_rows(junk in "(?s).{0,300}", bytes in any::<Vec<u8>>()) {
        let files = [
            "proc/1/stat", "proc/9/stat", "proc/9/cmdline", "proc/9/status", "proc/net/tcp", "proc/cpuinfo",
            "proc/self/status", "proc/sys/kernel/osrelease", "run/systemd/sessions/2", "sys/class/dmi/id/sys_vendor",
            "sys/class/power_supply/BAT0/type", "sys/class/power_supply/BAT0/capacity",
        ];
        let root = tree(&files.map(|f| (f, junk.as_str())));
        fs::write(root.path().join("proc/9/stat"), &bytes).unwrap();
        fs::write(root.path().join("proc/9/comm"), &bytes).unwrap();
        whole(&session::judge(&session::gather(root.path(), |_| Some("2".into()))));
        whole(&session::judge(&session::gather(root.path(), |_| None)));
        whole(&machine::judge(&machine::gather(root.path())));
        whole(&programs::judge(&programs::gather(root.path())));
        whole(&power::judge(power::gather(root.path()).as_deref(), LONGEST_EXAM));
    }
}
