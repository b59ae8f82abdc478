//! A result as the candidate sees it.

use super::record::{Monitor, ResultRecord};
use super::revision;
use crate::candidate::enrolment::EnrolmentRow;
use crate::clock::{DAY, SECOND};
use crate::core::Core;
use crate::db::Outcome;
use crate::seat::SeatRow;
use registrar_api::{CategoryResult, ExamResult, MonitorEvent, Monitoring, Outcome as ExamOutcome};

/// The result of a seat as the candidate sees it; None before there is one. A pass may be shown before it is confirmed; only
/// one that is `passed` and has `confirmed_ms` carries a credential.
pub async fn of_seat(core: &Core, seat_id: &str) -> Outcome<Option<ExamResult>> {
    let Some(seat) = SeatRow::load(core, seat_id).await?.filter(|seat| seat.outcome != ExamOutcome::None) else {
        return Ok(None);
    };
    let known = match &seat.current_digest {
        Some(digest) => revision::shown(core, seat_id, digest).await?,
        None => None,
    };
    let (record, seen_s) = known.map_or((None, None), |(record, seen_s)| (Some(record), seen_s));
    let enrolment = EnrolmentRow::load(core, &seat.enrolment_id).await?;
    let appeal = enrolment.programme(core).await?.appeal_days * DAY;
    let scored = record.as_ref().filter(|record| record.tells_its_score(seat.outcome));
    let score = |field: fn(&ResultRecord) -> Option<i64>| scored.and_then(field);
    let from = |field: fn(&ResultRecord) -> Option<i64>| record.as_ref().and_then(field);
    Ok(Some(ExamResult {
        outcome: seat.outcome,
        why: seat.outcome_why.clone(),
        percentage_tenths: score(|r| r.percentage_tenths),
        points_scored_tenths: score(|r| r.points_scored_tenths),
        points_available_tenths: score(|r| r.points_available_tenths),
        pass_mark_tenths: seat.pass_mark_tenths,
        finished_ms: from(|r| r.finished_s).map(in_ms),
        confirmed_ms: seen_s.map(in_ms),
        categories: scored.into_iter().flat_map(categories).collect(),
        monitoring: record.as_ref().and_then(|r| r.monitor.as_ref()).map(|m| monitoring(m, seat.cleared_ms)),
        appeal_until_ms: seat.outcome_ms.filter(|_| is_final(seat.outcome)).map(|since| since + appeal),
    }))
}

fn is_final(outcome: ExamOutcome) -> bool {
    matches!(outcome, ExamOutcome::Passed | ExamOutcome::Failed)
}

fn in_ms(seconds: i64) -> i64 {
    seconds.saturating_mul(SECOND)
}

fn categories(record: &ResultRecord) -> impl Iterator<Item = CategoryResult> + '_ {
    record.categories.iter().map(|category| CategoryResult {
        name: category.name.clone(),
        points_scored_tenths: category.points_scored_tenths,
        points_available_tenths: category.points_available_tenths,
    })
}

fn monitoring(monitor: &Monitor, cleared_ms: Option<i64>) -> Monitoring {
    let events = monitor.events.iter().map(|event| MonitorEvent {
        at_ms: event.at_s.map(in_ms),
        what: event.what.clone(),
        seconds_away: event.seconds_away,
    });
    Monitoring {
        camera: monitor.camera,
        browser: monitor.browser,
        events_total: monitor.events_noted(),
        seconds_away: monitor.seconds_away,
        events: events.collect(),
        cleared_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_provider_has_not_said_is_not_known() {
        let monitor = |camera, browser| Monitor { camera, browser, events_total: 0, seconds_away: 0, events: vec![] };
        for known in [None, Some(true), Some(false)] {
            let shown = monitoring(&monitor(known, known), None);
            assert_eq!((shown.camera, shown.browser), (known, known));
        }
    }
}
