//! A justification that stands alone: the checklist is the whole grade.

use super::passes;
use crate::written::{Checklist, Control};
use crate::{Evidence, Grade, Verdict, say};
use course::task::{Task, justification::Face};

/// The verdict is settled: the text has to argue for the response it was given to.
pub(super) fn control(face: &Face) -> Control {
    let others = face.responses.iter().map(|r| r.id.clone()).filter(|id| *id != face.given);
    Control::Given { best: face.given.clone(), others: others.collect() }
}

/// Without a checklist to hold the text against there is nothing to earn; the course's checker refuses such a task.
pub(super) fn grade(task: &Task, checklist: Option<Checklist>) -> Grade {
    let Some(checklist) = checklist else {
        return Grade {
            score: 0.0,
            passed: false,
            headline: "This task has no checklist".to_owned(),
            parts: vec![],
            evidence: Evidence::Justification {},
            agreement: vec![],
        };
    };
    let score = checklist.score.clamp(0.0, 1.0);
    let headline = match checklist.faults.first() {
        Some(fault) => say::capital(&fault.clause),
        None => {
            let counted = checklist.parts.iter().filter(|part| part.score.is_some());
            let all = counted.clone().count();
            match counted.filter(|part| part.verdict == Verdict::Agrees).count() {
                held if held == all => format!("All {} hold", say::counted(all, "check", "checks")),
                0 => format!("None of {} holds", say::counted(all, "check", "checks")),
                1 => format!("One of {} holds", say::counted(all, "check", "checks")),
                held => {
                    format!("{} of {} hold", say::capital(&say::number(held)), say::counted(all, "check", "checks"))
                }
            }
        }
    };
    let passed = passes(score, task.key.pass_at) && !checklist.fails();
    Grade { score, passed, headline, parts: checklist.parts, evidence: Evidence::Justification {}, agreement: vec![] }
}
