//! Verdicts on claims, and the passages cited for them.

use super::parts::{at, part, reached, shares, total, unit};
use super::reasons::Reasons;
use super::{Judgement, scales};
use crate::written::Control;
use crate::{ClaimHeld, Evidence, PassageCited, say};
use course::task::fact_check::{Answer, Face, Judged, Key, KeyClaim, Passage, Verdict};
use course::text::Span;

/// The mean over the claims, by the key's weights: `(1 − passage_weight) · verdict + passage_weight · passage`. The verdict alone counts where
/// the key cites nothing, and where the learner rightly says that the sources are not enough.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let claims: Vec<(usize, f64, ClaimHeld)> = (face.claims.iter().enumerate())
        .filter_map(|(index, claim)| {
            let of_key = key.claims.iter().find(|k| k.claim == claim.id)?;
            let judged = answer.claims.iter().find(|a| a.claim == claim.id)?;
            Some((index, of_key.weight, compare(key, of_key, judged.verdict?, judged)))
        })
        .collect();
    let weights = shares(&claims.iter().map(|(_, weight, _)| *weight).collect::<Vec<_>>());
    let parts: Vec<_> = claims
        .iter()
        .zip(weights)
        .map(|((index, _, held), weight)| {
            let label = say::capital(&say::nth("claim", *index));
            let passages = held.passages.iter().filter(|_| held.score < 1.0);
            let pointers = passages.filter_map(|passage| reasons.at(&passage.source, passage.span));
            at(part(format!("claim/{}", held.claim), label, held.score, weight, note(held)), pointers)
        })
        .collect();
    let claims: Vec<ClaimHeld> = claims.into_iter().map(|(_, _, held)| held).collect();
    let verdicts = [Verdict::Supported, Verdict::Refuted, Verdict::NotEnough].map(id);
    let pairs = claims.iter().map(|held| (id(held.yours), id(held.key)));
    Judgement {
        score: total(&parts),
        headline: headline(&claims),
        parts,
        agreement: scales::labels("fact_check/verdict", verdicts, pairs).into_iter().collect(),
        evidence: Evidence::FactCheck { claims },
        control: Control::None,
    }
}

fn compare(key: &Key, of_key: &KeyClaim, yours: Verdict, judged: &Judged) -> ClaimHeld {
    let right = yours == of_key.verdict || of_key.accept.contains(&yours);
    let cited = tidy(&judged.cited);
    let passage = match right && yours == Verdict::NotEnough {
        true => None,
        false => nearest(&of_key.passages, &cited, unit(key.overlap_at)),
    };
    let weight = if passage.is_some() { unit(key.passage_weight) } else { 0.0 };
    let [verdict, found] = [f64::from(u8::from(right)), passage.as_ref().map_or(0.0, |p| p.score)];
    ClaimHeld {
        claim: of_key.claim.clone(),
        yours,
        key: of_key.verdict,
        accept: of_key.accept.clone(),
        right,
        cited,
        passages: of_key.passages.clone(),
        score: if right && (passage.is_none() || found >= 1.0) {
            1.0
        } else {
            (1.0 - weight) * verdict + weight * found
        },
        passage,
        why: of_key.why.clone(),
    }
}

/// Each stretch once, by source and place: in which order they were cited says nothing.
fn tidy(cited: &[Passage]) -> Vec<Passage> {
    let mut cited = cited.to_vec();
    cited.sort_by(|a, b| (&a.source, a.span).cmp(&(&b.source, b.span)));
    cited.dedup();
    cited
}

/// The passage of the key that the words cited come nearest to; none where the key has none.
///
/// The share is what both have of what either has. Words of another passage of the key are not held against the learner,
/// since any one of them is enough; all other words are, so citing everything finds nothing.
fn nearest(passages: &[Passage], cited: &[Passage], found_at: f64) -> Option<PassageCited> {
    let sources: Vec<&str> = cited.iter().map(|p| p.source.as_str()).collect();
    let beside: u64 = (cited.iter().enumerate())
        .filter(|(i, p)| !sources[..*i].contains(&p.source.as_str()))
        .map(|(_, p)| {
            let (yours, keys) = (union(cited, &p.source), union(passages, &p.source));
            length(&yours) - common(&yours, &keys)
        })
        .sum();
    let mut best: Option<PassageCited> = None;
    for passage in passages {
        let stretch = union(std::slice::from_ref(passage), &passage.source);
        let both = common(&union(cited, &passage.source), &stretch);
        let either = length(&stretch) + beside;
        let share = if both > 0 { both as f64 / either as f64 } else { 0.0 };
        if best.as_ref().is_none_or(|best| share > best.share) {
            best = Some(PassageCited { nearest: passage.clone(), share, found_at, score: reached(share, found_at) });
        }
    }
    best
}

/// The stretches of one source that are covered, in order, without overlap.
fn union(passages: &[Passage], source: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = passages.iter().filter(|p| p.source == source).map(|p| p.span).collect();
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable();
    let mut covered: Vec<Span> = vec![];
    for span in spans {
        match covered.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(_) | None => covered.push(span),
        }
    }
    covered
}

fn length(covered: &[Span]) -> u64 {
    covered.iter().map(|span| u64::from(span.end - span.start)).sum()
}

/// Characters that are covered by both.
fn common(a: &[Span], b: &[Span]) -> u64 {
    let both = |x: &Span, y: &Span| u64::from(x.end.min(y.end).saturating_sub(x.start.max(y.start)));
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).sum()
}

/// The word used in files and in the record.
fn id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Refuted => "refuted",
        Verdict::NotEnough => "not_enough",
    }
}

fn spoken(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Refuted => "refuted",
        Verdict::NotEnough => "the sources do not say",
    }
}

fn note(held: &ClaimHeld) -> String {
    let (yours, keys) = (spoken(held.yours), spoken(held.key));
    let verdict = match held.right {
        true if held.yours == held.key => format!("You and the key both say: {yours}."),
        true => format!("You say: {yours}. The key says: {keys}. Careful readers give either."),
        false => format!("You say: {yours}. The key says: {keys}."),
    };
    let passage = match &held.passage {
        None => return verdict,
        Some(_) if held.cited.is_empty() => "You cite no passage.".to_owned(),
        Some(cited) if cited.score >= 1.0 => "You cite the passage that decides.".to_owned(),
        Some(cited) if cited.share > 0.0 => {
            format!("What you cite and the passage that decides have {} in common.", say::percent(cited.share))
        }
        Some(_) => "You cite another passage than the one that decides.".to_owned(),
    };
    format!("{verdict} {passage}")
}

fn headline(claims: &[ClaimHeld]) -> String {
    let all = claims.len();
    let right = claims.iter().filter(|held| held.right).count();
    let unfound = claims.iter().filter(|held| held.passage.as_ref().is_some_and(|p| p.score < 1.0)).count();
    let verdicts = match (right, all) {
        (_, 0) => return "The key has no verdicts for this task".to_owned(),
        (1, 1) => "Your verdict is right".to_owned(),
        (0, 1) => "Your verdict is not the key's".to_owned(),
        (0, _) => "None of your verdicts is right".to_owned(),
        (right, all) if right == all => say::capital(&format!("{} are right", say::all(all, "verdict", "verdicts"))),
        (1, _) => format!("One of {} is right", say::counted(all, "verdict", "verdicts")),
        (right, _) => {
            format!("{} of {} are right", say::capital(&say::number(right)), say::counted(all, "verdict", "verdicts"))
        }
    };
    match unfound {
        0 => verdicts,
        1 if all == 1 => format!("{verdicts}; the passage that decides is not the one you cite"),
        n => format!("{verdicts}; for {} the passage that decides is another", say::counted(n, "claim", "claims")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(of: &[(&str, u32, u32)]) -> Vec<Passage> {
        let passage = |(source, start, end): &(&str, u32, u32)| Passage {
            source: (*source).to_owned(),
            span: Span { start: *start, end: *end },
        };
        of.iter().map(passage).collect()
    }

    #[test]
    fn the_nearest_passage_counts() {
        let check = |key: &[(&str, u32, u32)], cited: &[(&str, u32, u32)], expected: Option<f64>| {
            let found = nearest(&passages(key), &passages(cited), 1.0);
            assert_eq!(found.map(|found| found.share), expected, "{cited:?} against {key:?}");
        };
        check(&[], &[("s1", 0, 9)], None);
        check(&[("s1", 10, 20)], &[], Some(0.0));
        check(&[("s1", 10, 20)], &[("s1", 10, 20)], Some(1.0));
        check(&[("s1", 10, 20)], &[("s1", 15, 25)], Some(5.0 / 15.0));
        check(&[("s1", 10, 20)], &[("s2", 10, 20)], Some(0.0));
        check(&[("s1", 10, 20)], &[("s1", 10, 20), ("s2", 0, 30)], Some(10.0 / 40.0));
        check(&[("s1", 10, 20)], &[("s1", 10, 15), ("s1", 12, 20)], Some(1.0));
        // Any one of the key's passages is enough, and so are all of them.
        check(&[("s1", 10, 20), ("s2", 0, 5)], &[("s2", 0, 5)], Some(1.0));
        check(&[("s1", 10, 20), ("s2", 0, 5)], &[("s1", 10, 20), ("s2", 0, 5)], Some(1.0));
        check(&[("s1", 10, 20), ("s1", 10, 40)], &[("s1", 10, 20)], Some(1.0));
        check(&[("s1", 10, 20)], &[("s1", 0, 1000)], Some(10.0 / 1000.0));
    }

    #[test]
    fn a_share_counts_from_the_mark_on() {
        assert_eq!([0.0, 0.3, 0.6, 1.0].map(|share| reached(share, 0.6)), [0.0, 0.5, 1.0, 1.0]);
        assert_eq!(reached(0.0, 0.0), 0.0);
        assert_eq!(reached(0.1, 0.0), 1.0);
    }
}
