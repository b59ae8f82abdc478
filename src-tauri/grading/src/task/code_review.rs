//! Solutions ranked or rated, faulty lines, complexity.

use super::order::{self, OrderKey};
use super::parts::{at, f1, part, scaled, shares, total};
use super::reasons::Reasons;
use super::scores::{self, Rated, Sheet};
use super::{Judgement, scales};
use crate::written::Control;
use crate::{ComplexityNamed, DefectHeld, Evidence, Named, OrderKept, Part, Pointer, ScalePairs, Scored, say};
use course::task::code_review::{Answer, Defect, Face, Key, KeyComplexity, MarkedLine};
use course::text::Span;

/// The parts that are asked, by their weights: the order (pairs kept) or the ratings, the faulty lines (F1 of faults
/// found and lines marked without a fault), the complexity (share of solutions).
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let asked = [true, face.lines, !face.complexities.is_empty()];
    let stated = [key.weights.judgement, key.weights.defects, key.weights.complexity];
    let weights = shares(&[0, 1, 2].map(|i| if asked[i] { stated[i] } else { 0.0 }));
    let judged = judged(reasons, face, key, answer);
    let mut parts = scaled(judged.parts, weights[0]);
    let mut headline = vec![judged.headline];
    let mut agreement = judged.agreement;
    let (mut defects, mut false_marks, mut complexity) = (vec![], vec![], vec![]);
    if face.lines {
        let lines = Lines::compare(key, answer);
        parts.push(at(lines.part(weights[1]), lines.pointers(reasons, face)));
        headline.extend(lines.headline());
        agreement.extend(lines.pairs(face));
        (defects, false_marks) = (lines.defects, lines.false_marks);
    }
    if !face.complexities.is_empty() {
        complexity = compare(face, key, answer);
        parts.push(complexity_part(reasons, face, &complexity, weights[2]));
        headline.extend(complexity_headline(&complexity));
    }
    agreement.extend(complexity_pairs(face, &complexity));
    Judgement {
        score: total(&parts),
        headline: headline.join("; "),
        parts,
        evidence: Evidence::CodeReview { order: judged.order, scores: judged.scores, defects, false_marks, complexity },
        agreement,
        control: judged.control,
    }
}

/// How the solutions stand to each other, ranked or rated.
struct Judged {
    headline: String,
    /// Weights of those that count sum to 1.
    parts: Vec<Part>,
    order: Option<OrderKept>,
    scores: Vec<Scored>,
    agreement: Vec<ScalePairs>,
    control: Control,
}

fn judged(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judged {
    if face.dimensions.is_empty() {
        let ordered = order::judge(reasons, OrderKey { order: &key.order, pairs: &key.pairs }, &answer.tiers);
        return Judged {
            headline: ordered.headline,
            parts: vec![ordered.part, ordered.top],
            order: Some(ordered.kept),
            scores: vec![],
            agreement: order::pairs("code_review/pair", &face.solutions, &key.order, &ordered.tiers)
                .into_iter()
                .collect(),
            control: Control::Order(ordered.tiers),
        };
    }
    let sheet = Sheet {
        items: face.solutions.iter().map(|s| Rated { id: &s.id, name: say::item(&s.id) }).collect(),
        dimensions: &face.dimensions,
        key: &key.scores,
        reach: key.reach,
        given: &answer.scores,
    };
    let scored = scores::compare(&sheet);
    Judged {
        headline: scores::headline(&scored),
        parts: scores::parts(reasons, &sheet, &scored),
        order: None,
        agreement: scores::pairs("code_review", &face.dimensions, &scored),
        scores: scored,
        control: scores::order_by_mean(&sheet),
    }
}

/// The lines that the learner marked, held against the key's faults.
struct Lines {
    /// In the order of the key.
    defects: Vec<DefectHeld>,
    /// By solution and line.
    false_marks: Vec<MarkedLine>,
}

impl Lines {
    /// A line finds every fault that holds it; a line in no fault, optional ones among them, is a false mark.
    fn compare(key: &Key, answer: &Answer) -> Lines {
        let mut marks = answer.lines.clone();
        marks.sort();
        marks.dedup();
        let holds = |defect: &Defect, mark: &MarkedLine| {
            defect.solution == mark.solution && (defect.lines[0]..=defect.lines[1]).contains(&mark.line)
        };
        let held = |defect: &Defect| DefectHeld {
            solution: defect.solution.clone(),
            lines: defect.lines,
            optional: defect.optional,
            marked: marks.iter().filter(|mark| holds(defect, mark)).map(|mark| mark.line).collect(),
            why: defect.why.clone(),
        };
        let defects = key.defects.iter().map(held).collect();
        marks.retain(|mark| !key.defects.iter().any(|defect| holds(defect, mark)));
        Lines { defects, false_marks: marks }
    }

    /// How many faults count, and how many of them are found.
    fn counts(&self) -> (usize, usize) {
        let counted = self.defects.iter().filter(|d| !d.optional);
        (counted.clone().count(), counted.filter(|d| !d.marked.is_empty()).count())
    }

    fn missed(&self) -> impl Iterator<Item = &DefectHeld> {
        self.defects.iter().filter(|d| !d.optional && d.marked.is_empty())
    }

    /// The lines of faults that were missed, and lines marked without a fault.
    fn pointers(&self, reasons: Reasons, face: &Face) -> Vec<Pointer> {
        let missed = self.missed().map(|d| (d.solution.as_str(), d.lines));
        let beside = self.false_marks.iter().map(|mark| (mark.solution.as_str(), [mark.line; 2]));
        missed.chain(beside).filter_map(|(solution, lines)| at_lines(reasons, face, solution, lines)).collect()
    }

    /// Faulty or sound by both sides: each line without a fault, and each fault, which counts once since any of its lines
    /// finds it. A line that only something optional holds is left out.
    fn pairs(&self, face: &Face) -> Option<ScalePairs> {
        let at_line = |solution: &str, line: u32| {
            let here = self.defects.iter().filter(|d| d.solution == solution);
            let begun = here.clone().filter(|d| !d.optional && d.lines[0] == line);
            let mut pairs: Vec<(bool, bool)> = begun.map(|d| (!d.marked.is_empty(), true)).collect();
            if !here.clone().any(|d| (d.lines[0]..=d.lines[1]).contains(&line)) {
                let place = |mark: &MarkedLine| (mark.solution.as_str(), mark.line).cmp(&(solution, line));
                pairs.push((self.false_marks.binary_search_by(place).is_ok(), false));
            }
            pairs
        };
        let lines = |plain: &str| (1u32..).zip(plain.lines()).map(|(line, _)| line).collect::<Vec<_>>();
        let solutions = face.solutions.iter().map(|s| (s.id.as_str(), lines(&s.text.plain)));
        let each = solutions.flat_map(|(id, lines)| lines.into_iter().flat_map(move |line| at_line(id, line)));
        scales::either("code_review/line", ["sound", "faulty"], each)
    }

    /// F1 of faults found: each counts once, and so does each line marked without a fault.
    fn part(&self, weight: f64) -> Part {
        let (all, found) = self.counts();
        let score = f1(found as f64, found + self.false_marks.len(), all);
        let mut notes = vec![match all {
            0 => "The key has no fault that must be marked.".to_owned(),
            all => format!("You find {}.", say::out_of(found, all, "fault", "faults")),
        }];
        let missed: Vec<String> = self.missed().map(|d| stretch(d.lines, &d.solution)).collect();
        if !missed.is_empty() {
            notes.push(format!("Not marked: {}.", say::list(&missed)));
        }
        let beside: Vec<String> =
            self.false_marks.iter().take(SHOWN).map(|mark| stretch([mark.line; 2], &mark.solution)).collect();
        if !beside.is_empty() {
            let more = match self.false_marks.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(", and {}", say::counted(more, "more line", "more lines")),
            };
            notes.push(format!("Marked without a fault: {}{more}.", beside.join(", ")));
        }
        part("defects", "Faulty lines", score, weight, notes.join(" "))
    }

    /// None where all is right.
    fn headline(&self) -> Option<String> {
        let (all, found) = self.counts();
        let n = self.false_marks.len();
        let beside = say::counted(n, "line is marked that has no fault", "lines are marked that have no fault");
        match (found < all, n) {
            (false, 0) => None,
            (true, 0) => Some(format!("you find {}", say::out_of(found, all, "fault", "faults"))),
            (false, _) => Some(beside),
            (true, _) => Some(format!("you find {} and {beside}", say::out_of(found, all, "fault", "faults"))),
        }
    }
}

/// So many lines are told in words; all of them are in the evidence.
const SHOWN: usize = 4;

/// "line 4 of {r1}", "lines 4 to 6 of {r1}".
fn stretch([first, last]: [u32; 2], solution: &str) -> String {
    match first == last {
        true => format!("line {first} of {}", say::item(solution)),
        false => format!("lines {first} to {last} of {}", say::item(solution)),
    }
}

/// The words of whole lines of a solution.
fn at_lines(reasons: Reasons, face: &Face, solution: &str, lines: [u32; 2]) -> Option<Pointer> {
    let plain = &face.solutions.iter().find(|s| s.id == solution)?.text.plain;
    reasons.at(solution, lines_of(plain, lines)?)
}

/// The stretch of whole lines, counted from 1, without the last line's end.
fn lines_of(text: &str, [first, last]: [u32; 2]) -> Option<Span> {
    let mut at = 0;
    let mut start = None;
    for (index, line) in (1u32..).zip(text.split_inclusive('\n')) {
        if index == first {
            start = Some(at);
        }
        let end = at + line.trim_end_matches(['\r', '\n']).len();
        if index == last {
            return start.map(|start| Span::of_bytes(text, start..end));
        }
        at += line.len();
    }
    None
}

/// The complexity of each solution, in the order of the task.
fn compare(face: &Face, key: &Key, answer: &Answer) -> Vec<ComplexityNamed> {
    let of = |id: &str| {
        let of_key: &KeyComplexity = key.complexity.iter().find(|k| k.solution == id)?;
        let yours = &answer.complexity.iter().find(|a| a.solution == id)?.complexity;
        let named = Named {
            yours: yours.clone(),
            key: of_key.complexity.clone(),
            accept: of_key.accept.clone(),
            right: *yours == of_key.complexity || of_key.accept.contains(yours),
            why: of_key.why.clone(),
        };
        Some(ComplexityNamed { solution: id.to_owned(), named })
    };
    face.solutions.iter().filter_map(|solution| of(&solution.id)).collect()
}

fn complexity_part(reasons: Reasons, face: &Face, named: &[ComplexityNamed], weight: f64) -> Part {
    let wrong: Vec<&ComplexityNamed> = named.iter().filter(|c| !c.named.right).collect();
    let score = match named.len() {
        0 => 0.0,
        all => (all - wrong.len()) as f64 / all as f64,
    };
    let differs = |c: &&ComplexityNamed| {
        let [yours, keys] = [&c.named.yours, &c.named.key].map(|id| say::label(&face.complexities, id));
        format!("{}: you say {yours}; the key says {keys}.", say::item(&c.solution))
    };
    let note = match wrong.is_empty() {
        true => "The complexity of each solution is right.".to_owned(),
        false => wrong.iter().map(differs).collect::<Vec<_>>().join(" "),
    };
    let pointers = reasons.pointers(wrong.iter().map(|c| c.solution.as_str()));
    at(part("complexity", "Complexity", score, weight, note), pointers)
}

/// None where all is right.
fn complexity_headline(named: &[ComplexityNamed]) -> Option<String> {
    let wrong: Vec<&str> = named.iter().filter(|c| !c.named.right).map(|c| c.solution.as_str()).collect();
    (!wrong.is_empty()).then(|| format!("the complexity of {} is another", say::items(wrong)))
}

fn complexity_pairs(face: &Face, named: &[ComplexityNamed]) -> Option<ScalePairs> {
    let labels = face.complexities.iter().map(|label| label.id.as_str());
    let pairs = named.iter().map(|c| (c.named.yours.as_str(), c.named.key.as_str()));
    scales::labels("code_review/complexity", labels, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole() {
        let text = "def f(x):\r\n    return x\n\n# ä👍\nend";
        let check = |lines, expected: Option<&str>| {
            assert_eq!(lines_of(text, lines).and_then(|span| span.of(text)), expected, "{lines:?}");
        };
        check([1, 1], Some("def f(x):"));
        check([1, 2], Some("def f(x):\r\n    return x"));
        check([3, 3], Some(""));
        check([4, 5], Some("# ä👍\nend"));
        check([5, 6], None);
        check([0, 1], None);
        check([4, 2], None);
    }
}
