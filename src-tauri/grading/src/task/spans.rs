//! Marked stretches of a text held against the key's.

use super::matching::{self, Held, Likeness};
use super::parts::{at, f1, part, reached, total, unit};
use super::reasons::Reasons;
use super::{Judgement, scales};
use crate::written::Control;
use crate::{Evidence, KeySpanShown, LabelF1, MarkHeld, Part, ScalePairs, SpanMet, say};
use course::task::scale::Label;
use course::task::spans::{Answer, Face, Key, KeySpan, Mark};
use course::text::Span;

/// `exact_weight · F1(exact) + (1 − exact_weight) · F1(overlap)`, each with the right label. An overlap earns
/// `share in common / overlap_at`, at most 1. Marks are paired with the key's stretches one to one, so that they earn most.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let exact_weight = unit(key.exact_weight);
    let mut marks: Vec<&Mark> = answer.marks.iter().collect();
    // In the order of the text: in which order it was marked says nothing.
    marks.sort_by_key(|mark| (mark.span, &mark.label));
    let optional: Vec<bool> = key.spans.iter().map(|span| span.optional).collect();
    let held = matching::pair(marks.len(), &optional, |mark, place| {
        let (mark, span) = (marks[mark], &key.spans[place]);
        let (exact, overlap) = earned(key, mark, span);
        let credit = exact_weight * exact + (1.0 - exact_weight) * overlap;
        Likeness { credit, share: matching::share(mark.span, span.span) }
    });
    let tally = Tally::new(key, &marks, &held);
    let [exact, overlap] = [tally.exact, tally.overlap].map(|credit| f1(credit, tally.marks, tally.key));
    let missed: Vec<&KeySpan> = tally.missed(key, &held).collect();
    let shown_marks: Vec<MarkHeld> = marks.iter().zip(&held).map(|(mark, held)| mark_held(key, mark, *held)).collect();
    let parts = parts(reasons, face, key, &tally, (&missed, &shown_marks));
    Judgement {
        score: total(&parts),
        headline: tally.headline(),
        parts,
        agreement: pairs(face, &shown_marks).into_iter().collect(),
        evidence: Evidence::Spans {
            labels: per_label(&face.labels, key, &marks, &held),
            marks: shown_marks,
            missed: missed.into_iter().map(shown).collect(),
            exact,
            overlap,
            overlap_at: unit(key.overlap_at),
            why_nothing_else: key.why_nothing_else.clone(),
        },
        control: Control::None,
    }
}

/// What a mark held against a stretch of the key earns: for meeting it exactly, and for overlapping it.
fn earned(key: &Key, mark: &Mark, span: &KeySpan) -> (f64, f64) {
    if mark.label != span.label && !span.accept.contains(&mark.label) {
        return (0.0, 0.0);
    }
    let share = matching::share(mark.span, span.span);
    (f64::from(u8::from(mark.span == span.span)), reached(share, unit(key.overlap_at)))
}

fn met(key: &Key, mark: &Mark, held: Held) -> SpanMet {
    match held {
        Held::Nothing => SpanMet::Extra,
        Held::Optional(_) => SpanMet::Optional,
        Held::Key(place) => match earned(key, mark, &key.spans[place]) {
            (exact, _) if exact > 0.0 => SpanMet::Exact,
            (_, overlap) if overlap > 0.0 => SpanMet::Overlap,
            (_, _) => SpanMet::WrongLabel,
        },
    }
}

fn mark_held(key: &Key, mark: &Mark, held: Held) -> MarkHeld {
    let against = match held {
        Held::Key(place) | Held::Optional(place) => Some(&key.spans[place]),
        Held::Nothing => None,
    };
    MarkHeld {
        span: mark.span,
        label: mark.label.clone(),
        met: met(key, mark, held),
        share: against.map_or(0.0, |span| matching::share(mark.span, span.span)),
        against: against.map(shown),
    }
}

/// The labels of both sides for each of the key's stretches that a mark overlaps, optional ones apart.
fn pairs(face: &Face, marks: &[MarkHeld]) -> Option<ScalePairs> {
    let overlapping =
        marks.iter().filter(|mark| matches!(mark.met, SpanMet::Exact | SpanMet::Overlap | SpanMet::WrongLabel));
    let both = overlapping.filter_map(|mark| Some((mark.label.as_str(), mark.against.as_ref()?.label.as_str())));
    scales::labels("spans/label", face.labels.iter().map(|label| label.id.as_str()), both)
}

fn shown(span: &KeySpan) -> KeySpanShown {
    KeySpanShown { span: span.span, label: span.label.clone(), accept: span.accept.clone(), why: span.why.clone() }
}

/// What counts, and how often each thing happened.
struct Tally {
    /// Marks that count, and stretches of the key that do.
    marks: usize,
    key: usize,
    exact: f64,
    overlap: f64,
    met: Vec<SpanMet>,
}

impl Tally {
    fn new(key: &Key, marks: &[&Mark], held: &[Held]) -> Tally {
        let mut tally = Tally {
            marks: held.iter().filter(|held| !matches!(held, Held::Optional(_))).count(),
            key: key.spans.iter().filter(|span| !span.optional).count(),
            exact: 0.0,
            overlap: 0.0,
            met: marks.iter().zip(held).map(|(mark, held)| met(key, mark, *held)).collect(),
        };
        for (mark, held) in marks.iter().zip(held) {
            if let Held::Key(place) = held {
                let (exact, overlap) = earned(key, mark, &key.spans[*place]);
                tally.exact += exact;
                tally.overlap += overlap;
            }
        }
        tally
    }

    fn count(&self, met: SpanMet) -> usize {
        self.met.iter().filter(|m| **m == met).count()
    }

    /// Stretches of the key that count and that no mark was held against.
    fn missed<'k>(&self, key: &'k Key, held: &[Held]) -> impl Iterator<Item = &'k KeySpan> {
        let open = |place: &usize| !key.spans[*place].optional && !held.contains(&Held::Key(*place));
        (0..key.spans.len()).filter(open).map(|place| &key.spans[place])
    }

    fn headline(&self) -> String {
        let [exact, overlap, wrong, extra] =
            [SpanMet::Exact, SpanMet::Overlap, SpanMet::WrongLabel, SpanMet::Extra].map(|met| self.count(met));
        if self.key == 0 {
            return match (self.marks, self.met.len()) {
                (0, 0) => "There is nothing to mark, and you mark nothing".to_owned(),
                (0, _) => "What you mark may be marked, and nothing has to be".to_owned(),
                (n, _) => format!("There is nothing to mark; you mark {}", say::counted(n, "stretch", "stretches")),
            };
        }
        let beside = say::beside(wrong, extra, "mark", "marks");
        if exact == self.key && beside.is_empty() {
            return "Your marks are the key's marks".to_owned();
        }
        let mut headline = format!("You mark {}", say::out_of(exact + overlap, self.key, "stretch", "stretches"));
        if overlap > 0 {
            headline.push_str(&format!(", {} not exactly", say::number(overlap)));
        }
        if !beside.is_empty() {
            headline.push_str(&format!("; {beside}"));
        }
        headline
    }
}

fn parts(
    reasons: Reasons,
    face: &Face,
    key: &Key,
    tally: &Tally,
    (missed, marks): (&[&KeySpan], &[MarkHeld]),
) -> Vec<Part> {
    let exact_weight = unit(key.exact_weight);
    let [exact, overlap] = [tally.exact, tally.overlap].map(|credit| f1(credit, tally.marks, tally.key));
    let exactly = match (tally.key, tally.count(SpanMet::Exact)) {
        (0, _) => "There is nothing to mark.".to_owned(),
        (all, n) => {
            format!("You mark {} exactly as the key does.", say::out_of(n, all, "stretch", "stretches"))
        }
    };
    // What costs the part something: stretches that are missed, and marks that are not as good as they could be.
    let costing = |costs: &dyn Fn(&MarkHeld) -> bool| {
        let marks = marks.iter().filter(|mark| costs(mark)).map(|mark| mark.span);
        let mut spans: Vec<Span> = missed.iter().map(|span| span.span).chain(marks).collect();
        spans.sort_unstable();
        spans.dedup();
        spans.into_iter().filter_map(|span| reasons.at(&face.text.id, span)).collect::<Vec<_>>()
    };
    let in_exact = costing(&|mark| !matches!(mark.met, SpanMet::Exact | SpanMet::Optional));
    let in_overlap = costing(&|mark| match mark.met {
        SpanMet::Overlap => reached(mark.share, unit(key.overlap_at)) < 1.0,
        SpanMet::WrongLabel | SpanMet::Extra => true,
        SpanMet::Exact | SpanMet::Optional => false,
    });
    let note = note(face, tally, missed);
    vec![
        at(part("exact", "Marks that meet the key exactly", exact, exact_weight, exactly), in_exact),
        at(part("overlap", "Marks that overlap the key's", overlap, 1.0 - exact_weight, note), in_overlap),
    ]
}

/// So many missed stretches are quoted; all of them are in the evidence.
const SHOWN: usize = 3;

fn note(face: &Face, tally: &Tally, missed: &[&KeySpan]) -> String {
    let mut notes = vec![];
    let words = |span: &&KeySpan| {
        let words = span.span.of(&face.text.text.plain).map_or_else(String::new, say::quoted);
        let label = face.labels.iter().find(|label| label.id == span.label);
        format!("{words} ({})", label.map_or(&span.label, |label| &label.name))
    };
    if !missed.is_empty() {
        let shown: Vec<String> = missed.iter().take(SHOWN).map(words).collect();
        let more = missed.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {} more", say::number(more)) } else { String::new() };
        notes.push(format!("Not marked: {}{more}.", shown.join(", ")));
    }
    let beside = say::beside(tally.count(SpanMet::WrongLabel), tally.count(SpanMet::Extra), "mark", "marks");
    if !beside.is_empty() {
        notes.push(format!("{}.", say::capital(&beside)));
    }
    match notes.is_empty() {
        true if tally.key == 0 => "You mark nothing, and neither does the key.".to_owned(),
        true => "Every mark lies on one of the key's, and none is missed.".to_owned(),
        false => notes.join(" "),
    }
}

/// F1 of each label that occurs. A mark with a label that the key accepts for the stretch counts as the key's label.
fn per_label(labels: &[Label], key: &Key, marks: &[&Mark], held: &[Held]) -> Vec<LabelF1> {
    let of = |label: &Label| {
        let (mut counted, mut exact, mut overlap) = (0, 0.0, 0.0);
        for (mark, held) in marks.iter().zip(held) {
            let (as_label, earned) = match held {
                Held::Optional(_) => continue,
                Held::Nothing => (&mark.label, (0.0, 0.0)),
                Held::Key(place) => match earned(key, mark, &key.spans[*place]) {
                    (_, overlap) if overlap <= 0.0 => (&mark.label, (0.0, 0.0)),
                    earned => (&key.spans[*place].label, earned),
                },
            };
            if *as_label == label.id {
                counted += 1;
                exact += earned.0;
                overlap += earned.1;
            }
        }
        let spans = key.spans.iter().filter(|span| !span.optional && span.label == label.id).count();
        (counted + spans > 0).then(|| LabelF1 {
            label: label.id.clone(),
            marks: counted as u32,
            key: spans as u32,
            exact: f1(exact, counted, spans),
            overlap: f1(overlap, counted, spans),
        })
    };
    labels.iter().filter_map(of).collect()
}
