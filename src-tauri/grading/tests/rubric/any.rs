//! Whatever is typed: no panic, every span valid, the same each time, and no time lost.

use crate::corpus::Hostile;
use course::task::justification::Point;
use course::task::rubric::Modality;
use grading::rubric::{Property, examine};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const MODALITIES: [Modality; 5] =
    [Modality::Text, Modality::Code, Modality::Picture, Modality::Table, Modality::Speech];

fn sound(criterion: &str, prompt: &str, point: &str, modality: Modality) -> Result<(), TestCaseError> {
    let criteria = [criterion.to_owned(), String::new(), criterion.to_owned()];
    let ideal = [Point { text: point.to_owned(), wordings: vec![criterion.chars().take(200).collect()] }];
    let bench = examine(&criteria, modality, prompt, &ideal);
    prop_assert_eq!(bench.criteria.len(), 3);
    prop_assert_eq!(&bench.criteria[0], &bench.criteria[2], "the same criterion is examined alike");
    prop_assert_eq!(bench.covered.len(), 1);
    for (text, examined) in criteria.iter().zip(&bench.criteria) {
        let properties: Vec<Property> = examined.findings.iter().map(|finding| finding.property).collect();
        prop_assert!(properties.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once: {:?}", properties);
        prop_assert!(examined.covers.iter().all(|point| *point < 1));
        for finding in &examined.findings {
            prop_assert!(!finding.at.is_empty() && !finding.why.is_empty(), "{:?}", finding);
            for span in &finding.at {
                prop_assert!(span.of(text).is_some_and(|words| !words.is_empty()), "{:?} in {:?}", finding, text);
            }
        }
    }
    Ok(())
}

const PIECES: &str = "and|but|or|the|a|that|which|is|are|says|tells|names|clear|not|too|enough|required|as|it|It|above|photo|voice|\
    well|,|;|:|.|(|)|“|”|'|`|—|60|€8|hive|f(x)|a_b|שלום|日本語|👩‍👩‍👧|e\u{301}|\u{200d}|İ|\n|\0| |  |of|to|in the|guide|SOP 4|both|\
    neither|nor|so|this means|that is|with|our|we agreed on|each|all|three";

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(str::to_owned);
    let odd = prop_oneof![10 => pieces, 1 => any::<String>()];
    prop::collection::vec((odd, any::<bool>()), 0..30)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_criterion_is_examined(criterion in text(), prompt in text(), point in text(), modality in 0usize..5) {
        sound(&criterion, &prompt, &point, MODALITIES[modality])?;
    }
}

#[test]
fn hostile_criteria() {
    for (hostile, modality) in Hostile::all().iter().zip(MODALITIES.into_iter().cycle()) {
        let text = hostile.whole();
        let short: String = text.chars().take(2000).collect();
        let start = Instant::now();
        sound(&text, &short, &short, modality).unwrap_or_else(|error| panic!("{}: {error}", hostile.name));
        // Far above what it takes, so that a busy machine does not fail it; a quadratic step would.
        assert!(start.elapsed() < Duration::from_secs(40), "{}: {:?}", hostile.name, start.elapsed());
    }
}
