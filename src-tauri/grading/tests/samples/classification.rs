//! Messages to be sorted by what their writers want.

use super::{item, label, reason, strings, task};
use course::task::classification::{Face, Key, KeyPiece, Partial};
use course::task::{KeyWork, Task, Tone, Work};

/// Three messages; p2 may be either; p3 has two labels where several are allowed.
pub fn classification(multiple: bool, partial: Partial) -> Task {
    let pieces = vec![
        item("p1", "The amount was taken twice from my account."),
        item("p2", "I cannot log in to pay my bill."),
        item("p3", "Your agent was kind, and the parcel came broken."),
    ];
    let reasons = vec![reason(&pieces, "p1", "Twice is a fault of billing.", &["taken twice"], Tone::For)];
    let piece = |piece: &str, labels: &[&str], accept: &[&[&str]]| KeyPiece {
        piece: piece.to_owned(),
        labels: strings(labels),
        accept: accept.iter().map(|set| strings(set)).collect(),
        weight: 1.0,
        why: format!("Why {piece}."),
    };
    let third: &[&str] = if multiple { &["delivery", "praise"] } else { &["delivery"] };
    let key = Key {
        pieces: vec![
            piece("p1", &["billing"], &[]),
            piece("p2", &["access"], &[&["billing"]]),
            piece("p3", third, &[]),
        ],
        partial,
    };
    let labels = [("billing", "Billing"), ("access", "Access"), ("delivery", "Delivery"), ("praise", "Praise")];
    let labels = labels.map(|(id, name)| label(id, name)).into();
    let work = Work::Classification(Face { pieces, labels, multiple });
    task("Sort the messages.", work, KeyWork::Classification(key), reasons, 0.7)
}
