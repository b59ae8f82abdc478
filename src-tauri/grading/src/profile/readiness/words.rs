//! Readiness in plain sentences.

use super::{AHEAD, Compared, FAR, Levels, More, READY, Reading, State};
use crate::profile::say::{capital, counted, number, percent, percent_or_finer};

/// What a reading says, whole.
pub(super) fn of(reading: &Reading, levels: &Levels) -> String {
    let Compared { ready, not_ready, capped } = reading.compared;
    // Levels that were asked for are told as they are, those that a ceiling makes to whole per cent.
    let [better, worse] = [ready, not_ready].map(if capped { percent } else { percent_or_finer });
    // Capped, it is no longer the level that was named.
    let named = if capped { String::new() } else { format!(" ({})", levels.named) };
    let first = match &reading.state {
        State::NotEnough { n, of } => return format!("Not enough yet: {n} of {of} tasks."),
        State::Undefined { reason } => return format!("Cannot be told: {reason}."),
        State::Ready => format!(
            "Ready, on this course's tasks: {}. As many right answers are {} times as likely from somebody who gets \
             {better} right{named} as from somebody who gets {worse} right.",
            share(reading),
            times(reading.likelier())
        ),
        State::NotReady => format!(
            "Not ready yet, on this course's tasks: {}. As few right answers are {} times as likely from somebody who \
             gets {worse} right as from somebody who gets {better} right{named}.",
            share(reading),
            times(1.0 / reading.likelier())
        ),
        State::Undecided => format!(
            "Undecided: {}, on this course's tasks. That cannot yet tell somebody who gets {better} right{named} from \
             somebody who gets {worse} right.",
            share(reading)
        ),
        State::ReadyIfItLasts { .. } => format!(
            "Undecided: {}, on this course's tasks. That speaks for {better} right{named} and against {worse}, but \
             nobody is called ready before {READY} tasks.",
            share(reading)
        ),
    };
    let rest = [reading.more.map(further), cap(reading, levels)];
    rest.into_iter().flatten().fold(first, |sentences, next| format!("{sentences} {next}"))
}

/// What the reading on the whole says beside the domains.
pub(super) fn with_domains(overall: &Reading, domains: &[Reading]) -> String {
    let behind = domains.iter().filter(|domain| domain.state == State::NotReady).count();
    let unknown = matches!(overall.state, State::NotEnough { .. } | State::Undefined { .. });
    let mut words = overall.words.clone();
    if !unknown && overall.ceiling.is_none() {
        words += " How often careful readers agree with these keys is not known.";
    }
    if !unknown && behind > 0 && domains.len() > 1 {
        let behind = counted(behind, "domain", "domains");
        words += &format!(" By itself, {behind} of {} reads “not ready yet”.", number(domains.len()));
    }
    words
}

/// "27 of 30 right (74 % to 97 %)".
fn share(reading: &Reading) -> String {
    let [low, high] = reading.interval.unwrap_or([0.0, 1.0]).map(percent);
    format!("{} of {} right ({low} to {high})", reading.right, reading.n)
}

/// How many times as likely, never more than is so.
fn times(ratio: f64) -> String {
    match ratio {
        ratio if ratio >= 1000.0 => "more than 1000".to_owned(),
        ratio if ratio >= 10.0 => format!("{:.0}", ratio.floor()),
        ratio => format!("{:.1}", (ratio * 10.0).floor() / 10.0),
    }
}

fn further(more: More) -> String {
    let open = (100.0 * more.open_after).round();
    let still = match open {
        0.0 => format!("after {AHEAD} more it is all but certain."),
        open => format!("in {open} of 100 such cases it would still be open after {AHEAD} more."),
    };
    match more.median {
        Some(items) => {
            let tasks = counted(usize::try_from(items).unwrap_or(usize::MAX), "more task", "more tasks");
            format!("If you go on like this a decision typically takes {tasks}; {still}")
        }
        None => format!("If you go on like this a decision would typically take more than {FAR} tasks; {still}"),
    }
}

fn cap(reading: &Reading, levels: &Levels) -> Option<String> {
    let Compared { ready, not_ready, capped } = reading.compared;
    let ([limit, worse], asked) = ([ready, not_ready].map(percent), percent_or_finer(levels.ready));
    let named = capital(&levels.named);
    capped.then(|| {
        format!(
            "{named} is {asked}, but careful readers themselves agree with the key in {limit} of these tasks at most, \
             so nobody is asked for more: {limit} is compared with {worse}."
        )
    })
}

impl Reading {
    /// How many times as likely these answers are from somebody at the upper level as from somebody at the lower one.
    fn likelier(&self) -> f64 {
        let Compared { ready, not_ready, .. } = self.compared;
        let wrong = f64::from(self.n.saturating_sub(self.right));
        let log = f64::from(self.right) * (ready / not_ready).ln() + wrong * ((1.0 - ready) / (1.0 - not_ready)).ln();
        log.exp()
    }
}
