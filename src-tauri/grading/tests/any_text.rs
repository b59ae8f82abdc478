//! Whatever is typed, the grade is sound: no panic, every pointer valid, the score in [0, 1].
#![allow(clippy::unwrap_used)]

mod samples;

use course::task::{Answer, MaterialBody, Task, justification, preference, ranking};
use grading::written::live;
use grading::{Letters, Place, grade};
use proptest::prelude::*;

/// The text a pointer's span counts in.
fn text_of<'a>(task: &'a Task, why: &'a str, place: &Place) -> &'a str {
    match place {
        Place::Answer => why,
        Place::Prompt => &task.face.prompt.text.plain,
        Place::Rubric => &task.face.rubric.as_ref().unwrap().plain,
        Place::Item { id } => &task.face.item(id).unwrap().text.plain,
        Place::Material { index } => match &task.face.material[*index as usize].body {
            MaterialBody::Text(text) => &text.plain,
            MaterialBody::Picture { .. } => unreachable!("no pointer names a picture's text"),
        },
        Place::Criterion { .. } | Place::OwnPrompt => unreachable!("no kind here has such words"),
    }
}

fn check(task: &Task, answer: &Answer) -> Result<(), TestCaseError> {
    let letters = Letters::in_order(task.face.items().iter().map(|item| item.id.as_str()));
    let graded = grade(task, answer, &letters);
    prop_assert!((0.0..=1.0).contains(&graded.score), "{}", graded.score);
    for part in &graded.parts {
        prop_assert!(part.score.is_none_or(|score| (0.0..=1.0).contains(&score)), "{part:?}");
        for pointer in &part.pointers {
            let text = text_of(task, answer.written(), &pointer.place);
            prop_assert_eq!(pointer.span.of(text), Some(pointer.quote.as_str()), "{:?}", pointer);
            prop_assert!(!pointer.quote.is_empty());
        }
    }
    prop_assert_eq!(graded, grade(task, answer, &letters), "the same answer gets the same grade");
    Ok(())
}

const PIECES: &str = "A|B|C|D|a|Response B|(B)|B’s| | | |, |. |\n\n|\r\n|: | > |“|”|\"|'|’|‘|«|»|„|…|[|]|better than|is|best|worse|\
    not|prefer|I|because|while|if|first|no message|two magic coins made together|Nobody sent a message|there is no lift|\
    faster than light|שלום עולם|مرحبا|👩‍👩‍👧|👍🏽|e\u{301}|\u{200d}|\u{feff}|日本語の文|İ|ß|ŉ|\u{1F1E9}\u{1F1EA}|{r1}|{|<b>|&amp;|0|\0|1.|\
    both|than|the|of";

/// Text that trips what the checks look for: marks, letters, scripts, joined characters, words of the task.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('|').collect::<Vec<_>>());
    let odd = prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(odd, 0..40).prop_map(|pieces| {
        // A complete answer has something written.
        let text = pieces.concat();
        if text.trim().is_empty() { "x".to_owned() } else { text }
    })
}

/// While it is written, too: every span is of the text, and what came out is a matter of the face and the text alone.
fn check_live(task: &Task, text: &str) -> Result<(), TestCaseError> {
    let letters = Letters::in_order(task.face.items().iter().map(|item| item.id.as_str()));
    let ask = task.face.justify.as_ref().unwrap();
    let checks = live(text, &task.face, ask, &letters);
    for check in &checks {
        prop_assert!(!check.note.is_empty(), "{:?}", check);
        for span in &check.at {
            prop_assert!(span.of(text).is_some_and(|words| !words.is_empty()), "{:?}", check);
        }
    }
    prop_assert_eq!(checks, live(text, &task.face, ask, &letters));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_can_be_looked_at_while_it_is_written(why in text()) {
        check_live(&samples::ranking_with_reasons(), &why)?;
        check_live(&samples::preference_with_reasons(), &why)?;
        check_live(&samples::alone(), &why)?;
    }

    #[test]
    fn any_text_gets_a_sound_grade(why in text()) {
        let tiers = ["r2", "r4", "r3", "r1"].map(|id| vec![id.to_owned()]).to_vec();
        let answer = Answer::Ranking(ranking::Answer { tiers, all_bad: false, why: why.clone() });
        check(&samples::ranking_with_reasons(), &answer)?;
        let answer = Answer::Preference(preference::Answer { value: Some(2), both_bad: false, why: why.clone() });
        check(&samples::preference_with_reasons(), &answer)?;
        check(&samples::alone(), &Answer::Justification(justification::Answer { why }))?;
    }

    #[test]
    fn any_page_gets_a_sound_grade(why in text(), page in text()) {
        let mut task = samples::preference_with_reasons();
        let course::task::Work::Preference(face) = &mut task.face.work else { unreachable!() };
        face.responses[0].text.plain = page.clone();
        face.responses[1].text.plain = format!("{why} {page}");
        task.face.prompt.text.plain = page.clone();
        let key = task.key.justify.as_mut().unwrap();
        key.points[0].wordings.push(page.clone());
        key.criteria[0].words.push(page);
        task.key.reasons.clear();
        let answer = Answer::Preference(preference::Answer { value: Some(1), both_bad: false, why });
        check(&task, &answer)?;
    }

    #[test]
    fn any_order_gets_a_sound_grade(places in prop::collection::vec(0usize..4, 4)) {
        let mut tiers: Vec<Vec<String>> = vec![vec![]; 4];
        places.iter().zip(samples::IDS).for_each(|(place, id)| tiers[*place].push(id.to_owned()));
        tiers.retain(|tier| !tier.is_empty());
        check(&samples::ranking(), &Answer::Ranking(ranking::Answer { tiers, all_bad: true, why: String::new() }))?;
    }
}
