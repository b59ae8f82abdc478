//! Cells as codes of categories, or as numbers.

use crate::categories::{self, finite};
use crate::fault::Fault;
use crate::read::{Cell, Sheet};
use agreement::Code;

/// Ratings as codes: one row a unit, one column a rater.
#[derive(Debug)]
pub struct Codes {
    pub codes: Vec<u32>,
    pub categories: Vec<String>,
}

impl Codes {
    /// By the order given, else by the order of those that occur.
    ///
    /// # Errors
    /// A rating that is not among the categories given, with its cell.
    pub fn of(sheet: &Sheet, given: &[String]) -> Result<Codes, Fault> {
        let categories = match given {
            [] => occurring(sheet),
            given => given.iter().map(|category| category.trim().to_owned()).collect(),
        };
        let places = categories::places(&categories, words(sheet));
        let mut codes = Vec::with_capacity(sheet.units.len() * sheet.raters.len());
        for (rater, cell) in cells(sheet) {
            let Some(cell) = cell else {
                codes.push(u32::MISSING);
                continue;
            };
            match places.get(&cell.text) {
                Some(place) => codes.push(*place),
                None => {
                    let what = format!("“{}” is not among the categories", cell.text);
                    let mend = format!("They are: {}. Add it, or name it with --missing.", shown(&categories, ", "));
                    return Err(fault(sheet, rater, cell, &what, mend));
                }
            }
        }
        Ok(Codes { codes, categories })
    }

    /// The codes of one rater.
    pub fn column(&self, rater: usize, raters: usize) -> Vec<u32> {
        self.codes.iter().skip(rater).step_by(raters).copied().collect()
    }
}

/// Numbers; NaN is missing. With a list of categories they are the places in it, so that words have an order.
///
/// # Errors
/// A rating that is no number, or not among the categories, with its cell.
pub fn values(sheet: &Sheet, given: &[String]) -> Result<Vec<f64>, Fault> {
    if !given.is_empty() && given.iter().any(|category| finite(category.trim()).is_none()) {
        let codes = Codes::of(sheet, given)?.codes;
        return Ok(codes.iter().map(|code| code.category().map_or(f64::NAN, |place| place as f64 + 1.0)).collect());
    }
    let value = |(rater, cell): (usize, Option<&Cell>)| {
        let Some(cell) = cell else { return Ok(f64::NAN) };
        finite(&cell.text).ok_or_else(|| {
            let what = format!("“{}” is not a number, and this statistic needs numbers", cell.text);
            let mend = match finite(&cell.text.replacen(',', ".", 1)) {
                Some(_) => "Write decimals with a point.".to_owned(),
                None => "Give words an order with --categories LOW,..,HIGH; name words for missing with --missing."
                    .to_owned(),
            };
            fault(sheet, rater, cell, &what, mend)
        })
    };
    cells(sheet).map(value).collect()
}

fn cells(sheet: &Sheet) -> impl Iterator<Item = (usize, Option<&Cell>)> {
    sheet.cells.iter().flat_map(|row| row.iter().enumerate().map(|(rater, cell)| (rater, cell.as_ref())))
}

fn words(sheet: &Sheet) -> impl Iterator<Item = &str> {
    cells(sheet).filter_map(|(_, cell)| cell.map(|cell| cell.text.as_str()))
}

fn occurring(sheet: &Sheet) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    categories::ordered(words(sheet).filter(|word| seen.insert(*word)).map(str::to_owned).collect())
}

fn fault(sheet: &Sheet, rater: usize, cell: &Cell, what: &str, mend: String) -> Fault {
    Fault::new(format!("line {}, column “{}”: {what}", cell.line, sheet.column(rater)), mend)
}

/// A list that can be read, however long it is.
pub fn shown(words: &[String], between: &str) -> String {
    const SHOWN: usize = 20;
    let shown = words.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(between);
    if words.len() > SHOWN { format!("{shown}{between}… ({} in all)", words.len()) } else { shown }
}
