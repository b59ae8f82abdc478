//! Which of the states that were reported of one result is the current one.
//!
//! Webhooks come late, doubled and in any order, and sign no time; the feed is asked, and its answers carry the provider's
//! clock. So the feed is the truth once it has spoken: its latest word stands, and a state known from a webhook alone comes
//! before it only if it is newer by its own finish or by having been graded. The answer depends on what is known, never on
//! the order in which it came.

/// One state of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub digest: String,
    pub finished_s: i64,
    /// No grade is missing any more.
    pub graded: bool,
    /// The provider's clock when its list last showed this state.
    pub feed_seen_s: Option<i64>,
}

/// The current state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Current<'a> {
    pub revision: &'a Revision,
    /// Webhooks alone have told of two states that could both be the newest: the feed must say which.
    pub contested: bool,
}

/// The current one of all states that are known; None if there is none.
pub fn current(revisions: &[Revision]) -> Option<Current<'_>> {
    let age = |r: &Revision| (r.finished_s, r.graded);
    let seen = revisions.iter().filter(|r| r.feed_seen_s.is_some());
    let shown = seen.max_by_key(|r| (r.feed_seen_s, age(r), &r.digest));
    let unseen = || revisions.iter().filter(|r| r.feed_seen_s.is_none());
    let newer = unseen().filter(|r| shown.is_none_or(|shown| age(r) > age(shown)));
    let Some(newest) = newer.max_by_key(|r| (age(r), &r.digest)) else {
        return shown.map(|revision| Current { revision, contested: false });
    };
    let contested = unseen().any(|r| age(r) == age(newest) && r.digest != newest.digest);
    Some(Current { revision: newest, contested })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn revision(digest: &str, finished_s: i64, graded: bool, feed_seen_s: Option<i64>) -> Revision {
        Revision { digest: digest.into(), finished_s, graded, feed_seen_s }
    }

    #[test]
    fn the_feed_has_the_last_word() {
        let check = |revisions: &[Revision], expected: Option<(&str, bool)>| {
            let found = current(revisions).map(|c| (c.revision.digest.as_str(), c.contested));
            assert_eq!(found, expected, "{revisions:?}");
        };
        check(&[], None);
        check(&[revision("a", 10, true, None)], Some(("a", false)));
        // Graded at an equal finish.
        check(&[revision("a", 10, false, None), revision("b", 10, true, None)], Some(("b", false)));
        // An older finish never comes before a newer one.
        check(&[revision("a", 10, true, None), revision("b", 9, true, None)], Some(("a", false)));
        // Shown by the feed, then graded by webhook.
        check(&[revision("a", 10, false, Some(50)), revision("b", 10, true, None)], Some(("b", false)));
        // Two scores of one age: the feed decides, and until then nobody.
        check(&[revision("a", 10, true, None), revision("b", 10, true, None)], Some(("b", true)));
        check(&[revision("a", 10, true, Some(50)), revision("b", 10, true, None)], Some(("a", false)));
        // Scored again and back again.
        check(&[revision("a", 10, true, Some(70)), revision("b", 10, true, Some(60))], Some(("a", false)));
        check(&[revision("a", 10, true, Some(70)), revision("b", 99, true, Some(60))], Some(("a", false)));
    }

    /// What arrives: a state, and whether the feed or a webhook told of it.
    type Report = (usize, Option<i64>);

    /// Keeps reports as the table does: once for each state, with the latest sighting.
    fn kept(states: &[(i64, bool)], reports: &[Report]) -> Vec<Revision> {
        let mut kept: Vec<Revision> = Vec::new();
        for (state, seen) in reports {
            let (finished_s, graded) = states[*state];
            let digest = state.to_string();
            match kept.iter_mut().find(|r| r.digest == digest) {
                Some(known) => known.feed_seen_s = known.feed_seen_s.max(*seen),
                None => kept.push(revision(&digest, finished_s, graded, *seen)),
            }
        }
        kept
    }

    fn reports() -> impl Strategy<Value = (Vec<(i64, bool)>, Vec<Report>)> {
        let states = proptest::collection::vec((0_i64..4, any::<bool>()), 1..6);
        states.prop_flat_map(|states| {
            let report = (0..states.len(), proptest::option::of(0_i64..20));
            (Just(states), proptest::collection::vec(report, 1..12))
        })
    }

    proptest! {
        #[test]
        fn order_and_doubling_change_nothing(
            ((states, reports), shuffled) in reports().prop_flat_map(|(states, reports)| {
                let doubled: Vec<Report> = reports.iter().chain(&reports).copied().collect();
                (Just((states, reports)), Just(doubled).prop_shuffle())
            }),
        ) {
            let (one, other) = (kept(&states, &reports), kept(&states, &shuffled));
            let said = |revisions: &[Revision]| current(revisions).map(|c| (c.revision.digest.clone(), c.contested));
            prop_assert_eq!(said(&one), said(&other));
        }

        #[test]
        fn what_the_feed_shows_last_is_current_unless_a_webhook_is_newer((states, mut reports) in reports(), last in 0_usize..6) {
            let last = last % states.len();
            reports.push((last, Some(99)));
            let revisions = kept(&states, &reports);
            let found = current(&revisions).unwrap();
            let newer = (found.revision.finished_s, found.revision.graded) > states[last];
            prop_assert!(found.revision.digest == last.to_string() || (newer && found.revision.feed_seen_s.is_none()));
        }
    }
}
