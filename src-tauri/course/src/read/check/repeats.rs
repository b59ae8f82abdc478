//! The same text in two tasks: a learner who remembers one would know the other.

use super::{Faults, Placed};
use std::collections::HashMap;

/// Running words that two tasks may not share.
const RUN: usize = 16;

pub fn between(placed: &[Placed], faults: &mut Faults) {
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    let mut told: Vec<(usize, usize)> = Vec::new();
    for (n, p) in placed.iter().enumerate() {
        let face = &p.task.face;
        let texts = std::iter::once(&face.prompt.text.plain).chain(face.pieces().map(|i| &i.text.plain));
        for text in texts {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            for run in words.windows(RUN) {
                let first = *seen.entry(run.to_vec()).or_insert(n);
                if first != n && !told.contains(&(first, n)) {
                    told.push((first, n));
                    let message =
                        format!("shares text with {}: “{} …”", placed[first].file.display(), run[..8].join(" "));
                    faults.add(&p.file, 1, message, "Write one of them afresh.");
                }
            }
        }
    }
}
