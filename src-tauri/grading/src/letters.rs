//! Which letter stood for which item when the task was shown.

/// Items and the letters they were shown under: the first is A, the second B, and so on to Z.
///
/// ```
/// let letters = grading::Letters::in_order(["r3", "r1"]);
/// assert_eq!(letters.letter("r1"), Some('B'));
/// assert_eq!(letters.id('A'), Some("r3"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters(Vec<String>);

impl Letters {
    /// Ids in the order shown. Items after the twenty-sixth have no letter.
    pub fn in_order<'a>(ids: impl IntoIterator<Item = &'a str>) -> Letters {
        Letters(ids.into_iter().take(26).map(str::to_owned).collect())
    }

    /// The letter an item was shown under.
    pub fn letter(&self, id: &str) -> Option<char> {
        self.0.iter().zip('A'..='Z').find(|(known, _)| *known == id).map(|(_, letter)| letter)
    }

    /// The item that was shown under a letter, which is a capital.
    pub fn id(&self, letter: char) -> Option<&str> {
        let index = (letter as usize).checked_sub('A' as usize)?;
        self.0.get(index).map(String::as_str)
    }
}
