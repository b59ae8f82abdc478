//! Our own sentences stay within B1–B2. Prompts, responses, rubrics and sources are exempt: they sound like their
//! authors.

use super::{Faults, Placed, prose};
use crate::Lesson;
use std::ops::RangeInclusive;
use std::path::Path;

/// Flesch–Kincaid grades (Kincaid et al. 1975) that a B1–B2 reader can follow.
const LESSON: RangeInclusive<f64> = 4.0..=10.5;
/// Hints, reasons and labels are a few short sentences, so only their upper end says something.
const TASK: RangeInclusive<f64> = f64::NEG_INFINITY..=10.5;

pub fn lesson(file: &Path, lesson: &Lesson, faults: &mut Faults) {
    check(file, &lesson.body.plain, LESSON, "the lesson", faults);
}

pub fn task(placed: &Placed, faults: &mut Faults) {
    let task = placed.task;
    let mut ours: Vec<&str> = vec![&task.face.ask];
    ours.extend(prose::instructions(&task.face));
    ours.extend(task.hints.iter().map(String::as_str));
    ours.extend(prose::whys(&task.key));
    check(&placed.file, &ours.join("\n\n"), TASK, "instructions, hints and reasons together", faults);
}

fn check(file: &Path, text: &str, range: RangeInclusive<f64>, what: &str, faults: &mut Faults) {
    let Some(grade) = grade(text) else { return };
    if !range.contains(&grade) {
        let (wanted, mend) = if grade > *range.end() {
            (format!("at most {:.1}", range.end()), "Shorter sentences and plainer words.")
        } else {
            (format!("at least {:.1}", range.start()), "Say it less choppily.")
        };
        let message = format!("{what}: reading grade {grade:.1}, wanted {wanted}");
        faults.add(file, 1, message, mend);
    }
}

/// Flesch–Kincaid grade: 0.39 · words/sentences + 11.8 · syllables/words − 15.59. None without words.
///
/// Words in quotation marks are left out: they are the material's, not ours.
pub fn grade(text: &str) -> Option<f64> {
    let mut quoted = false;
    let ours: String = text
        .chars()
        .filter(|c| {
            match c {
                '“' => quoted = true,
                '”' => {
                    quoted = false;
                    return false;
                }
                '\n' => quoted = false,
                _ => {}
            }
            !quoted
        })
        .collect();
    let mut words = 0u32;
    let mut syllables = 0u32;
    let mut sentences = 0u32;
    for sentence in ours.split(['.', '?', '!', ':', ';', '\n']) {
        let before = words;
        for word in sentence.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'') {
            if word.chars().any(char::is_alphabetic) {
                words += 1;
                syllables += count_syllables(word);
            }
        }
        sentences += u32::from(words > before);
    }
    (words > 0).then(|| {
        0.39 * f64::from(words) / f64::from(sentences) + 11.8 * f64::from(syllables) / f64::from(words) - 15.59
    })
}

/// Groups of vowels, without a silent final e; at least one.
fn count_syllables(word: &str) -> u32 {
    let word = word.to_lowercase();
    let vowel = |c: char| "aeiouyáéíóúàèäöüâêô".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += u32::from(vowel(c) && !before);
        before = vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le")
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    if silent && groups > 1 { groups - 1 } else { groups.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_grade_low_and_dense_ones_high() {
        let plain =
            grade("You read the prompt. Then you read both answers. Ask which one helps the writer more.").unwrap();
        let dense = grade(
            "Notwithstanding considerable methodological heterogeneity, inter-annotator reliability coefficients \
             necessitate interpretation conditional upon prevalence and marginal homogeneity.",
        )
        .unwrap();
        assert!(plain < 5.0 && dense > 18.0, "{plain} {dense}");
        assert_eq!(grade("…"), None);
    }
}
