//! Is it built like a justification: verdict first, all responses named, set against each other, with a reason?

use super::lexicon::{CONTRASTS, FIRST_PERSON, REASONS, is};
use super::reading::{Reading, Word};
use super::verdict::Outcome;
use super::{Control, Noted, Subject, grounds, spoken};
use crate::{Part, Pointer, Verdict, say};

/// What the reading of the form came to.
pub(super) struct Shape {
    pub part: Part,
    pub noted: Vec<Noted>,
}

/// Each of these counts the same: responses named, contrast, reason, verdict in the first two sentences, no first
/// person. In a choice only the reason and the first person are looked at.
pub(super) fn check(reading: &Reading, subject: &Subject, verdict: Option<&Outcome>, weight: f64) -> Shape {
    let judged = !matches!(subject.control, Control::None);
    let mut form = Form::default();
    if judged {
        named(reading, subject, &mut form);
        let contrast = first(reading, &CONTRASTS);
        let alone = spoken::only_one(reading, &subject.page.own, verdict);
        match alone.filter(|_| subject.face.items().len() > 1) {
            Some(one) => {
                form.noted.push(Noted::Contrast);
                let others = subject.face.items().iter().enumerate().filter(|(i, _)| *i != one);
                let others = say::items(others.map(|(_, item)| item.id.as_str()));
                let named = form.notes.is_empty();
                let note = format!(
                    "You speak of {} alone. Say something about {others} too.",
                    say::item(&subject.face.items()[one].id)
                );
                form.wants(if named || contrast.is_none() { 0.0 } else { 1.0 }, note);
            }
            None => form
                .wants(found(&contrast), "Set one against the other, with words such as “while” or “but”.".to_owned()),
        }
        form.pointers.extend(contrast);
    }
    let reason = first(reading, &REASONS);
    let bare = grounds::bare(reading, subject);
    let note = match bare && reason.is_some() {
        true => "You praise and blame. Point at what in the responses your verdict rests on.",
        false => "Give a reason, with a word such as “because” or “so”.",
    };
    form.wants(if bare { 0.0 } else { found(&reason) }, note.to_owned());
    form.noted.extend(bare.then_some(Noted::Reason));
    form.pointers.extend(reason);
    if judged {
        let early = verdict.and_then(|verdict| verdict.first_in).is_some_and(|sentence| sentence < 2);
        form.wants(if early { 1.0 } else { 0.0 }, "Put the verdict into the first or second sentence.".to_owned());
    }
    first_person(reading, &mut form);
    form.into_shape(judged, weight)
}

/// The items looked at, as they come.
#[derive(Default)]
struct Form {
    scores: Vec<f64>,
    notes: Vec<String>,
    pointers: Vec<Pointer>,
    noted: Vec<Noted>,
}

impl Form {
    fn wants(&mut self, score: f64, note: String) {
        self.scores.push(score);
        if score < 1.0 {
            self.notes.push(note);
        }
    }

    fn into_shape(self, judged: bool, weight: f64) -> Shape {
        let Form { scores, notes, pointers, noted } = self;
        let part = Part {
            id: "shape".to_owned(),
            label: "Contrast and form".to_owned(),
            score: Some(scores.iter().sum::<f64>() / scores.len() as f64),
            weight,
            verdict: if notes.is_empty() { Verdict::Agrees } else { Verdict::Differs },
            note: if notes.is_empty() { SOUND[usize::from(judged)].to_owned() } else { notes.join(" ") },
            pointers,
        };
        Shape { part, noted }
    }
}

fn named(reading: &Reading, subject: &Subject, form: &mut Form) {
    let items = subject.face.items();
    let is_named = |item: usize| reading.mentions.iter().any(|mention| mention.item == item);
    let missing: Vec<&str> =
        items.iter().enumerate().filter(|(i, _)| !is_named(*i)).map(|(_, item)| item.id.as_str()).collect();
    let share = 1.0 - missing.len() as f64 / items.len().max(1) as f64;
    form.wants(share, format!("You do not name {}.", say::items(missing)));
}

/// The words that are the learner's own.
fn own<'r>(reading: &'r Reading) -> impl Iterator<Item = &'r Word> {
    reading.words.iter().filter(|word| word.quotation.is_none() && !word.copied)
}

/// The first of the learner's own words that is in the list.
pub(super) fn first(reading: &Reading, list: &[&str]) -> Option<Pointer> {
    own(reading).find(|word| is(&word.low, list)).map(|word| reading.pointer(word.at.clone()))
}

fn first_person(reading: &Reading, form: &mut Form) {
    // "US" is a country.
    let speaks = |word: &&Word| is(&word.low, &FIRST_PERSON) && &reading.text[word.at.clone()] != "US";
    let person = own(reading).find(speaks).map(|word| reading.pointer(word.at.clone()));
    let said = person.as_ref().map_or_else(String::new, |pointer| say::quoted(&pointer.quote));
    form.wants(1.0 - found(&person), format!("Leave yourself out: {said} speaks about you, not about the response."));
    form.noted.extend(person.is_some().then_some(Noted::FirstPerson));
    form.pointers.extend(person);
}

const SOUND: [&str; 2] = [
    "A reason is given, and you leave yourself out.",
    "Verdict first, all responses named and contrasted, with a reason.",
];

fn found(pointer: &Option<Pointer>) -> f64 {
    f64::from(u8::from(pointer.is_some()))
}
