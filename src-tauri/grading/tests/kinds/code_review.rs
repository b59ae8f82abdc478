use crate::{check, given, pairs, part, quotes, samples};
use course::task::code_review::{Answer, GivenComplexity, MarkedLine};
use course::task::{Answer as Any, KeyWork, Work};
use grading::Evidence;

/// Lines in the form ("r1", 2), complexities of r1, r2 and r3.
fn reviewed(tiers: &[&str], scores: &[&str], lines: &[(&str, u32)], complexity: [&str; 3]) -> Any {
    let of = |(solution, complexity): (&str, &str)| GivenComplexity {
        solution: solution.to_owned(),
        complexity: complexity.to_owned(),
    };
    let line = |(solution, line): &(&str, u32)| MarkedLine { solution: (*solution).to_owned(), line: *line };
    Any::CodeReview(Answer {
        tiers: tiers.iter().map(|id| vec![id.to_string()]).collect(),
        scores: given(scores),
        lines: lines.iter().map(line).collect(),
        no_fault: lines.is_empty(),
        complexity: ["r1", "r2", "r3"].into_iter().zip(complexity).map(of).collect(),
        why: String::new(),
    })
}

const ORDER: [&str; 3] = ["r2", "r3", "r1"];
const COMPLEXITY: [&str; 3] = ["n", "n-log-n", "n2"];

#[test]
fn order_faults_and_complexity() {
    let task = samples::code_ranked();
    let order = "Your order is the key's order";
    let all = |lines: &[(&str, u32)]| reviewed(&ORDER, &[], lines, COMPLEXITY);
    check(&task, &all(&[("r1", 2), ("r3", 3)]), 1.0, order);
    check(&task, &all(&[("r3", 2), ("r1", 2), ("r3", 3), ("r2", 2)]), 1.0, order);
    check(&task, &reviewed(&ORDER, &[], &[("r1", 2), ("r3", 3)], ["n", "n", "n2"]), 1.0, order);
    check(&task, &all(&[("r1", 2)]), 0.9, "Your order is the key's order; you find one of two faults");
    check(&task, &all(&[]), 0.7, "Your order is the key's order; you find none of two faults");
    // Two faults found, two lines without one: F1 is 4/6.
    let twice = "Your order is the key's order; one line is marked that has no fault";
    check(&task, &all(&[("r1", 2), ("r3", 3), ("r1", 1), ("r1", 1)]), 0.7 + 0.3 * 0.8, twice);
    let beside = "Your order is the key's order; two lines are marked that have no fault";
    check(&task, &all(&[("r1", 2), ("r3", 3), ("r1", 1), ("r3", 1)]), 0.9, beside);
    let everything = reviewed(&["r1", "r3", "r2"], &[], &[("r2", 1)], ["n2", "n2", "n"]);
    let headline = "Your order is the key's order turned round; you find none of two faults and one line is marked that has \
                    no fault; the complexity of {r1}, {r2} and {r3} is another";
    check(&task, &everything, 0.0, headline);
}

#[test]
fn what_was_found_and_what_was_missed() {
    let answer = reviewed(&["r2", "r1", "r3"], &[], &[("r3", 3), ("r1", 4), ("r2", 2)], ["n", "n2", "n2"]);
    let headline = "One pair is the other way round; you find one of two faults and one line is marked that has no fault; \
                    the complexity of {r2} is another";
    let grade = check(&samples::code_ranked(), &answer, 0.5 * 2.0 / 3.0 + 0.3 * 0.5 + 0.2 * 2.0 / 3.0, headline);
    let defects = part(&grade, "defects");
    assert_eq!(
        defects.note,
        "You find one of two faults. Not marked: line 2 of {r1}. Marked without a fault: line 4 of {r1}."
    );
    let note = "{r2}: you say “O(n²)”; the key says “O(n log n)”.";
    assert_eq!(part(&grade, "complexity").note, note);
    assert_eq!(
        quotes(defects),
        ["    best = 0", "        if x > best:"],
        "the fault that was missed, the line without one"
    );
    assert_eq!(
        pairs(&grade),
        [
            // r1 and r2, r1 and r3, r2 and r3: r3 stands over r1 in the key only.
            "code_review/pair 0:0 2:0 2:2",
            // Of r1 the fault is missed and line 4 marked; of r2 line 2 is optional; of r3 one line finds both.
            "code_review/line 0:0 0:1 0:0 1:0 0:0 0:0 0:0 0:0 1:1 0:0",
            "code_review/complexity 0:0 2:1 2:2",
        ]
    );
    assert_eq!(grade.agreement[0].categories, ["under", "tied", "over"]);
    assert_eq!(grade.agreement[1].categories, ["sound", "faulty"]);
    assert_eq!([0, 1, 2].map(|scale| grade.agreement[scale].ordered), [true, false, false]);
    let Evidence::CodeReview { order, scores, defects, false_marks, complexity } = grade.evidence else {
        unreachable!()
    };
    assert_eq!((order.unwrap().kept, scores.len()), (2.0, 0));
    let marked: Vec<&[u32]> = defects.iter().map(|d| d.marked.as_slice()).collect();
    assert_eq!(marked, [&[][..], &[3], &[2]]);
    assert_eq!((defects[2].optional, defects[0].why.as_str()), (true, "What is wrong with r1."));
    assert_eq!(false_marks, [MarkedLine { solution: "r1".into(), line: 4 }]);
    assert_eq!((complexity[1].named.right, complexity[1].named.accept.as_slice()), (false, &["n".to_owned()][..]));
}

#[test]
fn solutions_are_rated() {
    let task = samples::code_rated();
    let lines = [("r1", 2), ("r3", 3)];
    let exact = ["r1 correct 1", "r2 correct 2", "r3 correct 3"];
    let all = "All your ratings lie in the range the key accepts";
    let grade = check(&task, &reviewed(&[], &exact, &lines, COMPLEXITY), 1.0, all);
    assert_eq!(
        pairs(&grade),
        [
            "code_review/correct 0:0 1:2 2:2",
            "code_review/line 0:0 1:1 0:0 0:0 0:0 0:0 0:0 0:0 1:1 0:0",
            "code_review/complexity 0:0 1:1 2:2",
        ]
    );
    let kind = ["r1 correct 3", "r2 correct 3", "r3 correct 3"];
    let headline = "One rating is higher than the key accepts";
    let grade = check(&task, &reviewed(&[], &kind, &lines, COMPLEXITY), 0.5 * 2.0 / 3.0 + 0.5, headline);
    assert_eq!(part(&grade, "score/correct").note, "{r1}: you give 3; the key gives 1.");
    let Evidence::CodeReview { order, scores, .. } = grade.evidence else { unreachable!() };
    assert_eq!((order, scores.len(), scores[0].off), (None, 3, 2));
}

#[test]
fn what_is_not_asked_does_not_count() {
    let mut task = samples::code_ranked();
    let (Work::CodeReview(face), KeyWork::CodeReview(key)) = (&mut task.face.work, &mut task.key.work) else {
        unreachable!()
    };
    face.complexities.clear();
    face.lines = false;
    key.complexity.clear();
    let grade = check(
        &task,
        &reviewed(&["r2", "r1", "r3"], &[], &[], COMPLEXITY),
        2.0 / 3.0,
        "One pair is the other way round",
    );
    let ids: Vec<&str> = grade.parts.iter().map(|part| part.id.as_str()).collect();
    assert_eq!(ids, ["order", "top"]);
}
