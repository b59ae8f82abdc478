//! Tasks that the tests grade: the four kinds, as an author would write them. Used inside and outside the crate.
#![allow(dead_code)]

use course::task::justification::{self, AloneKey, Ask, Criterion, Point};
use course::task::{
    Face, Item, Key, KeyWork, Material, MaterialBody, Prompt, Reason, Task, Tone, Work, choice, preference, ranking,
};
use course::text::{Span, Text};

fn text(plain: &str) -> Text {
    Text { html: format!("<p data-at=\"0\">{plain}</p>"), plain: plain.to_owned() }
}

fn item(id: &str, plain: &str) -> Item {
    Item { id: id.to_owned(), text: text(plain) }
}

fn reason(items: &[Item], about: &str, why: &str, at: &[&str], tone: Tone) -> Reason {
    let plain = &items.iter().find(|i| i.id == about).unwrap().text.plain;
    let span = |words: &&str| {
        let start = plain.find(words).unwrap();
        Span::of_bytes(plain, start..start + words.len())
    };
    Reason { about: about.to_owned(), why: why.to_owned(), tone, at: at.iter().map(span).collect() }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| w.to_string()).collect()
}

fn criterion(name: &str, words: &[&str], why: &str) -> Criterion {
    Criterion { name: name.to_owned(), words: strings(words), why: why.to_owned() }
}

fn point(text: &str, wordings: &[&str]) -> Point {
    Point { text: text.to_owned(), wordings: strings(wordings) }
}

fn task(prompt: &str, work: Work, key_work: KeyWork, reasons: Vec<Reason>, pass_at: f64) -> Task {
    let face = Face {
        id: "sample".into(),
        module: "1.2".into(),
        title: "A sample".into(),
        objective: "rank-for-audience".into(),
        difficulty: 2,
        minutes: 6,
        tags: vec![],
        ask: "Best to worst for this reader".into(),
        prompt: Prompt { from: "a parent".into(), text: text(prompt) },
        rubric: Some(text(RUBRIC)),
        material: vec![],
        work,
        justify: None,
    };
    let key = Key { pass_at, reasons, work: key_work, justify: None, adjudication: None };
    Task { version: "v".into(), face, hints: vec![], key }
}

pub const RUBRIC: &str = "Judge each explanation by three questions, in this order: is every statement in it true, can \
    the named reader follow every word of it without help, and is there a picture that the reader can carry away and \
    repeat to a friend on the next day?";

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

pub fn ask() -> Ask {
    Ask { ask: "Say why, in 20 to 200 words".into(), words: [20, 200] }
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

const GUEST: &str = "I have a bad back. Does your Harbour Room have a bath or only a shower, and is there a lift? One or \
    two sentences, please.";

pub fn replies() -> Vec<Item> {
    vec![
        item(
            "r1",
            "What a lovely choice. Our Harbour Room on the third floor has a deep bath with a view of the boats, and our \
             team is always happy to make your stay comfortable.",
        ),
        item("r2", "The Harbour Room has a bath. It is on the third floor and there is no lift."),
    ]
}

/// Two replies; the key says 2 (r2 better) and accepts 1 to 3.
pub fn preference() -> Task {
    let responses = replies();
    let reasons = vec![
        reason(&responses, "r1", "{r1} passes over the lift.", &["on the third floor"], Tone::Against),
        reason(&responses, "r2", "{r2} answers both questions.", &["there is no lift"], Tone::For),
    ];
    let key = preference::Key { value: 2, accept: [1, 3], both_bad: None, flag_weight: 0.2, side_weight: 0.7 };
    let work = Work::Preference(preference::Face { responses });
    let mut task = task(GUEST, work, KeyWork::Preference(key), reasons, 0.6);
    task.face.material = vec![Material {
        title: "The house sheet".into(),
        body: MaterialBody::Text(text("Harbour Room: third floor, bath, no lift in the house before next spring.")),
    }];
    task
}

pub fn guest_key(weight: f64) -> justification::Key {
    justification::Key {
        weight,
        reference: "{r2} is much better because it is complete.".into(),
        criteria: vec![criterion(
            "completeness",
            &["complete", "completeness", "both questions", "leaves out", "missing", "answers both", "half"],
            "{r1} answers one of two questions.",
        )],
        points: vec![
            point(
                "{r2} says that there is no lift",
                &[
                    "no lift",
                    "mentions the missing lift",
                    "tells her that the lift is missing",
                    "answers about the lift",
                ],
            ),
            point(
                "A guest with a bad back would meet three flights of stairs",
                &["three flights of stairs", "would have to climb", "cannot climb stairs", "the third floor on foot"],
            ),
        ],
    }
}

pub fn preference_with_reasons() -> Task {
    let mut task = preference();
    task.face.justify = Some(ask());
    task.key.justify = Some(guest_key(0.5));
    task
}

/// The verdict for r2 is settled; the learner writes why.
pub fn alone() -> Task {
    let mut task = preference_with_reasons();
    let given = "r2".to_owned();
    task.face.work = Work::Justification(justification::Face { responses: replies(), given });
    task.key.work = KeyWork::Justification(AloneKey {});
    task.key.justify = Some(guest_key(1.0));
    task
}

/// Four options, o1 and o3 right.
pub fn choice(partial: choice::Partial) -> Task {
    let options = vec![
        item("o1", "Quote the words that decided."),
        item("o2", "Start with a long description of both."),
        item("o3", "Put the verdict into the first sentence."),
        item("o4", "Praise the response that lost."),
    ];
    let reasons = vec![
        reason(&options, "o1", "A quotation can be checked.", &["Quote the words"], Tone::For),
        reason(&options, "o2", "The reader looks for the verdict.", &["long description"], Tone::Against),
        reason(&options, "o3", "Then every later sentence has a side.", &[], Tone::For),
        reason(&options, "o4", "That is politeness.", &[], Tone::Against),
    ];
    let key = choice::Key { correct: strings(&["o1", "o3"]), partial };
    let work = Work::Choice(choice::Face { multiple: true, options });
    task("What belongs into a justification?", work, KeyWork::Choice(key), reasons, 1.0)
}
