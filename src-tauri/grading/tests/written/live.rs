//! The checklist beside a justification while it is being written.

use super::*;
use grading::written::{LiveCheck, LiveState, live};

fn looked_at(task: &Task, text: &str) -> Vec<LiveCheck> {
    let letters = letters(task);
    let checks = live(text, &task.face, task.face.justify.as_ref().unwrap(), &letters);
    for check in &checks {
        assert!(!check.note.is_empty() && check.note.ends_with(['.', '”']), "{check:?}");
        for span in &check.at {
            assert!(span.of(text).is_some_and(|words| !words.is_empty()), "{check:?}");
        }
    }
    checks
}

fn of<'c>(checks: &'c [LiveCheck], id: &str) -> &'c LiveCheck {
    checks.iter().find(|check| check.id == id).unwrap_or_else(|| panic!("no check {id}"))
}

/// State, words of the note, and what is pointed at.
fn check(task: &Task, text: &str, id: &str, state: LiveState, note: &str, at: &[&str]) {
    let checks = looked_at(task, text);
    let check = of(&checks, id);
    assert_eq!(check.state, state, "{text}\n{}", check.note);
    assert!(check.note.contains(note), "{text}\n{}", check.note);
    assert_eq!(check.at.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>(), at, "{text}");
}

use LiveState::{Found, Open, Wrong};

#[test]
fn nothing_written_yet() {
    let checks = looked_at(&samples::ranking_with_reasons(), "");
    let ids: Vec<&str> = checks.iter().map(|check| check.id).collect();
    assert_eq!(ids, ["verdict", "named", "quotes", "reason", "contrast", "length"]);
    assert!(checks.iter().all(|check| check.state == Open && check.at.is_empty()), "{checks:#?}");
    assert_eq!(of(&checks, "named").note, "Name {r1}, {r2}, {r3} and {r4} by letter.");
}

#[test]
fn a_good_justification_holds_everything() {
    let checks = looked_at(&samples::ranking_with_reasons(), &good());
    assert!(checks.iter().all(|check| check.state == Found), "{checks:#?}");
    assert_eq!(of(&checks, "named").note, "You name {r1}, {r2}, {r3} and {r4}.");
    assert_eq!(of(&checks, "quotes").note, "All three quotations found in {r2} and {r3}.");
}

#[test]
fn a_verdict_is_any_side_that_is_named() {
    let task = samples::preference_with_reasons();
    let say = |text: &str, state, note: &str, at: &[&str]| check(&task, text, "verdict", state, note, at);
    say("B is better.", Found, "In your first sentence.", &["B is better"]);
    say("A is better than B.", Found, "In your first sentence.", &["A is better than B"]);
    say("They are about the same.", Found, "first sentence", &["same"]);
    say("One asks. One waits. One goes. A is better.", Found, "In sentence 4. Move it to the start.", &["A is better"]);
    say("A is warm and helpful.", Open, "You lean to one side. Say which response is better.", &[]);
    say("A has a view of the boats.", Open, "Say which response is better.", &[]);
}

#[test]
fn responses_are_named_or_quoted() {
    let task = samples::preference_with_reasons();
    let say = |text: &str, state, note: &str| {
        let checks = looked_at(&task, text);
        let named = of(&checks, "named");
        assert_eq!((named.state, named.note.as_str()), (state, note), "{text}");
    };
    say("Nothing of this kind.", Open, "Name {r1} and {r2} by letter.");
    say("B is better.", Open, "You name {r2}. Not yet: {r1}.");
    say("B is better, A is vague.", Found, "You name {r1} and {r2}.");
    say("B is better than what says “a view of the boats”.", Found, "You name {r1} and {r2}.");
    let four = samples::ranking_with_reasons();
    check(&four, "B, then C.", "named", Found, "You name {r2} and {r3}. Not yet: {r1} and {r4}.", &["B", "C"]);
    // As the letters run, whatever the order of the file.
    let letters = Letters::in_order(["r2", "r1"]);
    let checks = live("", &task.face, task.face.justify.as_ref().unwrap(), &letters);
    assert_eq!(of(&checks, "named").note, "Name {r2} and {r1} by letter.");
}

#[test]
fn quotations_are_looked_for_everywhere() {
    let task = samples::preference_with_reasons();
    let say = |text: &str, state, note: &str, at: &[&str]| check(&task, text, "quotes", state, note, at);
    say("B says “there is no lift”.", Found, "Found in {r2}.", &["there is no lift"]);
    say("“there is no lift” (B)", Found, "Found in {r2}.", &["there is no lift"]);
    say(
        "They ask “is there a lift?” and ‘I have a bad back’.",
        Found,
        "Both quotations found in the prompt.",
        &["is there a lift?", "I have a bad back"],
    );
    say("“no lift in the house before” stands there", Found, "in “The house sheet”.", &["no lift in the house before"]);
    say("“can the named reader follow”", Found, "Found in the guideline.", &["can the named reader follow"]);
    say("B says “no lift”.", Open, "at least four words together", &[]);
    say("B says there is no lift.", Open, "Quote the words that decide", &[]);
    say("B says “there is no li", Open, "Quote the words that decide", &[]);
    say("A could have said “please take care on the stairs”.", Open, "just as they stand", &[]);
}

#[test]
fn a_quotation_that_stands_nowhere_is_in_the_way() {
    let task = samples::preference_with_reasons();
    let say = |text: &str, note: &str, at: &[&str]| check(&task, text, "quotes", Wrong, note, at);
    let nowhere = "is in none of the texts.";
    say("“the moon shines on a quiet sea”", nowhere, &["the moon shines on a quiet sea"]);
    say("B says “the lift is out of order”.", "is not in {r2}.", &["the lift is out of order"]);
    say("B is better than A because it says “the moon shines on me”.", nowhere, &["the moon shines on me"]);
    say("A says “there is no lift”.", "stands in {r2}, not in {r1}.", &["there is no lift"]);
    say("B has “there is no lift” and “the moon shines on me”.", nowhere, &["the moon shines on me"]);
}

#[test]
fn a_reason_and_a_contrast_have_their_words() {
    let task = samples::preference_with_reasons();
    check(&task, "B, because A hides it.", "reason", Found, "With “because”.", &["because"]);
    check(&task, "A says “because of the so”", "reason", Open, "“because” or “so”", &[]);
    check(&task, "B tells her, While A does not.", "contrast", Found, "With “While”.", &["While"]);
    check(&task, "B tells her.", "contrast", Open, "“while” or “but”", &[]);
}

#[test]
fn words_are_counted_against_floor_and_ceiling() {
    let task = samples::preference_with_reasons();
    let say = |text: &str, state, note: &str| {
        let checks = looked_at(&task, text);
        assert_eq!((of(&checks, "length").state, of(&checks, "length").note.as_str()), (state, note));
    };
    say("B", Open, "1 word, 19 more to go.");
    say(&"B ".repeat(20), Found, "20 words, 20 to 200 asked.");
    say(&"B ".repeat(203), Wrong, "203 words, 3 too many.");
    let copied = samples::RUBRIC;
    check(&task, copied, "own_words", Wrong, "A passage is copied", &[copied.trim_end_matches('?')]);
    say(&"B ".repeat(3001), Wrong, "3001 words, 2801 too many. The checks read the first 3000.");
}

#[test]
fn what_is_not_compared_has_no_verdict() {
    let mut task = samples::of(course::task::Kind::FactCheck);
    task.face.justify = Some(samples::ask());
    let checks = looked_at(&task, "Claim 2 is false because the source says so.");
    assert_eq!(checks.iter().map(|check| check.id).collect::<Vec<_>>(), ["quotes", "reason", "length"]);
}
