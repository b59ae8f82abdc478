//! Whether somebody is ready, domain by domain and on the whole: a sequential test between two levels that are named,
//! in which "undecided" is an answer.
//!
//! Readiness rests on shares with their intervals, not on a fitted ability: one learner's answers cannot tell how
//! difficult the tasks are. It is readiness on this course's tasks and says so.

mod state;
mod words;

use agreement::LEVEL;
use agreement::proportion::{Sprt, wilson};
use serde::{Deserialize, Serialize};
use state::Rule;

/// Below so many tasks nothing is read out.
pub const READ_OUT: u32 = 10;

/// Below so many tasks nobody is called ready.
pub const READY: u32 = 30;

/// The share of decisions still open is told for so many further tasks.
pub const AHEAD: usize = 100;

/// `of` of `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub of: u32,
    pub n: u32,
}

/// What the learner's first answers to the tasks of a domain came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DomainCount {
    pub id: String,
    pub right: u32,
    pub n: u32,
    /// How often blind readings of these tasks agreed with the key; none where there were none.
    pub ceiling: Option<Share>,
}

/// The two levels that are held against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// The share of right answers of somebody who is ready, in (0, 1).
    pub ready: f64,
    /// The share of somebody who is not, in (0, `ready`).
    pub not_ready: f64,
    /// The chance of calling somebody ready who is at `not_ready`.
    pub alpha: f64,
    /// The chance of calling somebody not ready who is at `ready`.
    pub beta: f64,
    /// Whose level `ready` is, as in "87 % is …": "our level", "the pass mark of the programme".
    pub named: String,
}

/// What can be said of readiness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// In the order of the input.
    pub domains: Vec<Reading>,
    /// All tasks together.
    pub overall: Reading,
}

/// What can be said of readiness in one domain or on the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The domain; none on the whole.
    pub id: Option<String>,
    pub right: u32,
    pub n: u32,
    /// The share of right answers; none below [`READ_OUT`] tasks.
    pub share: Option<f64>,
    /// Wilson's interval of it, at 95 %.
    pub interval: Option<[f64; 2]>,
    /// The upper limit of what careful readers agree on with the key, in [0, 1]; none if it is not known.
    pub ceiling: Option<f64>,
    /// What was held against each other.
    pub compared: Compared,
    pub state: State,
    /// What it would take to decide; none where it is decided.
    pub more: Option<More>,
    /// All of it in plain sentences.
    pub words: String,
}

/// Two levels of a share, held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    pub ready: f64,
    pub not_ready: f64,
    /// They are lower than asked for, since careful readers do not agree so often themselves.
    pub capped: bool,
}

/// Where the test stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// Fewer than [`READ_OUT`] tasks.
    NotEnough {
        n: u32,
        of: u32,
    },
    Ready,
    NotReady,
    /// So few tasks cannot tell the two levels apart.
    Undecided,
    /// The answers speak for ready, but there are fewer than [`READY`] of them.
    ReadyIfItLasts {
        n: u32,
        of: u32,
    },
    /// The levels or the counts make no test.
    Undefined {
        reason: String,
    },
}

/// How much longer a decision takes if the answers go on as they have been, as far as that can be known from so many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct More {
    /// The number of further tasks by which half of all such courses are decided; none if it is beyond [`FAR`].
    pub median: Option<u32>,
    /// The share of courses in which nothing is decided after [`AHEAD`] more.
    pub open_after: f64,
}

/// No wait is counted out further than this.
pub const FAR: usize = 500;

/// What can be said of readiness from the counts of right answers in each domain.
///
/// The counts are those of first, unhinted answers to tasks drawn at random. The test is Wald's between
/// `levels.not_ready` and `levels.ready`; the reading is where it stands now, which says "ready" falsely no more often
/// than a test that is ended at its first decision. Where blind readings show that careful readers agree with the key
/// less often than `levels.ready` asks for, at the upper limit of their interval, that limit takes its place and
/// `not_ready` is lowered by as much in odds, so that the test stays as sharp; `compared` and the words say so. On the
/// whole the limit is the mean of the domains' limits, each as often as its tasks were answered, and 1 where it is not
/// known.
///
/// ```
/// use grading::profile::{DomainCount, Levels, State, readiness};
///
/// let levels = Levels { ready: 0.87, not_ready: 0.75, alpha: 0.05, beta: 0.05, named: "our level".to_owned() };
/// let count = |id: &str, right, n| DomainCount { id: id.to_owned(), right, n, ceiling: None };
/// let read = readiness(&[count("safety", 27, 30), count("prompts", 6, 8)], &levels);
/// assert_eq!(read.domains[0].state, State::Undecided);
/// assert_eq!(read.domains[0].more.unwrap().median, Some(12));
/// assert_eq!(read.domains[1].words, "Not enough yet: 8 of 10 tasks.");
/// ```
pub fn readiness(domains: &[DomainCount], levels: &Levels) -> Readiness {
    let ceilings: Vec<Option<f64>> = domains.iter().map(|domain| domain.ceiling.and_then(upper_limit)).collect();
    let readings = domains.iter().zip(&ceilings).map(|(domain, ceiling)| {
        let count = Count { right: u64::from(domain.right), n: u64::from(domain.n) };
        Reading { id: Some(domain.id.clone()), ..read(count, *ceiling, levels) }
    });
    let readings: Vec<Reading> = readings.collect();
    let sum = |part: fn(&DomainCount) -> u32| domains.iter().map(|domain| u64::from(part(domain))).sum();
    let all = Count { right: sum(|domain| domain.right), n: sum(|domain| domain.n) };
    let overall = read(all, on_the_whole(domains, &ceilings), levels);
    let words = words::with_domains(&overall, &readings);
    Readiness { domains: readings, overall: Reading { words, ..overall } }
}

/// Counts that a sum over many domains fits into.
#[derive(Debug, Clone, Copy)]
struct Count {
    right: u64,
    n: u64,
}

/// How far careful readers may agree with the key at most, as far as so many readings tell.
fn upper_limit(share: Share) -> Option<f64> {
    wilson(u64::from(share.of), u64::from(share.n), LEVEL).interval.map(|interval| interval.high)
}

/// The mean of the ceilings, each as often as its tasks were answered; none if none is known.
fn on_the_whole(domains: &[DomainCount], ceilings: &[Option<f64>]) -> Option<f64> {
    let answered = || domains.iter().zip(ceilings).filter(|(domain, _)| domain.n > 0);
    if answered().all(|(_, ceiling)| ceiling.is_none()) {
        return None;
    }
    let n: f64 = answered().map(|(domain, _)| f64::from(domain.n)).sum();
    Some(answered().map(|(domain, ceiling)| f64::from(domain.n) * ceiling.unwrap_or(1.0)).sum::<f64>() / n)
}

fn read(count: Count, ceiling: Option<f64>, levels: &Levels) -> Reading {
    let compared = compared(levels, ceiling);
    let test = Sprt::new(compared.not_ready, compared.ready, levels.alpha, levels.beta);
    // Of no tasks nothing is right; that is no fault, but no share either.
    let counted = wilson(count.right, count.n, LEVEL);
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let (mut state, mut more) = (State::NotEnough { n: small(count.n), of: READ_OUT }, None);
    match &test {
        Err(reason) => state = State::Undefined { reason: format!("the levels make no test: {reason}") },
        Ok(_) if count.right > count.n => {
            state = State::Undefined { reason: "more tasks are right than were answered".to_owned() };
        }
        Ok(test) if count.n >= u64::from(READ_OUT) => {
            let rule = Rule { test: *test };
            state = rule.state(count.right, count.n);
            more = rule.more(count.right, count.n);
        }
        Ok(_) => {}
    }
    let told = count.n >= u64::from(READ_OUT);
    let reading = Reading {
        id: None,
        right: small(count.right),
        n: small(count.n),
        share: counted.value.ok().filter(|_| told),
        interval: counted.interval.filter(|_| told).map(|interval| [interval.low, interval.high]),
        ceiling,
        compared,
        state,
        more,
        words: String::new(),
    };
    Reading { words: words::of(&reading, levels), ..reading }
}

/// What is held against each other, once the ceiling has had its say.
fn compared(levels: &Levels, ceiling: Option<f64>) -> Compared {
    let Levels { ready, not_ready, .. } = *levels;
    match ceiling {
        Some(limit) if limit < ready && limit > 0.0 => {
            let logit = |p: f64| (p / (1.0 - p)).ln();
            let lowered = logit(limit) - (logit(ready) - logit(not_ready));
            Compared { ready: limit, not_ready: 1.0 / (1.0 + (-lowered).exp()), capped: true }
        }
        _ => Compared { ready, not_ready, capped: false },
    }
}
