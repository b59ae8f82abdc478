//! What the browser saw, as rows for people. The browser sends words of a known list; the sentences are ours.

use super::system::System;
use registrar_api::{CheckRow, CheckVerdict};
use serde::Deserialize;

/// The clock may be off by this much before it is worth a word.
const CLOCK_BEARS_S: u64 = 60;

/// What the page says it tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// False while the candidate is still at it: then nothing is kept.
    pub finished: bool,
    pub camera: Camera,
    pub pop_ups: PopUps,
    /// The browser's clock less ours, in milliseconds.
    pub clock_ahead_ms: Option<i64>,
}

/// How the camera answered. The browsers' own names for it stand in [`Camera::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Camera {
    NotTried,
    Works,
    /// Opened, and no picture came.
    NoPicture,
    /// Refused, and the browser remembers so for this site.
    BlockedBySite,
    /// Refused although this site may: the system keeps the browser from it.
    BlockedBySystem,
    /// The question was closed without an answer.
    Dismissed,
    /// Refused, and the browser does not say by whom.
    Blocked,
    Missing,
    InUse,
    ForbiddenHere,
    /// The browser offers no camera to pages.
    Unsupported,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PopUps {
    NotTried,
    Opened,
    Blocked,
}

/// The four rows, always in this order.
pub fn rows(tried: &Tried, cookie_came_back: bool, system: System) -> Vec<CheckRow> {
    vec![
        camera(tried.camera, system),
        pop_ups(tried.pop_ups, system),
        cookies(cookie_came_back, system),
        clock(tried.clock_ahead_ms, system),
    ]
}

fn row(name: &str, verdict: CheckVerdict, seen: impl Into<String>, mend: impl Into<String>) -> CheckRow {
    CheckRow { name: name.into(), verdict, seen: seen.into(), mend: mend.into() }
}

fn camera(seen: Camera, system: System) -> CheckRow {
    let verdict = match seen {
        Camera::Works => CheckVerdict::Pass,
        Camera::NotTried | Camera::Unsupported => CheckVerdict::Unchecked,
        _ => CheckVerdict::Attention,
    };
    let mend = match seen {
        Camera::Works => "On the day the exam's own page asks once more: answer Allow there too.".into(),
        Camera::NotTried => "Press “Try the camera”. If your variant of the exam is one without camera, leave it.".into(),
        Camera::Unsupported => {
            "Use a current Chrome, Edge, Firefox or Safari, not a browser inside another app, and check again there.".into()
        }
        Camera::NoPicture | Camera::InUse | Camera::Other => busy(system).into(),
        Camera::BlockedBySite => site_setting(system).into(),
        Camera::BlockedBySystem => system_setting(system).into(),
        Camera::Dismissed => "Press “Try again”, and answer Allow when the browser asks.".into(),
        Camera::Blocked => format!("{} If it is allowed there: {}", site_setting(system), system_setting(system)),
        Camera::Missing => format!("{} {}", none_found(system), "Then reload this page and try again."),
        Camera::ForbiddenHere => {
            "A rule of this browser or of your organisation forbids cameras. Use another browser or a computer of your own.".into()
        }
    };
    row("camera", verdict, seen.name(), mend)
}

impl Camera {
    fn name(self) -> &'static str {
        match self {
            Self::NotTried => "The camera was not tried.",
            Self::Works => "The camera gave a picture. Nothing was recorded or sent.",
            Self::NoPicture => "The camera was opened, but no picture came within five seconds.",
            Self::BlockedBySite => "The browser blocks the camera for this site (NotAllowedError).",
            Self::BlockedBySystem => {
                "This site may use the camera, but the system keeps the browser from it (NotAllowedError)."
            }
            Self::Dismissed => "The browser asked, and the question was closed without an answer (NotAllowedError).",
            Self::Blocked => "The camera was refused (NotAllowedError).",
            Self::Missing => "The browser finds no camera (NotFoundError).",
            Self::InUse => {
                "The camera is there but gives nothing, mostly because another program has it (NotReadableError)."
            }
            Self::ForbiddenHere => "The browser allows no camera on this page (SecurityError).",
            Self::Unsupported => "This browser offers no camera to web pages.",
            Self::Other => "The camera could not be opened, and the browser does not say why.",
        }
    }
}

fn site_setting(system: System) -> &'static str {
    match system {
        System::Mac => {
            "Chrome, Edge, Firefox: click the sign at the left of the address, set Camera to Allow, reload this page. Safari: menu \
             Safari, Settings for This Website, Camera: Allow. The exam's site has a setting of its own."
        }
        System::Ios => {
            "Safari: tap the page menu at the address, Website Settings, Camera: Allow; then reload this page. The exam's site has \
             a setting of its own."
        }
        System::Android => {
            "Tap the sign at the left of the address, Permissions, Camera: Allow; then reload this page. The exam's site has a \
             setting of its own."
        }
        System::Windows | System::Linux | System::Other => {
            "Click the sign at the left of the address, set Camera to Allow, then reload this page. The exam's site has a setting \
             of its own."
        }
    }
}

fn system_setting(system: System) -> &'static str {
    match system {
        System::Windows => {
            "Windows Settings, Privacy & security, Camera: switch on “Camera access” and “Let desktop apps access your camera”; \
             then restart the browser."
        }
        System::Mac => {
            "System Settings, Privacy & Security, Camera: switch the browser on; then quit the browser and open it again."
        }
        System::Linux => {
            "If the browser is a Snap, run “snap connect firefox:camera” (or chromium); if it is a Flatpak, let it use devices, for \
             instance with Flatseal. Then restart the browser."
        }
        System::Android => {
            "Settings, Apps, your browser, Permissions, Camera: allow it; and see that “Camera access” is on in the quick settings."
        }
        System::Ios => {
            "Settings, Privacy & Security, Camera: switch the browser on. For Safari: Settings, Apps, Safari, Camera."
        }
        System::Other => "Look in the system's privacy settings for the camera, allow the browser, and restart it.",
    }
}

fn busy(system: System) -> &'static str {
    match system {
        System::Windows => {
            "Close other programs and tabs that use the camera (Teams, Zoom, the Camera app), open its shutter, and try again. If \
             that does not help, restart the computer."
        }
        System::Linux => {
            "Close other programs and tabs that use the camera (“fuser /dev/video*” names them), open its shutter, and try again."
        }
        _ => {
            "Close other apps and tabs that use the camera (video calls above all), open its shutter, and try again. If that does \
             not help, restart the device."
        }
    }
}

fn none_found(system: System) -> &'static str {
    match system {
        System::Windows => {
            "Connect a camera or switch the built-in one on (a key, a switch or a shutter at the lid); Windows lists it under \
             Settings, Bluetooth & devices, Cameras."
        }
        System::Mac => {
            "Connect a camera; System Information lists those the Mac knows under Camera. An external screen with a closed lid hides \
             the built-in one."
        }
        System::Linux => {
            "Connect a camera or switch the built-in one on; “ls /dev/video*” shows whether the system knows one. A browser in a \
             Snap or Flatpak must be allowed to see it."
        }
        System::Android | System::Ios | System::Other => "Connect a camera, or switch the built-in one on.",
    }
}

fn pop_ups(seen: PopUps, system: System) -> CheckRow {
    let mend = match system {
        System::Mac => {
            "Chrome, Edge, Firefox: the sign at the right of the address allows pop-ups for this site. Safari: Settings, Websites, \
             Pop-up Windows. Do the same for classmarker.com."
        }
        System::Ios => "Settings, Apps, Safari: switch “Block Pop-ups” off until the exam is over.",
        _ => "The sign at the right of the address allows pop-ups for this site. Do the same for classmarker.com.",
    };
    match seen {
        PopUps::NotTried => row("pop_ups", CheckVerdict::Unchecked, "Pop-ups were not tried.", "Press “Try a pop-up”."),
        PopUps::Opened => {
            row("pop_ups", CheckVerdict::Pass, "A window opened when you asked for it, and was closed.", "")
        }
        PopUps::Blocked => {
            row("pop_ups", CheckVerdict::Attention, "The browser did not open the window you asked for.", mend)
        }
    }
}

fn cookies(came_back: bool, system: System) -> CheckRow {
    if came_back {
        return row("cookies", CheckVerdict::Pass, "The browser kept a cookie of this site and gave it back.", "");
    }
    let mend = match system {
        System::Ios => "Settings, Apps, Safari, Advanced: switch “Block All Cookies” off; then reload this page.",
        System::Mac => {
            "Allow cookies for this site and for classmarker.com (Safari: Settings, Advanced, “Block all cookies” off); then reload \
             this page."
        }
        _ => {
            "Allow cookies for this site and for classmarker.com in the browser's privacy settings; then reload this page."
        }
    };
    row("cookies", CheckVerdict::Attention, "The browser did not give back the cookie that this page had set.", mend)
}

fn clock(ahead_ms: Option<i64>, system: System) -> CheckRow {
    let Some(ahead_ms) = ahead_ms else {
        return row("clock", CheckVerdict::Unchecked, "The clock was not compared with ours.", "Reload this page.");
    };
    let off_s = (ahead_ms.unsigned_abs() + 500) / 1000;
    let direction = if ahead_ms > 0 { "ahead of" } else { "behind" };
    let seen = match off_s {
        0 | 1 => "Your clock agrees with ours.".to_owned(),
        _ => format!("Your clock is {} {direction} ours.", span(off_s)),
    };
    if off_s <= CLOCK_BEARS_S {
        return row("clock", CheckVerdict::Pass, seen, "");
    }
    let mend = match system {
        System::Windows => {
            "Windows Settings, Time & language, Date & time: switch “Set time automatically” on, then “Sync now”."
        }
        System::Mac => "System Settings, General, Date & Time: switch “Set time and date automatically” on.",
        System::Linux => "Settings, System, Date & Time: Automatic; or “timedatectl set-ntp true”.",
        System::Android => "Settings, System, Date & time: switch “Set time automatically” on.",
        System::Ios => "Settings, General, Date & Time: switch “Set Automatically” on.",
        System::Other => "Have the system set its time by itself.",
    };
    row("clock", CheckVerdict::Attention, seen, format!("{mend} A wrong clock makes links and codes look expired."))
}

/// A length of time in the two largest of its units.
fn span(seconds: u64) -> String {
    let units = [("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)];
    let first = units.iter().position(|(_, length)| seconds >= *length).unwrap_or(3);
    let mut rest = seconds;
    let mut parts = vec![];
    for (unit, length) in units.iter().skip(first).take(2) {
        let count = rest / length;
        rest %= length;
        if count > 0 {
            parts.push(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }));
        }
    }
    parts.join(" and ")
}

#[cfg(test)]
#[path = "report/tests.rs"]
mod tests;
