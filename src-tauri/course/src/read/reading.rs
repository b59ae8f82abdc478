//! What every reader of a part of a task needs: faults at their lines, filled fields, ids, shares, quoted words.

use super::fault::{Faults, Source};
use super::markdown::{Place, Rendered, render};
use super::raw::{PointRow, Words};
use crate::task::justification::Point;
use crate::task::scale::Label;
use crate::task::{Item, Kind};
use crate::text::{Span, Text};
use std::ops::{Bound, RangeBounds, RangeInclusive};
use std::path::Path;
use toml::Spanned;

/// A task's file under examination; gathers faults with its lines.
pub struct Reading<'a> {
    pub source: &'a Source,
    pub faults: &'a mut Faults,
    pub kind: Spanned<Kind>,
    /// The module's folder, in which its pictures lie.
    pub folder: &'a Path,
    /// The task's prompt; none where the part of the file that holds it does not parse.
    pub prompt: Option<Text>,
}

/// Names that a field may hold, and what they are names of.
pub struct Names<'a> {
    noun: &'a str,
    have: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub fn of_items(noun: &'a str, items: impl IntoIterator<Item = &'a Item>) -> Names<'a> {
        Names { noun, have: items.into_iter().map(|item| item.id.as_str()).collect() }
    }

    pub fn of_labels(noun: &'a str, labels: &'a [Label]) -> Names<'a> {
        Names { noun, have: labels.iter().map(|label| label.id.as_str()).collect() }
    }

    pub fn of(noun: &'a str, have: impl IntoIterator<Item = &'a str>) -> Names<'a> {
        Names { noun, have: have.into_iter().collect() }
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.have.iter().copied()
    }
}

impl Reading<'_> {
    pub fn fault<T>(&mut self, at: &Spanned<T>, message: impl Into<String>, mend: impl Into<String>) {
        let line = self.source.line_of(at.span());
        self.faults.add(&self.source.file, line, message, mend);
    }

    /// A fault of the task as a whole, at the line that names its kind.
    pub fn fault_of_task(&mut self, message: impl Into<String>, mend: impl Into<String>) {
        let line = self.source.line_of(self.kind.span());
        self.faults.add(&self.source.file, line, message, mend);
    }

    /// The words of a field that must not be empty.
    pub fn filled(&mut self, words: &Words, field: &str) -> String {
        let text = words.get_ref().trim();
        if text.is_empty() {
            self.fault(words, format!("`{field}` is empty"), "Write it, or leave the whole entry out.");
        }
        text.to_owned()
    }

    pub fn all_filled(&mut self, list: &[Words], field: &str) -> Vec<String> {
        list.iter().map(|words| self.filled(words, field)).collect()
    }

    pub fn render(&mut self, words: &Words) -> Text {
        let Rendered { text, faults, .. } = render(words.get_ref().trim(), Place::Material);
        if text.plain.trim().is_empty() {
            self.fault(words, "the text is empty", "Write it.");
        }
        let first = self.source.line_of(words.span());
        for (line, message, mend) in faults {
            self.faults.add(&self.source.file, first + line - 1, message, mend);
        }
        text
    }

    /// Whether there are so many entries `[[table]]` as the kind has.
    pub fn counted(&mut self, found: usize, wanted: RangeInclusive<usize>, table: &str) -> bool {
        let right = wanted.contains(&found);
        if !right {
            let entries = if found == 1 { "entry" } else { "entries" };
            let message = format!("{found} {entries} [[{table}]] in a {} task", self.kind.get_ref().name());
            let mend = match (wanted.start(), wanted.end()) {
                (low, high) if low == high => format!("Write {low} of them."),
                (low, high) => format!("Write {low} to {high} of them."),
            };
            self.fault_of_task(message, mend);
        }
        right
    }

    /// The ids of things in the order of the file: `r1`, `r2` and so on. A wrong one is noted, and the right one stands
    /// for it from then on.
    fn numbered<'w>(&mut self, ids: impl IntoIterator<Item = &'w Words>, letter: char) -> Vec<String> {
        let mut seen: Vec<&str> = Vec::new();
        let mut right = Vec::new();
        for (i, id) in ids.into_iter().enumerate() {
            let wanted = format!("{letter}{}", i + 1);
            let name = id.get_ref().as_str();
            if seen.contains(&name) {
                self.fault(id, format!("the id “{name}” stands twice"), format!("This one is “{wanted}”."));
            } else if name != wanted {
                let mend = format!("Ids are neutral and run in the order of the file: this one is “{wanted}”.");
                self.fault(id, format!("the id “{name}” is out of order"), mend);
            }
            seen.push(name);
            right.push(wanted);
        }
        right
    }

    /// Things with their ids and texts, numbered as [`Reading::numbered`] says.
    pub fn items<'w>(&mut self, rows: impl IntoIterator<Item = (&'w Words, &'w Words)>, letter: char) -> Vec<Item> {
        let (ids, texts): (Vec<&Words>, Vec<&Words>) = rows.into_iter().unzip();
        let ids = self.numbered(ids, letter);
        ids.into_iter().zip(texts).map(|(id, text)| Item { id, text: self.render(text) }).collect()
    }

    /// Notes a fault when `id` is none of the names.
    pub fn known(&mut self, id: &Words, names: &Names) -> bool {
        let found = names.have.contains(&id.get_ref().as_str());
        if !found {
            let article = if names.noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            let message = format!("“{}” is not {article} {} of this task", id.get_ref(), names.noun);
            let mend = match names.have.as_slice() {
                [] => "There are none here; leave the entry out.".to_owned(),
                have => format!("There are: {}.", have.join(", ")),
            };
            self.fault(id, message, mend);
        }
        found
    }

    /// Each is one of the names and stands once.
    pub fn once<'w>(&mut self, ids: impl IntoIterator<Item = &'w Words>, names: &Names) -> Vec<String> {
        let mut seen: Vec<String> = Vec::new();
        for id in ids {
            self.known(id, names);
            if seen.contains(id.get_ref()) {
                self.fault(id, format!("“{}” stands twice", id.get_ref()), "Name each once.");
            }
            seen.push(id.get_ref().clone());
        }
        seen
    }

    /// What careful readers would say beside the key: each once, and not what the key says itself.
    pub fn others(&mut self, accept: &[Words], key: &Words, names: &Names) -> Vec<String> {
        if let Some(same) = accept.iter().find(|other| other.get_ref() == key.get_ref()) {
            let message = format!("`accept` holds “{}”, which the key says anyway", same.get_ref());
            self.fault(same, message, "Name only others that careful readers would give.");
        }
        self.once(accept, names)
    }

    /// As [`Reading::others`], for values that are not ids.
    pub fn other_values<T: PartialEq + Copy>(&mut self, accept: &[Spanned<T>], key: T) -> Vec<T> {
        let mut seen = vec![key];
        for other in accept {
            if seen.contains(other.get_ref()) {
                let mend = "Name only others that careful readers would give, each once.";
                self.fault(other, "`accept` holds what is said already", mend);
            }
            seen.push(*other.get_ref());
        }
        seen.split_off(1)
    }

    /// Each of the things has exactly one entry `[[table]]`. `key` is where a missing one is told.
    pub fn each_once<'w, K>(
        &mut self,
        abouts: impl IntoIterator<Item = &'w Words>,
        names: &Names,
        table: &str,
        key: &Spanned<K>,
    ) {
        let before = self.faults.list.len();
        let told = self.once(abouts, names);
        if self.faults.list.len() > before {
            return; // What seems missing is most likely the one that is named wrongly.
        }
        for id in names.iter().filter(|id| !told.iter().any(|t| t == id)) {
            let mend = format!("Write [[{table}]] about = \"{id}\".");
            self.fault(key, format!("no [[{table}]] about {id}"), mend);
        }
    }

    /// Lowest and highest accepted value; the key's value alone where nothing is said.
    pub fn around<T: PartialOrd + Copy + std::fmt::Display>(
        &mut self,
        accept: Option<&Spanned<[T; 2]>>,
        value: T,
        [lowest, highest]: [T; 2],
    ) -> [T; 2] {
        let Some(given) = accept else { return [value, value] };
        let [low, high] = *given.get_ref();
        if !(lowest <= low && low <= value && value <= high && high <= highest) {
            let mend = format!("Write lowest and highest, between {lowest} and {highest}, around {value}.");
            self.fault(given, "`accept` does not hold the key’s value", mend);
        }
        [low, high]
    }

    /// A share of the score or another number in a range, or what is usual.
    pub fn share(&mut self, given: Option<&Spanned<f64>>, usual: f64, range: impl RangeBounds<f64>) -> f64 {
        let Some(given) = given else { return usual };
        let share = *given.get_ref();
        if !range.contains(&share) {
            let low = match range.start_bound() {
                Bound::Included(low) => format!("from {low}"),
                Bound::Excluded(low) => format!("above {low}"),
                Bound::Unbounded => String::new(),
            };
            let high = match range.end_bound() {
                Bound::Included(high) => format!("up to {high}"),
                Bound::Excluded(high) => format!("below {high}"),
                Bound::Unbounded => String::new(),
            };
            self.fault(given, format!("{share} is out of range"), format!("Write a number {low} and {high}."));
        }
        share
    }

    /// A share between 0 and 1, neither of them.
    pub fn inner_share(&mut self, given: Option<&Spanned<f64>>, usual: f64) -> f64 {
        self.share(given, usual, (Bound::Excluded(0.0), Bound::Excluded(1.0)))
    }

    /// Key points with other ways to say them.
    pub fn points(&mut self, rows: &[PointRow]) -> Vec<Point> {
        let mut points = Vec::new();
        for row in rows {
            if row.wordings.len() < 3 {
                self.fault(&row.text, "a point with fewer than three wordings", "Add other ways to say it.");
            }
            let text = self.filled(&row.text, "text");
            points.push(Point { text, wordings: self.all_filled(&row.wordings, "wordings") });
        }
        points
    }

    /// The place of quoted words that stand once in an item.
    pub fn quoted(&mut self, words: &Words, item: &Item) -> Option<Span> {
        self.place(words, None, "Quote a longer stretch.", item)
    }

    /// The place of words that are to be marked or cited: whole words, and `nth` says which where they stand again.
    pub fn marked(&mut self, words: &Words, nth: Option<&Spanned<u32>>, item: &Item) -> Option<Span> {
        let span = self.place(words, nth, "Quote a longer stretch, or say which one, such as `nth = 2`.", item)?;
        if splits_a_word(&item.text.plain, span) {
            let message = format!("“{}” begins or ends within a word", words.get_ref());
            self.fault(words, message, "Learners mark whole words: quote whole words.");
        }
        Some(span)
    }

    fn place(&mut self, words: &Words, nth: Option<&Spanned<u32>>, longer: &str, item: &Item) -> Option<Span> {
        let (quote, plain, id) = (words.get_ref().as_str(), item.text.plain.as_str(), &item.id);
        let found = if quote.contains('\n') { vec![] } else { starts(plain, quote) };
        let at = match (found.as_slice(), nth) {
            ([], _) => {
                let mend = "Quote the words exactly as a reader sees them, within one paragraph.";
                self.fault(words, format!("“{quote}” does not stand in {id}"), mend);
                return None;
            }
            ([at], None) => *at,
            (several, None) => {
                self.fault(words, format!("“{quote}” stands more than once in {id}: {} times", several.len()), longer);
                return None;
            }
            (all, Some(nth)) => {
                let at = (*nth.get_ref() as usize).checked_sub(1).and_then(|n| all.get(n));
                let Some(at) = at else {
                    let message = format!("“{quote}” stands {} times in {id}, not {}", all.len(), nth.get_ref());
                    self.fault(nth, message, "`nth` counts from 1.");
                    return None;
                };
                *at
            }
        };
        Some(Span::of_bytes(plain, at..at + quote.len()))
    }
}

/// Where the quote begins, in bytes; also where one quotation overlaps the next.
fn starts(plain: &str, quote: &str) -> Vec<usize> {
    if quote.is_empty() {
        return vec![];
    }
    plain.char_indices().map(|(at, _)| at).filter(|at| plain[*at..].starts_with(quote)).collect()
}

/// Whether an end of the span has letters or digits on both sides, in a script that puts spaces between words.
fn splits_a_word(plain: &str, span: Span) -> bool {
    // Thai and what follows it in Unicode are mostly written without spaces; there a reader's mark may begin anywhere.
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{0E00}');
    let split = |at: u32| {
        let before = Span { start: 0, end: at }.of(plain).and_then(|s| s.chars().next_back());
        let after = Span { start: at, end: crate::text::utf16_len(plain) }.of(plain).and_then(|s| s.chars().next());
        letter(before) && letter(after)
    };
    split(span.start) || split(span.end)
}
