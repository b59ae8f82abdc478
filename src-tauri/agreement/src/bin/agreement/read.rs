//! A table of ratings from a file, long or wide.

use crate::args::Ask;
use crate::fault::Fault;
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::Path;

/// What was read: units by raters, as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    pub units: Vec<String>,
    pub raters: Vec<String>,
    /// One row a unit, one cell a rater.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// The column that holds all ratings of a long table.
    value: Option<String>,
    /// Words that nobody has named and that were taken for missing ratings, each with its cells.
    pub taken: Vec<(String, usize)>,
}

/// A rating as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    /// The line of the file, counted from 1.
    pub line: u64,
}

impl Sheet {
    /// The name of the column in which a rater's ratings stand.
    pub fn column(&self, rater: usize) -> &str {
        self.value.as_deref().unwrap_or(&self.raters[rater])
    }
}

const MISSING: [&str; 7] = ["", "NA", "N/A", "NaN", "nan", "null", "."];

pub fn read(ask: &Ask) -> Result<Sheet, Fault> {
    let bytes = bytes_of(&ask.file)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count();
        Fault::new(format!("line {line} is not UTF-8"), "Save the table as UTF-8.")
    })?;
    parse(text.trim_start_matches('\u{feff}'), ask)
}

pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    let name = path.display();
    read.map_err(|error| Fault::new(format!("{name} cannot be read: {error}"), "Name a file that is there."))?;
    Ok(bytes)
}

fn parse(text: &str, ask: &Ask) -> Result<Sheet, Fault> {
    let delimiter = delimiter(ask, text)?;
    if let Some(line) = left_open(text, delimiter) {
        let message = format!("line {line}: a quotation mark opens a cell, and none closes it");
        return Err(Fault::new(message, "Close it; double a quotation mark that belongs to the text."));
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    if header.iter().all(String::is_empty) {
        return Err(Fault::new("the table is empty", "Give it a header and at least one row."));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let message = format!("line {line} has {} cells, the header has {}", record.len(), header.len());
            return Err(Fault::new(message, "Give each row as many cells as the header; leave missing ones empty."));
        }
        rows.push((line, record));
    }
    if rows.is_empty() {
        return Err(Fault::new("the table has a header and no row", "Give it a header and at least one row."));
    }
    let file = Table { header, rows, ask };
    match (&ask.rater, &ask.value) {
        (Some(rater), Some(value)) => file.long(ask, rater, value),
        _ => file.wide(ask),
    }
}

fn broken(error: csv::Error) -> Fault {
    Fault::new(format!("the table cannot be read: {error}"), "Quote cells that hold separators or line breaks.")
}

fn delimiter(ask: &Ask, text: &str) -> Result<u8, Fault> {
    match ask.delimiter.as_deref() {
        Some("tab" | "\\t") => Ok(b'\t'),
        Some(one) if one.len() == 1 => Ok(one.as_bytes()[0]),
        Some(other) => Err(Fault::new(format!("“{other}” cannot separate cells"), "Give one ASCII character, or tab.")),
        None if ask.file.extension().is_some_and(|end| end == "tsv" || end == "tab") => Ok(b'\t'),
        // What the header has most of: a table with decimal commas is separated by semicolons.
        None => {
            let header = text.lines().next().unwrap_or_default();
            let most = [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| header.bytes().filter(|b| b == d).count());
            Ok(most.unwrap_or(b','))
        }
    }
}

/// The line in which a quoted cell begins that goes on to the end of the file.
fn left_open(text: &str, delimiter: u8) -> Option<u64> {
    let mut line = 1;
    let mut opened = None;
    let mut starts = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if starts => opened = Some(line),
            // Doubled, it belongs to the text.
            (b'"', Some(_)) if bytes.next_if_eq(&b'"').is_none() => opened = None,
            _ => {}
        }
        starts = opened.is_none() && (byte == delimiter || byte == b'\n' || byte == b'\r');
        line += u64::from(byte == b'\n');
    }
    opened
}

struct Table<'a> {
    header: Vec<String>,
    rows: Vec<(u64, csv::StringRecord)>,
    ask: &'a Ask,
}

impl Table<'_> {
    fn column(&self, name: &str) -> Result<usize, Fault> {
        let mut found = self.header.iter().enumerate().filter(|(_, column)| *column == name).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => {
                Err(Fault::new(format!("two columns are called “{name}”"), "Give each column a name of its own."))
            }
            (None, _) => {
                let names: Vec<&str> = self.header.iter().map(String::as_str).collect();
                let mend = format!("The columns are: {}.", listed(&names));
                Err(Fault::new(format!("no column is called “{name}”"), mend))
            }
        }
    }

    fn cell(&self, line: u64, text: &str) -> Option<Cell> {
        let named = self.ask.missing.iter().any(|word| word == text);
        (!named && !self.is_taken(text)).then(|| Cell { text: text.to_owned(), line })
    }

    /// Whether it is one of the usual words for a missing rating, and not a category.
    fn is_taken(&self, text: &str) -> bool {
        let is_category = || !text.is_empty() && self.ask.categories.iter().any(|category| category.trim() == text);
        MISSING.contains(&text) && !is_category()
    }

    /// Words in these columns that are taken for missing ratings though nobody has said so, with their number of cells.
    fn taken(&self, columns: &[usize]) -> Vec<(String, usize)> {
        let cells = || self.rows.iter().flat_map(|(_, row)| columns.iter().map(|at| &row[*at]));
        let silent = |word: &&str| !["", "."].contains(word) && self.ask.missing.iter().all(|named| named != word);
        let words = MISSING.into_iter().filter(silent).filter(|word| self.is_taken(word));
        let counted = words.map(|word| (word.to_owned(), cells().filter(|cell| *cell == word).count()));
        counted.filter(|(_, cells)| *cells > 0).collect()
    }

    fn long(&self, ask: &Ask, rater: &str, value: &str) -> Result<Sheet, Fault> {
        let Some(unit) = &ask.unit else {
            return Err(Fault::new("a long table needs --unit", "Name the column that says what was rated."));
        };
        let (unit_at, rater_at, value_at) = (self.column(unit)?, self.column(rater)?, self.column(value)?);
        let (mut units, mut raters) = (Names::default(), Names::of(&ask.raters));
        let mut given: HashMap<(usize, usize), Cell> = HashMap::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for (line, row) in &self.rows {
            let (who, what) = (&row[rater_at], &row[unit_at]);
            for (text, column) in [(what, unit.as_str()), (who, rater)] {
                if text.is_empty() {
                    return Err(Fault::new(
                        format!("line {line}: “{column}” is empty"),
                        "Fill it, or leave out the row.",
                    ));
                }
            }
            seen.insert(who);
            let known = ask.raters.is_empty() || raters.place.contains_key(who);
            let Some(cell) = self.cell(*line, &row[value_at]).filter(|_| known) else {
                // Counts as a unit, and as a rater who might have rated it.
                if known {
                    units.place(what);
                    raters.place(who);
                }
                continue;
            };
            if let Some(before) = given.insert((units.place(what), raters.place(who)), cell) {
                let message = format!("line {line}: {who} has rated {what} before, in line {}", before.line);
                return Err(Fault::new(message, "Keep one rating for each rater and unit."));
            }
        }
        if let Some(name) = ask.raters.iter().find(|name| !seen.contains(name.as_str())) {
            let mut others: Vec<&str> = seen.into_iter().collect();
            others.sort_unstable();
            let message = format!("no rater is called “{name}” in the column “{rater}”");
            return Err(Fault::new(message, format!("The raters are: {}.", listed(&others))));
        }
        let row = |unit: usize| (0..raters.names.len()).map(|rater| given.get(&(unit, rater)).cloned()).collect();
        let cells = (0..units.names.len()).map(row).collect();
        let taken = self.taken(&[value_at]);
        Ok(Sheet { units: units.names, raters: raters.names, cells, value: Some(value.to_owned()), taken })
    }

    fn wide(&self, ask: &Ask) -> Result<Sheet, Fault> {
        self.check_wide()?;
        let unit_at = ask.unit.as_ref().map(|name| self.column(name)).transpose()?;
        let columns: Vec<usize> = if ask.raters.is_empty() {
            (0..self.header.len()).filter(|at| Some(*at) != unit_at).collect()
        } else {
            ask.raters.iter().map(|name| self.column(name)).collect::<Result<_, _>>()?
        };
        let raters: Vec<String> = columns.iter().map(|at| self.header[*at].clone()).collect();
        if let Some(at) = raters.iter().position(String::is_empty) {
            let message = format!("column {} has no name", columns[at] + 1);
            return Err(Fault::new(message, "Give each rater's column a name of its own in the header."));
        }
        let mut seen = HashSet::new();
        if let Some(name) = raters.iter().find(|name| !seen.insert(name.as_str())) {
            return Err(Fault::new(format!("two raters are called “{name}”"), "Give each column a name of its own."));
        }
        let mut sheet = Sheet { units: vec![], raters, cells: vec![], value: None, taken: self.taken(&columns) };
        for (number, (line, row)) in self.rows.iter().enumerate() {
            sheet.units.push(unit_at.map_or_else(|| (number + 1).to_string(), |at| row[at].to_owned()));
            sheet.cells.push(columns.iter().map(|at| self.cell(*line, &row[*at])).collect());
        }
        self.check_units(&sheet, unit_at)?;
        Ok(sheet)
    }

    /// A column for who has rated and one for the rating are no two raters.
    fn check_wide(&self) -> Result<(), Fault> {
        const WHO: [&str; 8] = ["rater", "who", "annotator", "user", "coder", "judge", "labeler", "worker"];
        const WHAT: [&str; 6] = ["value", "score", "label", "rating", "category", "answer"];
        let column = |names: &[&str]| self.header.iter().find(|column| names.contains(&column.to_lowercase().as_str()));
        match (column(&WHO), column(&WHAT)) {
            (Some(who), Some(what)) if self.ask.raters.is_empty() => Err(Fault::new(
                format!("the table has columns “{who}” and “{what}”, so it looks long, and --rater is not named"),
                format!("Give --unit, --rater {who} and --value {what}; or name the columns of raters with --raters."),
            )),
            _ => Ok(()),
        }
    }

    /// In a wide table each unit has one row, so that no rating counts twice.
    fn check_units(&self, sheet: &Sheet, unit_at: Option<usize>) -> Result<(), Fault> {
        let Some(at) = unit_at else { return Ok(()) };
        let mut lines: HashMap<&str, u64> = HashMap::new();
        for (unit, (line, _)) in sheet.units.iter().zip(&self.rows) {
            if unit.is_empty() {
                let message = format!("line {line}: “{}” is empty", self.header[at]);
                return Err(Fault::new(message, "Fill it, or leave out the row."));
            }
            if let Some(before) = lines.insert(unit, *line) {
                let message = format!("line {line}: {unit} has a row before, in line {before}");
                return Err(Fault::new(
                    message,
                    "Give each unit one row, or name --rater and --value if the table is long.",
                ));
            }
        }
        Ok(())
    }
}

/// Not more names than can be read.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 30;
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

/// Names in the order in which they came, each with its place.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    place: HashMap<String, usize>,
}

impl Names {
    fn of(names: &[String]) -> Names {
        let mut all = Names::default();
        for name in names {
            all.place(name);
        }
        all
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.place.get(name) {
            return *place;
        }
        self.names.push(name.to_owned());
        self.place.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}
