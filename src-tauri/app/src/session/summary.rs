//! What came of a session: how much was right, how sure the learner was, what to read next.

use super::Sitting;
use crate::confidence::of_word as confidence_of;
use crate::figure::{share, undisputed_of};
use crate::opened::refused;
use crate::practice::skip_reason_of;
use crate::wire::WireError;
use crate::wire::feedback::TaskLink;
use crate::wire::lesson::LessonLink;
use crate::wire::practice::Confidence;
use crate::wire::session::{ConfidenceResult, KindResult, SessionAnswer, SessionSkip, SessionSummary};
use crate::{App, confidence, lesson, view};
use course::task::Kind;
use std::collections::{BTreeMap, HashSet};
use study::{FirstTry, SessionTry, Uuid};

/// Lessons named at the end.
const LESSONS: usize = 3;

impl App {
    pub(super) async fn summary(&self, sitting: Sitting) -> Result<SessionSummary, WireError> {
        let record = self.record().await?;
        let work = record.session_work(sitting.id()).await.map_err(refused)?;
        let tries: Vec<SessionTry> = work.attempts.into_iter().filter(|t| t.counts).collect();
        let first = record.first_tries().await.map_err(refused)?;
        let first: Vec<&FirstTry> = {
            let here: HashSet<Uuid> = tries.iter().map(|t| t.attempt.id).collect();
            first.iter().filter(|f| here.contains(&f.attempt)).collect()
        };
        let disputes = record.disputes().await.map_err(refused)?;
        let disputed: HashSet<Uuid> =
            disputes.iter().filter(|d| d.settled.is_none() && !d.withdrawn).map(|d| d.attempt.id).collect();
        let answers = tries.iter().map(|t| self.session_answer(t, &disputed)).collect::<Result<Vec<_>, _>>()?;
        let mut times: Vec<u64> = tries.iter().map(|t| t.attempt.spent_ms).collect();
        times.sort_unstable();
        let skipped = work.skipped.iter().map(|skip| {
            Ok(SessionSkip {
                task: self.task_link(&skip.task, &skip.module)?,
                reason: skip.reason.as_deref().and_then(skip_reason_of),
            })
        });
        let open = work.open.first().map(|task| self.task_link(task, "")).transpose()?;
        Ok(SessionSummary {
            session: self.session_view(&sitting)?,
            started_ms: sitting.session.started_ms,
            spent_ms: times.iter().sum(),
            passed: share(&answers, |a| a.passed),
            undisputed: undisputed_of(&answers, |a| a.disputed, |a| a.passed),
            counted: share(first.iter().filter(|f| f.hints == 0), |f| f.passed),
            kinds: kinds(&tries),
            confidence: confidences(&tries),
            median_ms: times.get(times.len() / 2).copied(),
            read_next: self.read_next(&tries)?,
            skipped: skipped.collect::<Result<_, WireError>>()?,
            unfinished: open,
            answers,
        })
    }

    fn session_answer(&self, one: &SessionTry, disputed: &HashSet<Uuid>) -> Result<SessionAnswer, WireError> {
        let attempt = &one.attempt;
        Ok(SessionAnswer {
            attempt: attempt.id.to_string(),
            task: self.task_link(&attempt.task, &attempt.module)?,
            score: attempt.score,
            passed: attempt.passed,
            spent_ms: attempt.spent_ms,
            hints_used: attempt.hints,
            confidence: attempt.confidence.as_deref().and_then(confidence_of),
            disputed: disputed.contains(&attempt.id),
        })
    }

    /// A task to go to; one that the course no longer has keeps its id for a title.
    pub(crate) fn task_link(&self, task: &str, module: &str) -> Result<TaskLink, WireError> {
        let outline = self.course()?.outline();
        let found = outline.modules.iter().find_map(|m| Some((m, m.tasks.iter().find(|t| t.id == task)?)));
        Ok(match found {
            Some((module, task)) => TaskLink {
                task: task.id.clone(),
                module: module.no.clone(),
                title: task.title.clone(),
                kind_name: view::kind_name(task.kind).to_owned(),
            },
            None => TaskLink {
                task: task.to_owned(),
                module: module.to_owned(),
                title: task.to_owned(),
                kind_name: String::new(),
            },
        })
    }

    /// The lessons that teach what was not passed, those with the most such answers first.
    fn read_next(&self, tries: &[SessionTry]) -> Result<Vec<LessonLink>, WireError> {
        let outline = self.course()?.outline();
        let mut wanted: Vec<(usize, LessonLink)> = vec![];
        for attempt in tries.iter().map(|t| &t.attempt).filter(|a| !a.passed) {
            let module = outline.modules.iter().find(|m| m.no == attempt.module);
            let lesson = module.and_then(|m| {
                let at = m.lessons.iter().position(|l| l.serves.contains(&attempt.objective))?;
                Some(lesson::link(m, at))
            });
            let Some(lesson) = lesson else { continue };
            match wanted.iter_mut().find(|(_, l)| l.module == lesson.module && l.lesson == lesson.lesson) {
                Some((times, _)) => *times += 1,
                None => wanted.push((1, lesson)),
            }
        }
        wanted.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
        Ok(wanted.into_iter().map(|(_, lesson)| lesson).take(LESSONS).collect())
    }
}

fn kinds(tries: &[SessionTry]) -> Vec<KindResult> {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for attempt in tries.iter().map(|t| &t.attempt) {
        let count = counts.entry(&attempt.kind).or_default();
        count.0 += u32::from(attempt.passed);
        count.1 += 1;
    }
    let title = |kind: &str| Kind::from_name(kind).map_or_else(|| kind.to_owned(), |k| view::kind_name(k).to_owned());
    counts.into_iter().map(|(kind, (passed, n))| KindResult { title: title(kind), passed, n }).collect()
}

fn confidences(tries: &[SessionTry]) -> Vec<ConfidenceResult> {
    let result = |said: Confidence| {
        let of = tries.iter().map(|t| &t.attempt);
        let of = of.filter(|a| a.confidence.as_deref().and_then(confidence_of) == Some(said));
        ConfidenceResult { said, stands_for: confidence::percent(said), passed: share(of, |a| a.passed) }
    };
    confidence::ALL.map(result).into_iter().filter(|r| r.passed.n > 0).collect()
}
