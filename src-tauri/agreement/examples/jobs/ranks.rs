//! Orders, scores and comparisons.

use super::harness::{Done, Input, Job, best};
use agreement::LEVEL;
use agreement::paired::{Comparisons, Model, bradley_terry};
use agreement::rank::{self, Ndcg, RankVariance};
use agreement::scale::icc;

pub const JOBS: &[Job] = &[
    ("tau-b", tau_b),
    ("spearman", spearman),
    ("kendall-w", kendall_w),
    ("rbo", rbo),
    ("ndcg", ndcg),
    ("icc", six_forms),
    ("bradley-terry", strengths),
];

fn tau_b(input: &Input) -> Done {
    let (x, y) = (input.f64s("x"), input.f64s("y"));
    best(|| vec![rank::kendall_tau_b(&x, &y).value.unwrap()])
}

fn spearman(input: &Input) -> Done {
    let (x, y) = (input.f64s("x"), input.f64s("y"));
    best(|| vec![rank::spearman_rho(&x, &y, RankVariance::default(), LEVEL).value.unwrap()])
}

fn kendall_w(input: &Input) -> Done {
    let (scores, raters) = (input.f64s("scores"), input.columns("scores"));
    best(|| vec![rank::kendall_w(&scores, raters).w.value.unwrap()])
}

fn rbo(input: &Input) -> Done {
    let (first, second, p) = (input.u32s("first"), input.u32s("second"), input.number("p"));
    best(|| vec![rank::rbo(&first, &second, p).extrapolated.value.unwrap()])
}

fn ndcg(input: &Input) -> Done {
    let (relevance, scores, items) = (input.f64s("relevance"), input.f64s("scores"), input.columns("scores"));
    best(|| vec![rank::mean_ndcg(&relevance, &scores, items, &Ndcg::default(), LEVEL).value.unwrap()])
}

fn six_forms(input: &Input) -> Done {
    let (scores, raters) = (input.f64s("scores"), input.columns("scores"));
    best(|| {
        let found = icc(&scores, raters, LEVEL);
        let forms = [found.single, found.average].map(|forms| [forms.one_way, forms.agreement, forms.consistency]);
        forms.into_iter().flatten().map(|form| form.icc.value.unwrap()).collect()
    })
}

/// Their logarithms about their mean.
fn strengths(input: &Input) -> Done {
    let (winners, losers) = (input.u32s("winner"), input.u32s("loser"));
    let pairs: Vec<(usize, usize)> = winners.iter().zip(&losers).map(|(w, l)| (*w as usize, *l as usize)).collect();
    let players = input.whole("players");
    best(|| {
        let comparisons = Comparisons::of_winners(&pairs, players).unwrap();
        let fit = bradley_terry(&comparisons, &Model::default(), LEVEL);
        fit.strengths.unwrap().into_iter().map(|strength| strength.value.unwrap()).collect()
    })
}
