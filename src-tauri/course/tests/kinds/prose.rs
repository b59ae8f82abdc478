//! The checks over the whole course know where each kind's own sentences stand.

use super::{SAMPLES, course_with, found_in, sample};
use course::read::read;
use course::task::Kind;

/// The places in a file of what is written in quotation marks after `field`.
fn sentences(text: &str, field: &str) -> Vec<std::ops::Range<usize>> {
    let start = format!("{field} = \"");
    let all = text.match_indices(&start).map(|(at, _)| {
        let from = at + start.len();
        from..from + text[from..].find('"').unwrap()
    });
    // `about` also holds ids, which are one word.
    all.filter(|range| text[range.clone()].contains(' ')).collect()
}

/// Puts `words` in place of each sentence after `field`, one at a time, and expects a fault with `message` each time.
fn check(field: &str, words: &str, also: impl Fn(String) -> String, message: &str) {
    let places = SAMPLES.into_iter().flat_map(|(_, text)| sentences(text, field).into_iter().map(move |at| (text, at)));
    let places: Vec<_> = places.collect();
    let root = course_with(places.iter().map(|(text, at)| also(text[..at.start].to_owned() + words + &text[at.end..])));
    let faults = read(root.path()).err().unwrap_or_default();
    for (n, (text, at)) in places.iter().enumerate() {
        let found = found_in(&faults, n);
        assert!(found.iter().any(|f| f.contains(message)), "“{}”: {found:?}", &text[at.clone()]);
    }
    assert!(places.len() > 25, "{} sentences after `{field}`", places.len());
}

#[test]
fn whys_and_descriptions_are_held_to_plain_english() {
    let dense = "Notwithstanding considerable methodological heterogeneity, representational inadequacy necessitates \
                 interpretation conditional upon internationally acknowledged administrative classifications. ";
    check("why", &dense.repeat(5), |text| text, "reading grade");
    check("about", &dense.repeat(5), |text| text, "reading grade");
}

#[test]
fn a_hint_that_takes_up_a_why_is_a_leak() {
    let tell = |text: String| {
        let at = text.find("hints = [\"").unwrap() + "hints = [\"".len();
        text[..at].to_owned() + "Think of purple zebras with lanterns. " + &text[at..]
    };
    check("why", "Those were purple zebras with lanterns.", tell, "gives the key's words away");
}

/// Labels and scales stand on the page: a hint may speak in their words, also where a why does.
#[test]
fn a_hint_may_use_the_words_of_a_label() {
    let text = sample(Kind::Classification).replace("Read the verbs.", "Something went badly wrong in one of them.");
    let text = text.replace("Something went wrong.", "Something went badly wrong.");
    let text = text.replace("It closes a case.", "Nothing here went badly wrong.");
    assert!(read(course_with([text]).path()).is_ok());
}

/// The better response may not be guessable from its place.
#[test]
fn bias_is_seen_in_scores_and_in_orders_of_solutions() {
    // Turned round, the longer solution stands above the shorter one.
    let solutions = sample(Kind::CodeReview)
        .replace("order = [[\"r2\"], [\"r1\"]]", "order = [[\"r1\"], [\"r2\"]]")
        .replace("over = \"r2\"\nunder = \"r1\"", "over = \"r1\"\nunder = \"r2\"");
    for (text, look) in [(sample(Kind::Rating), "first in the file"), (solutions.as_str(), "longest")] {
        let faults = read(course_with([text; 8]).path()).expect_err("a look gives the answer away");
        let told = format!("the {look} is best in 8 of");
        assert!(faults.iter().any(|f| f.message.starts_with(&told)), "{told}: {faults:#?}");
    }
}
