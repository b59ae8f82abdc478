//! This computer's clocks. People and time services set the one on the wall; the steady one nobody sets.
//!
//! When an exam began and ends is noted by the wall clock as it stood when it was last held against the registrar's. Until
//! the computer is started anew, the steady clock tells what that wall clock would show, whatever it was set to since.

use crate::Exam;
use crate::kept::Kept;
use crate::trouble::ExamError;
use registrar_api::Me;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Two measurements that differ by less than this say the same.
const WANDERS_MS: i64 = 1_500;
/// An exchange that took longer says nothing about the clocks: the computer may have slept meanwhile.
const PATIENCE_MS: i64 = 5_000;
/// A wall clock that is this far from where it should be has been set.
const SET_MS: i64 = 5_000;

/// A clock that nobody sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steady {
    /// The start that it counts from: the computer's, or the app's where the computer does not tell.
    pub since: String,
    pub ms: i64,
}

/// How far the wall clock was ahead of the steady one when it was last held against the registrar's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptClock {
    pub since: String,
    pub ahead_ms: i64,
}

/// One measurement.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    /// The wall clock less the registrar's.
    ahead_ms: i64,
    clock: KeptClock,
}

impl Exam {
    /// Asks who is signed in, and holds the clocks against the registrar's on the way. An answer that took long measures
    /// nothing.
    pub(crate) async fn me(&self) -> Result<(Me, Option<Measured>), ExamError> {
        // So that no time of a refresh is in what is measured.
        self.token().await?;
        let before = (self.now_ms(), (self.given.steady)());
        let me: Me = self.get("/v1/me").await?;
        let (now, steady) = (self.now_ms(), (self.given.steady)());
        let took = [now.saturating_sub(before.0), steady.ms.saturating_sub(before.1.ms)];
        if !took.iter().all(|took| (0..=PATIENCE_MS).contains(took)) {
            return Ok((me, None));
        }
        let ahead_ms = before.0.saturating_add(took[0] / 2).saturating_sub(me.now_ms);
        let clock = KeptClock { since: steady.since, ahead_ms: now.saturating_sub(steady.ms) };
        Ok((me, Some(Measured { ahead_ms, clock })))
    }

    /// Holds the clocks against the registrar's.
    pub(crate) async fn measure(&self, email: &str) -> Result<(), ExamError> {
        if let (_, Some(measured)) = self.me().await? {
            // The silence goes by what is in memory; the next asking writes it anew.
            let _ = self.update(|kept| kept.measured(email, measured)).await;
        }
        Ok(())
    }

    /// How far somebody has set the wall clock forward (or back, below zero) since it was last held against the registrar's.
    pub(crate) fn moved_ms(&self) -> i64 {
        let (now, steady) = (self.now_ms(), (self.given.steady)());
        let ahead_ms = self.kept(|kept| kept.clock.as_ref().filter(|c| c.since == steady.since).map(|c| c.ahead_ms));
        let moved = ahead_ms.map_or(0, |ahead_ms| now.saturating_sub(steady.ms).saturating_sub(ahead_ms));
        if moved.saturating_abs() < SET_MS { 0 } else { moved }
    }

    /// The time by the clock in which things are noted.
    pub(crate) fn noted_now_ms(&self) -> i64 {
        self.now_ms().saturating_sub(self.moved_ms())
    }

    /// How far the wall clock is ahead of the registrar's.
    pub fn ahead_ms(&self) -> i64 {
        let measured = self.kept(|kept| kept.account.as_ref().map_or(0, |a| a.ahead_ms));
        measured.saturating_add(self.moved_ms())
    }

    /// Asks the registrar for its time if somebody has set the wall clock since it was asked: once for each time, and only
    /// where a sign-in is open.
    pub fn mind_the_clock(self: &Arc<Self>) {
        let (moved, minded) = (self.moved_ms(), self.minded_ms.load(Ordering::Relaxed));
        let signed_in = || self.kept(|kept| kept.account.as_ref().is_some_and(|a| a.ended.is_none()));
        if moved == 0 {
            self.minded_ms.store(0, Ordering::Relaxed);
        } else if moved.saturating_sub(minded).saturating_abs() >= SET_MS && signed_in() && self.vault.state().open {
            self.minded_ms.store(moved, Ordering::Relaxed);
            self.ask_soon();
        }
    }
}

impl Kept {
    /// Takes a measurement over. What was noted by a wall clock that was set since goes along with it.
    pub(crate) fn measured(&mut self, email: &str, Measured { ahead_ms, clock }: Measured) {
        let Some(account) = self.account.as_mut().filter(|a| a.email == email) else { return };
        if account.ahead_ms.saturating_sub(ahead_ms).saturating_abs() > WANDERS_MS {
            account.ahead_ms = ahead_ms;
        }
        let before = self.clock.as_ref().filter(|c| c.since == clock.since);
        let moved = before.map(|c| clock.ahead_ms.saturating_sub(c.ahead_ms));
        if moved.is_some_and(|moved| moved.saturating_abs() <= WANDERS_MS) {
            return;
        }
        self.clock = Some(clock);
        let moved = moved.unwrap_or(0);
        if let Some(launch) = &mut account.launch {
            launch.opened_ms = launch.opened_ms.saturating_add(moved);
        }
        self.silence = self.silence.take().map(|silence| silence.moved(moved));
    }
}
