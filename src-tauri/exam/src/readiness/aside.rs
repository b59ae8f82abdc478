//! Asking the system without waiting for it longer than is bearable.

use super::Row;
use super::subject::Subject;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// How long one question to the system may take. Each needs some milliseconds; a network drive that has gone away or a
/// process stuck in the kernel can hold it for minutes.
pub(super) const LIMIT: Duration = Duration::from_secs(3);

/// The row that `look` comes to, on a thread of its own.
///
/// A thread that is late is left behind: not one of the runtime's, since the app's end would wait for those.
pub(super) async fn row(subject: Subject, look: impl FnOnce() -> Row + Send + 'static) -> Row {
    let (answer, answered) = oneshot::channel();
    let thread = std::thread::Builder::new().name(subject.name.into());
    let begun = thread.spawn(move || {
        // Nobody listens any more if it took too long.
        let _ = answer.send(look());
    });
    if begun.is_err() {
        return subject.unknown(format!("{}: the system is too busy to look.", subject.title), "Check again later.");
    }
    match timeout(LIMIT, answered).await {
        Ok(Ok(row)) => row,
        Ok(Err(_)) => subject.unknown(format!("{}: the look at it broke off.", subject.title), "Check again."),
        Err(_) => late(subject),
    }
}

/// What is said about a question the system did not answer in time.
pub(super) fn late(subject: Subject) -> Row {
    let seen = format!("{}: the system did not answer within {} s.", subject.title, LIMIT.as_secs());
    subject.unknown(seen, "Check again. If it stays so, restart the computer.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict;
    use crate::readiness::subject::POWER;

    #[tokio::test]
    async fn an_answer_is_passed_on() {
        assert_eq!(row(POWER, || POWER.pass("On mains power")).await.seen, "On mains power");
    }

    #[tokio::test]
    async fn a_look_that_breaks_off_is_unknown() {
        let row = row(POWER, || panic!("as a broken check would")).await;
        assert_eq!((row.verdict, row.seen.as_str()), (Verdict::Unknown, "Power: the look at it broke off."));
    }

    #[tokio::test(start_paused = true)]
    async fn a_look_that_hangs_is_unknown_and_left_behind() {
        let (release, held) = std::sync::mpsc::channel::<()>();
        let row = row(POWER, move || {
            let _ = held.recv();
            POWER.pass("too late")
        })
        .await;
        drop(release);
        assert_eq!(
            (row.verdict, row.seen.as_str()),
            (Verdict::Unknown, "Power: the system did not answer within 3 s.")
        );
    }
}
