//! `conversation`: the turns of a dialogue, their scores, and where it goes wrong.

use super::Form;
use super::scale::{DimensionRow, ScoreRow, read_dimensions, read_reach, read_scores};
use crate::read::raw::Words;
use crate::read::reading::{Names, Reading};
use crate::task::conversation::{Face, Key, Speaker, Turn, Wrong};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

/// Share of the score for the turn located, where turns are rated as well and the key says nothing.
const WHERE_WEIGHT: f64 = 0.4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    turn: Vec<TurnRow>,
    #[serde(default)]
    dimension: Vec<DimensionRow>,
    #[serde(default)]
    asks_where: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnRow {
    id: Words,
    from: Speaker,
    text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    score: Vec<ScoreRow>,
    reach: Option<Spanned<u16>>,
    wrong: Option<Spanned<WrongRow>>,
    where_weight: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongRow {
    turn: Option<Words>,
    #[serde(default)]
    accept: Vec<Words>,
    why: Words,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "turn";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.turn.len(), 2..=20, "turn") {
            return None;
        }
        let items = r.items(self.turn.iter().map(|row| (&row.id, &row.text)), 't');
        let turns = self.turn.iter().zip(items).map(|(row, item)| Turn { from: row.from, item }).collect();
        let dimensions = read_dimensions(r, &self.dimension, 0);
        let face = Face { turns, dimensions, asks_where: self.asks_where };
        if face.rated().next().is_none() {
            r.fault_of_task("no turn of the model", "Write at least one [[turn]] with from = \"model\".");
        }
        if face.dimensions.is_empty() && !face.asks_where {
            let mend = "Write [[dimension]] for the turns to be rated on, or `asks_where = true`, or both.";
            r.fault_of_task("the task asks for nothing", mend);
        }
        let KeyRows { score, reach, wrong, where_weight } = key.get_ref();
        let rated = Names::of_items("turn of the model", face.rated().map(|turn| &turn.item));
        let scores = read_scores(r, score, &rated, &face.dimensions, key);
        let reach = read_reach(r, reach.as_ref(), face.dimensions.iter().map(|d| d.anchors.as_slice()), key);
        let wrong = read_wrong(r, wrong.as_ref(), &face, key);
        let where_weight = read_where_weight(r, where_weight.as_ref(), &face);
        Some((Work::Conversation(face), KeyWork::Conversation(Key { scores, reach, wrong, where_weight })))
    }
}

fn read_wrong(r: &mut Reading, row: Option<&Spanned<WrongRow>>, face: &Face, key: &Spanned<KeyRows>) -> Option<Wrong> {
    let Some(row) = row else {
        if face.asks_where {
            let mend = "Write [key.wrong] turn, why; leave `turn` out where the dialogue goes wrong nowhere.";
            r.fault(key, "`[key.wrong]` is missing", mend);
        }
        return None;
    };
    if !face.asks_where {
        r.fault(row, "`[key.wrong]` without a question", "Say `asks_where = true`, or leave this out.");
    }
    let WrongRow { turn, accept, why } = row.get_ref();
    let names = Names::of_items("turn", face.turns.iter().map(|turn| &turn.item));
    let accept = match turn {
        Some(turn) => {
            r.known(turn, &names);
            r.others(accept, turn, &names)
        }
        None => r.once(accept, &names),
    };
    Some(Wrong { turn: turn.as_ref().map(|t| t.get_ref().clone()), accept, why: r.filled(why, "why") })
}

/// All of the score where turns are not rated, none of it where the turn is not asked for.
fn read_where_weight(r: &mut Reading, given: Option<&Spanned<f64>>, face: &Face) -> f64 {
    let both = face.asks_where && !face.dimensions.is_empty();
    match given {
        given if both => r.inner_share(given, WHERE_WEIGHT),
        None => f64::from(u8::from(face.asks_where)),
        Some(given) => {
            let mend = "Leave it out: it divides the score only where turns are rated and `asks_where = true`.";
            r.fault(given, "`where_weight` with nothing to divide", mend);
            WHERE_WEIGHT
        }
    }
}
