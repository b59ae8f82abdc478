//! Claims to be held against two sources.

use super::{item, span, task};
use course::task::fact_check::{Face, Key, KeyClaim, Passage, Source, Verdict};
use course::task::{KeyWork, Task, Work};

pub const REPORT: &str =
    "The bridge was opened in 1932. It carries eight lanes and two railway tracks. Repairs ended in 2011.";
pub const LETTER: &str = "We crossed the bridge in 1932, the year it opened. Nobody asked for a toll.";

/// Words of one of the two sources.
pub fn passage(source: &str, words: &str) -> Passage {
    let text = if source == "s1" { REPORT } else { LETTER };
    Passage { source: source.to_owned(), span: span(text, words) }
}

/// c1 is supported in either source, c2 refuted, c3 not said; "supported" is accepted for c2 by nobody, "refuted" for c3.
pub fn fact_check() -> Task {
    let claim = |claim: &str, verdict, accept: &[Verdict], passages: Vec<Passage>| KeyClaim {
        claim: claim.to_owned(),
        verdict,
        accept: accept.to_vec(),
        passages,
        weight: 1.0,
        why: format!("Why {claim}."),
    };
    let opened = vec![passage("s1", "opened in 1932"), passage("s2", "in 1932, the year it opened")];
    let key = Key {
        claims: vec![
            claim("c1", Verdict::Supported, &[], opened),
            claim("c2", Verdict::Refuted, &[], vec![passage("s1", "It carries eight lanes and two railway tracks.")]),
            claim("c3", Verdict::NotEnough, &[Verdict::Refuted], vec![]),
        ],
        passage_weight: 0.4,
        overlap_at: 0.5,
    };
    let source = |id: &str, title: &str, plain: &str| Source { title: title.to_owned(), item: item(id, plain) };
    let face = Face {
        claims: vec![
            item("c1", "The bridge opened in 1932."),
            item("c2", "It carries six lanes."),
            item("c3", "The toll was two shillings."),
        ],
        sources: vec![source("s1", "A report", REPORT), source("s2", "A letter", LETTER)],
    };
    task("Check the claims.", Work::FactCheck(face), KeyWork::FactCheck(key), vec![], 0.7)
}
