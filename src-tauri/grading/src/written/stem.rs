//! Stems of English words, so that "accurate" and "accurately" are one.
//!
//! M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), after British and American spellings have been
//! brought together. Words with anything but the letters a to z are left as they are.

/// The stem of a lower-case word.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 2 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = Stem(one_spelling(word).into_bytes());
    stem.plurals_and_past();
    stem.replace(&STEP_2);
    stem.replace(&STEP_3);
    stem.drop_endings();
    stem.tidy();
    stem.0.into_iter().map(char::from).collect()
}

/// "organised" as "organized", "colour" as "color".
fn one_spelling(word: &str) -> String {
    if word.len() < 6 {
        return word.to_owned();
    }
    let mut word = word.replace("isation", "ization");
    for (british, american) in [("ise", "ize"), ("ises", "izes"), ("ised", "ized"), ("ising", "izing")] {
        if let Some(start) = word.strip_suffix(british) {
            word = format!("{start}{american}");
        }
    }
    match word[2..].find("our") {
        Some(at) => format!("{}or{}", &word[..at + 2], &word[at + 5..]),
        None => word,
    }
}

const STEP_2: [(&str, &str); 20] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: [(&str, &str); 7] =
    [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

const STEP_4: [&str; 19] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
];

struct Stem(Vec<u8>);

impl Stem {
    fn ends(&self, suffix: &str) -> bool {
        self.0.ends_with(suffix.as_bytes())
    }

    fn cut(&mut self, suffix: &str) {
        self.0.truncate(self.0.len() - suffix.len());
    }

    /// Whether the letter is a consonant; "y" is one at the start and after a vowel.
    fn consonant(&self, at: usize) -> bool {
        match self.0[at] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => at == 0 || !self.consonant(at - 1),
            _ => true,
        }
    }

    /// How often a vowel is followed by a consonant in the first `len` letters: Porter's m.
    fn measure(&self, len: usize) -> usize {
        (1..len).filter(|&at| self.consonant(at) && !self.consonant(at - 1)).count()
    }

    fn has_vowel(&self, len: usize) -> bool {
        (0..len).any(|at| !self.consonant(at))
    }

    fn ends_double(&self) -> bool {
        matches!(self.0.as_slice(), [.., a, b] if a == b) && self.consonant(self.0.len() - 1)
    }

    /// Consonant, vowel, consonant other than w, x, y at the end of the first `len` letters.
    fn ends_short(&self, len: usize) -> bool {
        len >= 3
            && self.consonant(len - 3)
            && !self.consonant(len - 2)
            && self.consonant(len - 1)
            && !matches!(self.0[len - 1], b'w' | b'x' | b'y')
    }

    /// Steps 1a to 1c.
    fn plurals_and_past(&mut self) {
        if self.ends("sses") || self.ends("ies") {
            self.cut("es");
        } else if self.ends("s") && !self.ends("ss") {
            self.cut("s");
        }
        if self.ends("eed") {
            if self.measure(self.0.len() - 3) > 0 {
                self.cut("d");
            }
        } else if let Some(suffix) = ["ed", "ing"].into_iter().find(|s| self.ends(s))
            && self.has_vowel(self.0.len() - suffix.len())
        {
            self.cut(suffix);
            if ["at", "bl", "iz"].iter().any(|s| self.ends(s)) {
                self.0.push(b'e');
            } else if self.ends_double() && !["l", "s", "z"].iter().any(|s| self.ends(s)) {
                self.0.pop();
            } else if self.measure(self.0.len()) == 1 && self.ends_short(self.0.len()) {
                self.0.push(b'e');
            }
        }
        if self.ends("y") && self.has_vowel(self.0.len() - 1) {
            self.cut("y");
            self.0.push(b'i');
        }
    }

    /// Steps 2 and 3: the longest ending that fits gives way to another one if enough of a word is left before it.
    fn replace(&mut self, endings: &[(&str, &str)]) {
        let longest = endings.iter().filter(|(from, _)| self.ends(from)).max_by_key(|(from, _)| from.len());
        if let Some((from, to)) = longest
            && self.measure(self.0.len() - from.len()) > 0
        {
            self.cut(from);
            self.0.extend(to.bytes());
        }
    }

    /// Step 4.
    fn drop_endings(&mut self) {
        let Some(ending) = STEP_4.into_iter().filter(|s| self.ends(s)).max_by_key(|s| s.len()) else { return };
        let before = self.0.len() - ending.len();
        let fits = ending != "ion" || before > 0 && matches!(self.0[before - 1], b's' | b't');
        if fits && self.measure(before) > 1 {
            self.cut(ending);
        }
    }

    /// Step 5.
    fn tidy(&mut self) {
        if self.ends("e") {
            let before = self.0.len() - 1;
            let measure = self.measure(before);
            if measure > 1 || measure == 1 && !self.ends_short(before) {
                self.cut("e");
            }
        }
        if self.ends("ll") && self.measure(self.0.len()) > 1 {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[(&str, &str)]) {
        for (word, expected) in words {
            assert_eq!(stem(word), *expected, "{word}");
        }
    }

    #[test]
    fn examples_of_the_paper() {
        check(&[("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre")]);
        check(&[("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("sky", "sky")]);
        check(&[("conflated", "conflat"), ("troubled", "troubl"), ("sized", "size"), ("hopping", "hop")]);
        check(&[("falling", "fall"), ("hissing", "hiss"), ("failing", "fail"), ("filing", "file"), ("happy", "happi")]);
        check(&[("relational", "relat"), ("conditional", "condit"), ("vietnamization", "vietnam")]);
        check(&[("operator", "oper"), ("decisiveness", "decis"), ("sensibility", "sensibl"), ("goodness", "good")]);
        check(&[("triplicate", "triplic"), ("formative", "form"), ("electrical", "electr"), ("hopeful", "hope")]);
        check(&[("revival", "reviv"), ("allowance", "allow"), ("replacement", "replac"), ("adoption", "adopt")]);
        check(&[("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"), ("roll", "roll")]);
    }

    #[test]
    fn two_spellings_have_one_stem() {
        for (british, american) in [
            ("organised", "organized"),
            ("summarises", "summarizes"),
            ("colour", "color"),
            ("behaviour", "behavior"),
            ("generalisation", "generalization"),
            ("emphasising", "emphasizing"),
        ] {
            assert_eq!(stem(british), stem(american));
        }
        check(&[("hours", "hour"), ("wise", "wise"), ("naïve", "naïve"), ("don't", "don't"), ("b", "b")]);
    }
}
