//! Which words are adjectives, by lists and endings.

use super::{Class, Reading};

/// An adjective of the lists, its comparative, but not the adverb made of it.
pub(super) fn is_quality(reading: &Reading, low: &str) -> bool {
    !(low.ends_with("ly") || low.ends_with("ness")) && made_of_quality(reading, low) || quality_itself(reading, low)
}

fn made_of_quality(reading: &Reading, low: &str) -> bool {
    [Class::Value, Class::Degree, Class::Weighty].iter().any(|class| reading.lexicon.adjective(low, *class).is_some())
}

pub(super) fn quality_itself(reading: &Reading, low: &str) -> bool {
    reading.lexicon.any(low, &[Class::Value, Class::Degree, Class::Weighty, Class::Colour])
}

pub(super) fn ends_like_adjective(low: &str) -> bool {
    const NOUNS: &str = "archive motive detective perspective narrative adjective directive incentive locomotive alternative fabric \
        clinic traffic mechanic vegetable variable finish polish";
    const ENDINGS: &str = "ful less ous ive able ible ish ic ical free";
    low.len() > 5 && !super::among(low, NOUNS) && ENDINGS.split(' ').any(|ending| low.ends_with(ending))
}
