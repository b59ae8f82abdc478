//! Do quotations stand where they are said to stand?

use super::*;

/// Verdict of the quotations part, whether the headline tells it, and words of its note.
fn check_quotes(task: &Task, text: &str, verdict: Verdict, note: &str) {
    let grade = graded(task, text);
    let part = part(&grade, "quotes");
    assert_eq!(part.verdict, verdict, "{text}\n{}", part.note);
    assert!(part.note.contains(note), "{text}\n{}", part.note);
    assert_eq!(grade.headline.contains("quotation"), verdict == Verdict::Against, "{text}\n{}", grade.headline);
    let fails = verdict == Verdict::Against && MAY_FAIL.contains(&Noted::Quote);
    assert!(!(grade.passed && fails), "{text}");
}

#[test]
fn quotations_are_found_where_they_are_said_to_stand() {
    let task = samples::preference_with_reasons();
    for text in [
        "B says “there is no lift”.",
        "B says that \"It is on the third floor and there is no lift\".",
        "B SAYS «IT IS ON THE  THIRD FLOOR AND THERE IS NO LIFT».",
        "Response B: „there is no lift“",
        "B says ‘there is no lift’, A 'a view of the boats'.",
        "“there is no lift” (B) decides.",
        "The words “there is no lift” in B decide, while A is warm.",
        "B is better than A because it says “there is no lift”.",
        "B says “It is on the third floor … there is no lift”.",
        "B says “It is on the third floor and [it says] there is no lift.”",
        "A leaves out “there is no lift”.",
        "Nothing in A tells her that “there is no lift”.",
        "B beats A because it adds “there is no lift”.",
        "B does what A does not: it says “there is no lift”.",
        "While A is vague, “there is no lift” is plain.",
        "Instead of B's “there is no lift”, A has “a view of the boats”.",
        "A does not say “there is no lift”.",
        "A could have said “please take care on the stairs”.",
        "The guest asks “is there a lift” and B answers.",
        "The sheet says “no lift in the house before next spring”.",
        "The guideline asks “is every statement in it true”.",
        "A says “happy to make your stay comfortble”.",
    ] {
        let none = text.contains("could have");
        let expected = if none { Verdict::Differs } else { Verdict::Agrees };
        check_quotes(&task, text, expected, if none { "no quotation" } else { "found" });
    }
    check_quotes(&task, "B says “no lift” and ‘a bath’.", Verdict::Differs, "There is no quotation of four words");
}

#[test]
fn a_misquotation_is_told_and_costs() {
    let task = samples::preference_with_reasons();
    let wrong = "“there is no lift” stands in {r2}, not in {r1}.";
    check_quotes(&task, "A says “there is no lift”.", Verdict::Against, wrong);
    check_quotes(&task, "“there is no lift” in A decides.", Verdict::Against, wrong);
    check_quotes(&task, "A is warm, but it says that “there is no lift”, too.", Verdict::Against, wrong);
    check_quotes(&task, "As A says, “there is no lift”.", Verdict::Against, wrong);
    check_quotes(&task, "A states the fact: “there is no lift”.", Verdict::Against, wrong);
    check_quotes(&task, "B says “the lift is out of order”.", Verdict::Against, "is not in {r2}.");
    check_quotes(&task, "It says “the lift is out of order”.", Verdict::Against, "is in none of the texts.");
    let near = "The nearest words in {r1} are “and our team is always happy to make …”.";
    check_quotes(&task, "A says “our people are always glad to make your stay nice”.", Verdict::Against, near);
    let grade = graded(&task, "B is better. A says “there is no lift”.");
    assert_eq!(grade.headline, "Your side and strength are the key's, but a quotation stands in {r2}, not in {r1}");
    assert_eq!(quotes(part(&grade, "quotes"), &Place::Answer), ["there is no lift"]);
    assert_eq!(quotes(part(&grade, "quotes"), &in_item("r2")), ["there is no lift"]);
}

#[test]
fn the_share_of_quotations_found_counts() {
    let text = "B says “there is no lift”. A says “a view of the mountains and hills”. A says “a view of the boats”.";
    let grade = graded(&samples::preference_with_reasons(), text);
    assert_eq!(part(&grade, "quotes").score, Some(2.0 / 3.0));
}

#[test]
fn words_on_a_picture_may_be_quoted() {
    let mut task = samples::preference_with_reasons();
    let body = MaterialBody::Picture { source: String::new(), alt: "A plan of the house without any lift".into() };
    task.face.material = vec![Material { title: "The plan of all floors".into(), body }];
    check_quotes(&task, "The plan shows “the house without any lift”.", Verdict::Agrees, "found");
    check_quotes(&task, "See “The plan of all floors”.", Verdict::Agrees, "found");
}

#[test]
fn markup_is_only_text() {
    let text = "<b>B</b> is better because of <script>alert(\"there is no lift\")</script> &amp; A is not, but <i>.";
    let grade = graded(&samples::preference_with_reasons(), text);
    assert_eq!(part(&grade, "quotes").verdict, Verdict::Agrees, "{:?}", part(&grade, "quotes"));
    assert!(part(&grade, "quotes").pointers[0].quote == "there is no lift");
}

#[test]
fn pointers_survive_any_script() {
    let mut task = samples::preference_with_reasons();
    let course::task::Work::Preference(face) = &mut task.face.work else { unreachable!() };
    face.responses[1].text = Text {
        html: String::new(), plain: "👩‍👩‍👧 مرحبا بكم في الفندق الجديد é 👍🏽 شكرا".into()
    };
    let text = "B is better 👍🏽: “مرحبا بكم في الفندق الجديد” 👩‍👩‍👧 because A is not, but e\u{301}.";
    let grade = graded(&task, text);
    assert_eq!(part(&grade, "quotes").verdict, Verdict::Agrees, "{:?}", part(&grade, "quotes"));
    assert_eq!(quotes(part(&grade, "quotes"), &in_item("r2")), ["مرحبا بكم في الفندق الجديد"]);
}
