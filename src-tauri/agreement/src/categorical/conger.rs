//! Conger's kappa, which asks who gave which rating.

use crate::categorical::items::Items;
use crate::categorical::many::{Tallies, without_value};
use crate::matrix::dot;
use crate::ratings::place;
use crate::{Code, Ratings, Statistic, Undefined, Weights};

const CONGER: &str = "Conger's kappa (Conger 1980; missing ratings and weights Gwet 2014)";

/// Cells of raters by categories up to which the use of the categories is kept for each rater.
const MOST_CELLS: usize = 1 << 26;

/// Conger's κ: chance lets each rater draw from the own use of the categories, so p_e is the mean of Cohen's over all
/// pairs of raters.
///
/// ```text
/// κ = (p_o − p_e) / (1 − p_e),   p_e = mean over ordered pairs g ≠ h of Σ_kl w_kl p_gk p_hl
/// p_e,i = mean over g of Σ_kl d_igk w_kl m_gl,   m_gl = mean over h ≠ g of p_hl
/// d_igk = p_gk + (n / n_g) ([g put i into k] − p_gk [g rated i])
/// ```
///
/// p_gk is the share of category k among the n_g items that rater g rated. A rater without ratings is left out of the
/// means. The other names and the treatment of missing ratings are those of this [module](crate::categorical::many). Of
/// two raters who have rated all items it is Cohen's κ, its standard error that of Gwet with n − 1.
///
/// Undefined when all raters use one and the same category only, when fewer than two have rated anything, with more
/// than 2²⁶ raters times categories, and as [`percent_agreement`](crate::categorical::many::percent_agreement), whose
/// time it takes and r q more, or r q² with one's own weights.
///
/// Source: A. J. Conger, "Integration and generalization of kappas for multiple raters", Psychological Bulletin 88
/// (1980).
///
/// ```
/// use agreement::{LEVEL, Ratings, Weights, categorical::many};
///
/// let codes = [0, 0, 0, /* next item */ 1, 1, 0, /* next item */ 2, 2, 2u8];
/// let ratings = Ratings::new(&codes, 3, 3).unwrap();
/// let kappa = many::conger_kappa(&ratings, &Weights::Identity, LEVEL);
/// assert!((kappa.value.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn conger_kappa<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Statistic {
    let items = Items::items(ratings);
    match judged(ratings, weights, level) {
        Ok(kappa) => kappa,
        Err(reason) => without_value(items, reason, CONGER),
    }
}

fn judged<C: Code>(ratings: &Ratings<'_, C>, weights: &Weights, level: f64) -> Result<Statistic, Undefined> {
    let (tallies, distance) = Tallies::of_raters(ratings, weights, level)?;
    let (categories, width) = (ratings.categories(), ratings.categories() + 1);
    let cells = ratings.raters().saturating_mul(width);
    if cells > MOST_CELLS {
        let what = "raters times categories";
        return Err(Undefined::OutOfRange { what, value: cells as f64, low: 1.0, high: MOST_CELLS as f64 });
    }

    // Each rater's use of the categories; what is missing is counted behind the last of them.
    let mut uses = vec![0.0; cells];
    for codes in ratings.items() {
        for (rater, code) in codes.iter().enumerate() {
            uses[rater * width + place(*code, categories)] += 1.0;
        }
    }
    let (mut together, mut raters) = (vec![0.0_f64; categories], 0.0);
    for uses in uses.chunks_exact_mut(width) {
        uses[categories] = uses[..categories].iter().sum();
        if uses[categories] > 0.0 {
            raters += 1.0;
            together.iter_mut().zip(&*uses).for_each(|(all, count)| *all += count / uses[categories]);
        }
    }
    if raters < 2.0 {
        return Err(Undefined::TooFewRaters { n: raters as usize, needed: 2 });
    }

    // What a rating adds to its item's chance of disagreement, in place of the count of such ratings.
    let n = tallies.items.len() as f64;
    let mut expected = 0.0;
    for uses in uses.chunks_exact_mut(width).filter(|uses| uses[categories] > 0.0) {
        let rated = std::mem::take(&mut uses[categories]);
        uses[..categories].iter_mut().for_each(|count| *count /= rated);
        let others = together.iter().zip(&*uses).map(|(all, own)| (all - own).max(0.0) / (raters - 1.0));
        let to_others = distance.to_all(&others.collect::<Vec<f64>>());
        let apart = dot(&uses[..categories], &to_others);
        expected += apart / raters;
        for (adds, to_others) in uses.iter_mut().zip(&to_others) {
            *adds = n / rated * (to_others - apart) / raters;
        }
    }
    let by_item = ratings.items().filter(|codes| codes.iter().any(|code| code.category().is_some())).map(|codes| {
        let adds = codes.iter().enumerate().map(|(rater, code)| uses[rater * width + place(*code, categories)]);
        expected + adds.sum::<f64>()
    });
    let by_item: Vec<f64> = by_item.collect();
    let dropped = Items::items(ratings) - by_item.len();
    let known = Statistic { dropped, ..Statistic::none(Undefined::NoVariation, by_item.len(), CONGER) };
    Ok(tallies.coefficient(expected, &by_item, level, known))
}
