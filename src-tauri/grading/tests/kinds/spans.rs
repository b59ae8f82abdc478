use crate::samples::{self, TEXT, span};
use crate::{check, pairs, part, quotes};
use course::task::spans::{Answer, Mark};
use course::task::{Answer as Any, KeyWork, Task};
use grading::{Evidence, SpanMet};

/// Marks in the form ("words", "label").
fn marked(marks: &[(&str, &str)]) -> Any {
    let mark = |(words, label): &(&str, &str)| Mark { span: span(TEXT, words), label: (*label).to_owned() };
    Any::Spans(Answer { marks: marks.iter().map(mark).collect(), nothing: marks.is_empty(), why: String::new() })
}

const AMINA: (&str, &str) = ("Amina Diallo", "person");
const BANK: (&str, &str) = ("Bank of Dakar", "organisation");
const MONDAY: (&str, &str) = ("Monday", "date");
const THIES: (&str, &str) = ("Thiès", "place");

#[test]
fn marks_are_held_against_the_key() {
    let task = samples::spans();
    let all = "Your marks are the key's marks";
    check(&task, &marked(&[THIES, AMINA, BANK]), 1.0, all);
    check(&task, &marked(&[THIES, MONDAY, AMINA, BANK]), 1.0, all);
    check(&task, &marked(&[("Thiès", "organisation"), AMINA, BANK]), 1.0, all);
    check(&task, &marked(&[AMINA, BANK]), 0.8, "You mark two of three stretches");
    let extra = ("Radio Sud", "organisation");
    check(
        &task,
        &marked(&[AMINA, BANK, THIES, extra]),
        6.0 / 7.0,
        "You mark all three stretches; one mark is not in the key",
    );
    check(&task, &marked(&[]), 0.0, "You mark none of three stretches");
    // More than half in common overlaps fully: only the exact half is lost for one of three.
    let most = ("the Bank of Dakar", "organisation");
    check(&task, &marked(&[AMINA, most, THIES]), 5.0 / 6.0, "You mark all three stretches, one not exactly");
    // "Dakar" is 5 of 13 characters: 10/13 of the overlap's half.
    let some = ("Dakar", "organisation");
    check(
        &task,
        &marked(&[AMINA, some, THIES]),
        (2.0 + 5.0 / 13.0) / 3.0,
        "You mark all three stretches, one not exactly",
    );
}

#[test]
fn what_each_mark_was_held_against() {
    let marks = [("Amina", "place"), ("the Bank of Dakar", "organisation"), MONDAY, ("clinic", "place")];
    let headline =
        "You mark one of three stretches, one not exactly; one mark has another label and one mark is not in the key";
    let grade = check(&samples::spans(), &marked(&marks), 1.0 / 6.0, headline);
    let exact = part(&grade, "exact");
    assert_eq!(
        (exact.score, exact.note.as_str()),
        (Some(0.0), "You mark none of three stretches exactly as the key does.")
    );
    let overlap = part(&grade, "overlap");
    let note = "Not marked: “Thiès” (Place). One mark has another label and one mark is not in the key.";
    assert_eq!(overlap.note, note);
    assert_eq!(quotes(exact), ["Amina", "the Bank of Dakar", "clinic", "Thiès"], "what does not meet the key exactly");
    assert_eq!(quotes(overlap), ["Amina", "clinic", "Thiès"], "what does not overlap it with its label");
    assert_eq!(pairs(&grade), ["spans/label 2:0 1:1"], "of what overlaps a stretch that counts");
    let Evidence::Spans { marks, missed, labels, exact, overlap, overlap_at, why_nothing_else } = grade.evidence else {
        unreachable!()
    };
    let met: Vec<SpanMet> = marks.iter().map(|mark| mark.met).collect();
    assert_eq!(met, [SpanMet::WrongLabel, SpanMet::Overlap, SpanMet::Optional, SpanMet::Extra]);
    let against: Vec<&str> = marks.iter().filter_map(|m| Some(m.against.as_ref()?.why.as_str())).collect();
    assert_eq!(against, ["Amina Diallo is a person.", "Bank of Dakar is a organisation.", "Monday is a date."]);
    assert!((marks[1].share - 13.0 / 17.0).abs() < 1e-12);
    assert_eq!((missed.len(), missed[0].why.as_str()), (1, "Thiès is a place."));
    assert_eq!((exact, overlap, overlap_at), (0.0, 1.0 / 3.0, 0.5));
    assert_eq!(why_nothing_else, "Nothing else is named.");
    let labels: Vec<(&str, u32, u32, f64)> =
        labels.iter().map(|l| (l.label.as_str(), l.marks, l.key, l.overlap)).collect();
    assert_eq!(labels, [("person", 0, 1, 0.0), ("organisation", 1, 1, 1.0), ("place", 2, 1, 0.0)]);
}

fn with(change: impl Fn(&mut course::task::spans::Key)) -> Task {
    let mut task = samples::spans();
    let KeyWork::Spans(key) = &mut task.key.work else { unreachable!() };
    change(key);
    task
}

#[test]
fn a_text_with_nothing_to_mark() {
    let empty = with(|key| key.spans.clear());
    check(&empty, &marked(&[]), 1.0, "There is nothing to mark, and you mark nothing");
    check(&empty, &marked(&[AMINA, THIES]), 0.0, "There is nothing to mark; you mark two stretches");
    let optional = with(|key| key.spans.retain(|span| span.optional));
    check(&optional, &marked(&[]), 1.0, "There is nothing to mark, and you mark nothing");
    check(&optional, &marked(&[MONDAY]), 1.0, "What you mark may be marked, and nothing has to be");
}

#[test]
fn only_exact_marks_or_only_overlap_may_count() {
    let loose = [AMINA, ("the Bank of Dakar", "organisation"), THIES];
    let exact = with(|key| key.exact_weight = 1.0);
    let grade = check(&exact, &marked(&loose), 2.0 / 3.0, "You mark all three stretches, one not exactly");
    assert_eq!((part(&grade, "overlap").score, part(&grade, "overlap").weight), (None, 0.0));
    let overlap = with(|key| key.exact_weight = 0.0);
    check(&overlap, &marked(&loose), 1.0, "You mark all three stretches, one not exactly");
}

#[test]
fn the_key_says_what_overlaps_fully() {
    // "Dakar" is 5 of 13 characters, and "the Bank of Dakar" has 13 of 17 in common.
    let with_bank = |words: &'static str| marked(&[AMINA, (words, "organisation"), THIES]);
    let check_at = |overlap_at: f64, words: &'static str, overlap: f64| {
        let task = with(|key| (key.exact_weight, key.overlap_at) = (0.0, overlap_at));
        let headline = "You mark all three stretches, one not exactly";
        let grade = check(&task, &with_bank(words), (2.0 + overlap) / 3.0, headline);
        let less: &[&str] = if overlap < 1.0 { &[words] } else { &[] };
        assert_eq!(quotes(part(&grade, "overlap")), less, "{overlap_at}");
    };
    check_at(0.5, "Dakar", 10.0 / 13.0);
    check_at(5.0 / 13.0, "Dakar", 1.0);
    check_at(1.0, "Dakar", 5.0 / 13.0);
    check_at(1.0, "the Bank of Dakar", 13.0 / 17.0);
    check_at(0.01, "Dakar", 1.0);
}
