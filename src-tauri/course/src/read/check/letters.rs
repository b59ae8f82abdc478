//! Sentences speak of what is shuffled as `{r1}`, and the learner sees its letter. Nothing else has a letter: a claim or
//! a turn keeps its place, and braces around its id would stand on the screen.

use super::{Faults, Placed, line_of, prose};
use std::path::Path;

pub fn known(root: &Path, placed: &Placed, faults: &mut Faults) {
    let task = placed.task;
    let mut texts = vec![task.face.ask.as_str()];
    texts.extend(task.hints.iter().map(String::as_str));
    texts.extend(prose::whys(&task.key));
    texts.extend(prose::instructions(&task.face));
    texts.extend(prose::answers(task));
    for text in texts {
        for id in ids(text).filter(|id| !task.face.items().iter().any(|item| item.id == *id)) {
            let line = line_of(root, &placed.file, text);
            let mend = "Only what is shuffled has a letter: name one of these, or write “claim 2”, “turn 4”.";
            faults.add(&placed.file, line, format!("“{{{id}}}” has no letter in this task"), mend);
        }
    }
}

/// What stands in braces and looks like an id: a small letter and digits.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(id, _)| id).filter(|id| {
        id.strip_prefix(|c: char| c.is_ascii_lowercase())
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn only_ids_count() {
        let text = "{r1} and {t12}, {name}, {r}, {1}, {}, { r2 }, {r3";
        assert_eq!(ids(text).collect::<Vec<_>>(), ["r1", "t12"]);
    }
}
