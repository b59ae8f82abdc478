use super::*;
use crate::amendment::{AmendmentKind, Target};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;

fn id(number: usize) -> Uuid {
    Uuid::from_u128(number as u128 + 1)
}

/// A log of two devices, in the order of writing on each.
#[derive(Debug, Clone, Default)]
struct Log {
    attempts: Vec<AttemptFact>,
    amendments: Vec<AmendmentFact>,
    lessons: Vec<LessonFact>,
}

#[derive(Debug, Clone)]
enum Step {
    Answer { task: u8, score: u8, passed: bool, spent_ms: i64 },
    Amend { what: u8, task: u8, which: Index },
    Lesson { lesson: u8, kind: u8 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0u8..3, 0u8..=4, any::<bool>(), 0i64..100)
            .prop_map(|(task, score, passed, spent_ms)| Step::Answer { task, score, passed, spent_ms }),
        3 => (0u8..6, 0u8..3, any::<Index>()).prop_map(|(what, task, which)| Step::Amend { what, task, which }),
        1 => (0u8..2, 0u8..3).prop_map(|(lesson, kind)| Step::Lesson { lesson, kind }),
    ]
}

/// Steps with the device that takes each and by how many days its clock is off.
fn log() -> impl Strategy<Value = Log> {
    prop::collection::vec((step(), 0usize..2, -2i64..3), 0..40).prop_map(|steps| {
        let mut log = Log::default();
        let mut last = [(0i64, i64::MIN); 2];
        for (number, (step, device, off)) in steps.into_iter().enumerate() {
            let at_ms = 1_760_000_000_000 + number as i64 * 3_600_000 + off * 86_400_000;
            let (seq, order_ms) = last[device];
            last[device] = (seq + 1, order_ms.max(at_ms));
            let stamp = Stamp { order_ms: order_ms.max(at_ms), device: id(1000 + device), seq: seq + 1 };
            log.take(number, step, stamp, at_ms);
        }
        log
    })
}

impl Log {
    fn take(&mut self, number: usize, step: Step, stamp: Stamp, at_ms: i64) {
        let module = "m".to_owned();
        let local_day = crate::Now { utc_ms: at_ms, offset_min: 0 }.local_day();
        match step {
            Step::Answer { task, score, passed, spent_ms } => self.attempts.push(AttemptFact {
                id: id(number),
                stamp,
                module,
                task: format!("t{task}"),
                task_version: format!("v{number}"),
                kind: format!("k{task}"),
                objective: format!("o{number}"),
                seed: number as i64,
                score: f64::from(score) / 4.0,
                passed,
                hints: i64::from(score % 2),
                confidence: passed.then(|| "sure".to_owned()),
                spent_ms,
                at_ms,
                local_day,
            }),
            Step::Amend { what, task, which } => {
                let attempt = (!self.attempts.is_empty()).then(|| which.get(&self.attempts).id);
                let amendment = (!self.amendments.is_empty()).then(|| which.get(&self.amendments).id);
                let (kind, target) = match (what, attempt, amendment) {
                    (0, Some(attempt), _) => (AmendmentKind::Undone, Target::Attempt(attempt)),
                    (1, Some(attempt), _) => (AmendmentKind::Disputed, Target::Attempt(attempt)),
                    (2, _, Some(amendment)) => (AmendmentKind::Undone, Target::Amendment(amendment)),
                    (3, Some(attempt), _) => (AmendmentKind::Settled, Target::Attempt(attempt)),
                    (4, ..) => (AmendmentKind::Reset, Target::Module { module }),
                    _ => (AmendmentKind::Reset, Target::Task { module, task: format!("t{task}") }),
                };
                self.amendments.push(AmendmentFact { id: id(number), stamp, kind, target });
            }
            Step::Lesson { lesson, kind } => self.lessons.push(LessonFact {
                stamp,
                module,
                lesson: format!("l{lesson}"),
                kind: [LessonKind::Opened, LessonKind::Read, LessonKind::Unread][usize::from(kind)],
                at_ms,
                local_day,
            }),
        }
    }

    fn derived(&self) -> Derived {
        derive(&self.attempts, &self.amendments, &self.lessons)
    }

    /// Said once more, straight from the definition.
    fn stands(&self, amendment: &AmendmentFact) -> bool {
        !self.amendments.iter().any(|other| other.target == Target::Amendment(amendment.id) && self.stands(other))
    }

    fn counts(&self, attempt: &AttemptFact) -> bool {
        !self.amendments.iter().filter(|amendment| self.stands(amendment)).any(|amendment| match &amendment.target {
            Target::Attempt(named) => amendment.kind == AmendmentKind::Undone && *named == attempt.id,
            Target::Amendment(_) => false,
            Target::Module { module } => *module == attempt.module && attempt.stamp < amendment.stamp,
            Target::Task { module, task } => {
                (module, task) == (&attempt.module, &attempt.task) && attempt.stamp < amendment.stamp
            }
        })
    }
}

impl Log {
    /// Said once more, straight from the definition: the latest dispute that stands has no settlement that stands after it.
    fn disputed(&self, attempt: &AttemptFact) -> bool {
        let of = |kind: AmendmentKind| {
            self.amendments.iter().filter(move |amendment| {
                amendment.kind == kind && amendment.target == Target::Attempt(attempt.id) && self.stands(amendment)
            })
        };
        let disputed = of(AmendmentKind::Disputed).map(|amendment| amendment.stamp).max();
        disputed.is_some_and(|disputed| !of(AmendmentKind::Settled).any(|settled| settled.stamp > disputed))
    }
}

fn last<'a, T>(rows: &[&'a T], stamp: impl Fn(&T) -> Stamp) -> Option<&'a T> {
    rows.iter().copied().max_by_key(|row| stamp(row))
}

proptest! {
    #[test]
    fn what_counts_is_what_the_definition_says(log in log()) {
        let counted: Vec<Uuid> = counting(&log.attempts, &log.amendments).map(|attempt| attempt.id).collect();
        let expected: Vec<Uuid> =
            log.attempts.iter().filter(|attempt| log.counts(attempt)).map(|attempt| attempt.id).collect();
        prop_assert_eq!(counted, expected);
    }

    #[test]
    fn the_rows_are_sums_over_what_counts(log in log()) {
        let derived = log.derived();
        let counted: Vec<&AttemptFact> = log.attempts.iter().filter(|attempt| log.counts(attempt)).collect();
        let passes = |rows: &[&AttemptFact]| rows.iter().filter(|attempt| attempt.passed).count() as i64;
        for task in ["t0", "t1", "t2"] {
            let rows: Vec<_> = counted.iter().copied().filter(|attempt| attempt.task == task).collect();
            let expected = last(&rows, |attempt| attempt.stamp).map(|latest| TaskRow {
                attempts: rows.len() as i64,
                passes: passes(&rows),
                best: rows.iter().map(|attempt| attempt.score).fold(0.0, f64::max),
                last_score: latest.score,
                last_passed: latest.passed,
                last_version: latest.task_version.clone(),
                last_seed: latest.seed,
                last_ms: latest.at_ms,
                last: latest.stamp,
            });
            prop_assert_eq!(derived.tasks.get(&("m".to_owned(), task.to_owned())), expected.as_ref());
        }
        let attempts: i64 = derived.days.values().map(|day| day.attempts).sum();
        let spent_ms: i64 = derived.days.values().map(|day| day.spent_ms).sum();
        prop_assert_eq!(attempts, counted.len() as i64);
        prop_assert_eq!(spent_ms, counted.iter().map(|attempt| attempt.spent_ms).sum::<i64>());
        prop_assert_eq!(derived.modules.len(), usize::from(!counted.is_empty() || !log.lessons.is_empty()));
        if let Some(module) = derived.modules.get("m") {
            prop_assert_eq!(module.attempts, counted.len() as i64);
            prop_assert_eq!(module.passes, passes(&counted));
            prop_assert_eq!(module.tasks_answered, derived.tasks.len() as i64);
            prop_assert_eq!(module.tasks_passed, derived.tasks.values().filter(|task| task.passes > 0).count() as i64);
        }
    }

    #[test]
    fn a_first_try_is_the_first_that_counts(log in log()) {
        let derived = log.derived();
        for task in ["t0", "t1", "t2"] {
            let counted = log.attempts.iter().filter(|attempt| attempt.task == task && log.counts(attempt));
            let expected = counted.min_by_key(|attempt| attempt.stamp).map(|first| FirstRow {
                attempt: first.id,
                stamp: first.stamp,
                kind: first.kind.clone(),
                objective: first.objective.clone(),
                passed: first.passed,
                score: first.score,
                hints: first.hints,
                confidence: first.confidence.clone(),
                spent_ms: first.spent_ms,
                at_ms: first.at_ms,
                disputed: log.disputed(first),
            });
            prop_assert_eq!(derived.firsts.get(&("m".to_owned(), task.to_owned())), expected.as_ref());
        }
        prop_assert!(derived.firsts.keys().eq(derived.tasks.keys()), "a task that was answered has a first try");
    }

    #[test]
    fn a_lesson_is_what_was_said_of_it_last(log in log()) {
        let derived = log.derived();
        for lesson in ["l0", "l1"] {
            let rows: Vec<_> = log.lessons.iter().filter(|event| event.lesson == lesson).collect();
            let marks: Vec<_> = rows.iter().copied().filter(|event| event.kind != LessonKind::Opened).collect();
            let read = last(&marks, |event| event.stamp).filter(|event| event.kind == LessonKind::Read);
            let row = derived.lessons.get(&("m".to_owned(), lesson.to_owned()));
            prop_assert_eq!(row.is_some(), !rows.is_empty());
            prop_assert_eq!(
                row.and_then(|row| row.read.clone()),
                read.map(|event| (event.at_ms, event.local_day.clone()))
            );
        }
        let read = derived.lessons.values().filter(|lesson| lesson.read.is_some()).count() as i64;
        prop_assert_eq!(derived.days.values().map(|day| day.lessons).sum::<i64>(), read);
        prop_assert_eq!(derived.modules.values().map(|module| module.lessons_read).sum::<i64>(), read);
    }

    #[test]
    fn the_order_of_adding_does_not_matter(log in log(), seed in any::<u64>()) {
        let mut derived = Derived::default();
        let mut attempts: Vec<_> = counting(&log.attempts, &log.amendments).collect();
        let mut lessons: Vec<_> = log.lessons.iter().collect();
        attempts.sort_by_key(|attempt| attempt.id.as_u128().wrapping_mul(u128::from(seed | 1)) & 0xffff);
        lessons.sort_by_key(|event| (event.stamp.seq as u64).wrapping_mul(seed | 1) & 0xffff);
        for event in lessons {
            derived.add_lesson(event);
        }
        for attempt in attempts {
            derived.add_attempt(attempt, log.disputed(attempt));
        }
        prop_assert_eq!(derived, log.derived());
    }

    #[test]
    fn in_the_order_of_the_log_no_first_try_need_be_known(log in log()) {
        let mut derived = Derived::default();
        let mut firsts = BTreeMap::new();
        let mut attempts: Vec<_> = counting(&log.attempts, &log.amendments).collect();
        attempts.sort_by_key(|attempt| attempt.stamp);
        for attempt in attempts {
            derived.add_latest(attempt);
            firsts.append(&mut derived.firsts);
        }
        let log = Log { amendments: Vec::new(), lessons: Vec::new(), attempts: counting(&log.attempts, &log.amendments).cloned().collect() };
        let expected = log.derived();
        prop_assert_eq!(&firsts, &expected.firsts);
        prop_assert_eq!(Derived { firsts, ..derived }, expected);
    }

    #[test]
    fn a_flag_means_a_later_row_with_a_much_earlier_clock(log in log()) {
        let moments: Vec<Moment> = log
            .attempts
            .iter()
            .map(|attempt| Moment { id: attempt.id, stamp: attempt.stamp, at_ms: attempt.at_ms })
            .collect();
        let expected: BTreeSet<Uuid> = moments
            .iter()
            .filter(|a| moments.iter().any(|b| {
                b.stamp.device == a.stamp.device && b.stamp.seq > a.stamp.seq && a.at_ms > b.at_ms + TOLERANCE_MS
            }))
            .map(|a| a.id)
            .collect();
        prop_assert_eq!(from_the_future(moments), expected);
    }
}

#[test]
fn a_clock_a_little_off_is_no_clock_gone_wrong() {
    let device = id(1000);
    let at =
        |seq: i64, at_ms: i64| Moment { id: id(seq as usize), stamp: Stamp { order_ms: at_ms, device, seq }, at_ms };
    let hour = 3_600_000;
    assert!(from_the_future(vec![at(1, hour), at(2, hour - TOLERANCE_MS)]).is_empty());
    assert_eq!(from_the_future(vec![at(1, hour), at(2, hour - TOLERANCE_MS - 1)]), [id(1)].into());
}

#[test]
fn gaps_are_never_negative() {
    assert_eq!(gap_ms(5, 12), 7);
    assert_eq!(gap_ms(12, 5), 0);
    assert_eq!(gap_ms(i64::MAX, i64::MIN), 0);
    assert_eq!(gap_ms(i64::MIN, i64::MAX), i64::MAX as u64);
}

#[test]
fn a_long_chain_of_undoing_is_followed_to_its_end() {
    let mut log = Log::default();
    let stamp = |seq| Stamp { order_ms: 0, device: id(1000), seq };
    log.take(0, Step::Answer { task: 0, score: 4, passed: true, spent_ms: 1 }, stamp(1), 0);
    let mut target = Target::Attempt(id(0));
    for number in 1..=20_001usize {
        let amendment =
            AmendmentFact { id: id(number), stamp: stamp(number as i64 + 1), kind: AmendmentKind::Undone, target };
        target = Target::Amendment(amendment.id);
        log.amendments.push(amendment);
        if !(10..19_990).contains(&number) {
            let counted = counting(&log.attempts, &log.amendments).count();
            assert_eq!(counted, usize::from(number % 2 == 0), "undone {number} times");
        }
    }
}
