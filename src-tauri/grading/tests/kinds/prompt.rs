use crate::{check, graded, part, quotes, samples};
use course::task::prompt::{Answer, Rule};
use course::task::{Answer as Any, KeyWork};
use grading::{Evidence, Place};

fn written(text: &str) -> Any {
    Any::Prompt(Answer { text: text.to_owned(), why: String::new() })
}

#[test]
fn checks_are_passed_or_not() {
    let task = samples::prompt();
    check(&task, &samples::key_answer(&task.key, ""), 1.0, "All eight checks are passed");
    // Weights 1, 1, 2, 1, 1, 1, 2, 1: only "No jargon" is passed by one word.
    check(&task, &written("Hello"), 0.1, "One of eight checks is passed");
    let text = "Leverage this: write to a parent in plain words about the three rules. Use 120 words.";
    let grade = check(&task, &written(text), 0.5, "Four of eight checks are passed");
    let note = |index: usize| part(&grade, &format!("check/{index}")).note.clone();
    assert_eq!(note(0), "16 words, 10 to 60 asked.");
    assert_eq!(note(1), "2 sentences, 2 to 8 asked.");
    assert_eq!(note(2), "Enough of it is said.");
    assert_eq!(note(3), "This is said, and is to be left out.");
    assert_eq!(note(4), "Every figure is there.");
    assert_eq!(note(5), "0 entries of a list, 2 to 4 asked.");
    assert_eq!(note(6), "No example is given, in quotation marks or in a block of its own.");
    assert_eq!(note(7), "No question is asked.");
    assert_eq!(quotes(part(&grade, "check/2")), ["parent", "plain words"]);
    assert_eq!(quotes(part(&grade, "check/3")), ["Leverage"]);
    assert_eq!(quotes(part(&grade, "check/4")), ["three", "120"]);
    assert!(part(&grade, "check/4").pointers.iter().all(|pointer| pointer.place == Place::OwnPrompt));
}

/// Whether a text passes a rule, with what decides.
fn check_rule(rule: Rule, text: &str, passed: bool, found: u32, words: &[&str], note: &str) {
    let mut task = samples::prompt();
    let KeyWork::Prompt(key) = &mut task.key.work else { unreachable!() };
    key.checks.truncate(1);
    key.checks[0].rule = rule;
    let grade = graded(&task, &written(text));
    let Evidence::Prompt { checks } = &grade.evidence else { unreachable!() };
    assert_eq!((checks[0].passed, checks[0].found), (passed, found), "{text}");
    assert_eq!(checks[0].at.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>(), words, "{text}");
    assert_eq!(grade.parts[0].note, note, "{text}");
    assert_eq!(grade.passed, passed);
}

#[test]
fn every_rule_says_what_decides() {
    let things = || ["budget", "deadline", "audience"].map(|word| vec![word.to_owned()]).to_vec();
    let says = |least| Rule::Says { things: things(), least };
    check_rule(
        says(3),
        "The budgets, the deadline, the AUDIENCE.",
        true,
        3,
        &["budgets", "deadline", "AUDIENCE"],
        "All of it is said.",
    );
    check_rule(says(3), "Name a deadline.", false, 1, &["deadline"], "Not said: “budget” and “audience”.");
    let note = "You say one of three things; at least two are asked. Not said: “budget” and “audience”.";
    check_rule(says(2), "Name a deadline.", false, 1, &["deadline"], note);
    let figures = || Rule::Figures { figures: vec![2, 1500] };
    check_rule(figures(), "two lists, 1,500 words", true, 2, &["two", "1,500"], "Every figure is there.");
    check_rule(figures(), "22 lists of 15 00", false, 0, &[], "Not there: 2 and 1500.");
    let example = || Rule::Example { least_words: 3 };
    check_rule(example(), "Like “Dear guest, welcome”.", true, 3, &["Dear guest, welcome"], "An example is given.");
    check_rule(
        example(),
        "Like “Dear guest”.",
        false,
        2,
        &["Dear guest"],
        "The example has two words; at least three are asked.",
    );
    check_rule(Rule::Question {}, "Write. Who reads it?", true, 1, &["Who reads it?"], "A question is asked.");
    let entries = |least, most| Rule::Entries { least, most };
    check_rule(entries(2, 2), "- a\n- b", true, 2, &["- a", "- b"], "2 entries of a list, 2 asked.");
    check_rule(entries(3, u32::MAX), "1. a", false, 1, &["1. a"], "1 entry of a list, at least 3 asked.");
    check_rule(Rule::Sentences { least: 1, most: 1 }, "One. Two.", false, 2, &[], "2 sentences, 1 asked.");
}
