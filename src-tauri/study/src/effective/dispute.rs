//! What stands of the disputes, given all that was said.

use super::amended::taken_back;
use super::{AmendmentFact, Stamp};
use crate::amendment::{AmendmentKind, Target};
use std::collections::HashMap;
use uuid::Uuid;

/// What the dispute of an attempt has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The amendment that says what is disputed: the latest that was not taken back, else the latest.
    pub amendment: Uuid,
    pub stamp: Stamp,
    /// Each amendment that disputes the attempt was taken back.
    pub withdrawn: bool,
    /// The latest amendment after it that says it is over.
    pub settled: Option<(Stamp, Uuid)>,
}

impl Standing {
    pub(crate) fn open(&self) -> bool {
        !self.withdrawn && self.settled.is_none()
    }
}

/// The disputes by their attempts: one for each attempt that was ever disputed.
pub(crate) fn disputes(amendments: &[AmendmentFact]) -> HashMap<Uuid, Standing> {
    let taken_back = taken_back(amendments);
    let mut disputes: HashMap<Uuid, Standing> = HashMap::new();
    for (attempt, said) in said(amendments, AmendmentKind::Disputed) {
        let withdrawn = taken_back.contains(&said.id);
        let new = Standing { amendment: said.id, stamp: said.stamp, withdrawn, settled: None };
        let known = disputes.entry(attempt).or_insert(new);
        if (!new.withdrawn, new.stamp) > (!known.withdrawn, known.stamp) {
            *known = new;
        }
    }
    for (attempt, said) in said(amendments, AmendmentKind::Settled) {
        if let Some(dispute) = disputes.get_mut(&attempt)
            && said.stamp > dispute.stamp
            && !taken_back.contains(&said.id)
        {
            dispute.settled = dispute.settled.max(Some((said.stamp, said.id)));
        }
    }
    disputes
}

fn said(amendments: &[AmendmentFact], kind: AmendmentKind) -> impl Iterator<Item = (Uuid, &AmendmentFact)> {
    amendments.iter().filter_map(move |amendment| match amendment.target {
        Target::Attempt(attempt) if amendment.kind == kind => Some((attempt, amendment)),
        _ => None,
    })
}
