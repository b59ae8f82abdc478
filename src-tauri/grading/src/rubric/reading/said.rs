//! What the response is to say, told apart from what is said about the response.
//!
//! "Says that the path is safe" asks for a statement, "is safe" judges. Words inside what is said are the response's own
//! and no fault of the criterion.

use super::super::words::among;
use super::{Class, Form, Kind, Reading, Tag};

/// Nouns whose "that" tells what is said: "the rule that acid goes into water".
const CONTENT_NOUNS: &str = "rule fact idea point reason statement claim advice warning moral message news conclusion belief theory \
        lesson reminder hint note argument";

/// For each token, whether it belongs to a clause that is said: "that …", "how …", "to …" after a verb of saying.
pub(super) fn of(reading: &Reading) -> Vec<bool> {
    let mut said = vec![false; reading.len()];
    for at in 0..reading.len() {
        let Some(from) = opens(reading, at) else { continue };
        let end = end_of(reading, from, among(reading.low(at), CONTENT_NOUNS));
        said[from..end].iter_mut().for_each(|token| *token = true);
    }
    said
}

/// Where the clause begins that the token at `at` introduces.
fn opens(reading: &Reading, at: usize) -> Option<usize> {
    let verb = reading.tokens[at].verb.filter(|(_, base)| reading.lexicon.is(base, Class::Saying));
    let acts = !matches!(reading.tag(at), Tag::Noun | Tag::Adjective);
    let next = reading.low(at + 1);
    if verb.is_some() && acts {
        let third = matches!(verb, Some((Form::Third | Form::Base, _)));
        // "Tells the guests that", "warns not to".
        let from = (at + 1..reading.len().min(at + 7)).find(|i| introduces(reading, *i))?;
        let receiver = (at + 1..from)
            .all(|i| !reading.parts(i) && !reading.tag(i).is_finite() && (third || reading.tag(i) != Tag::Infinitive));
        return receiver.then_some(from);
    }
    let that_of = next == "that" && reading.is_in(at + 2, "of in from");
    let stated = reading.tag(at) == Tag::Be && matches!(next, "that" | "why" | "how" | "whether") && !that_of;
    let noun = among(reading.low(at), CONTENT_NOUNS) && next == "that";
    (stated || noun).then_some(at + 1)
}

fn introduces(reading: &Reading, at: usize) -> bool {
    match reading.low(at) {
        "that" => matches!(reading.tag(at), Tag::Subordinator | Tag::Relative),
        // "The formula which is usual in our letters" describes a thing.
        "who" | "which" => reading.tag_before(at) != Tag::Noun,
        "how" | "why" | "what" | "whether" | "where" | "when" | "if" => true,
        "to" => reading.tag(at) == Tag::To,
        _ => false,
    }
}

/// The said clause ends at a mark that parts more than a comma does, or where the sentence speaks of the response again.
fn end_of(reading: &Reading, from: usize, of_noun: bool) -> usize {
    let stops = |at: usize| {
        let mark =
            reading.tokens[at].kind == Kind::Mark && matches!(reading.low(at), ";" | ":" | "." | "(" | "—" | "–");
        let again = reading.low(at) == "," && {
            let next = reading.tokens.get(at + 1);
            let verb = next
                .and_then(|t| t.verb)
                .is_some_and(|(form, base)| form == Form::Third && reading.lexicon.is(base, Class::Saying));
            verb || reading.tag(at + 1) == Tag::Quote
        };
        let joined = reading.is_in(at, "and but")
            && reading
                .tokens
                .get(at + 1)
                .and_then(|t| t.verb)
                .is_some_and(|(form, base)| form == Form::Third && reading.lexicon.is(base, Class::Saying));
        // "The rule that acid goes into water, … , stands on the notice."
        let closes = of_noun && reading.low(at) == "," && reading.tag(at + 1).is_finite();
        let likened = reading.low(at) == "," && reading.stands(at + 1, "such as");
        mark || likened || closes || again || joined || manner(reading, at)
    };
    (from..reading.len()).find(|at| *at > from && stops(*at)).unwrap_or(reading.len())
}

/// "In a clear way", "with vivid details": how it is said belongs to the criterion again.
fn manner(reading: &Reading, at: usize) -> bool {
    const MANNER: &str = "way manner style tone fashion language words terms detail details examples sentences";
    reading.is_in(at, "in with using through")
        && (at + 1..at + 6).any(|i| reading.is_in(i, MANNER))
        && (at + 1..at + 5).any(|i| reading.tag(i) == Tag::Adjective)
}
