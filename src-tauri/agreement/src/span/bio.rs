//! Spans of tokens from B-, I- and O tags.

use super::{ExactCounts, Span, Spans};
use crate::Undefined;

/// How tags that do not begin with B- are read.
///
/// ```
/// use agreement::span::{Bio, LabelNames, of_bio};
///
/// let mut names = LabelNames::default();
/// let mut spans = |how| of_bio(&["O", "I-PER", "I-PER"], how, &mut names).unwrap().len();
/// assert_eq!((spans(Bio::Conlleval), spans(Bio::Strict)), (1, 0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bio {
    /// As conlleval, and seqeval by default: an I- begins a span where no span of its label is open. E- ends a span and
    /// S- is one of a single token.
    #[default]
    Conlleval,
    /// As seqeval's strict mode with IOB2: only B- begins a span, and an I- that continues none is no part of any.
    /// There is no E- and no S-.
    Strict,
}

/// The names of labels; a label's code is its place in the order in which the names were first seen.
///
/// ```
/// use agreement::span::{Bio, LabelNames, of_bio};
///
/// let mut names = LabelNames::default();
/// let spans = of_bio(&["B-LOC", "O", "B-PER"], Bio::Conlleval, &mut names).unwrap();
/// let found: Vec<_> = spans.in_text_order().iter().filter_map(|span| names.name(span.label)).collect();
/// assert_eq!((found, names.find("PER")), (vec!["LOC", "PER"], Some(1)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelNames {
    names: Vec<String>,
    /// The codes in the order of their names.
    by_name: Vec<u16>,
}

impl LabelNames {
    /// The code of a name, a new one if it has not been seen.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for more than 2¹⁶ names.
    ///
    /// ```
    /// let mut names = agreement::span::LabelNames::default();
    /// assert_eq!((names.code("PER"), names.code("LOC"), names.code("PER")), (Ok(0), Ok(1), Ok(0)));
    /// assert_eq!(names.name(1), Some("LOC"));
    /// ```
    pub fn code(&mut self, name: &str) -> Result<u16, Undefined> {
        match self.place(name) {
            Ok(place) => Ok(self.by_name[place]),
            Err(place) => {
                let new = self.names.len();
                let Ok(code) = u16::try_from(new) else {
                    let (value, high) = ((new + 1) as f64, f64::from(u16::MAX) + 1.0);
                    return Err(Undefined::OutOfRange { what: "the number of labels", value, low: 0.0, high });
                };
                self.names.push(name.to_owned());
                self.by_name.insert(place, code);
                Ok(code)
            }
        }
    }

    /// The code of a name that has been seen.
    ///
    /// ```
    /// let mut names = agreement::span::LabelNames::default();
    /// let code = names.code("PER").unwrap();
    /// assert_eq!((names.find("PER"), names.find("LOC")), (Some(code), None));
    /// ```
    pub fn find(&self, name: &str) -> Option<u16> {
        self.place(name).ok().map(|place| self.by_name[place])
    }

    /// The name of a code.
    ///
    /// ```
    /// let mut names = agreement::span::LabelNames::default();
    /// let code = names.code("PER").unwrap();
    /// assert_eq!((names.name(code), names.name(code + 1)), (Some("PER"), None));
    /// ```
    pub fn name(&self, code: u16) -> Option<&str> {
        self.names.get(usize::from(code)).map(String::as_str)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|code| self.names[usize::from(*code)].as_str().cmp(name))
    }
}

/// The spans of one text's tags, one tag a token, in tokens.
///
/// A tag is O, or B- or I- followed by the label's name; under [`Bio::Conlleval`] also E- and S-. Without a name the
/// label is called "_". `names` gives the codes, and takes in names that it has not seen.
///
/// # Errors
/// [`Undefined::UnknownTag`] for any other tag, [`Undefined::OutOfRange`] for more than 2¹⁶ labels or 2³² tokens.
///
/// Takes O(n log q) time for n tags of q labels.
///
/// Source: conlleval (E. F. Tjong Kim Sang 2004); H. Nakayama, seqeval (2018); L. A. Ramshaw and M. P. Marcus, "Text
/// chunking using transformation-based learning", WVLC (1995).
///
/// ```
/// use agreement::span::{Bio, LabelNames, Span, of_bio};
///
/// let mut names = LabelNames::default();
/// let tags = ["B-PER", "I-PER", "O", "I-LOC"];
/// let spans = of_bio(&tags, Bio::Conlleval, &mut names).unwrap();
/// assert_eq!(spans.in_text_order(), [Span { start: 0, end: 2, label: 0 }, Span { start: 3, end: 4, label: 1 }]);
/// assert_eq!(of_bio(&tags, Bio::Strict, &mut names).unwrap().len(), 1);
/// ```
pub fn of_bio<T: AsRef<str>>(tags: &[T], rule: Bio, names: &mut LabelNames) -> Result<Spans, Undefined> {
    let mut spans = Spans::default();
    fill(&mut spans, tags, rule, names)?;
    Ok(spans)
}

/// Exact matching of many texts by their tags: [`of_bio`] of each text of the key and of the answer, and their
/// [`ExactCounts`].
///
/// # Errors
/// Those of [`of_bio`], a tag's place counting from the beginning of its text, and [`Undefined::Lengths`] if the sides
/// have not as many texts, or a text not as many tags.
///
/// Takes O(n log q) time for n tags of q labels, and memory for the spans of one text.
///
/// Source: [`of_bio`] and [`ExactCounts`].
///
/// ```
/// use agreement::span::{Bio, LabelNames, exact_of_bio};
///
/// let key = [vec!["O", "B-MISC", "I-MISC", "O"], vec!["B-PER", "I-PER", "O"]];
/// let answer = [vec!["B-MISC", "I-MISC", "I-MISC", "O"], vec!["B-PER", "I-PER", "O"]];
/// let mut names = LabelNames::default();
/// let counts = exact_of_bio(&key, &answer, Bio::Conlleval, &mut names).unwrap();
/// assert_eq!(counts.micro_average().f1, 0.5);
/// ```
pub fn exact_of_bio<S: AsRef<[T]>, T: AsRef<str>>(
    key: &[S],
    answer: &[S],
    rule: Bio,
    names: &mut LabelNames,
) -> Result<ExactCounts, Undefined> {
    let (mut counts, mut of_key, mut of_answer) = (ExactCounts::default(), Spans::default(), Spans::default());
    same_length(key, answer)?;
    for (key, answer) in key.iter().zip(answer) {
        same_length(key.as_ref(), answer.as_ref())?;
        fill(&mut of_key, key.as_ref(), rule, names)?;
        fill(&mut of_answer, answer.as_ref(), rule, names)?;
        counts.add(&of_key, &of_answer);
    }
    Ok(counts)
}

fn same_length<T>(key: &[T], answer: &[T]) -> Result<(), Undefined> {
    let (left, right) = (key.len(), answer.len());
    if left == right { Ok(()) } else { Err(Undefined::Lengths { left, right }) }
}

/// What a tag begins with.
#[derive(Clone, Copy, PartialEq)]
enum Prefix {
    Outside,
    Begin,
    Inside,
    End,
    Single,
}

/// Puts the spans of the tags in the place of what was there.
fn fill<T: AsRef<str>>(spans: &mut Spans, tags: &[T], rule: Bio, names: &mut LabelNames) -> Result<(), Undefined> {
    spans.spans.clear();
    spans.places.clear();
    let Ok(n) = u32::try_from(tags.len()) else {
        let (value, high) = (tags.len() as f64, f64::from(u32::MAX));
        return Err(Undefined::OutOfRange { what: "the number of tags", value, low: 0.0, high });
    };
    // The span that is open, and the label's name, since most tags repeat the one before.
    let (mut open, mut name): (Option<Span>, &str) = (None, "");
    let mut before = Prefix::Outside;
    for (at, tag) in (0..n).zip(tags) {
        let (prefix, label) = read(tag.as_ref(), rule).ok_or(Undefined::UnknownTag { at: at as usize })?;
        let continues = matches!(prefix, Prefix::Inside | Prefix::End)
            && matches!(before, Prefix::Begin | Prefix::Inside)
            && open.is_some()
            && name == label;
        before = prefix;
        if continues {
            continue;
        }
        close(&mut open, at, spans);
        let begins = match rule {
            Bio::Conlleval => prefix != Prefix::Outside,
            Bio::Strict => prefix == Prefix::Begin,
        };
        if begins {
            name = label;
            open = Some(Span { start: at, end: at, label: names.code(label)? });
        }
    }
    close(&mut open, n, spans);
    spans.places.extend(0..spans.spans.len() as u32);
    Ok(())
}

fn close(open: &mut Option<Span>, end: u32, spans: &mut Spans) {
    if let Some(span) = open.take() {
        spans.spans.push(Span { end, ..span });
    }
}

/// The prefix and the label's name.
fn read(tag: &str, rule: Bio) -> Option<(Prefix, &str)> {
    let prefix = match (tag.as_bytes().first()?, rule) {
        (b'O', _) if tag.len() == 1 => return Some((Prefix::Outside, "")),
        (b'B', _) => Prefix::Begin,
        (b'I', _) => Prefix::Inside,
        (b'E', Bio::Conlleval) => Prefix::End,
        (b'S', Bio::Conlleval) => Prefix::Single,
        _ => return None,
    };
    let name = &tag[1..];
    let name = if name.is_empty() { name } else { name.strip_prefix('-')? };
    Some((prefix, if name.is_empty() { "_" } else { name }))
}
