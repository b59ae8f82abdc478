//! Skipped tasks and their reasons, and the places of the best item.

use crate::world::*;
use study::{Error, NewPresentation, PresentationState, Slot, SlotCount};

fn placed(name: &str, at: u32, of: u32) -> NewPresentation {
    NewPresentation { slot: Some(Slot { at, of }), ..task(name) }
}

#[tokio::test]
async fn a_skip_says_why() {
    let folder = folder();
    let record = open(folder.path()).await;
    for (number, reason) in ["too_hard", "outside_field", "unclear", "broken", "later"].into_iter().enumerate() {
        let name = format!("m.{number}");
        let shown = record.present(task(&name), at(0)).await.unwrap();
        assert_eq!(shown.skipped_for, None);
        record.skip(shown.id, Some(reason), at(1)).await.unwrap();
        let kept = record.presentation(shown.id).await.unwrap().unwrap().presentation;
        assert_eq!((kept.state, kept.skipped_for.as_deref()), (PresentationState::Skipped, Some(reason)));
        let again = record.present(task(&name), at(2)).await.unwrap();
        assert_ne!(again.id, shown.id, "opened later it is a new presentation");
        assert_eq!((again.state, again.skipped_for), (PresentationState::Open, None));
    }
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    let refused = record.skip(shown.id, Some("boring"), at(1)).await.unwrap_err();
    assert!(matches!(refused, Error::Invalid { .. }), "{refused:?}");
    let kept = record.presentation(shown.id).await.unwrap().unwrap().presentation;
    assert_eq!(kept, shown, "nothing of it was written");
}

#[tokio::test]
async fn a_reason_can_come_after_the_skip_and_is_not_lost() {
    let folder = folder();
    let record = open(folder.path()).await;
    let shown = record.present(task("m.a"), at(0)).await.unwrap();
    for (reason, kept) in [
        (None, None),
        (Some("unclear"), Some("unclear")),
        (None, Some("unclear")),
        (Some("broken"), Some("broken")),
        (Some("broken"), Some("broken")),
    ] {
        record.skip(shown.id, reason, at(1)).await.unwrap();
        let found = record.presentation(shown.id).await.unwrap().unwrap().presentation;
        assert_eq!(found.skipped_for.as_deref(), kept, "{reason:?}");
    }
    submit(&record, answer(&shown, 1.0), at(2)).await;
    let detail = record.attempt(shown.id).await.unwrap().unwrap();
    assert_eq!(detail.presentation.skipped_for.as_deref(), Some("broken"), "answered after all");
    assert_eq!(record.skip(shown.id, Some("later"), at(3)).await.unwrap_err(), Error::Closed);
}

#[tokio::test]
async fn places_are_counted_by_kind() {
    let folder = folder();
    let record = open(folder.path()).await;
    assert_eq!(record.progress("2026-03-01").await.unwrap().slots, []);
    let mut shown = record.present(placed("m.0", 1, 2), at(0)).await.unwrap();
    assert_eq!(shown.slot, Some(Slot { at: 1, of: 2 }));
    for (number, at_of) in [(1, Some((0, 2))), (2, None), (3, Some((1, 2))), (4, Some((3, 4)))] {
        let name = format!("m.{number}");
        let kind = if number == 3 { "ranking" } else { "choice" }.to_owned();
        let next = NewPresentation { slot: at_of.map(|(at, of)| Slot { at, of }), kind, ..task(&name) };
        let submitted = record.submit(answer(&shown, 1.0), Some(next.clone()), at(1)).await.unwrap();
        assert_eq!(record.attempt(shown.id).await.unwrap().unwrap().presentation.slot, shown.slot);
        shown = submitted.next.unwrap();
        assert_eq!(shown.slot, next.slot);
    }
    let count = |kind: &str, at, of, times| SlotCount { kind: kind.to_owned(), slot: Slot { at, of }, times };
    let mut expected =
        vec![count("choice", 0, 2, 1), count("choice", 1, 2, 1), count("choice", 3, 4, 1), count("ranking", 1, 2, 1)];
    assert_eq!(record.progress("2026-03-01").await.unwrap().slots, expected);
    // An open one is handed out as it stands; a new one counts, whatever became of the one before.
    let open = record.present(placed("m.4", 0, 4), at(2)).await.unwrap();
    assert_eq!((open.id, open.slot), (shown.id, Some(Slot { at: 3, of: 4 })));
    record.skip(open.id, None, at(3)).await.unwrap();
    record.present(placed("m.4", 3, 4), at(4)).await.unwrap();
    expected[2].times = 2;
    assert_eq!(record.progress("2026-03-01").await.unwrap().slots, expected);
    assert_sound(&record).await;
}

#[tokio::test]
async fn a_place_must_be_one_of_those_there_are() {
    let folder = folder();
    let record = open(folder.path()).await;
    for (at_slot, of) in [(2, 2), (0, 0), (u32::MAX, 3)] {
        let refused = record.present(placed("m.a", at_slot, of), at(0)).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid { .. }), "{at_slot} of {of}: {refused:?}");
    }
    assert_eq!(record.progress("2026-03-01").await.unwrap().slots, []);
    assert_eq!(record.open_presentation("m.a").await.unwrap(), None);
}
