//! Whatever is typed: no panic, every pointer valid, the same each time, and no time lost.

use super::*;
use crate::corpus::Hostile;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn sound(task: &Task, why: &str) -> Result<(), TestCaseError> {
    // `graded` holds every pointer against its text and the sum of the parts against the score.
    let graded = graded(task, why);
    prop_assert!((0.0..=1.0).contains(&graded.score), "{}", graded.score);
    Ok(())
}

#[test]
fn hostile_texts() {
    let task = samples::ranking_with_reasons();
    for hostile in Hostile::all().into_iter().filter(|hostile| !hostile.whole().trim().is_empty()) {
        let text = hostile.whole();
        let start = Instant::now();
        sound(&task, &text).unwrap_or_else(|error| panic!("{}: {error}", hostile.name));
        // Far above what it takes, so that a busy machine does not fail it; a quadratic step would.
        assert!(start.elapsed() < Duration::from_secs(60), "{}: {:?}", hostile.name, start.elapsed());
    }
}

/// What the looser ways to give a verdict, to speak of a response and to quote are made of.
const PIECES: &str = "A|B|C|A's|Response B|the first response|the second|the latter|the former|the other one|both|neither|it|It|is|has|\
    the|edge|place|first|top|ahead|goes to|gets|my vote|better|best|stronger|than|over|rather than|of|and|or|not|never|should|be|\
    chosen|find|one|that|which|decides|tie|equal|level|nothing to choose between|more correct|does a|job|serves|summarizes|=|>|\
    > quoted line of words here|“|”|'|\"|had said|would have|as in|clear|because|while|,|.|;|:|\n|שלום|日本|👍🏽|e\u{301}|İ|{r1}";

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(str::to_owned);
    let odd = prop_oneof![12 => pieces, 1 => any::<String>()];
    prop::collection::vec((odd, any::<bool>()), 1..40).prop_map(|pieces| {
        let text: String = pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect();
        // A complete answer has something written.
        if text.trim().is_empty() { "x".to_owned() } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read(why in text()) {
        sound(&samples::ranking_with_reasons(), &why)?;
        sound(&samples::preference_with_reasons(), &why)?;
    }
}
