//! Which attempts count, given what was later said of them.

use super::{AttemptFact, Stamp};
use crate::amendment::{AmendmentKind, Target};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmendmentFact {
    pub id: Uuid,
    pub stamp: Stamp,
    pub kind: AmendmentKind,
    pub target: Target,
}

/// The attempts that count: not undone, and not before a reset of their task or module. An amendment that was itself
/// undone changes nothing.
pub(crate) fn counting<'a>(
    attempts: &'a [AttemptFact],
    amendments: &[AmendmentFact],
) -> impl Iterator<Item = &'a AttemptFact> {
    let withdrawn = Withdrawn::new(amendments);
    attempts.iter().filter(move |attempt| !withdrawn.holds(attempt.id, attempt.stamp, &attempt.module, &attempt.task))
}

/// What takes attempts out of the count.
#[derive(Default)]
pub(crate) struct Withdrawn {
    attempts: HashSet<Uuid>,
    /// The latest reset of each module, and of each task in it.
    modules: HashMap<String, Stamp>,
    tasks: HashMap<(String, String), Stamp>,
}

impl Withdrawn {
    pub(crate) fn new(amendments: &[AmendmentFact]) -> Self {
        let taken_back = taken_back(amendments);
        let mut withdrawn = Self::default();
        for amendment in amendments.iter().filter(|amendment| !taken_back.contains(&amendment.id)) {
            match (amendment.kind, &amendment.target) {
                (AmendmentKind::Undone, Target::Attempt(attempt)) => {
                    withdrawn.attempts.insert(*attempt);
                }
                (AmendmentKind::Reset, Target::Module { module }) => {
                    later(&mut withdrawn.modules, module.clone(), amendment.stamp);
                }
                (AmendmentKind::Reset, Target::Task { module, task }) => {
                    later(&mut withdrawn.tasks, (module.clone(), task.clone()), amendment.stamp);
                }
                _ => {}
            }
        }
        withdrawn
    }

    /// Whether an attempt does not count.
    pub(crate) fn holds(&self, attempt: Uuid, stamp: Stamp, module: &str, task: &str) -> bool {
        let before = |reset: Option<&Stamp>| reset.is_some_and(|reset| stamp < *reset);
        self.attempts.contains(&attempt)
            || before(self.modules.get(module))
            || before(self.tasks.get(&(module.to_owned(), task.to_owned())))
    }
}

fn later<K: std::hash::Hash + Eq>(resets: &mut HashMap<K, Stamp>, key: K, stamp: Stamp) {
    resets.entry(key).and_modify(|latest| *latest = stamp.max(*latest)).or_insert(stamp);
}

/// The amendments that another one took back and that one was not taken back in its turn.
///
/// An amendment can only name one that was there before it, so the names form no circle. Those nobody names are settled
/// first, then those whose namers are all settled, and so on.
pub(super) fn taken_back(amendments: &[AmendmentFact]) -> HashSet<Uuid> {
    let names: HashMap<Uuid, Uuid> = amendments
        .iter()
        .filter_map(|amendment| match (amendment.kind, &amendment.target) {
            (AmendmentKind::Undone, Target::Amendment(named)) => Some((amendment.id, *named)),
            _ => None,
        })
        .collect();
    let mut unsettled_namers: HashMap<Uuid, usize> = HashMap::new();
    for named in names.values() {
        *unsettled_namers.entry(*named).or_default() += 1;
    }
    let mut settled: Vec<Uuid> = names.keys().copied().filter(|id| !unsettled_namers.contains_key(id)).collect();
    let mut taken_back = HashSet::new();
    while let Some(id) = settled.pop() {
        let Some(named) = names.get(&id) else { continue };
        if !taken_back.contains(&id) {
            taken_back.insert(*named);
        }
        if let Some(left) = unsettled_namers.get_mut(named) {
            *left -= 1;
            if *left == 0 {
                settled.push(*named);
            }
        }
    }
    taken_back
}
