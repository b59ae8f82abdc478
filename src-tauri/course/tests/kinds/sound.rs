//! What a sound file of each kind becomes.

use super::{SAMPLES, course_with, sample};
use course::pack::Pack;
use course::read::{pack, read};
use course::task::code_review::{TestRun, Weights};
use course::task::safety::Action;
use course::task::{KeyWork, Kind, Task, Work};

fn read_all<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<Task> {
    let root = course_with(texts);
    let course = read(root.path()).unwrap_or_else(|f| panic!("{f:#?}"));
    course.modules.into_iter().flat_map(|m| m.tasks).filter(|task| task.face.id != "towns").collect()
}

fn read_one(text: impl AsRef<str>) -> (Work, KeyWork) {
    let task = read_all([text]).remove(0);
    (task.face.work, task.key.work)
}

#[test]
fn every_kind_reads_and_goes_through_a_pack() {
    let texts = SAMPLES.map(|(_, text)| text);
    let tasks = read_all(texts);
    let kinds: Vec<Kind> = tasks.iter().map(|task| task.face.kind()).collect();
    assert_eq!(kinds, SAMPLES.map(|(kind, _)| kind));
    let packed = Pack::open(pack(course_with(texts).path()).unwrap()).unwrap();
    for task in &tasks {
        assert_eq!(packed.task(&task.face.id).unwrap(), Some(task), "{}", task.face.id);
    }
}

#[test]
fn rating() {
    let (Work::Rating(face), KeyWork::Rating(key)) = read_one(sample(Kind::Rating)) else { panic!() };
    assert_eq!((face.responses.len(), face.dimensions.len(), key.scores.len()), (2, 2, 4));
    assert_eq!(key.reach, 1, "half of two steps");
    assert_eq!((key.scores[0].accept, key.scores[0].weight), ([3, 3], 2.0));
    assert_eq!((key.scores[1].accept, key.scores[1].weight), ([0, 1], 1.0));
    // On five points half the width is two.
    let wide = sample(Kind::Rating).replace(
        "  { value = -1, name = \"Poor\", about = \"It puts a guest off.\" },\n",
        "  { value = -2, name = \"Awful\", about = \"A guest leaves.\" },\n  { value = -1, name = \"Poor\", about = \"x\" },\n",
    );
    let wide = wide.replace(
        "{ value = 1, name = \"Good\"",
        "{ value = 1, name = \"Fair\", about = \"x\" },\n  { value = 2, name = \"Good\"",
    );
    let (_, KeyWork::Rating(key)) = read_one(wide.replace(
        "[[key.score]]\nabout = \"r1\"\ndimension = \"accuracy\"",
        "reach = 4\n\n[[key.score]]\nabout = \"r1\"\ndimension = \"accuracy\"",
    )) else {
        panic!()
    };
    assert_eq!(key.reach, 4, "as written");
}

#[test]
fn safety() {
    let (Work::Safety(face), KeyWork::Safety(key)) = read_one(sample(Kind::Safety)) else { panic!() };
    assert_eq!((face.responses.len(), face.categories.len(), face.severities.len()), (1, 3, 3));
    assert_eq!((key.category.as_str(), key.severity, key.action), ("home-danger", 1, Action::Comply));
    assert_eq!((key.weights.category, key.weights.severity, key.weights.action), (0.2, 0.3, 0.5), "two, and the rest");
    let usual = sample(Kind::Safety).replace("[key.weights]\ncategory = 0.2\naction = 0.5\n", "");
    let (_, KeyWork::Safety(key)) = read_one(usual) else { panic!() };
    assert_eq!((key.weights.category, key.weights.severity, key.weights.action), (0.3, 0.3, 0.4));
}

#[test]
fn code_review() {
    let (Work::CodeReview(face), KeyWork::CodeReview(key)) = read_one(sample(Kind::CodeReview)) else { panic!() };
    assert_eq!(face.solutions[1].text.plain, "def largest(xs):\n    return max(xs, default=None)");
    let run = |solution: &str, name: &str, passed, note: &str| TestRun {
        solution: solution.into(),
        name: name.into(),
        passed,
        note: note.into(),
    };
    assert_eq!(
        face.tests,
        [
            run("r1", "three numbers", true, ""),
            run("r2", "three numbers", true, ""),
            run("r1", "no numbers", false, "IndexError"),
            run("r2", "no numbers", true, ""),
        ]
    );
    assert_eq!(key.order, [["r2"], ["r1"]]);
    assert_eq!((key.defects[0].lines, key.defects[1].optional), ([2, 2], true));
    assert_eq!(key.weights, Weights { judgement: 0.4, defects: 0.4, complexity: 0.2 });
}

#[test]
fn code_review_by_scores_alone() {
    let text = sample(Kind::CodeReview).replace("lines = true\n", "");
    let text = text[..text.find("[[complexity]]").unwrap()].to_owned();
    let rated = "[[dimension]]\nid = \"clear\"\nname = \"Clear\"\nabout = \"x\"\nanchors = [{ value = 0, name = \"No\", about = \
        \"x\" }, { value = 1, name = \"Yes\", about = \"x\" }]\n\n[key]\npass_at = 0.5\n";
    let score =
        |id: &str| format!("\n[[key.score]]\nabout = \"{id}\"\ndimension = \"clear\"\nvalue = 1\nwhy = \"x\"\n");
    let (Work::CodeReview(face), KeyWork::CodeReview(key)) = read_one(text + rated + &score("r1") + &score("r2"))
    else {
        panic!()
    };
    assert!(face.complexities.is_empty() && !face.lines && key.order.is_empty());
    assert_eq!((key.scores.len(), key.reach), (2, 1));
    assert_eq!(key.weights, Weights { judgement: 1.0, defects: 0.0, complexity: 0.0 });
}

#[test]
fn conversation() {
    let (Work::Conversation(face), KeyWork::Conversation(key)) = read_one(sample(Kind::Conversation)) else { panic!() };
    assert_eq!(face.rated().map(|t| t.item.id.as_str()).collect::<Vec<_>>(), ["t2", "t4"]);
    assert_eq!((key.reach, key.where_weight), (1, 0.5));
    let wrong = key.wrong.unwrap();
    assert_eq!((wrong.turn.as_deref(), wrong.accept), (Some("t4"), vec!["t2".to_owned()]));
    // Nothing is rated, and it goes wrong nowhere.
    let text = sample(Kind::Conversation);
    let cut = |text: &str, from: &str, to: &str| {
        let (a, b) = (text.find(from).unwrap(), text.find(to).unwrap());
        text[..a].to_owned() + &text[b..]
    };
    let nowhere = cut(&cut(text, "[[dimension]]", "[key]"), "reach = 1", "[key.wrong]").replace("turn = \"t4\"\n", "");
    let (_, KeyWork::Conversation(key)) = read_one(nowhere) else { panic!() };
    assert_eq!((key.where_weight, key.wrong.unwrap().turn), (1.0, None));
    // The turn is not asked for.
    let rated = cut(text, "[key.wrong]", "[[key.reason]]").replace("asks_where = true\n", "");
    let (_, KeyWork::Conversation(key)) = read_one(rated.replace("where_weight = 0.5\n", "")) else { panic!() };
    assert_eq!((key.where_weight, key.wrong), (0.0, None));
}
