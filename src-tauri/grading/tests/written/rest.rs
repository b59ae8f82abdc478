//! Criteria, key points, form and length.

use super::*;

#[test]
fn criteria_are_named_in_own_words() {
    let task = samples::preference_with_reasons();
    let score = |text: &str| part(&graded(&task, text), "criteria").score.unwrap();
    assert_eq!(score("B is more COMPLETE."), 1.0);
    assert_eq!(score("B is complete; its completeness decides."), 1.0, "stems count");
    assert_eq!(score("B answers both."), 1.0, "so do phrases");
    assert_eq!(score("B is good."), 0.0);
    assert_eq!(score("B is “complete”."), 1.0, "a word in quotation marks is still the learner's");
    assert_eq!(score("It says “this answer is quite complete”."), 0.0, "a quotation is not");
    assert_eq!(score("Halfway up the stairs"), 0.0, "whole words only");
    let grade = graded(&task, "B is good.");
    assert_eq!(part(&grade, "criteria").note, "Not named: completeness: {r1} answers one of two questions.");
}

#[test]
fn key_points_are_touched() {
    let task = samples::ranking_with_reasons();
    let touched = |text: &str| {
        let grade = graded(&task, text);
        let part = part(&grade, "points");
        (part.score.unwrap() * 3.0).round() as u32
    };
    assert_eq!(touched("B makes clear that no signal travels."), 1, "word for word");
    assert_eq!(touched("B makes clear that no signals traveled."), 1, "nearly word for word");
    assert_eq!(touched("In B nobody is sending a message."), 1, "by its words");
    assert_eq!(touched("C lets particles talk faster than the light does."), 1);
    assert_eq!(touched("The magic coins can be retold; nothing is sent; C would phone Mars."), 3);
    assert_eq!(touched("B is best because it is short, friendly and easy, while A is for students."), 0);
    assert_eq!(touched("To message a friend is easy."), 0, "too like “no message” for a fuzzy match");
    let grade = graded(&task, "B is best. In B nobody is sending a message.");
    assert_eq!(quotes(part(&grade, "points"), &Place::Answer), ["In B nobody is sending a message"]);
    assert!(part(&grade, "points").note.starts_with("One of three key points. Not touched: {r2} has a picture"));
}

fn check_shape(text: &str, score: f64, note: &str) {
    let grade = graded(&samples::preference_with_reasons(), text);
    let part = part(&grade, "shape");
    assert!((part.score.unwrap() - score).abs() < 1e-9, "{text}: {part:?}");
    assert!(part.note.contains(note), "{text}: {}", part.note);
}

#[test]
fn contrast_and_form() {
    check_shape("B is better because it is complete, while A is not.", 1.0, "Verdict first");
    check_shape("B is better because it is complete, but short.", 0.9, "You do not name {r1}.");
    check_shape("B is better, for A leaves things out and so on.", 0.8, "Set one against the other");
    check_shape("B is better, while A leaves things out.", 0.8, "Give a reason");
    check_shape("A is warm. B is dry. But so what. B is better.", 0.8, "first or second sentence");
    check_shape("I think B is better because A is not, but still.", 0.8, "Leave yourself out: “I” speaks");
    check_shape("B is better because A is not, but says “I have one for me here”.", 1.0, "Verdict first");
}

#[test]
fn length_has_a_floor_and_a_ceiling() {
    let task = samples::preference_with_reasons();
    let length = |words: usize| {
        let grade = graded(&task, &"word ".repeat(words));
        let part = part(&grade, "length");
        (part.score.unwrap(), part.note.clone())
    };
    assert_eq!(length(20), (1.0, "20 words, 20 to 200 asked.".into()));
    assert_eq!(length(200).0, 1.0);
    assert_eq!(length(10), (0.5, "10 words; at least 20 are asked.".into()));
    assert_eq!(length(300), (0.5, "300 words; at most 200 are asked.".into()));
    assert_eq!(length(400).0, 0.0);
    assert_eq!(length(900).0, 0.0);
    let long = length(5000);
    assert!(long.1.ends_with("The checks read the first 3000 words."), "{}", long.1);
}

#[test]
fn a_copied_passage_lowers_and_earns_nothing() {
    let mut task = samples::preference_with_reasons();
    task.key.justify.as_mut().unwrap().criteria[0].words = vec!["statement".into(), "true".into()];
    let copied = graded(&task, &format!("B is better. {}", samples::RUBRIC));
    assert_eq!(part(&copied, "length").score, Some(0.0));
    assert!(part(&copied, "length").note.contains("copied from the prompt or the rubric"));
    assert_eq!(part(&copied, "criteria").score, Some(0.0), "copied words name no criterion");
    let quoted = graded(&task, &format!("B is better. “{}” says the guideline.", samples::RUBRIC));
    assert!(!part(&quoted, "length").note.contains("copied"), "quoting is not copying");
    let short: Vec<&str> = samples::RUBRIC.split(' ').take(24).collect();
    let short = graded(&task, &format!("B is better. {}", short.join(" ")));
    assert!(!part(&short, "length").note.contains("copied"), "a run of 24 words is not a copy");
}
