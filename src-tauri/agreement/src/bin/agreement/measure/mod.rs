//! A statistic of a table of ratings.

mod data;
mod human;
mod json;
mod of_all;
mod of_pairs;

use crate::args::{Ask, Metric, Name, WeightsName};
use crate::fault::Fault;
use crate::read::{self, Sheet};
use agreement::bootstrap::{Bootstrap, Method, Plan};
use agreement::scale::Test;
use agreement::{Statistic, Undefined, Weights};
use data::Codes;
pub use data::shown;

/// A statistic with what was found out beside it.
#[derive(Debug)]
pub struct Measured {
    /// Of which raters, or of which kind; empty where there is only one.
    pub of: Vec<String>,
    pub statistic: Statistic,
    pub test: Option<Result<Test, Undefined>>,
    pub bootstrap: Option<Bootstrap>,
    /// Further values of the same rating, by name.
    pub more: Vec<(&'static str, Result<f64, Undefined>)>,
}

/// What labels alone say about units and raters.
#[derive(Debug)]
pub struct Consensus {
    pub marginals: Vec<f64>,
    /// Each unit's most probable categories (several if tied, none if unrated), and the chance of each.
    pub labels: Vec<(Vec<String>, f64)>,
    pub accuracies: Vec<Measured>,
    pub n: usize,
    pub dropped: usize,
    pub converged: Result<(), Undefined>,
    pub method: &'static str,
}

#[derive(Debug)]
pub enum Found {
    One(Box<Measured>),
    /// One for each pair of raters.
    Pairs(Vec<Measured>),
    /// One for each form of the statistic.
    Forms(Vec<Measured>),
    Consensus(Result<Consensus, Undefined>),
}

/// All that is printed.
pub struct Report<'a> {
    pub ask: &'a Ask,
    pub sheet: &'a Sheet,
    /// The categories in their order, where the statistic is one of categories.
    pub categories: Option<Vec<String>>,
    pub weights: &'a Weights,
    pub found: Found,
}

/// Reads the table, computes what is asked and prints it; what should be known beside goes to standard error.
///
/// # Errors
/// Whatever is wrong with the table or the question, with the place and the mend.
pub fn run(ask: &Ask) -> Result<(), Fault> {
    check(ask)?;
    let sheet = read::read(ask)?;
    if sheet.raters.len() < 2 {
        let only = sheet.raters.first().map_or_else(|| "none".to_owned(), |name| format!("only “{name}”"));
        return Err(Fault::new(
            format!("agreement needs two raters, and there is {only}"),
            "In a wide table each column but --unit is a rater; for a long one name --unit, --rater and --value.",
        ));
    }
    let weights = weights(ask);
    let plan = ask.bootstrap.map(|resamples| Plan {
        level: ask.confidence,
        method: if ask.bca { Method::Bca } else { Method::Percentile },
        ..Plan::new(resamples, ask.seed)
    });
    let codes = if takes_codes(ask) { Some(Codes::of(&sheet, &ask.categories)?) } else { None };
    let found = match &codes {
        Some(codes) => of_all::of_codes(ask, &sheet, codes, &weights, plan.as_ref())?,
        None => of_all::of_values(ask, &sheet, &data::values(&sheet, &ask.categories)?, plan.as_ref())?,
    };
    let categories = codes.map(|codes| codes.categories);
    let report = Report { ask, sheet: &sheet, categories, weights: &weights, found };
    for note in notes(&report) {
        crate::note(&note);
    }
    crate::say(if ask.json { json::text(&report) } else { human::text(&report) }.as_bytes())
}

/// What the options alone get wrong.
fn check(ask: &Ask) -> Result<(), Fault> {
    if !(ask.confidence > 0.0 && ask.confidence < 1.0) {
        let message = format!("--confidence is {}, and a level lies between 0 and 1", ask.confidence);
        return Err(Fault::new(message, "Give a share, such as 0.95."));
    }
    if ask.level.is_some() && ask.statistic != Name::Krippendorff {
        let mend = "Leave it out; the level of an interval is --confidence, and categories far apart take --weights.";
        return Err(Fault::new("--level belongs to --statistic krippendorff", mend));
    }
    if ask.weights.is_some() && !takes_weights(ask.statistic) {
        let mend = match ask.statistic {
            Name::Krippendorff => "Use --level, which says how far apart ratings are.",
            _ => "Leave it out.",
        };
        return Err(Fault::new("--weights belongs to statistics of categories", mend));
    }
    if let Some(resamples) = ask.bootstrap {
        if ask.statistic == Name::DawidSkene {
            return Err(Fault::new("--bootstrap cannot resample a consensus", "Leave it out."));
        }
        if !(2..=10_000_000).contains(&resamples) {
            let message = format!("--bootstrap is {resamples}, and may be 2 to 10000000");
            return Err(Fault::new(message, "2000 resamples do for an interval of 95 %."));
        }
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = ask.categories.iter().find(|category| !seen.insert(category.trim())) {
        return Err(Fault::new(format!("--categories names “{twice}” twice"), "Name each once, in order."));
    }
    if let Some(twice) = ask.raters.iter().enumerate().find(|(at, name)| ask.raters[..*at].contains(name)) {
        return Err(Fault::new(format!("--raters names “{}” twice", twice.1), "Name each once."));
    }
    Ok(())
}

fn weights(ask: &Ask) -> Weights {
    match ask.weights {
        None | Some(WeightsName::Identity) => Weights::Identity,
        Some(WeightsName::Linear) => Weights::Linear,
        Some(WeightsName::Quadratic) => Weights::Quadratic,
    }
}

fn takes_weights(name: Name) -> bool {
    use Name::*;
    matches!(name, Percent | Cohen | Scott | BrennanPrediger | Pabak | Gwet | Fleiss | Conger | Randolph)
}

/// Whether the ratings are categories and not numbers.
fn takes_codes(ask: &Ask) -> bool {
    let of_order = !matches!(ask.level, Some(Metric::Interval | Metric::Ratio));
    takes_weights(ask.statistic) || ask.statistic == Name::DawidSkene || ask.statistic == Name::Krippendorff && of_order
}

/// What the answer rests on and its reader may not know.
fn notes(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    let ask = report.ask;
    if ask.unit.is_none() && ask.raters.is_empty() {
        let raters = data::shown(&report.sheet.raters, ", ");
        notes.push(format!("no --unit is named, so each column is taken for a rater: {raters}"));
    }
    for (word, cells) in &report.sheet.taken {
        let (cells, are) = if *cells == 1 { ("1 cell".to_owned(), "is") } else { (format!("{cells} cells"), "are") };
        notes.push(format!("{cells} “{word}” {are} taken for missing; name it in --categories if it is a rating"));
    }
    let Some(categories) = report.categories.as_ref().filter(|_| ask.categories.is_empty()) else { return notes };
    let ordered = *report.weights != Weights::Identity || ask.level == Some(Metric::Ordinal);
    if ordered && categories.iter().any(|category| crate::categories::finite(category).is_none()) {
        let order = data::shown(categories, " < ");
        notes.push(format!("the order taken is {order}; give another with --categories LOW,..,HIGH"));
    }
    if categories.len() == 1 && takes_weights(ask.statistic) {
        notes.push(format!(
            "only “{}” occurs; name the categories that could have been chosen with --categories",
            categories[0]
        ));
    }
    notes
}

/// The statistic's name for people: of whom, and how it is taken.
pub fn title(ask: &Ask, of: &str) -> String {
    let name = match ask.statistic {
        Name::Percent => "Percent agreement",
        Name::Cohen => "Cohen's kappa",
        Name::Scott => "Scott's pi",
        Name::BrennanPrediger => "Brennan and Prediger's coefficient",
        Name::Pabak => "PABAK",
        Name::Gwet if matches!(ask.weights, Some(WeightsName::Linear | WeightsName::Quadratic)) => "Gwet's AC2",
        Name::Gwet => "Gwet's AC1",
        Name::Fleiss => "Fleiss' kappa",
        Name::Conger => "Conger's kappa",
        Name::Randolph => "Randolph's kappa",
        Name::Krippendorff => "Krippendorff's alpha",
        Name::Icc => "Intraclass correlation",
        Name::Pearson => "Pearson's r",
        Name::Spearman => "Spearman's rho",
        Name::Kendall => "Kendall's tau-b",
        Name::KendallW => "Kendall's W",
        Name::MeanDifference => "Mean difference",
        Name::DawidSkene => "Dawid and Skene's consensus",
    };
    let how = match (ask.weights, ask.level) {
        (Some(WeightsName::Linear), _) => ", linear weights",
        (Some(WeightsName::Quadratic), _) => ", quadratic weights",
        (_, Some(Metric::Nominal)) => ", nominal",
        (_, Some(Metric::Ordinal)) => ", ordinal",
        (_, Some(Metric::Interval)) => ", interval",
        (_, Some(Metric::Ratio)) => ", ratio",
        (_, None) if ask.statistic == Name::Krippendorff => ", nominal",
        _ => "",
    };
    format!("{name}{of}{how}")
}

/// Why units are left out.
pub fn why_dropped(name: Name, raters: usize) -> &'static str {
    match name {
        Name::Percent | Name::Krippendorff => "fewer than two ratings",
        Name::BrennanPrediger if raters == 2 => "a rating is missing",
        Name::BrennanPrediger | Name::Gwet | Name::Fleiss | Name::Conger | Name::Randolph => "no rating",
        Name::DawidSkene => "no label",
        _ => "a rating is missing",
    }
}
