//! The coefficients of agreement on categories, of two raters or of many.

use agreement::categorical::{self, many};
use agreement::{Code, Ratings, Statistic, Table, Weights};

/// The longest list of categories of which a table is made.
pub const MOST_CROSSED: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coefficient {
    Percent,
    Cohen,
    Scott,
    BrennanPrediger,
    Pabak,
    Gwet,
    Fleiss,
    Conger,
    Randolph,
}

impl Coefficient {
    /// Of the table of two raters; none where the coefficient is one of items, whoever rated them.
    pub fn of_table(self, table: &Table, weights: &Weights, level: f64) -> Option<Statistic> {
        Some(match self {
            Coefficient::Percent => categorical::percent_agreement(table, weights, level),
            Coefficient::Cohen => categorical::cohen_kappa(table, weights, level),
            Coefficient::Scott => categorical::scott_pi(table, weights, level),
            // Without weights PABAK has a name of its own; with them it is this.
            Coefficient::Pabak if *weights == Weights::Identity => categorical::pabak(table, level),
            Coefficient::Pabak | Coefficient::BrennanPrediger => categorical::brennan_prediger(table, weights, level),
            Coefficient::Gwet => categorical::gwet_ac(table, weights, level),
            Coefficient::Fleiss | Coefficient::Conger | Coefficient::Randolph => return None,
        })
    }

    /// Of any number of raters; none where it takes two.
    pub fn of_ratings<C: Code>(self, ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Option<Statistic> {
        Some(match self {
            Coefficient::Percent => many::percent_agreement(ratings, weights, level),
            Coefficient::BrennanPrediger | Coefficient::Pabak => many::brennan_prediger(ratings, weights, level),
            Coefficient::Gwet => many::gwet_ac(ratings, weights, level),
            Coefficient::Fleiss => many::fleiss_kappa(ratings, weights, level),
            Coefficient::Conger => many::conger_kappa(ratings, weights, level),
            Coefficient::Randolph => many::randolph_kappa(ratings, weights, level),
            Coefficient::Cohen | Coefficient::Scott => return None,
        })
    }

    /// Whether it takes exactly two raters.
    pub fn is_of_two(self) -> bool {
        matches!(self, Coefficient::Cohen | Coefficient::Scott)
    }

    /// Whether two raters, whose codes stand in turn, are measured by their table. A table leaves out the items that one
    /// has not rated, and these have their part in Gwet's chance.
    pub fn is_of_table(self, codes: &[u32], categories: usize) -> bool {
        let both_or_none = |item: &[u32]| item.iter().filter(|code| code.category().is_some()).count() != 1;
        categories <= MOST_CROSSED
            && match self {
                Coefficient::Gwet => codes.chunks(2).all(both_or_none),
                Coefficient::Fleiss | Coefficient::Conger | Coefficient::Randolph => false,
                _ => true,
            }
    }
}
