//! When something is decided, and how long that will take.

use super::{AHEAD, FAR, More, READ_OUT, READY, State};
use agreement::proportion::{self, JEFFREYS, Sprt, waiting};

/// Wald's test, with what is asked for before it may speak.
pub(super) struct Rule {
    pub(super) test: Sprt,
}

impl Rule {
    /// For at least [`READ_OUT`] tasks.
    pub(super) fn state(&self, right: u64, n: u64) -> State {
        match self.test.state(right, n) {
            Ok(proportion::State::AcceptLower) => State::NotReady,
            Ok(proportion::State::AcceptUpper) if n >= u64::from(READY) => State::Ready,
            Ok(proportion::State::AcceptUpper) => State::ReadyIfItLasts { n: n as u32, of: READY },
            Ok(proportion::State::Undecided) => State::Undecided,
            Err(reason) => State::Undefined { reason: format!("the counts make no share: {reason}") },
        }
    }

    fn decides(&self, right: u64, n: u64) -> bool {
        n >= u64::from(READ_OUT)
            && match self.test.state(right, n) {
                Ok(proportion::State::AcceptLower) => true,
                Ok(proportion::State::AcceptUpper) => n >= u64::from(READY),
                Ok(proportion::State::Undecided) | Err(_) => false,
            }
    }

    /// None where it is decided.
    pub(super) fn more(&self, right: u64, n: u64) -> Option<More> {
        if self.decides(right, n) {
            return None;
        }
        let wait = waiting(right, n, JEFFREYS, FAR, |right, n| self.decides(right, n)).ok()?;
        let median = wait.median().ok().and_then(|items| u32::try_from(items).ok());
        Some(More { median, open_after: wait.open.get(AHEAD).copied()? })
    }
}
