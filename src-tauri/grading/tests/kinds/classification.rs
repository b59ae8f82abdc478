use crate::{check, pairs, part, quotes, samples};
use course::task::classification::{Answer, Labelled, Partial};
use course::task::{Answer as Any, KeyWork, Work};
use grading::{Evidence, Verdict};

/// Labels of p1, p2 and p3.
fn labelled(labels: [&[&str]; 3]) -> Any {
    let piece = |(piece, labels): (&str, &[&str])| Labelled {
        piece: piece.to_owned(),
        labels: labels.iter().map(|label| label.to_string()).collect(),
    };
    let pieces = ["p1", "p2", "p3"].into_iter().zip(labels).map(piece).collect();
    Any::Classification(Answer { pieces, why: String::new() })
}

#[test]
fn labels_in_common_count() {
    let task = samples::classification(true, Partial::Shared);
    let billing: &[&str] = &["billing"];
    let score = |labels, score, headline| check(&task, &labelled(labels), score, headline);
    score([billing, &["access"], &["praise", "delivery"]], 1.0, "All your labels are the key's labels");
    score([billing, billing, &["praise", "delivery"]], 1.0, "The key accepts all your labels");
    score([billing, billing, &["delivery"]], 2.5 / 3.0, "One of three pieces differs from the key");
    score([billing, &["praise"], &["delivery"]], 1.5 / 3.0, "Two of three pieces differ from the key");
    score([&["praise"], &["praise"], &["access"]], 0.0, "All three pieces differ from the key");
    let grade = score(
        [billing, &["access", "praise"], &["delivery", "praise"]],
        2.5 / 3.0,
        "One of three pieces differs from the key",
    );
    assert_eq!(part(&grade, "piece/p2").note, "The key does not have “Praise”.");
    assert_eq!(part(&grade, "piece/p2").label, "Piece 2");
    // Whether p1, p2 and p3 are billing, access, delivery, praise.
    assert_eq!(pairs(&grade), ["classification/has 1:1 0:0 0:0 0:0 0:0 1:1 0:0 1:0 0:0 0:0 1:1 1:1"]);
    assert_eq!(
        (grade.agreement[0].ordered, &grade.agreement[0].categories[..]),
        (false, &["no".to_owned(), "yes".to_owned()][..])
    );
}

#[test]
fn a_piece_is_right_or_wrong() {
    let task = samples::classification(false, Partial::Exact);
    let answer = labelled([&["access"], &["billing"], &["delivery"]]);
    let grade = check(&task, &answer, 2.0 / 3.0, "One of three pieces differs from the key");
    let wrong = part(&grade, "piece/p1");
    assert_eq!((wrong.note.as_str(), wrong.verdict), ("You say “Access”; the key says “Billing”.", Verdict::Against));
    assert_eq!(quotes(wrong), ["taken twice"]);
    let accepted = part(&grade, "piece/p2");
    assert_eq!(accepted.note, "You say “Billing”; the key says “Access”. Careful readers give either.");
    assert_eq!(pairs(&grade), ["classification/label 1:0 0:1 2:2"]);
    let Evidence::Classification { pieces } = grade.evidence else { unreachable!() };
    assert_eq!(
        (&pieces[0].wrong[..], &pieces[0].missed[..]),
        (&["access".to_owned()][..], &["billing".to_owned()][..])
    );
    assert_eq!((pieces[1].score, pieces[1].why.as_str()), (1.0, "Why p2."));
}

#[test]
fn one_piece_is_told_in_words() {
    let mut task = samples::classification(false, Partial::Exact);
    let (Work::Classification(face), KeyWork::Classification(key)) = (&mut task.face.work, &mut task.key.work) else {
        unreachable!()
    };
    face.pieces.truncate(2);
    face.pieces.remove(0);
    key.pieces.retain(|piece| piece.piece == "p2");
    let one = |label: &str| {
        let pieces = vec![Labelled { piece: "p2".into(), labels: vec![label.into()] }];
        Any::Classification(Answer { pieces, why: String::new() })
    };
    check(&task, &one("access"), 1.0, "Your label is the key's label");
    check(&task, &one("billing"), 1.0, "The key accepts what you say");
    let grade = check(&task, &one("praise"), 0.0, "You say “Praise”; the key says “Access”");
    assert_eq!(grade.parts[0].label, "Your label");
}

#[test]
fn pieces_have_weights() {
    let mut task = samples::classification(false, Partial::Exact);
    let KeyWork::Classification(key) = &mut task.key.work else { unreachable!() };
    key.pieces[0].weight = 2.0;
    let answer = labelled([&["access"], &["billing"], &["delivery"]]);
    let grade = check(&task, &answer, 0.5, "One of three pieces differs from the key");
    assert_eq!(grade.parts.iter().map(|part| part.weight).collect::<Vec<_>>(), [0.5, 0.25, 0.25]);
}
