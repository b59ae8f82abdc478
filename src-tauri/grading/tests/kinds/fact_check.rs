use crate::samples::{self, passage};
use crate::{check, pairs, part, quotes};
use course::task::fact_check::{Answer, Judged, Passage, Verdict};
use course::task::{Answer as Any, KeyWork};
use grading::Evidence;

use Verdict::{NotEnough, Refuted, Supported};

/// Verdicts on c1, c2 and c3, each with what is cited.
fn judged(verdicts: [(Verdict, Vec<Passage>); 3]) -> Any {
    let judged =
        |(claim, (verdict, cited)): (&str, _)| Judged { claim: claim.to_owned(), verdict: Some(verdict), cited };
    let claims = ["c1", "c2", "c3"].into_iter().zip(verdicts).map(judged).collect();
    Any::FactCheck(Answer { claims, why: String::new() })
}

fn opened() -> Vec<Passage> {
    vec![passage("s1", "opened in 1932")]
}

fn lanes() -> Vec<Passage> {
    vec![passage("s1", "It carries eight lanes and two railway tracks.")]
}

#[test]
fn verdicts_and_passages() {
    let task = samples::fact_check();
    let right = "All three verdicts are right";
    check(&task, &judged([(Supported, opened()), (Refuted, lanes()), (NotEnough, vec![])]), 1.0, right);
    let other = vec![passage("s2", "in 1932, the year it opened")];
    check(&task, &judged([(Supported, other.clone()), (Refuted, lanes()), (NotEnough, vec![])]), 1.0, right);
    let both = [opened(), other].concat();
    check(&task, &judged([(Supported, both), (Refuted, lanes()), (NotEnough, vec![])]), 1.0, right);
    // "Refuted" is accepted for c3, and the key has no passage to hold the citation against.
    check(&task, &judged([(Supported, opened()), (Refuted, lanes()), (Refuted, opened())]), 1.0, right);
    // The place without the verdict earns the passage's share.
    let headline = "Two of three verdicts are right";
    check(&task, &judged([(Supported, opened()), (Supported, lanes()), (NotEnough, vec![])]), 2.4 / 3.0, headline);
    let headline = "All three verdicts are right; for one claim the passage that decides is another";
    let beside = vec![passage("s1", "Repairs ended in 2011.")];
    check(&task, &judged([(Supported, beside), (Refuted, lanes()), (NotEnough, vec![])]), 2.6 / 3.0, headline);
}

#[test]
fn each_claim_is_a_part() {
    // "eight lanes" is 11 of 46 characters, and half is enough: 22/46 of the passage's share.
    let part_of = vec![passage("s1", "eight lanes")];
    let answer = judged([(NotEnough, vec![]), (Refuted, part_of), (Supported, opened())]);
    let score = (0.6 + 0.4 * 22.0 / 46.0) / 3.0;
    let headline = "One of three verdicts is right; for two claims the passage that decides is another";
    let grade = check(&samples::fact_check(), &answer, score, headline);
    let first = part(&grade, "claim/c1");
    assert_eq!(first.label, "Claim 1");
    assert_eq!(first.note, "You say: the sources do not say. The key says: supported. You cite no passage.");
    assert_eq!(quotes(first), ["opened in 1932", "in 1932, the year it opened"]);
    let note =
        "You and the key both say: refuted. What you cite and the passage that decides have 24\u{a0}% in common.";
    assert_eq!(part(&grade, "claim/c2").note, note);
    assert_eq!(part(&grade, "claim/c3").note, "You say: supported. The key says: the sources do not say.");
    assert_eq!(pairs(&grade), ["fact_check/verdict 2:0 1:1 0:2"]);
    let Evidence::FactCheck { claims } = grade.evidence else { unreachable!() };
    let cited = claims[1].passage.as_ref().unwrap();
    assert!((cited.share - 11.0 / 46.0).abs() < 1e-12 && (cited.score - 22.0 / 46.0).abs() < 1e-12);
    assert_eq!(cited.nearest, lanes()[0]);
    assert_eq!((claims[2].passage.as_ref(), claims[2].right, claims[2].why.as_str()), (None, false, "Why c3."));
}

#[test]
fn claims_have_weights() {
    let mut task = samples::fact_check();
    let KeyWork::FactCheck(key) = &mut task.key.work else { unreachable!() };
    key.claims[1].weight = 2.0;
    let headline = "Two of three verdicts are right";
    let grade =
        check(&task, &judged([(Supported, opened()), (Supported, lanes()), (NotEnough, vec![])]), 0.7, headline);
    let weights: Vec<f64> = grade.parts.iter().map(|part| part.weight).collect();
    assert_eq!(weights, [0.25, 0.5, 0.25]);
}
