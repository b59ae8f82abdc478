//! Whether the power lasts for the exam.

use super::subject::POWER;
use super::{Row, words};
use std::fs;
use std::path::Path;

/// A battery this full may drain a little on mains power: chargers let it, to spare it.
const FULL: u32 = 95;

/// Something that gives power, as the kernel lists it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Supply {
    pub battery: bool,
    /// The system does not say what it is.
    pub nameless: bool,
    /// For a charger: whether it gives power. None if it does not say.
    pub online: Option<bool>,
    /// For a battery: `Charging`, `Discharging`, `Not charging`, `Full`.
    pub status: String,
    /// In per cent.
    pub capacity: Option<u32>,
    /// In microwatt-hours: what it holds and what it held at most.
    pub holds: Option<f64>,
    pub full: Option<f64>,
    /// In microwatts.
    pub draw: Option<f64>,
}

/// The supplies of the computer itself, none if the system keeps no list of them.
pub(super) fn gather(root: &Path) -> Option<Vec<Supply>> {
    let entries = fs::read_dir(root.join("sys/class/power_supply")).ok()?;
    Some(entries.flatten().filter_map(|e| supply(&e.path())).collect())
}

fn supply(folder: &Path) -> Option<Supply> {
    let text = |name: &str| fs::read_to_string(folder.join(name)).ok().map(|t| t.trim().to_string());
    let number = |name: &str| text(name).and_then(|t| t.parse::<f64>().ok()).filter(|n| n.is_finite()).map(f64::abs);
    // It has been pulled out since the list was read.
    if !folder.is_dir() {
        return None;
    }
    let kind = text("type").unwrap_or_default();
    let battery = ["Battery", "UPS"].contains(&kind.as_str());
    // The batteries of mice, pens and headphones power themselves alone.
    let own = text("scope").is_none_or(|s| s != "Device") && text("present").is_none_or(|p| p != "0");
    if !own {
        return None;
    }
    // Some kernels name the kind of USB charger: `USB_C`, `USB_PD`.
    let charger = ["Mains", "Wireless", "BrickID"].contains(&kind.as_str()) || kind.starts_with("USB");
    let volts = number("voltage_now").map(|v| v / 1e6);
    let by_charge = |name: &str| Some(number(name)? * volts?);
    Some(Supply {
        battery,
        nameless: !battery && !charger,
        online: number("online").map(|o| o != 0.0),
        status: text("status").unwrap_or_default(),
        capacity: text("capacity").and_then(|t| t.parse().ok()).filter(|c| *c <= 100),
        holds: number("energy_now").or_else(|| by_charge("charge_now")),
        full: number("energy_full").or_else(|| by_charge("charge_full")),
        draw: number("power_now").or_else(|| by_charge("current_now")),
    })
}

/// `minutes` is how long the exam can take.
pub(super) fn judge(supplies: Option<&[Supply]>, minutes: u32) -> Row {
    let Some(supplies) = supplies else {
        return POWER.unknown("Power: this system does not say where it comes from.", "Plug in the charger.");
    };
    let batteries: Vec<&Supply> = supplies.iter().filter(|s| s.battery).collect();
    if batteries.is_empty() {
        return match supplies.iter().any(|s| s.nameless) {
            true => {
                POWER.unknown("Power: the system lists a source and does not say what it is.", "Plug in the charger.")
            }
            false => POWER.pass("On mains power, no battery"),
        };
    }
    let charge = percent(&batteries);
    let held = charge.map_or_else(|| "charge unknown".into(), |c| format!("{c} %"));
    let drains = batteries.iter().any(|b| b.status == "Discharging");
    let chargers: Vec<bool> = supplies.iter().filter(|s| !s.battery).filter_map(|s| s.online).collect();
    let plugged = chargers.contains(&true);
    if plugged && drains && charge.is_none_or(|c| c < FULL) {
        let seen = format!("The charger is plugged in, but the battery still drains ({held}).");
        return POWER.attention(seen, "Use a stronger charger, best the one that came with the computer.");
    }
    if plugged || (chargers.is_empty() && fed(&batteries)) {
        return POWER.pass(format!("On mains power, battery at {held}"));
    }
    if chargers.is_empty() && !drains {
        let seen = format!("Power: the battery does not say whether it is charged or drained ({held}).");
        return POWER.unknown(seen, "Plug in the charger.");
    }
    on_battery(minutes_left(&batteries), &held, minutes)
}

/// Whether the batteries themselves say that something feeds the computer.
fn fed(batteries: &[&Supply]) -> bool {
    let is = |battery: &&Supply, any: &[&str]| any.contains(&battery.status.as_str());
    let drained = batteries.iter().any(|b| is(b, &["Discharging"]));
    let rests = batteries.iter().all(|b| is(b, &["Charging", "Full", "Not charging"]));
    !drained && (rests || batteries.iter().any(|b| is(b, &["Charging"])))
}

fn on_battery(left: Option<u128>, held: &str, minutes: u32) -> Row {
    let span = |minutes: u128| words::span(minutes * 60_000);
    match left {
        Some(left) if left >= u128::from(minutes) => {
            POWER.pass(format!("On battery: {held}, about {} at the present draw", span(left)))
        }
        Some(left) => {
            let exam = span(minutes.into());
            let seen =
                format!("On battery: {held}, about {} at the present draw. The exam can take {exam}.", span(left));
            POWER.attention(seen, "Plug in the charger.")
        }
        None => POWER.attention(
            format!("On battery: {held}. How long it lasts cannot be told."),
            "Plug in the charger before you start.",
        ),
    }
}

/// Of all batteries together, in per cent.
fn percent(batteries: &[&Supply]) -> Option<u32> {
    let sum = |of: fn(&Supply) -> Option<f64>| batteries.iter().map(|b| of(b)).sum::<Option<f64>>();
    match (batteries, sum(|b| b.holds), sum(|b| b.full)) {
        // One battery's own figure is what the desktop shows as well.
        ([Supply { capacity: Some(capacity), .. }], ..) => Some(*capacity),
        // The cast keeps to 0..=100.
        (_, Some(holds), Some(full)) if full > 0.0 => Some((holds / full * 100.0).clamp(0.0, 100.0) as u32),
        _ => {
            let each: Option<Vec<u32>> = batteries.iter().map(|b| b.capacity).collect();
            each.map(|each| each.iter().sum::<u32>() / each.len().max(1) as u32)
        }
    }
}

/// None without a draw to go by, such as in the first seconds after unplugging.
fn minutes_left(batteries: &[&Supply]) -> Option<u128> {
    let holds: f64 = batteries.iter().map(|b| b.holds).sum::<Option<f64>>()?;
    // A second battery that rests may have no figure.
    let draw: f64 = batteries.iter().filter_map(|b| b.draw).sum();
    // Beyond two days it is no figure but a fault of the gauge.
    (draw > 0.0).then(|| holds / draw * 60.0).filter(|m| *m < 2880.0).map(|m| m as u128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
    use crate::readiness::tests::tree;

    fn check(supplies: &[(&str, &[(&str, &str)])], verdict: Verdict, seen: &str) {
        check_for(180, supplies, verdict, seen);
    }

    fn check_for(minutes: u32, supplies: &[(&str, &[(&str, &str)])], verdict: Verdict, seen: &str) {
        let mut files = vec![("sys/class/power_supply/.keep".to_string(), "")];
        for (name, fields) in supplies {
            files.extend(fields.iter().map(|(f, text)| (format!("sys/class/power_supply/{name}/{f}"), *text)));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let row = judge(gather(tree(&files).path()).as_deref(), minutes);
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    const PLUGGED: (&str, &[(&str, &str)]) = ("AC", &[("type", "Mains\n"), ("online", "1\n")]);
    const UNPLUGGED: (&str, &[(&str, &str)]) = ("AC", &[("type", "Mains\n"), ("online", "0\n")]);

    fn battery<'f>(status: &'f str, capacity: &'f str, holds: &'f str, draw: &'f str) -> Vec<(&'f str, &'f str)> {
        let full = ("energy_full", "50000000");
        let said = [("status", status), ("capacity", capacity), ("energy_now", holds), full, ("power_now", draw)];
        [("type", "Battery"), ("present", "1")].into_iter().chain(said).collect()
    }

    #[test]
    fn mains_power_passes() {
        check(&[], Pass, "On mains power, no battery");
        check(&[PLUGGED], Pass, "On mains power, no battery");
        let charging = battery("Charging", "82", "41000000", "20000000");
        check(&[PLUGGED, ("BAT0", &charging)], Pass, "On mains power, battery at 82 %");
        let kept = battery("Not charging", "60", "30000000", "0");
        check(&[("BAT0", &kept)], Pass, "On mains power, battery at 60 %");
        let brim = battery("Discharging", "98", "49000000", "1000000");
        check(&[PLUGGED, ("BAT0", &brim)], Pass, "On mains power, battery at 98 %");
    }

    #[test]
    fn a_charger_by_usb_counts_and_a_mouse_does_not() {
        let port = [("type", "USB"), ("online", "1")];
        let full = battery("Full", "100", "50000000", "0");
        check(&[UNPLUGGED, ("ucsi-source-psy", &port), ("BAT0", &full)], Pass, "On mains power, battery at 100 %");
        let mouse = [("type", "Battery"), ("scope", "Device"), ("status", "Discharging"), ("capacity", "5")];
        check(&[("hidpp_battery_0", &mouse)], Pass, "On mains power, no battery");
        let empty_bay = [("type", "Battery"), ("present", "0")];
        check(&[PLUGGED, ("BAT1", &empty_bay)], Pass, "On mains power, no battery");
    }

    #[test]
    fn a_battery_must_outlast_the_longest_exam() {
        let long = battery("Discharging", "80", "40000000", "10000000");
        check(&[UNPLUGGED, ("BAT0", &long)], Pass, "On battery: 80 %, about 4 h at the present draw");
        let short = battery("Discharging", "40", "20000000", "15000000");
        let seen = "On battery: 40 %, about 1 h 20 min at the present draw. The exam can take 3 h.";
        check(&[UNPLUGGED, ("BAT0", &short)], Attention, seen);
        let (first, second) =
            (battery("Discharging", "10", "5000000", "10000000"), battery("Unknown", "90", "45000000", "0"));
        let seen = "On battery: 50 %, about 5 h at the present draw";
        check(&[UNPLUGGED, ("BAT0", &first), ("BAT1", &second)], Pass, seen);
    }

    #[test]
    fn charge_and_current_do_as_well() {
        let said = [
            ("type", "Battery"),
            ("status", "Discharging"),
            ("capacity", "50"),
            ("voltage_now", "12000000"),
            ("charge_now", "2000000"),
            ("charge_full", "4000000"),
            ("current_now", "-500000"),
        ];
        check(&[("BAT0", &said)], Pass, "On battery: 50 %, about 4 h at the present draw");
    }

    #[test]
    fn what_the_battery_does_not_say_is_not_made_up() {
        let still = battery("Discharging", "99", "49000000", "0");
        let seen = "On battery: 99 %. How long it lasts cannot be told.";
        check(&[UNPLUGGED, ("BAT0", &still)], Attention, seen);
        let bare = [("type", "Battery"), ("status", "Discharging")];
        let seen = "On battery: charge unknown. How long it lasts cannot be told.";
        check(&[("BAT0", &bare)], Attention, seen);
        let odd = battery("Discharging", "n/a", "NaN", "inf");
        check(&[("BAT0", &odd)], Attention, seen);
    }

    #[test]
    fn a_weak_charger_is_seen() {
        let drains = battery("Discharging", "62", "31000000", "9000000");
        let seen = "The charger is plugged in, but the battery still drains (62 %).";
        check(&[PLUGGED, ("BAT0", &drains)], Attention, seen);
        let silent = [("type", "Battery"), ("status", "Discharging")];
        let seen = "The charger is plugged in, but the battery still drains (charge unknown).";
        check(&[PLUGGED, ("BAT0", &silent)], Attention, seen);
    }

    /// Without a charger that says so, only the battery's own word counts for power.
    #[test]
    fn a_battery_that_says_nothing_does_not_pass() {
        const MUTE: (&str, &[(&str, &str)]) = ("AC", &[("type", "Mains"), ("online", "?")]);
        for status in ["Charging", "Full", "Not charging"] {
            let fed = battery(status, "82", "41000000", "0");
            check(&[("BAT0", &fed)], Pass, "On mains power, battery at 82 %");
            check(&[MUTE, ("BAT0", &fed)], Pass, "On mains power, battery at 82 %");
        }
        let seen = "Power: the battery does not say whether it is charged or drained (82 %).";
        for status in ["Unknown", "", "\u{fffd}", "charging"] {
            let mute = battery(status, "82", "41000000", "0");
            check(&[("BAT0", &mute)], Unknown, seen);
            check(&[MUTE, ("BAT0", &mute)], Unknown, seen);
            check(&[PLUGGED, ("BAT0", &mute)], Pass, "On mains power, battery at 82 %");
        }
        let (charging, resting) = (battery("Charging", "60", "1", "1"), battery("Unknown", "80", "1", "0"));
        check(&[("BAT0", &charging), ("BAT1", &resting)], Pass, "On mains power, battery at 0 %");
    }

    #[test]
    fn a_source_without_a_kind_is_no_proof_of_mains_power() {
        let seen = "Power: the system lists a source and does not say what it is.";
        check(&[("BAT0", &[("status", "Discharging")])], Unknown, seen);
        check(&[PLUGGED, ("x", &[("type", "Unknown")])], Unknown, seen);
        check(&[("x", &[("scope", "Device")]), PLUGGED], Pass, "On mains power, no battery");
        check(&[("x", &[("type", "USB_PD"), ("online", "1")])], Pass, "On mains power, no battery");
    }

    #[test]
    fn it_must_last_for_the_exam_of_this_candidate() {
        let four_hours = battery("Discharging", "80", "40000000", "10000000");
        let check = |minutes, verdict, exam: &str| {
            let seen = format!("On battery: 80 %, about 4 h at the present draw{exam}");
            check_for(minutes, &[UNPLUGGED, ("BAT0", &four_hours)], verdict, &seen);
        };
        check(90, Pass, "");
        check(240, Pass, "");
        check(241, Attention, ". The exam can take 4 h 1 min.");
        check(1440, Attention, ". The exam can take 24 h.");
    }

    #[test]
    fn without_a_list_nothing_is_known() {
        assert_eq!(judge(gather(tree(&[]).path()).as_deref(), 180).verdict, Unknown);
    }
}
