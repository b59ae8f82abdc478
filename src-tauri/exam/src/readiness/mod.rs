//! The readiness check: an ordered list of small checks, any time and again on the day by the same code.
//!
//! Every check is two halves: one gathers what the system says, the other judges it and knows no system. What is seen
//! is for the candidate's eyes: nothing of it is sent anywhere. Nothing here locks or closes anything.

mod aside;
mod browser;
mod clock;
mod connection;
mod disk;
mod displays;
mod elsewhere;
mod flow;
mod machine;
mod network;
mod power;
mod programs;
mod session;
mod subject;
mod throughput;
mod words;

use std::env::consts::OS;
use std::future::Future;
use std::path::{Path, PathBuf};

/// What a check comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Pass,
    /// Something the candidate should mend, or at least know, before the exam.
    Attention,
    /// It could not be told. `seen` says why.
    Unknown,
}

/// What one check saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Unique in a run: `displays`, `remote_session`, `virtual_machine`, `programs`, `connection`, `throughput`,
    /// `clock`, `disk`, `power`, `browser`.
    pub name: &'static str,
    pub verdict: Verdict,
    /// A short true sentence with its figure. Never empty.
    pub seen: String,
    /// How to mend it on this system. Empty if there is nothing to mend, never so with [`Verdict::Attention`].
    pub mend: String,
}

/// A display in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// Such as `eDP-1`; empty if it has none.
    pub name: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// What only the caller knows.
#[derive(Debug, Clone)]
pub struct Given {
    /// As the window sees them; none if it cannot tell.
    pub displays: Option<Vec<Display>>,
    /// Where the app keeps what is the learner's.
    pub folder: PathBuf,
    /// How long the exam can take.
    pub exam_minutes: u32,
}

/// In minutes, where no programme is known: ninety, with all the extra time that one grants.
pub const LONGEST_EXAM: u32 = 180;

/// Why the registrar did not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// It was not heard; a phrase for the candidate says why.
    Line(String),
    /// The line may be as good as any: something else stands in the way.
    Other {
        /// A sentence for the candidate.
        why: String,
        /// What to do about it, as whole sentences.
        mend: String,
    },
}

impl Obstacle {
    fn why(self) -> String {
        match self {
            Self::Line(why) | Self::Other { why, .. } => why,
        }
    }
}

/// What can be asked of the registrar. No time limit is expected of the calls: a future that is late is dropped, so none
/// of them may be in the middle of anything that must not be lost.
pub trait Probe: Sync {
    /// The registrar's time, in milliseconds since 1970. As small a request as there is, over a connection that is
    /// kept open.
    fn ping(&self) -> impl Future<Output = Result<i64, Obstacle>> + Send;
    /// Asks for this many incompressible bytes, at most 1 MiB; `came` is told of each part when it is there.
    fn download(
        &self,
        bytes: usize,
        came: &(dyn Fn(usize) + Sync),
    ) -> impl Future<Output = Result<(), Obstacle>> + Send;
    /// Sends this many incompressible bytes, at most 1 MiB; how many the registrar says it received.
    fn upload(&self, bytes: usize) -> impl Future<Output = Result<usize, Obstacle>> + Send;
}

/// The whole check, one row for each part, always in the same order. It takes at most eleven seconds, mostly below four.
///
/// `opening` opens the way to the registrar, within its own limit; where it cannot, the rows that would need it say why. No
/// part can fail the run or hold it up: each has its limit and then says that it does not know.
pub async fn run<P: Probe>(given: Given, opening: impl Future<Output = Result<P, Obstacle>>) -> Vec<Row> {
    // Opening measures nothing, so it may be done at the same time as the rest. What is measured comes after, undisturbed
    // and one after the other.
    let (here, probe) = tokio::join!(on_this_computer(given), opening);
    let [connection, throughput, clock] = network::rows(probe.as_ref(), OS, network::now_ms).await;
    let [displays, session, machine, programs, disk, power, browser] = here;
    vec![displays, session, machine, programs, connection, throughput, clock, disk, power, browser]
}

/// What needs no network, all at the same time.
async fn on_this_computer(given: Given) -> [Row; 7] {
    let displays = displays::judge(given.displays.as_deref());
    // Nobody has run the rest on another system yet, and a guess is worth less than saying so.
    if OS != "linux" {
        return elsewhere::rows(displays, OS);
    }
    let (folder, minutes) = (given.folder, given.exam_minutes);
    let root = || Path::new("/");
    let (session, machine, programs, disk, power, browser) = tokio::join!(
        aside::row(
            subject::REMOTE_SESSION,
            move || session::judge(&session::gather(root(), |k| std::env::var(k).ok()))
        ),
        aside::row(subject::VIRTUAL_MACHINE, move || machine::judge(&machine::gather(root()))),
        aside::row(subject::PROGRAMS, move || programs::judge(&programs::gather(root()))),
        aside::row(subject::DISK, move || disk::judge(disk::gather(&folder))),
        aside::row(subject::POWER, move || power::judge(power::gather(root()).as_deref(), minutes)),
        browser::row(browser::tool()),
    );
    [displays, session, machine, programs, disk, power, browser]
}

#[cfg(test)]
mod tests;
