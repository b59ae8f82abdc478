//! Sentences and the claims that are read in them.

use super::*;
use crate::samples;

/// "B>A" for B over A, "B>*" for B over all the others, "*>A" for A under some other, "=" for about the same; "?" after
/// a claim that is not sure.
fn said(task: &course::task::Task, text: &str) -> String {
    let letters = crate::Letters::in_order(samples::IDS);
    let reading = Reading::new(text, &task.face, &letters);
    let ids = task.face.items();
    let names =
        |items: &[usize]| -> String { items.iter().map(|i| letters.letter(&ids[*i].id).unwrap()).collect::<String>() };
    let or_all = |items: &[usize]| if items.is_empty() { "*".to_owned() } else { names(items) };
    let claims = read(&reading, &Context::new(&task.face, &[]));
    let shown = claims.iter().map(|claim| {
        let says = match &claim.says {
            Says::Above { over, under } => format!("{}>{}", or_all(over), or_all(under)),
            Says::Same => "=".to_owned(),
        };
        let doubt = match claim.force {
            Force::Sure => "",
            Force::Likely => "~",
            Force::Weak => "?",
        };
        format!("{says}{doubt}")
    });
    let mut shown: Vec<String> = shown.collect();
    shown.dedup();
    shown.join(" ")
}

fn check_two(cases: &[(&str, &str)]) {
    let task = samples::preference();
    for (text, claims) in cases {
        assert_eq!(said(&task, text), *claims, "{text}");
    }
}

fn check_four(cases: &[(&str, &str)]) {
    let task = samples::ranking();
    for (text, claims) in cases {
        assert_eq!(said(&task, text), *claims, "{text}");
    }
}

#[test]
fn plain_verdicts() {
    check_two(&[
        ("B is better.", "B>*"),
        ("B is much better than A because it is complete.", "B>A"),
        ("Response B is the better response.", "B>*"),
        ("response (B) is clearly better than response (A)", "B>A"),
        ("B is the best.", "B>*"),
        ("The better of the two is B.", "B>*"),
        ("The best answer is Response B, because it is short.", "B>*"),
        ("My verdict: B.", "B>*"),
        ("Verdict: B is better", "B>*"),
        ("Best: B", "B>*"),
        ("I prefer B over A.", "B>A"),
        ("I would choose B, since it is short.", "B>*"),
        ("I'd rather pick response B than A.", "B>A"),
        ("B beats A.", "B>A"),
        ("B wins.", "B>*"),
        ("B outperforms A clearly", "B>A"),
        ("A is worse than B.", "B>A"),
        ("A is weaker.", "*>A"),
        ("A is not as good as B.", "B>A"),
        ("A loses to B.", "B>A"),
        ("B is preferable to A.", "B>A"),
        ("B is superior to A.", "B>A"),
        ("B > A", "B>A"),
        ("B is above A.", "B>A"),
        ("I rank B over A.", "B>A"),
        ("B comes first.", "B>*"),
        ("It is better than A.", "B>A"),
        ("B’s answer is better.", "B>*"),
        ("B, which answers both questions, is better.", "B>*"),
        ("B is, in my opinion, better than A.", "B>A"),
        ("In every way B is better.", "B>*"),
        ("B is better in every way.", "B>*"),
        ("B is not only better than A but shorter.", "B>A"),
        ("A is good, but B is better.", "B>*"),
        ("I would go with B. My preference: B", "B>*"),
        ("Strong preference for B.", "B>*"),
        ("A: worse. B: better.", "*>A B>*"),
        ("The second one, B, is better.", "B>*"),
        ("A worse than B", "B>A"),
        ("B is better than the other one.", "B>*"),
        ("B is the best message because its evidence can be checked.", "B>*"),
        ("The best message is B.", "B>*"),
    ]);
}

#[test]
fn among_four() {
    check_four(&[
        ("B is best.", "B>*"),
        ("B is the best of the four, then D.", "B>*"),
        ("B > D > C > A", "B>DCA D>CA C>A"),
        ("I rank B first and A last.", "B>*"),
        ("B and D are better than A and C.", "BD>AC"),
        ("C is worse than A and B is better than D.", "A>C B>D"),
        ("B ranks first, A comes last", "B>* *>A"),
        ("D is second best. C is the worst.", "*>C"),
        ("C is better.", "C>*?"),
        ("B is best for this young reader.", "B>*"),
        ("A is best for grown people", "A>*?"),
        ("Both A and C are worse than D", "D>AC"),
        ("D is better than C, A and all the rest", "D>CA"),
        ("B is better than all the others", "B>*"),
        ("A takes the last place", "*>A"),
        ("I put D above C.", "D>C"),
        ("I would rank D higher than C", "D>C"),
        ("Some rank A first.", ""),
        ("B first, then D, C, A.", "B>*"),
        ("Best to worst: B, D, C, A.", "B>DCA"),
        ("My order is B, D, C and A", "B>DCA"),
        ("Of the four, B is best. Among all four B is the best.", "B>*"),
        ("Among the true ones D is the best.", ""),
        ("Of the rest, D is best. After B, C is the best.", ""),
        ("D is better than C, but B is better still", "D>C B>*?"),
    ]);
}

#[test]
fn written_by_people_who_learn_english() {
    check_two(&[
        ("B is more better than A", "B>A"),
        ("The B is better than the A", "B>A"),
        ("B response is more good than A response because is complete", "B>A"),
        ("I prefer the answer B than the answer A", "B>A"),
        ("b is better than a", "B>A"),
        ("For me is better B", "B>*~"),
        ("B is the most best answer", "B>*"),
        ("A is no good, B is better", "B>*"),
        ("I choose B because explain both", "B>*"),
        ("B is better that A", "B>A"),
    ]);
}

#[test]
fn denied_or_doubted() {
    check_two(&[
        ("A is not better.", "*>A?"),
        ("A isn't better than B.", "B>A?"),
        ("I do not think A is best.", "*>A?"),
        ("I don't think that A is better than B", "B>A?"),
        ("Nobody would say that A is better.", ""),
        ("A is no better than B.", ""),
        ("B is not worse than A.", ""),
        ("It would be wrong to say that A is better.", ""),
        ("A would be better if it named the lift.", ""),
        ("A might be better.", "A>*?"),
        ("Although A is better, the guest asked about the lift.", "A>*?"),
        ("At first sight A is better.", "A>*?"),
        ("Is A better than B?", ""),
        ("Some readers think that A is better.", ""),
        ("The user may prefer A.", ""),
        ("I do not prefer A.", "*>A?"),
        ("A seems better", "A>*?"),
        ("You might think A is best because it is warm.", ""),
        ("It is hard to say that A is better than B.", ""),
        ("Anyone who says A is better has not read the question.", ""),
        ("Where A is better, it does not matter.", "A>*?"),
        ("There is no reason to prefer A.", ""),
        ("Far from being better, A leaves out the lift.", ""),
        ("A is anything but better.", ""),
    ]);
}

#[test]
fn one_aspect_is_no_verdict() {
    check_two(&[
        ("A is better in tone.", ""),
        ("A is better at charming the guest than B.", ""),
        ("A is better than B in tone, but it leaves out the lift.", ""),
        ("A has a better tone than B.", ""),
        ("A is better written.", ""),
        ("A’s tone is better.", ""),
        ("A gives the better picture.", ""),
        ("A beats B on warmth.", ""),
        ("A wins on tone and B wins on accuracy.", ""),
        ("A is more friendly than B.", ""),
        ("I prefer the tone of A.", ""),
        ("I prefer A's tone.", ""),
        ("The best part of A is the view.", ""),
        ("A is better for a guest without a bad back.", "A>*?"),
        ("A is a better read", "A>*?"),
        ("A is better than expected.", ""),
        ("At best A is friendly.", ""),
    ]);
}

#[test]
fn words_of_others_say_nothing() {
    check_two(&[
        ("“A is better than B” is what the boss says.", ""),
        ("B says \"A is better\".", ""),
        ("<b>B</b> is better", ""),
        ("<script>alert(1)</script>", ""),
    ]);
}

#[test]
fn no_difference() {
    check_two(&[
        ("They are about the same.", "="),
        ("Both are equally good.", "="),
        ("A is as good as B.", "="),
        ("There is no clear difference", "="),
        ("It is a tie.", "="),
        ("They are not equally good.", ""),
        ("A and B have the same length.", ""),
    ]);
}
