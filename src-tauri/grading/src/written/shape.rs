//! Is it built like a justification: verdict first, all responses named, set against each other, with a reason?

use super::lexicon::{CONTRASTS, FIRST_PERSON, REASONS, is};
use super::reading::{Reading, Word};
use super::{Control, Subject};
use crate::{Part, Pointer, Verdict, say};

/// Each of these counts the same: responses named, contrast, reason, verdict in the first two sentences (`verdict_in`
/// is the sentence that gives it), no first person. In a choice only the reason and the first person are looked at.
pub(super) fn check(reading: &Reading, subject: &Subject, verdict_in: Option<usize>, weight: f64) -> Part {
    let judged = !matches!(subject.control, Control::None);
    let own: Vec<&Word> = reading.words.iter().filter(|word| word.quotation.is_none() && !word.copied).collect();
    let first =
        |list: &[&str]| own.iter().find(|word| is(&word.low, list)).map(|word| reading.pointer(word.at.clone()));
    let mut pointers: Vec<Pointer> = vec![];
    let mut scores: Vec<f64> = vec![];
    let mut notes: Vec<String> = vec![];
    let mut wants = |score: f64, note: String| {
        scores.push(score);
        if score < 1.0 {
            notes.push(note);
        }
    };
    if judged {
        let items = subject.face.items();
        let is_named = |item: usize| reading.mentions.iter().any(|mention| mention.item == item);
        let missing: Vec<&str> =
            items.iter().enumerate().filter(|(i, _)| !is_named(*i)).map(|(_, item)| item.id.as_str()).collect();
        let named = 1.0 - missing.len() as f64 / items.len().max(1) as f64;
        wants(named, format!("You do not name {}.", say::items(missing)));
        let contrast = first(&CONTRASTS);
        wants(found(&contrast), "Set one against the other, with words such as “while” or “but”.".to_owned());
        pointers.extend(contrast);
    }
    let reason = first(&REASONS);
    wants(found(&reason), "Give a reason, with a word such as “because” or “so”.".to_owned());
    pointers.extend(reason);
    if judged {
        let early = verdict_in.is_some_and(|sentence| sentence < 2);
        wants(if early { 1.0 } else { 0.0 }, "Put the verdict into the first or second sentence.".to_owned());
    }
    let person = first(&FIRST_PERSON);
    let said = person.as_ref().map_or_else(String::new, |pointer| say::quoted(&pointer.quote));
    wants(1.0 - found(&person), format!("Leave yourself out: {said} speaks about you, not about the response."));
    pointers.extend(person);
    let score = scores.iter().sum::<f64>() / scores.len() as f64;
    Part {
        id: "shape".to_owned(),
        label: "Contrast and form".to_owned(),
        score: Some(score),
        weight,
        verdict: if notes.is_empty() { Verdict::Agrees } else { Verdict::Differs },
        note: if notes.is_empty() { SOUND[usize::from(judged)].to_owned() } else { notes.join(" ") },
        pointers,
    }
}

const SOUND: [&str; 2] = [
    "A reason is given, and you leave yourself out.",
    "Verdict first, all responses named and contrasted, with a reason.",
];

fn found(pointer: &Option<Pointer>) -> f64 {
    f64::from(u8::from(pointer.is_some()))
}
