//! What time itself brings about: expiries, deadlines, notices, and what is to be forgotten. One process at a time.

use crate::clock::MINUTE;
use crate::core::Core;
use crate::db::Outcome;
use crate::work::Done;
use crate::{casework, credential, identity, retention, seat, signin};

/// Work: every minute, from beginning to beginning: what comes due while it looks is not a minute late. One part's trouble does not keep the others from their turn.
pub async fn all(core: &Core) -> Outcome<Done> {
    let (began, mut trouble) = (core.now_ms(), None);
    for (name, outcome) in [
        ("seats", seat::sweep(core).await),
        ("identities", identity::sweep(core).await),
        ("credentials", credential::sweep(core).await),
        ("cases", casework::sweep(core).await),
        ("sign-ins", signin::sweep(core).await),
        ("retention", retention::sweep(core).await),
    ] {
        if let Err(e) = outcome {
            tracing::error!(name, trouble = %e, "a sweep ended in trouble");
            trouble = Some(e);
        }
    }
    match trouble {
        Some(trouble) => Err(trouble),
        None => Ok(Done::Again(began + MINUTE)),
    }
}
