//! Two replies to be compared, and a justification for a settled verdict.

use super::{ask, criterion, item, point, reason, task, text};
use course::task::justification::{self, AloneKey};
use course::task::{Item, KeyWork, Material, MaterialBody, Task, Tone, Work, preference};

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
