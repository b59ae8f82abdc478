//! Does the text argue for the answer?

use super::*;

fn check_verdict(task: &Task, text: &str, verdict: Verdict, contradicts: bool) {
    let grade = graded(task, text);
    assert_eq!(part(&grade, "verdict").verdict, verdict, "{text}\n{}", part(&grade, "verdict").note);
    assert_eq!(grade.headline.contains("argues"), contradicts, "{text}\n{}", grade.headline);
    assert!(!(grade.passed && contradicts && MAY_FAIL.contains(&Noted::Verdict)), "{text}");
}

#[test]
fn a_contradicting_verdict_is_told_and_costs() {
    let task = samples::preference_with_reasons();
    let mut grade = graded(&task, "A is much better than B because it is warm, while B is complete.");
    assert_eq!(grade.headline, "Your side and strength are the key's, but your text argues for {r1}");
    assert_eq!(part(&grade, "verdict").score, Some(0.0));
    assert_eq!(part(&grade, "verdict").note, "Your text argues for {r1}, but your answer puts {r2} first.");
    grade = graded(&samples::alone(), "A is the best because it is warm, while B is complete.");
    assert_eq!(grade.headline, "Your text argues for {r1}");
    assert_eq!(part(&grade, "verdict").note, "Your text argues for {r1}, but {r2} is the one judged best.");
    for text in ["A beats B.", "I prefer A to B.", "B is worse.", "The winner is A.", "A > B", "B is not as good as A."]
    {
        check_verdict(&task, text, Verdict::Against, true);
    }
    let four = samples::ranking_with_reasons();
    for text in ["D is better than B.", "B is the worst.", "D > C > A > B", "The best response is C, then B."] {
        check_verdict(&four, text, Verdict::Against, true);
    }
}

#[test]
fn an_unclear_verdict_only_lowers() {
    let task = samples::preference_with_reasons();
    for (text, verdict) in [
        ("Both name the bath.", Verdict::Unclear),
        ("A is better in tone, but it leaves out the lift.", Verdict::Unclear),
        ("Is A better than B?", Verdict::Unclear),
        ("A is not better.", Verdict::Agrees),
        ("I do not think that A is better.", Verdict::Agrees),
        ("Although A is better in tone, B is better overall.", Verdict::Agrees),
        ("Some say that A is better. B is better.", Verdict::Agrees),
        ("“A is better than B” would be wrong, for B is better.", Verdict::Agrees),
        ("A is better. B is better.", Verdict::Differs),
        ("B is not better.", Verdict::Differs),
        ("They are equally good.", Verdict::Differs),
        ("At first sight A seems better.", Verdict::Differs),
    ] {
        check_verdict(&task, text, verdict, false);
    }
    let four = samples::ranking_with_reasons();
    check_verdict(&four, "B is best. C is better than D.", Verdict::Differs, false);
    check_verdict(&four, "C is better than A.", Verdict::Unclear, false);
    check_verdict(&four, "B > D > C > A", Verdict::Agrees, false);
}

#[test]
fn the_control_is_the_learners_own_answer() {
    let task = samples::preference_with_reasons();
    let answer = |value: i8, why: &str| {
        Answer::Preference(preference::Answer { value: Some(value), both_bad: false, why: why.into() })
    };
    let verdict = |value: i8, why: &str| {
        let grade = grade(&task, &answer(value, why), &letters(&task));
        part(&grade, "verdict").verdict
    };
    assert_eq!(verdict(-2, "A is better."), Verdict::Agrees, "the key prefers B, the learner A: the text agrees");
    assert_eq!(verdict(-2, "B is better."), Verdict::Against);
    assert_eq!(verdict(0, "They are about the same."), Verdict::Agrees);
    assert_eq!(verdict(0, "B is better."), Verdict::Differs);
    assert_eq!(verdict(0, "Both name the bath."), Verdict::Unclear);
}

#[test]
fn a_choice_has_no_verdict_to_argue_for() {
    let mut task = samples::choice(choice::Partial::Exact);
    task.face.justify = Some(samples::ask());
    task.key.justify = Some(samples::guest_key(0.5));
    let grade = graded(&task, "B is best and A is worst, because reasons can be checked in both.");
    assert!(grade.parts.iter().all(|part| part.id != "verdict"));
    assert!(grade.headline.starts_with("Your choice is the key's choice"), "{}", grade.headline);
    assert!(!part(&grade, "shape").note.contains("verdict"));
}

#[test]
fn english_that_is_still_being_learnt() {
    let text = "The response B is more better than response A, because explain the both things that guest has asked. \
        B say “there is no lift” and it is complete. But A not answer about the lift, only speak of boat, so the guest \
        with the bad back must climb three flights of stairs.";
    let grade = graded(&samples::preference_with_reasons(), text);
    for id in ["verdict", "quotes", "criteria", "points", "shape", "length"] {
        assert_eq!(part(&grade, id).verdict, Verdict::Agrees, "{:?}", part(&grade, id));
    }
    let text = "In my opinion response A is worst than B. I choose B, is complete and honest.";
    check_verdict(&samples::preference_with_reasons(), text, Verdict::Agrees, false);
}
