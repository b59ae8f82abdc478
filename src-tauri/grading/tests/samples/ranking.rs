//! Four explanations to be ranked.

use super::{ask, criterion, item, point, reason, strings, task};
use course::task::{Item, KeyWork, Task, Tone, Work, justification, ranking};

const PARENT: &str = "My daughter is ten and heard “quantum entanglement” in a film. Explain it to her in a few \
    sentences she could repeat to a friend.";

/// Letters in the order of the file: r1 is A.
pub const IDS: [&str; 4] = ["r1", "r2", "r3", "r4"];

pub fn explanations() -> Vec<Item> {
    vec![
        item(
            "r1",
            "Entanglement means that two particles share one quantum state: measuring an observable of one collapses \
             the joint wavefunction, so the outcome for the other is determined, whatever the distance between them.",
        ),
        item(
            "r2",
            "Imagine two magic coins made together. You keep one, a friend on the Moon keeps the other. Each coin spins \
             until somebody looks. The moment you look and see heads, your friend’s shows tails, every time.\n\nNobody \
             sent a message. The coins were a pair from the start.",
        ),
        item(
            "r3",
            "It is like walkie-talkies for tiny particles! One tells the other what to do, faster than light, so one \
             day we will phone Mars with no waiting at all.",
        ),
        item(
            "r4",
            "Some particles are linked. If you measure one you know about the other. This works over long distances. \
             Einstein did not like it. Scientists have tested it many times. It is used in some computers and it is real.",
        ),
    ]
}

/// Four responses, best r2, then r4, r3, r1.
pub fn ranking() -> Task {
    let responses = explanations();
    let reasons = vec![
        reason(
            &responses,
            "r1",
            "{r1} is right, for a student of physics.",
            &["observable", "collapses the joint wavefunction"],
            Tone::Against,
        ),
        reason(
            &responses,
            "r2",
            "{r2} gives her a picture she can repeat.",
            &["two magic coins made together", "Nobody sent a message"],
            Tone::For,
        ),
        reason(&responses, "r3", "{r3} is lively and false.", &["faster than light"], Tone::Against),
        reason(
            &responses,
            "r4",
            "{r4} is true and has no picture.",
            &["If you measure one you know about the other."],
            Tone::For,
        ),
    ];
    let pair = |over: &str, under: &str, why: &str| ranking::PairReason {
        over: over.into(),
        under: under.into(),
        why: why.into(),
    };
    let key = ranking::Key {
        order: vec![strings(&["r2"]), strings(&["r4"]), strings(&["r3"]), strings(&["r1"])],
        pairs: vec![
            pair("r2", "r4", "Both are true; only {r2} can be repeated by a child."),
            pair("r4", "r3", "True ranks above false."),
            pair("r3", "r1", "A child can at least follow {r3}."),
        ],
        all_bad: None,
        flag_weight: 0.2,
    };
    task(PARENT, Work::Ranking(ranking::Face { responses }), KeyWork::Ranking(key), reasons, 0.8)
}

/// What a justification of the four explanations is held against.
pub fn justify_key(weight: f64) -> justification::Key {
    justification::Key {
        weight,
        reference: "{r2} is best because a child can repeat it.".into(),
        criteria: vec![
            criterion(
                "accuracy",
                &["accurate", "accuracy", "wrong", "false", "true", "error", "correct"],
                "{r3} says that particles phone each other.",
            ),
            criterion(
                "audience",
                &["child", "children", "ten-year-old", "age", "audience", "daughter", "kid"],
                "{r1} is written for students.",
            ),
        ],
        points: vec![
            point(
                "{r2} says that no message is sent",
                &["no message", "nothing is sent", "nobody sends anything", "no signal travels"],
            ),
            point(
                "{r2} has a picture she can repeat",
                &["a picture to repeat", "the coins are easy to retell", "magic coins", "an image she can remember"],
            ),
            point(
                "{r3} claims that particles talk faster than light",
                &["faster than light", "particles talk to each other", "phone Mars", "claims instant messages"],
            ),
        ],
    }
}

/// The ranking with reasons asked; the justification has 0.4 of the grade.
pub fn ranking_with_reasons() -> Task {
    let mut task = ranking();
    task.face.justify = Some(ask());
    task.key.justify = Some(justify_key(0.4));
    task
}
