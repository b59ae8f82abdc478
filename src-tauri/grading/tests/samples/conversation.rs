//! A dialogue that goes wrong.

use super::{dimension, item, key_score, reason, strings, task};
use course::task::conversation::{Face, Key, Speaker, Turn, Wrong};
use course::task::{KeyWork, Task, Tone, Work};

/// Six turns; it goes wrong at t4, where the budget is forgotten; t6 is accepted. The turn has 0.4 of the score.
pub fn conversation() -> Task {
    let turns = vec![
        item("t1", "I need a birthday present for my aunt, at most twenty euros."),
        item("t2", "What does she like?"),
        item("t3", "Her garden."),
        item("t4", "A teak bench for 240 euros would last for years."),
        item("t5", "That is too much."),
        item("t6", "Then take the smaller bench for 180 euros."),
    ];
    let reasons = vec![reason(&turns, "t4", "The budget is forgotten here.", &["240 euros"], Tone::Against)];
    let key = Key {
        scores: vec![
            key_score("t2", "helpful", 4, [3, 5]),
            key_score("t4", "helpful", 1, [1, 2]),
            key_score("t6", "helpful", 1, [1, 1]),
        ],
        reach: 2,
        wrong: Some(Wrong { turn: Some("t4".into()), accept: strings(&["t6"]), why: "It forgets the budget.".into() }),
        where_weight: 0.4,
    };
    let speakers = [Speaker::User, Speaker::Model].into_iter().cycle();
    let face = Face {
        turns: speakers.zip(turns).map(|(from, item)| Turn { from, item }).collect(),
        dimensions: vec![dimension("helpful", "Helpfulness", 1..=5)],
        asks_where: true,
    };
    task("Read the dialogue.", Work::Conversation(face), KeyWork::Conversation(key), reasons, 0.7)
}
