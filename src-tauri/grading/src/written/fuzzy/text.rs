//! A text with its characters numbered, so that a table answers for each of them.

/// The number of every character that is not in the text.
pub(super) const STRANGE: u32 = 0;

/// A text, each character by its number in the text's own alphabet.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub numbers: Vec<u32>,
    alphabet: Alphabet,
}

impl Text {
    pub fn new(text: &[char]) -> Text {
        let mut alphabet = Alphabet::default();
        let numbers = text.iter().map(|c| alphabet.insert(*c)).collect();
        Text { numbers, alphabet }
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// One more than the highest number.
    pub fn numbers_end(&self) -> usize {
        self.alphabet.len as usize + 1
    }

    /// Another text by the numbers of this one.
    pub fn numbers_of(&self, other: &[char]) -> Vec<u32> {
        other.iter().map(|c| self.alphabet.get(*c)).collect()
    }
}

/// Code points of a page.
const PAGE: usize = 256;

/// Numbers from 1 upwards for the characters of a text, in pages of neighbouring code points: most texts fill one.
#[derive(Debug, Clone)]
struct Alphabet {
    len: u32,
    /// For each 256 code points, which page holds their numbers. The first page stays empty.
    pages: Vec<u32>,
    numbers: Vec<u32>,
}

impl Default for Alphabet {
    fn default() -> Alphabet {
        Alphabet { len: 0, pages: vec![], numbers: vec![STRANGE; PAGE] }
    }
}

impl Alphabet {
    fn get(&self, c: char) -> u32 {
        let page = self.pages.get(c as usize / PAGE).map_or(0, |page| *page as usize);
        self.numbers[page * PAGE + c as usize % PAGE]
    }

    fn insert(&mut self, c: char) -> u32 {
        let known = self.get(c);
        if known != STRANGE {
            return known;
        }
        let high = c as usize / PAGE;
        if self.pages.len() <= high {
            self.pages.resize(high + 1, 0);
        }
        if self.pages[high] == 0 {
            self.pages[high] = (self.numbers.len() / PAGE) as u32;
            self.numbers.resize(self.numbers.len() + PAGE, STRANGE);
        }
        self.len += 1;
        self.numbers[self.pages[high] as usize * PAGE + c as usize % PAGE] = self.len;
        self.len
    }
}
