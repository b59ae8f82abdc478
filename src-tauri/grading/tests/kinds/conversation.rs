use crate::{check, given, pairs, part, quotes, samples};
use course::task::conversation::{Answer, Wrong};
use course::task::{Answer as Any, KeyWork, Task, Work};
use grading::Evidence;

fn read(scores: &[&str], wrong: Option<&str>) -> Any {
    let (wrong, nowhere) = (wrong.map(str::to_owned), wrong.is_none());
    Any::Conversation(Answer { scores: given(scores), wrong, nowhere, why: String::new() })
}

const EXACT: [&str; 3] = ["t2 helpful 4", "t4 helpful 1", "t6 helpful 1"];

#[test]
fn turns_are_rated_and_located() {
    let task = samples::conversation();
    check(&task, &read(&EXACT, Some("t4")), 1.0, "The turn is located; your ratings are the key's ratings");
    check(&task, &read(&EXACT, Some("t6")), 1.0, "The turn is located; your ratings are the key's ratings");
    let headline = "You name turn 3; the key names turn 4; your ratings are the key's ratings";
    check(&task, &read(&EXACT, Some("t3")), 0.6, headline);
    let headline = "You name no turn; the key names turn 4; your ratings are the key's ratings";
    check(&task, &read(&EXACT, None), 0.6, headline);
    let kind = ["t2 helpful 4", "t4 helpful 3", "t6 helpful 5"];
    let headline = "The turn is located; two of three ratings are higher than the key accepts";
    check(&task, &read(&kind, Some("t4")), 0.4 + 0.6 * 0.5, headline);
}

#[test]
fn how_far_off_the_turn_is() {
    let check_off = |turn: Option<&str>, off: Option<i32>, note: &str| {
        let grade = crate::graded(&samples::conversation(), &read(&EXACT, turn));
        assert_eq!(part(&grade, "where").note, note);
        let Evidence::Conversation { located, .. } = grade.evidence else { unreachable!() };
        assert_eq!(located.unwrap().off, off, "{turn:?}");
    };
    check_off(Some("t4"), Some(0), "You and the key both name turn 4.");
    check_off(Some("t6"), Some(0), "You name turn 6; the key names turn 4. Careful readers name either.");
    check_off(Some("t1"), Some(-3), "You name turn 1; the key names turn 4. You are three turns early.");
    check_off(Some("t5"), Some(1), "You name turn 5; the key names turn 4. You are one turn late.");
    check_off(None, None, "You say that it goes wrong nowhere; the key names turn 4.");
}

#[test]
fn each_dimension_names_its_turns() {
    let grade =
        crate::graded(&samples::conversation(), &read(&["t2 helpful 1", "t4 helpful 1", "t6 helpful 2"], Some("t5")));
    let helpful = part(&grade, "score/helpful");
    assert_eq!(helpful.note, "Turn 2: you give 1; the key accepts 3 to 5. Turn 6: you give 2; the key gives 1.");
    assert_eq!(quotes(part(&grade, "where")), ["240 euros"]);
    assert_eq!(pairs(&grade), ["conversation/helpful 0:3 0:0 1:0", "conversation/where 4:3"]);
    assert_eq!(grade.agreement[1].categories, ["t1", "t2", "t3", "t4", "t5", "t6", "nowhere"]);
    let nowhere = crate::graded(&samples::conversation(), &read(&EXACT, None));
    assert_eq!(pairs(&nowhere)[1..], ["conversation/where 6:3"]);
}

fn with(change: impl Fn(&mut course::task::conversation::Face, &mut course::task::conversation::Key)) -> Task {
    let mut task = samples::conversation();
    let (Work::Conversation(face), KeyWork::Conversation(key)) = (&mut task.face.work, &mut task.key.work) else {
        unreachable!()
    };
    change(face, key);
    task
}

#[test]
fn only_the_turn_or_only_ratings_may_be_asked() {
    let turn = with(|face, key| {
        face.dimensions.clear();
        key.scores.clear();
    });
    check(&turn, &read(&[], Some("t4")), 1.0, "The turn is located");
    check(&turn, &read(&[], Some("t2")), 0.0, "You name turn 2; the key names turn 4");
    let ratings = with(|face, key| {
        face.asks_where = false;
        key.wrong = None;
    });
    check(&ratings, &read(&EXACT, None), 1.0, "Your ratings are the key's ratings");
}

#[test]
fn a_dialogue_may_go_wrong_nowhere() {
    let nowhere = with(|face, key| {
        face.dimensions.clear();
        key.scores.clear();
        key.wrong = Some(Wrong { turn: None, accept: vec!["t6".into()], why: "All is well.".into() });
    });
    let grade = check(&nowhere, &read(&[], None), 1.0, "It goes wrong nowhere, as you say");
    assert_eq!(part(&grade, "where").note, "You and the key both say that it goes wrong nowhere.");
    check(&nowhere, &read(&[], Some("t6")), 1.0, "The turn is located");
    let grade = check(&nowhere, &read(&[], Some("t2")), 0.0, "You name turn 2; the key names no turn");
    assert_eq!(part(&grade, "where").note, "You name turn 2; by the key it goes wrong nowhere.");
}
