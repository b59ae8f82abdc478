//! The scoring rules of AUTHORING.md for choice, preference and ranking, each with its case.
#![allow(clippy::unwrap_used)]

mod samples;

use course::task::{Answer, KeyWork, Task, Work, choice, preference, ranking};
use grading::{Evidence, Grade, Letters, OrderKept, Place, Side, Verdict, Yours, grade};

fn graded(task: &Task, answer: Answer) -> Grade {
    let ids: Vec<&str> = task.face.items().iter().map(|item| item.id.as_str()).collect();
    let grade = grade(task, &answer, &Letters::in_order(ids));
    let weights: f64 = grade.parts.iter().map(|part| part.weight).sum();
    assert!((weights - 1.0).abs() < 1e-9, "the parts weigh {weights}");
    let parts: f64 = grade.parts.iter().map(|part| part.weight * part.score.unwrap_or(0.0)).sum();
    assert!((parts - grade.score).abs() < 1e-9, "the parts add up to {parts}, the score is {}", grade.score);
    let stored: Grade = serde_json::from_str(&serde_json::to_string(&grade).unwrap()).unwrap();
    assert_eq!(stored, grade, "a stored grade comes back as it was");
    grade
}

fn near(is: f64, should: f64) -> bool {
    (is - should).abs() < 1e-12
}

fn check_choice(partial: choice::Partial, picked: &[&str], score: f64, counts: [u32; 3], headline: &str) {
    let picked: Vec<String> = picked.iter().map(|id| id.to_string()).collect();
    let why = String::new();
    let grade = graded(&samples::choice(partial), Answer::Choice(choice::Answer { picked: picked.clone(), why }));
    assert!(near(grade.score, score), "{picked:?}: {}", grade.score);
    let [right, wrong, missed] = counts;
    assert_eq!(grade.evidence, Evidence::Choice { right, wrong, missed }, "{picked:?}");
    assert_eq!(grade.headline, headline, "{picked:?}");
    assert_eq!(grade.passed, score >= 1.0);
}

#[test]
fn choice_all_or_nothing() {
    use choice::Partial::Exact;
    check_choice(Exact, &["o3", "o1"], 1.0, [2, 0, 0], "Your choice is the key's choice");
    check_choice(Exact, &["o1"], 0.0, [1, 0, 1], "You picked one of two right options");
    check_choice(Exact, &["o1", "o3", "o4"], 0.0, [2, 1, 0], "You picked {o4} as well; the key does not");
    check_choice(Exact, &["o2", "o4"], 0.0, [0, 2, 2], "You picked no right option, but {o2} and {o4}");
}

#[test]
fn choice_per_option() {
    use choice::Partial::PerOption;
    check_choice(PerOption, &["o1", "o3"], 1.0, [2, 0, 0], "Your choice is the key's choice");
    check_choice(PerOption, &["o1"], 0.5, [1, 0, 1], "You picked one of two right options");
    check_choice(PerOption, &["o1", "o3", "o4"], 0.5, [2, 1, 0], "You picked {o4} as well; the key does not");
    check_choice(PerOption, &["o1", "o2"], 0.0, [1, 1, 1], "You picked one of two right options, and {o2}");
    check_choice(PerOption, &["o2", "o4"], 0.0, [0, 2, 2], "You picked no right option, but {o2} and {o4}");
}

#[test]
fn choice_of_one() {
    let mut task = samples::choice(choice::Partial::Exact);
    task.key.work = KeyWork::Choice(choice::Key { correct: vec!["o3".into()], partial: choice::Partial::Exact });
    let pick = |id: &str| Answer::Choice(choice::Answer { picked: vec![id.into()], why: String::new() });
    let grade = graded(&task, pick("o2"));
    assert_eq!(grade.headline, "You chose {o2}; the key has {o3}");
    assert_eq!(grade.parts[0].verdict, Verdict::Against);
    let quotes: Vec<&str> = grade.parts[0].pointers.iter().map(|p| p.quote.as_str()).collect();
    assert_eq!(quotes, ["long description"], "the words of the wrong pick that the key speaks of");
    assert_eq!(graded(&task, pick("o3")).parts[0].note, "You picked the right option.");
}

struct Scale {
    value: i8,
    accept: [i8; 2],
}

fn check_preference(key: Scale, given: i8, score: f64, distance: u32, side: Side, headline: &str) {
    let mut task = samples::preference();
    let Scale { value, accept } = key;
    task.key.work =
        KeyWork::Preference(preference::Key { value, accept, both_bad: None, flag_weight: 0.2, side_weight: 0.7 });
    let answer = preference::Answer { value: Some(given), both_bad: true, why: String::new() };
    let grade = graded(&task, Answer::Preference(answer));
    let what = format!("{given} against {value} in {accept:?}");
    assert!(near(grade.score, score), "{what}: {}", grade.score);
    assert_eq!(grade.evidence, Evidence::Preference { distance, side }, "{what}");
    assert_eq!(grade.headline, headline, "{what}");
    assert_eq!(grade.passed, score >= 0.6, "{what}");
    let [pairs] = grade.agreement.as_slice() else { panic!("{what}: {:?}", grade.agreement) };
    assert_eq!((pairs.scale.as_str(), pairs.ordered), ("preference", true));
    assert_eq!(pairs.categories, ["-3", "-2", "-1", "0", "1", "2", "3"]);
    assert_eq!(pairs.pairs, [((given + 3) as u16, (value + 3) as u16)], "{what}");
}

#[test]
fn preference_by_side_then_distance() {
    use Side::{Half, Opposite, Same};
    let wide = || Scale { value: 2, accept: [1, 3] };
    check_preference(wide(), 2, 1.0, 0, Same, "Your side and strength are the key's");
    check_preference(wide(), 1, 1.0, 0, Same, "Your answer lies in the range the key accepts");
    check_preference(wide(), 0, 0.5, 1, Half, "You see no difference; the key prefers {r2}");
    check_preference(wide(), -1, 0.0, 2, Opposite, "You prefer {r1}; the key prefers {r2}");
    check_preference(wide(), -3, 0.0, 4, Opposite, "You prefer {r1}; the key prefers {r2}");
    let strict = || Scale { value: 1, accept: [1, 1] };
    check_preference(strict(), 2, 0.85, 1, Same, "You lean further to {r2} than the key");
    check_preference(strict(), 3, 0.7, 2, Same, "You lean further to {r2} than the key");
    let strong = || Scale { value: -3, accept: [-3, -3] };
    check_preference(strong(), -2, 0.85, 1, Same, "You lean less to {r1} than the key");
    check_preference(strong(), -1, 0.7, 2, Same, "You lean less to {r1} than the key");
    check_preference(strong(), 0, 0.5, 3, Half, "You see no difference; the key prefers {r1}");
    check_preference(strong(), 1, 0.0, 4, Opposite, "You prefer {r2}; the key prefers {r1}");
    let even = || Scale { value: 0, accept: [0, 0] };
    check_preference(even(), 0, 1.0, 0, Same, "Your side and strength are the key's");
    check_preference(even(), 1, 0.5, 1, Half, "You prefer {r2}; the key sees no difference");
    check_preference(even(), -3, 0.5, 3, Half, "You prefer {r1}; the key sees no difference");
    let open = || Scale { value: 1, accept: [-1, 1] };
    check_preference(open(), -1, 1.0, 0, Same, "Your answer lies in the range the key accepts");
    check_preference(open(), 0, 1.0, 0, Same, "Your answer lies in the range the key accepts");
    check_preference(open(), -2, 0.0, 1, Opposite, "You prefer {r1}; the key prefers {r2}");
}

#[test]
fn preference_with_the_flag() {
    let mut task = samples::preference();
    let KeyWork::Preference(key) = &mut task.key.work else { unreachable!() };
    key.both_bad = Some(true);
    let answer = |both_bad| Answer::Preference(preference::Answer { value: Some(2), both_bad, why: String::new() });
    let right = graded(&task, answer(true));
    assert_eq!((right.score, right.headline.as_str()), (1.0, "Your side and strength are the key's"));
    let wrong = graded(&task, answer(false));
    assert!(near(wrong.score, 0.8), "{}", wrong.score);
    assert_eq!(wrong.headline, "Your side and strength are the key's; the flag differs");
    assert_eq!(wrong.parts[1].note, "The key says that neither response is acceptable; you do not.");
}

fn tiers(order: &str) -> Vec<Vec<String>> {
    order.split('>').map(|tier| tier.split('=').map(|n| format!("r{n}")).collect()).collect()
}

fn rank(task: &Task, order: &str, all_bad: bool) -> Grade {
    graded(task, Answer::Ranking(ranking::Answer { tiers: tiers(order), all_bad, why: String::new() }))
}

/// The key is 2>4>3>1.
fn check_ranking(order: &str, kept: f64, tau: Option<f64>, top: bool, headline: &str) {
    let grade = rank(&samples::ranking(), order, false);
    assert!(near(grade.score, kept / 6.0), "{order}: {}", grade.score);
    assert_eq!(grade.headline, headline, "{order}");
    assert_eq!(grade.passed, kept / 6.0 >= 0.8, "{order}");
    let Evidence::Ranking(OrderKept { tau_b, tau_b_reason, kept: counted, pairs, top_right, swapped }) = grade.evidence
    else {
        unreachable!()
    };
    assert_eq!((counted, pairs, top_right), (kept, 6, top), "{order}");
    assert_eq!(tau_b.is_some(), tau.is_some(), "{order}");
    assert_eq!(tau_b_reason.is_some(), tau.is_none(), "{order}");
    assert!(near(tau_b.unwrap_or(0.0), tau.unwrap_or(0.0)), "{order}: {tau_b:?}");
    let lost: f64 = swapped.iter().map(|s| if s.yours == Yours::Reversed { 1.0 } else { 0.5 }).sum();
    assert!(near(kept + lost, 6.0));
}

#[test]
fn ranking_by_pairs_kept() {
    check_ranking("2>4>3>1", 6.0, Some(1.0), true, "Your order is the key's order");
    check_ranking("2>3>4>1", 5.0, Some(4.0 / 6.0), true, "One pair is the other way round");
    check_ranking("4>2>1>3", 4.0, Some(2.0 / 6.0), false, "Two of six pairs are the other way round");
    check_ranking("1>3>4>2", 0.0, Some(-1.0), false, "Your order is the key's order turned round");
    check_ranking("2=4>3>1", 5.5, Some(5.0 / 30f64.sqrt()), false, "One pair is tied where the key has an order");
    check_ranking("2>4>3=1", 5.5, Some(5.0 / 30f64.sqrt()), true, "One pair is tied where the key has an order");
    check_ranking("1=2=3=4", 3.0, None, false, "All six pairs are tied where the key has an order");
    check_ranking("4>2>3=1", 4.5, Some(3.0 / 30f64.sqrt()), false, "Two of six pairs differ from the key");
}

#[test]
fn ranking_where_the_key_has_ties() {
    let mut task = samples::ranking();
    let KeyWork::Ranking(key) = &mut task.key.work else { unreachable!() };
    key.order = tiers("2=4>3>1");
    let kept = |order: &str| rank(&task, order, false);
    assert_eq!(kept("4=2>3>1").score, 1.0);
    let ordered = kept("4>2>3>1");
    assert!(near(ordered.score, 5.5 / 6.0));
    assert_eq!(ordered.headline, "One pair is ordered where the key has a tie");
    let Evidence::Ranking(OrderKept { top_right, swapped, .. }) = ordered.evidence else { unreachable!() };
    assert!(top_right, "what the learner puts first is among the key's first");
    assert_eq!((swapped[0].over.as_str(), swapped[0].under.as_str(), swapped[0].yours), ("r4", "r2", Yours::Ordered));
    assert_eq!(
        swapped[0].why,
        ["Both are true; only {r2} can be repeated by a child."],
        "a reason given either way round"
    );
}

#[test]
fn ranking_says_why() {
    let grade = rank(&samples::ranking(), "3>2>4>1", false);
    let Evidence::Ranking(OrderKept { swapped, .. }) = grade.evidence else { unreachable!() };
    let pairs: Vec<(&str, &str)> = swapped.iter().map(|s| (s.over.as_str(), s.under.as_str())).collect();
    assert_eq!(pairs, [("r2", "r3"), ("r4", "r3")]);
    assert_eq!(swapped[0].why, ["{r2} gives her a picture she can repeat.", "{r3} is lively and false."]);
    assert_eq!(swapped[1].why, ["True ranks above false."]);
    let order = &grade.parts[0];
    assert_eq!((order.id.as_str(), order.verdict), ("order", Verdict::Differs));
    assert_eq!(order.note, "You put {r3} before {r2}. You put {r3} before {r4}.");
    let quotes: Vec<&str> = order.pointers.iter().map(|p| p.quote.as_str()).collect();
    assert_eq!(quotes.len(), 4, "words of r2, r4 and r3, not of r1: {quotes:?}");
    assert!(order.pointers.iter().all(|p| p.place != Place::Item { id: "r1".into() }));
    let top = &grade.parts[1];
    assert_eq!((top.id.as_str(), top.score, top.verdict), ("top", None, Verdict::Differs));
    assert_eq!(top.note, "You put {r3} first; the key puts {r2} first.");
}

#[test]
fn ranking_with_the_flag() {
    let mut task = samples::ranking();
    let KeyWork::Ranking(key) = &mut task.key.work else { unreachable!() };
    key.all_bad = Some(false);
    key.flag_weight = 0.3;
    assert_eq!(rank(&task, "2>4>3>1", false).score, 1.0);
    let flagged = rank(&task, "2>3>4>1", true);
    assert!(near(flagged.score, 0.7 * 5.0 / 6.0), "{}", flagged.score);
    assert_eq!(flagged.headline, "One pair is the other way round; the flag differs");
    let unasked = rank(&samples::ranking(), "2>4>3>1", true);
    assert_eq!(unasked.score, 1.0, "a flag that the key does not state is not graded");
}

#[test]
fn many_pairs_are_summed_up() {
    let grade = rank(&samples::ranking(), "1>3>4>2", false);
    assert!(grade.parts[0].note.ends_with("The key also differs on three more pairs."), "{}", grade.parts[0].note);
}

#[test]
fn the_same_answer_gets_the_same_grade() {
    let task = samples::ranking();
    assert_eq!(rank(&task, "3>2>4>1", false), rank(&task, "3>2>4>1", false));
}

#[test]
fn each_two_responses_are_a_pair_for_agreement() {
    let mut task = samples::ranking();
    let KeyWork::Ranking(key) = &mut task.key.work else { unreachable!() };
    key.order = tiers("2=4>3>1");
    let check = |order: &str, expected: [(u16, u16); 6]| {
        let [pairs] = &rank(&task, order, false).agreement[..] else { panic!("one scale") };
        assert_eq!((pairs.scale.as_str(), pairs.ordered), ("ranking/pair", true));
        assert_eq!(pairs.categories, ["under", "tied", "over"]);
        // r1 and r2, r1 and r3, r1 and r4, r2 and r3, r2 and r4, r3 and r4, however they were shown.
        assert_eq!(pairs.pairs, expected, "{order}");
    };
    check("2=4>3>1", [(0, 0), (0, 0), (0, 0), (2, 2), (1, 1), (0, 0)]);
    check("1>3>2>4", [(2, 0), (2, 0), (2, 0), (0, 2), (2, 1), (2, 0)]);
    check("1=2=3=4", [(1, 0), (1, 0), (1, 0), (1, 2), (1, 1), (1, 0)]);
}

#[test]
fn picks_are_pairs_for_agreement() {
    let mut task = samples::choice(choice::Partial::Exact);
    let pick = |id: &str| Answer::Choice(choice::Answer { picked: vec![id.into()], why: String::new() });
    let several = graded(&task, pick("o1")).agreement.remove(0);
    assert_eq!((several.scale.as_str(), several.ordered), ("choice/option", false));
    assert_eq!(several.categories, ["not_picked", "picked"]);
    assert_eq!(several.pairs, [(1, 1), (0, 0), (0, 1), (0, 0)], "o3 is right too");
    task.key.work = KeyWork::Choice(choice::Key { correct: vec!["o3".into()], partial: choice::Partial::Exact });
    let Work::Choice(face) = &mut task.face.work else { unreachable!() };
    face.multiple = false;
    let [pairs] = &graded(&task, pick("o2")).agreement[..] else { panic!("one scale") };
    assert_eq!((pairs.scale.as_str(), pairs.ordered, &pairs.pairs[..]), ("choice", false, &[(1, 2)][..]));
    assert_eq!(pairs.categories, ["o1", "o2", "o3", "o4"]);
}

#[test]
fn how_a_tie_or_a_choice_is_listed_says_nothing() {
    let mut task = samples::ranking();
    let KeyWork::Ranking(key) = &mut task.key.work else { unreachable!() };
    key.order = tiers("2=4>3>1");
    assert_eq!(rank(&task, "4=2>1=3", false), rank(&task, "2=4>3=1", false));
    assert_eq!(rank(&task, "4=2>3>1", false).parts[1].note, "You and the key both put {r2} and {r4} first.");
    let pick = |ids: [&str; 3]| {
        let picked = ids.map(str::to_owned).to_vec();
        let answer = Answer::Choice(choice::Answer { picked, why: String::new() });
        graded(&samples::choice(choice::Partial::PerOption), answer)
    };
    assert_eq!(pick(["o4", "o1", "o2"]), pick(["o1", "o2", "o4"]));
}

#[test]
fn grades_stored_before_there_were_scales_come_back() {
    let ranking = r#"{"score":0.8333333333333334,"passed":true,"headline":"One pair is the other way round","parts":[],
        "evidence":{"kind":"ranking","tau_b":0.6666666666666666,"tau_b_reason":null,"kept":5.0,"pairs":6,"top_right":true,
        "swapped":[{"over":"r4","under":"r3","yours":"reversed","why":["True ranks above false."]}]},"rating":null}"#;
    let Evidence::Ranking(OrderKept { kept, swapped, .. }) = serde_json::from_str::<Grade>(ranking).unwrap().evidence
    else {
        unreachable!()
    };
    assert_eq!((kept, swapped.len()), (5.0, 1));
    let preference = r#"{"score":1.0,"passed":true,"headline":"Your side and strength are the key's",
        "parts":[{"id":"side","label":"Side and strength","score":1.0,"weight":1.0,"verdict":"agrees","note":"",
        "pointers":[{"place":{"in":"item","id":"r1"},"span":{"start":0,"end":4},"quote":"What"}]}],
        "evidence":{"kind":"preference","distance":0,"side":"same"},"rating":{"learner":2,"key":2}}"#;
    let grade: Grade = serde_json::from_str(preference).unwrap();
    assert_eq!((grade.agreement, grade.evidence), (vec![], Evidence::Preference { distance: 0, side: Side::Same }));
}
