//! How many displays are in use.
//!
//! The window's system names those that show something: a docked laptop with its lid closed has one.

use super::subject::DISPLAYS;
use super::{Display, Row, words};

pub(super) fn judge(displays: Option<&[Display]>) -> Row {
    let look = "Look yourself: one display should be in use, the others unplugged or switched off.";
    match displays {
        None | Some([]) => DISPLAYS.unknown("Displays: the window could not tell which there are.", look),
        Some([one]) => DISPLAYS.pass(format!("One display: {}", described(one, ", "))),
        Some(several) => {
            let list: Vec<String> = several.iter().map(|d| described(d, " at ")).collect();
            let seen = format!("{} displays are in use: {}.", several.len(), words::and(&list));
            DISPLAYS.attention(seen, "Unplug all but one, or switch the others off in the display settings.")
        }
    }
}

fn described(display: &Display, between: &str) -> String {
    let size = format!("{} × {}", display.width, display.height);
    match words::quoted(&display.name) {
        _ if display.name.trim().is_empty() => size,
        name => format!("{name}{between}{size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};

    #[test]
    fn one_display_passes() {
        let check = |displays: Option<&[(&str, u32, u32)]>, verdict: Verdict, seen: &str| {
            let displays: Option<Vec<Display>> = displays.map(|d| {
                let display = |&(name, width, height): &(&str, u32, u32)| Display { name: name.into(), width, height };
                d.iter().map(display).collect()
            });
            let row = judge(displays.as_deref());
            assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
            assert_eq!(row.mend.is_empty(), verdict == Pass);
        };
        check(Some(&[("eDP-1", 1920, 1080)]), Pass, "One display: eDP-1, 1920 × 1080");
        check(Some(&[("", 1280, 800)]), Pass, "One display: 1280 × 800");
        let two = [("eDP-1", 1920, 1080), ("HDMI-1", 2560, 1440)];
        check(Some(&two), Attention, "2 displays are in use: eDP-1 at 1920 × 1080 and HDMI-1 at 2560 × 1440.");
        check(Some(&[]), Unknown, "Displays: the window could not tell which there are.");
        check(None, Unknown, "Displays: the window could not tell which there are.");
    }
}
