//! What only one kind of task reads of its file: one file for each kind.
//!
//! A kind names its own fields at the top of the file (`FaceRows`) and in `[key]` (`KeyRows`), and makes of them its
//! parts of the task's face and key. Everything that all kinds share is read in `task.rs`.

mod boxes;
mod choice;
mod classification;
mod code_review;
mod conversation;
mod fact_check;
mod justification;
mod order;
mod preference;
mod prompt;
mod ranking;
mod rating;
mod rubric;
mod runs;
mod safety;
mod scale;
mod spans;
mod weights;

use super::form::{Own, fields_of};
use super::reading::Reading;
use crate::task::{KeyWork, Kind, Work};
use serde::de::DeserializeOwned;
use toml::Spanned;

/// Share of the score for a graded flag, where the key says nothing.
const FLAG_WEIGHT: f64 = 0.2;

/// A kind's own fields at the top of the file, and how they become its parts of the task.
trait Form: DeserializeOwned {
    /// Its own fields of `[key]`.
    type Key: DeserializeOwned;
    /// What the things are called that `[[key.reason]]` can be about.
    const NOUN: &'static str;

    /// None where the faults found leave nothing that further checks could go by.
    fn read(self, r: &mut Reading, key: &Spanned<Self::Key>) -> Option<(Work, KeyWork)>;
}

/// The names of a kind's own fields.
#[derive(Clone, Copy)]
pub struct Fields {
    pub top: &'static [&'static str],
    pub key: &'static [&'static str],
}

/// A kind's form, without its types.
struct Reader {
    fields: fn() -> Fields,
    noun: &'static str,
    read: fn(&mut Reading, Own) -> Option<(Work, KeyWork)>,
}

const fn of<F: Form>() -> Reader {
    fn read<F: Form>(r: &mut Reading, own: Own) -> Option<(Work, KeyWork)> {
        let (face, key) = own.parse::<F, F::Key>(r.source, r.faults)?;
        face.read(r, &key)
    }
    Reader { fields: || Fields { top: fields_of::<F>(), key: fields_of::<F::Key>() }, noun: F::NOUN, read: read::<F> }
}

const fn reader(kind: Kind) -> Reader {
    match kind {
        Kind::Choice => of::<choice::FaceRows>(),
        Kind::Preference => of::<preference::FaceRows>(),
        Kind::Ranking => of::<ranking::FaceRows>(),
        Kind::Justification => of::<justification::FaceRows>(),
        Kind::Rating => of::<rating::FaceRows>(),
        Kind::Classification => of::<classification::FaceRows>(),
        Kind::Spans => of::<spans::FaceRows>(),
        Kind::Boxes => of::<boxes::FaceRows>(),
        Kind::FactCheck => of::<fact_check::FaceRows>(),
        Kind::Safety => of::<safety::FaceRows>(),
        Kind::CodeReview => of::<code_review::FaceRows>(),
        Kind::Conversation => of::<conversation::FaceRows>(),
        Kind::Rubric => of::<rubric::FaceRows>(),
        Kind::Prompt => of::<prompt::FaceRows>(),
    }
}

/// Reads the kind's own part of a file.
pub fn read(r: &mut Reading, own: Own) -> Option<(Work, KeyWork)> {
    (reader(*r.kind.get_ref()).read)(r, own)
}

pub fn fields(kind: Kind) -> Fields {
    (reader(kind).fields)()
}

/// What the things are called that reasons can be about.
pub fn noun(kind: Kind) -> &'static str {
    reader(kind).noun
}

/// Whether the kind's own part of the key already says why of that item, so that no `[[key.reason]]` is needed.
pub fn explains(work: &KeyWork, item: &str) -> bool {
    match work {
        KeyWork::Rating(k) => k.scores.iter().any(|s| s.item == item),
        KeyWork::CodeReview(k) => {
            k.scores.iter().any(|s| s.item == item)
                || k.pairs.iter().any(|p| p.over == item || p.under == item)
                || k.defects.iter().any(|d| d.solution == item)
        }
        // A pair says why one stands over the other; the words that decide it are the reasons'.
        KeyWork::Ranking(_)
        | KeyWork::Choice(_)
        | KeyWork::Preference(_)
        | KeyWork::Justification(_)
        // What a model answered is shown beside the request and judged by none of the key's three parts.
        | KeyWork::Safety(_) => false,
        // These have nothing that is shuffled and lettered.
        KeyWork::Classification(_)
        | KeyWork::Spans(_)
        | KeyWork::Boxes(_)
        | KeyWork::FactCheck(_)
        | KeyWork::Conversation(_)
        | KeyWork::Rubric(_)
        | KeyWork::Prompt(_) => false,
    }
}
