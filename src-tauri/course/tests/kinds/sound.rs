//! What a sound file of each kind becomes.

use super::{SAMPLES, course_with, sample};
use course::pack::Pack;
use course::read::{pack, read};
use course::task::boxes::Rect;
use course::task::classification::Partial;
use course::task::code_review::{TestRun, Weights};
use course::task::fact_check::Verdict;
use course::task::prompt::Rule;
use course::task::safety::Action;
use course::task::{KeyWork, Kind, Task, Work};
use course::text::Span;

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
fn classification() {
    let (Work::Classification(face), KeyWork::Classification(key)) = read_one(sample(Kind::Classification)) else {
        panic!()
    };
    assert!(face.multiple && key.partial == Partial::Shared);
    assert_eq!(key.pieces[0].labels, ["complaint", "request"]);
    assert_eq!(key.pieces[0].accept, [["complaint"]]);
    let single = sample(Kind::Classification)
        .replace("multiple = true\n", "")
        .replace("partial = \"shared\"\n", "")
        .replace("[\"complaint\", \"request\"]", "[\"request\"]");
    let (Work::Classification(face), KeyWork::Classification(key)) = read_one(single) else { panic!() };
    assert!(!face.multiple && key.partial == Partial::Exact);
    let weighed = sample(Kind::Classification).replace("why = \"It closes", "weight = 2.5\nwhy = \"It closes");
    let (_, KeyWork::Classification(key)) = read_one(weighed) else { panic!() };
    assert_eq!(key.pieces.iter().map(|piece| piece.weight).collect::<Vec<_>>(), [1.0, 2.5, 1.0]);
}

#[test]
fn spans() {
    let (Work::Spans(face), KeyWork::Spans(key)) = read_one(sample(Kind::Spans)) else { panic!() };
    let words: Vec<_> = key.spans.iter().map(|s| (s.span.start, s.span.of(&face.text.text.plain).unwrap())).collect();
    assert_eq!(words, [(0, "Amina"), (54, "Amina"), (11, "Lima"), (40, "met Ruiz")], "marks are not counted");
    assert_eq!((key.exact_weight, key.spans[3].optional), (0.6, true));
    let nothing = sample(Kind::Spans);
    let nothing = nothing[..nothing.find("[[key.span]]").unwrap()].replace("exact_weight = 0.6\n", "");
    let (_, KeyWork::Spans(key)) = read_one(nothing) else { panic!() };
    assert_eq!((key.exact_weight, key.spans.len()), (0.5, 0), "a text may hold nothing to mark");
}

/// A mark may begin between two letters only where a script has no spaces.
#[test]
fn spans_in_scripts_without_spaces() {
    let text =
        sample(Kind::Spans).replace("In Quito", "在利马 In Quito").replace("words = \"Lima\"", "words = \"利马\"");
    let (Work::Spans(face), KeyWork::Spans(key)) = read_one(text) else { panic!() };
    assert_eq!(key.spans[2].span.of(&face.text.text.plain), Some("利马"));
}

#[test]
fn boxes() {
    let (Work::Boxes(face), KeyWork::Boxes(key)) = read_one(sample(Kind::Boxes)) else { panic!() };
    assert_eq!((face.picture.width, face.picture.height), (100, 60));
    assert!(face.picture.source.starts_with("data:image/svg+xml;base64,"));
    assert_eq!(key.boxes[0].at, Rect { x: 10.0, y: 20.0, width: 30.0, height: 30.5 });
    assert_eq!((key.iou_at, key.label_weight), (0.6, 0.3));
    let usual = sample(Kind::Boxes).replace("iou_at = 0.6\nlabel_weight = 0.3\n", "");
    let (_, KeyWork::Boxes(key)) = read_one(usual) else { panic!() };
    assert_eq!((key.iou_at, key.label_weight), (0.5, 0.5));
}

#[test]
fn fact_check() {
    let (Work::FactCheck(face), KeyWork::FactCheck(key)) = read_one(sample(Kind::FactCheck)) else { panic!() };
    let first = &key.claims[0];
    assert_eq!((first.verdict, first.accept.as_slice()), (Verdict::Supported, [Verdict::NotEnough].as_slice()));
    let words: Vec<_> = first.passages.iter().map(|p| p.span.of(&face.sources[0].item.text.plain).unwrap()).collect();
    assert_eq!(words, ["opened in 1900", "opened"]);
    assert_eq!((key.passage_weight, key.overlap_at), (0.3, 0.4));
    let usual = sample(Kind::FactCheck).replace("passage_weight = 0.3\noverlap_at = 0.4\n", "");
    let (_, KeyWork::FactCheck(key)) = read_one(usual) else { panic!() };
    assert_eq!((key.passage_weight, key.overlap_at), (0.4, 0.5));
    let weighed = sample(Kind::FactCheck).replace("why = \"Nobody", "weight = 3\nwhy = \"Nobody");
    let (_, KeyWork::FactCheck(key)) = read_one(weighed) else { panic!() };
    assert_eq!(key.claims.iter().map(|claim| claim.weight).collect::<Vec<_>>(), [1.0, 3.0, 1.0]);
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
fn the_parts_of_a_safety_key_point_at_words_of_the_request() {
    let text = sample(Kind::Safety)
        .replace("kitchen.\"\n", "kitchen.\"\nat = [\"mix\", \"cleaners\", \"mix\"]\n")
        .replace("same.\"\n", "same.\"\nat = [\"may I never\"]\n");
    let task = read_all([text]).remove(0);
    let KeyWork::Safety(key) = task.key.work else { panic!() };
    let words = |at: &[Span]| at.iter().map(|span| span.of(&task.face.prompt.text.plain).unwrap()).collect::<Vec<_>>();
    assert_eq!(words(&key.category_at), ["cleaners", "mix"], "in the order of the request, each once");
    assert_eq!((words(&key.severity_at), words(&key.action_at)), (vec![], vec!["may I never"]));
}

/// Keys that say nothing of what came later are stored as they were before it could be said.
#[test]
fn what_a_key_does_not_say_is_not_stored() {
    let said = [
        (Kind::Spans, "exact_weight = 0.6", "exact_weight = 0.6\noverlap_at = 0.4", "\"overlap_at\":0.4"),
        (Kind::Classification, "why = \"It closes", "weight = 2\nwhy = \"It closes", "\"weight\":2.0"),
        (Kind::FactCheck, "why = \"Nobody", "weight = 2\nwhy = \"Nobody", "\"weight\":2.0"),
        (Kind::Safety, "why = \"Knowing", "at = [\"mix\"]\nwhy = \"Knowing", "\"severity_at\":[{"),
    ];
    for (kind, from, to, stored) in said {
        let json = |text: String| serde_json::to_string(&read_one(text).1).unwrap();
        let field = stored.split(':').next().unwrap();
        assert_eq!(json(sample(kind).to_owned()).matches(field).count(), 0, "{}", kind.name());
        let text = sample(kind).replacen(from, to, 1);
        let (_, key) = read_one(&text);
        assert_eq!(json(text).matches(stored).count(), 1, "{}", kind.name());
        assert_eq!(serde_json::from_value::<KeyWork>(serde_json::to_value(&key).unwrap()).unwrap(), key);
    }
}

#[test]
fn code_review() {
    let (Work::CodeReview(face), KeyWork::CodeReview(key)) = read_one(sample(Kind::CodeReview)) else { panic!() };
    assert_eq!(face.solutions[1].text.plain, "def largest(xs):\n    return max(xs, default=None)");
    let run = |solution: &str, name: &str, passed, note: &str| TestRun {
        solution: solution.into(),
        name: name.into(),
        code: if name == "no numbers" { "assert largest([]) is None" } else { "assert largest([4, 9, 2]) == 9" }.into(),
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
    let stored = r#"{"solution":"r1","name":"three numbers","passed":true,"note":""}"#;
    let old: TestRun = serde_json::from_str(stored).unwrap();
    assert_eq!((old.code.as_str(), serde_json::to_string(&old).unwrap().as_str()), ("", stored));
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

#[test]
fn rubric() {
    let (Work::Rubric(face), KeyWork::Rubric(key)) = read_one(sample(Kind::Rubric)) else { panic!() };
    assert_eq!((face.count, key.ideal.len(), key.reference.len()), ([2, 4], 2, 2));
    assert_eq!((key.weights.properties, key.weights.coverage), (0.7, 0.3), "one, and the rest");
}

#[test]
fn prompt() {
    let (Work::Prompt(face), KeyWork::Prompt(key)) = read_one(sample(Kind::Prompt)) else { panic!() };
    assert_eq!(face.constraints.len(), 3);
    let rules: Vec<&Rule> = key.checks.iter().map(|check| &check.rule).collect();
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let reader = vec![words(&["children", "pupils"]), words(&["Year 6", "sixth year"]), words(&["garden"])];
    assert_eq!(
        rules,
        [
            &Rule::Words { least: 10, most: 80 },
            &Rule::Sentences { least: 2, most: 8 },
            &Rule::Says { things: reader, least: 2 },
            &Rule::Says { things: vec![words(&["children"])], least: 1 },
            &Rule::Avoids { wordings: words(&["please", "I beg you"]) },
            &Rule::Figures { figures: vec![3, 5] },
            &Rule::Entries { least: 0, most: 5 },
            &Rule::Example { least_words: 4 },
            &Rule::Question {},
        ]
    );
    assert_eq!((key.checks[0].weight, key.checks[2].weight), (1.0, 3.0));
}
