//! Which tasks a session is made of, in which order.

use crate::choose::{self, Pick};
use crate::dice::shuffle;
use crate::wire::session::{SessionForm, SessionRequest};
use course::Outline;
use std::collections::HashSet;
use study::Progress;

/// No session is planned for more than this: at a minute a task it is longer than any may last.
const MOST: usize = 200;

/// The tasks of the session, and the minutes that their authors give them all. The same dice give the same plan.
pub(super) fn plan(outline: &Outline, request: &SessionRequest, progress: &Progress, dice: i64) -> (Vec<String>, u32) {
    let mut tasks = choose::fitting(outline, &request.set, progress);
    shuffle(&mut tasks, dice);
    let drafts: HashSet<&str> = progress.drafts.iter().map(|d| d.task.as_str()).collect();
    let rank = |pick: &Pick| {
        let before = progress.tasks.iter().find(|p| p.task == pick.1.id);
        // In a drill a task that was begun before would be ahead of the clock; in practice it is what is open.
        let begun = drafts.contains(pick.1.id.as_str()) == (request.form == SessionForm::Drill);
        let seen = before.map_or(0, |p| if p.last_passed { 2 } else { 1 });
        (begun, seen)
    };
    tasks.sort_by_key(rank);
    tasks.truncate(match request.form {
        SessionForm::Practice => MOST,
        SessionForm::Drill => request.tasks as usize,
    });
    let minutes = tasks.iter().map(|(_, task)| u32::from(task.minutes)).sum();
    (tasks.into_iter().map(|(_, task)| task.id.clone()).collect(), minutes)
}
