//! Does every quotation stand where the text says it stands?

use super::attribution::{self, Around, Claimed};
use super::beside::{self, Beside};
use super::fold::{Folded, fold};
use super::foreign::{Foreign, Known};
use super::fuzzy::Haystack;
use super::quotation::Quotation;
use super::reading::{Reading, point};
use super::slips::{self, Slack};
use super::{Fault, Noted, Subject};
use crate::{Part, Place, Pointer, Verdict, say};
use course::task::{Face, MaterialBody};

/// Shorter ones are names and single words, not evidence.
const FEWEST_WORDS: usize = 4;
/// How alike a quotation and the words it quotes have to be, on the scale of `fuzzy::ratio`.
const ALIKE: f64 = 90.0;
/// Less alike in letters, a quotation is still right where its words differ in small slips alone.
const WORDED: f64 = 62.0;
/// Only quotations of so many characters are looked for in that way.
const SHORT: usize = 160;
/// As like as this, they are the very words.
const EXACT: f64 = 95.0;
/// From here on it is worth saying what the quotation may have meant.
const NEAR: f64 = 70.0;
/// So many quotations are checked, the first ones; nobody needs more to make a point.
const MOST: usize = 40;
/// And so many characters of each, the first ones.
const LONGEST: usize = 1200;
/// So many faults are told in the note.
const TOLD: usize = 3;
/// What a text without quotations keeps of the points.
const NONE: f64 = 0.5;

/// What the reading of the quotations came to.
pub(super) struct Quotes {
    pub part: Part,
    pub fault: Option<Fault>,
}

fn misquoted(clause: String) -> Fault {
    Fault { of: Noted::Quote, clause }
}

/// A quotation that is long enough to be evidence.
pub(super) struct One {
    /// Which of the reading's quotations it is.
    pub index: usize,
    /// The words around it do not say that it stands anywhere: it is what should have been said, or is missing.
    pub wished: bool,
    /// What became of it; none where that is open.
    pub checked: Option<Checked>,
}

/// The quotations, first to last, each looked for as it is asked for.
pub(super) fn each<'r>(reading: &'r Reading<'_>, sources: &'r Sources) -> impl Iterator<Item = One> + 'r {
    let (mut checked, mut faults) = (0, 0);
    reading.quotations.iter().enumerate().filter_map(move |(index, quotation)| {
        if reading.words_quoted(index) < FEWEST_WORDS || checked == MOST {
            return None;
        }
        let around = Around::of(reading, index, quotation);
        let claimed = around.as_ref().map_or(Claimed::Open, |around| attribution::of(reading, around));
        let beside = around.as_ref().map_or(Beside::Nobody, |around| beside::of(reading, around));
        let one = sources.check(reading, quotation, (claimed, beside), faults < TOLD);
        checked += usize::from(one.is_some());
        faults += usize::from(one.as_ref().is_some_and(|one| one.fault.is_some()));
        Some(One { index, wished: claimed == Claimed::NotQuoted, checked: one })
    })
}

/// The part, and the fault if a quotation stands in another response or nowhere.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Quotes {
    let all: Vec<One> = each(reading, &subject.page.sources).collect();
    let open = all.iter().any(|one| one.checked.is_none());
    let checked: Vec<Checked> = all.into_iter().filter_map(|one| one.checked).collect();
    let right = checked.iter().filter(|c| c.fault.is_none()).count();
    let fault = checked.iter().find_map(|c| c.fault.clone());
    let (score, verdict, note) = match (checked.len(), right) {
        (0, _) => {
            let note = match open {
                true => {
                    "There is no quotation of four words or more that is plainly a response’s. Name the response beside \
                    its words, and quote them as they stand."
                }
                false => "There is no quotation of four words or more. Quote the words that decided.",
            };
            (NONE, Verdict::Differs, note.to_owned())
        }
        (1, 1) => (1.0, Verdict::Agrees, "The quotation is found.".to_owned()),
        (2, 2) => (1.0, Verdict::Agrees, "Both quotations are found.".to_owned()),
        (all, right) if all == right => {
            (1.0, Verdict::Agrees, format!("All {} quotations are found.", say::number(all)))
        }
        (all, right) => {
            let notes: Vec<&str> =
                checked.iter().filter(|c| c.fault.is_some()).map(|c| c.note.as_str()).take(TOLD).collect();
            (right as f64 / all as f64, Verdict::Against, notes.join(" "))
        }
    };
    let part = Part {
        id: "quotes".to_owned(),
        label: "Quotations".to_owned(),
        score: Some(score),
        weight,
        verdict,
        note,
        pointers: checked.into_iter().flat_map(|c| c.pointers).collect(),
    };
    Quotes { part, fault }
}

/// One quotation and what became of it.
pub(super) struct Checked {
    pub fault: Option<Fault>,
    pub note: String,
    /// The quotation, and the words it quotes where they are found.
    pub pointers: Vec<Pointer>,
}

/// A text that may be quoted.
#[derive(Debug)]
struct Source {
    /// None for words on the page that no pointer can name.
    place: Option<Place>,
    text: String,
    folded: Folded,
    haystack: Haystack,
    known: Known,
}

impl Source {
    fn new(place: Option<Place>, text: &str) -> Source {
        let folded = fold(text);
        let haystack = Haystack::new(&folded.chars);
        Source { place, text: text.to_owned(), folded, haystack, known: Known::of(text) }
    }

    /// Bytes of the words most like the quotation, if they reach the cutoff, and how alike they are. Where parts are
    /// left out the pieces are looked for one by one.
    fn find(&self, quotation: &Quoted, cutoff: f64) -> Option<(f64, std::ops::Range<usize>)> {
        let find = |words: &[char]| match cutoff < ALIKE {
            // Only the nearest words are sought: no pains are taken over a slipped-in article.
            true => self.haystack.find(words, cutoff),
            false => self.haystack.find_close(words, cutoff),
        };
        let whole = find(&quotation.whole).map(|hit| (hit.ratio, hit.chars));
        let found = whole.or_else(|| {
            let hits: Option<Vec<_>> = quotation.pieces.iter().map(|piece| find(piece)).collect();
            let hits = hits.filter(|hits| !hits.is_empty())?;
            let worst = hits.iter().map(|hit| hit.ratio).fold(100.0, f64::min);
            Some((worst, hits[0].chars.clone()))
        });
        found.map(|(ratio, chars)| (ratio, whole_words(&self.text, self.folded.bytes(chars))))
    }

    /// Where the quotation stands, small slips allowed. One with parts left out is taken as it is.
    fn holds(&self, quotation: &Quoted) -> Option<std::ops::Range<usize>> {
        let whole = quotation.pieces.is_empty();
        if let Some((_, bytes)) = self.find(quotation, ALIKE) {
            let altered = whole && slips::alters(&quotation.words(), &self.text, bytes.clone(), Slack::Some);
            return (!altered).then_some(bytes);
        }
        // "For twenty minutes" is "for 20 minutes", though few letters are the same.
        if !whole || quotation.whole.len() > SHORT {
            return None;
        }
        let hit = self.haystack.find(&quotation.whole, WORDED)?;
        let bytes = whole_words(&self.text, self.folded.bytes(hit.chars));
        (!slips::alters(&quotation.words(), &self.text, bytes.clone(), Slack::Little)).then_some(bytes)
    }

    /// Whether the quotation is plainly not from here: what it says in words that are not here is more than a slip.
    fn lacks(&self, words: &str, quotation: &Quoted) -> bool {
        match self.known.foreign(words) {
            Foreign::None => false,
            Foreign::One => self.find(quotation, NEAR).is_none(),
            Foreign::Swapped | Foreign::Many => true,
        }
    }

    fn pointer(&self, bytes: std::ops::Range<usize>) -> Option<Pointer> {
        self.place.clone().map(|place| point(place, &self.text, bytes))
    }
}

/// A window may begin or end inside a word: more than half of a word is widened to all of it, less is left out.
fn whole_words(text: &str, bytes: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let letter = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let word_start = text[..bytes.start].rfind(|c| !letter(c)).map_or(0, |at| at + width(text, at));
    let first_end = text[bytes.start..].find(|c| !letter(c)).map_or(text.len(), |at| bytes.start + at);
    let start = match 2 * (first_end - bytes.start) >= first_end - word_start || first_end >= bytes.end {
        true => word_start,
        false => first_end,
    };
    let word_end = text[bytes.end..].find(|c| !letter(c)).map_or(text.len(), |at| bytes.end + at);
    let last_start = text[..bytes.end].rfind(|c| !letter(c)).map_or(0, |at| at + width(text, at));
    let end = match 2 * (bytes.end - last_start) >= word_end - last_start || last_start <= start {
        true => word_end,
        false => last_start,
    };
    let trimmed = text[start..end].trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
    let offset = text[start..end].find(trimmed).unwrap_or(0);
    start + offset..start + offset + trimmed.len()
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A quotation ready to be looked for.
struct Quoted {
    whole: Vec<char>,
    /// What stands between ellipses and square brackets, where there are any; pieces of less than two words left out.
    pieces: Vec<Vec<char>>,
}

impl Quoted {
    fn new(words: &str) -> Quoted {
        let mut whole = fold(words).trimmed().chars;
        whole.truncate(LONGEST);
        let text: String = whole.iter().collect::<String>().replace("...", "[]");
        let mut pieces: Vec<Vec<char>> = vec![];
        let mut inserted = false;
        for piece in text.split_inclusive(['[', ']']) {
            let piece_inserted = inserted && piece.ends_with(']');
            inserted = piece.ends_with('[');
            let folded = fold(piece).trimmed().chars;
            if !piece_inserted && folded.contains(&' ') {
                pieces.push(folded);
            }
        }
        if !text.contains('[') {
            pieces.clear();
        }
        Quoted { whole, pieces }
    }

    fn words(&self) -> String {
        self.whole.iter().collect()
    }
}

/// Everything on the page that may be quoted.
#[derive(Debug)]
pub(super) struct Sources {
    /// As `Face::items`.
    items: Vec<Source>,
    ids: Vec<String>,
    others: Vec<Source>,
}

impl Sources {
    pub(super) fn of(face: &Face) -> Sources {
        let items = face.items();
        let item = |i: &course::task::Item| Source::new(Some(Place::Item { id: i.id.clone() }), &i.text.plain);
        let mut others = vec![Source::new(Some(Place::Prompt), &face.prompt.text.plain)];
        // Claims, sources, turns, the text to be marked: what has an id and no letter.
        others.extend(face.pieces().skip(items.len()).map(item));
        others.extend(face.rubric.iter().map(|rubric| Source::new(Some(Place::Rubric), &rubric.plain)));
        for (index, material) in face.material.iter().enumerate() {
            others.push(match &material.body {
                MaterialBody::Text(text) => Source::new(Some(Place::Material { index: index as u32 }), &text.plain),
                MaterialBody::Picture { alt, .. } => Source::new(None, alt),
            });
            others.push(Source::new(None, &material.title));
        }
        others.push(Source::new(None, &face.ask));
        others.extend(face.justify.iter().map(|justify| Source::new(None, &justify.ask)));
        Sources { items: items.iter().map(item).collect(), ids: items.iter().map(|i| i.id.clone()).collect(), others }
    }

    /// None for words that are not said to stand anywhere and do not, and for those of which it is not certain. `told`:
    /// the note will be read.
    fn check(
        &self,
        reading: &Reading,
        quotation: &Quotation,
        (claimed, beside): (Claimed, Beside),
        told: bool,
    ) -> Option<Checked> {
        let words = &reading.text[quotation.inner.clone()];
        let quoted = Quoted::new(words);
        let mut pointers = vec![reading.pointer(quotation.inner.clone())];
        let mut good = |source: &Source, bytes| {
            pointers.extend(source.pointer(bytes));
            Some(Checked { fault: None, note: String::new(), pointers: pointers.clone() })
        };
        if let Claimed::By(item) = claimed
            && let Some(bytes) = self.items[item].holds(&quoted)
        {
            return good(&self.items[item], bytes);
        }
        if let Some((source, bytes)) = first_found(&self.others, &quoted) {
            return good(source, bytes);
        }
        let named = match beside {
            Beside::Named(item) if self.items[item].holds(&quoted).is_none() => Some(item),
            Beside::Alone(item) if claimed == Claimed::By(item) => Some(item),
            Beside::Named(_) | Beside::Alone(_) | Beside::It | Beside::Nobody | Beside::Loosely => None,
        };
        match (named, first_found(&self.items, &quoted)) {
            (Some(item), Some((source, bytes))) => {
                let here = self.items[item].known.foreign(words);
                let there = source.known.foreign(words) == Foreign::None;
                let sure = here > Foreign::One || here == Foreign::One && source.find(&quoted, EXACT).is_some();
                pointers.extend(source.pointer(bytes));
                (there && sure).then(|| self.misplaced(words, item, source, pointers))
            }
            (None, Some((source, bytes))) => good(source, bytes),
            _ if claimed == Claimed::NotQuoted || beside == Beside::Loosely => None,
            (named, None) => {
                let named = named.filter(|_| matches!(beside, Beside::Named(_)));
                let all = || self.items.iter().chain(&self.others);
                let lacks = |source: &Source| source.lacks(words, &quoted);
                let said = match named {
                    Some(item) => lacks(&self.items[item]) && all().all(|s| s.known.foreign(words) != Foreign::None),
                    // Whoever is meant, the words are changed, or nothing like them stands anywhere.
                    None => {
                        let given = matches!(claimed, Claimed::By(_)) || beside == Beside::It;
                        let near = || self.items.iter().any(|source| source.find(&quoted, NEAR).is_some());
                        all().all(lacks) && (given || claimed != Claimed::Unsaid && near())
                    }
                };
                said.then(|| self.nowhere(words, &quoted, named, pointers, told))
            }
        }
    }

    /// For a quotation of which nothing is certain: whether it stands anywhere, and what is said of it if it does not.
    pub(super) fn missing(&self, reading: &Reading, quotation: &Quotation) -> Result<Option<Place>, Checked> {
        let words = &reading.text[quotation.inner.clone()];
        let quoted = Quoted::new(words);
        match first_found(&self.items, &quoted).or_else(|| first_found(&self.others, &quoted)) {
            Some((source, _)) => Ok(source.place.clone()),
            None => Err(self.nowhere(words, &quoted, None, vec![reading.pointer(quotation.inner.clone())], true)),
        }
    }

    fn misplaced(&self, words: &str, item: usize, found: &Source, pointers: Vec<Pointer>) -> Checked {
        let (given, owner) = (say::item(&self.ids[item]), self.name(found));
        Checked {
            fault: Some(misquoted(format!("a quotation stands in {owner}, not in {given}"))),
            note: format!("{} stands in {owner}, not in {given}.", say::quoted(words)),
            pointers,
        }
    }

    fn nowhere(
        &self,
        words: &str,
        quoted: &Quoted,
        item: Option<usize>,
        mut pointers: Vec<Pointer>,
        told: bool,
    ) -> Checked {
        let where_to = match item {
            Some(item) => format!("is not in {}", say::item(&self.ids[item])),
            None => "is in none of the texts".to_owned(),
        };
        let mut note = format!("{} {where_to}.", say::quoted(words));
        let candidates = self.items.iter().enumerate().filter(|(i, _)| told && item.is_none_or(|item| item == *i));
        let near = candidates.filter_map(|(_, source)| Some((source.find(quoted, NEAR)?, source)));
        if let Some(((_, bytes), source)) = near.reduce(|best, next| if next.0.0 > best.0.0 { next } else { best }) {
            let nearest = say::quoted(&source.text[bytes.clone()]);
            note.push_str(&format!(" The nearest words in {} are {nearest}.", self.name(source)));
            pointers.extend(source.pointer(bytes));
        }
        Checked { fault: Some(misquoted(format!("a quotation {where_to}"))), note, pointers }
    }

    fn name(&self, source: &Source) -> String {
        match &source.place {
            Some(Place::Item { id }) => say::item(id),
            _ => String::new(),
        }
    }
}

fn first_found<'s>(sources: &'s [Source], quoted: &Quoted) -> Option<(&'s Source, std::ops::Range<usize>)> {
    sources.iter().find_map(|source| source.holds(quoted).map(|bytes| (source, bytes)))
}
