//! Fitted models and probabilities.

use super::harness::{Done, Input, Job, best};
use agreement::LEVEL;
use agreement::calibration::{Binning, ece};
use agreement::consensus::{EmOptions, Label, Vote, Votes, dawid_skene};
use agreement::irt::{Answer, Item, MmlOptions, Prior, Scorer, marginal_ml};

pub const JOBS: &[Job] =
    &[("ece", calibration_error), ("dawid-skene", consensus), ("irt-marginal", difficulties), ("irt-eap", abilities)];

fn calibration_error(input: &Input) -> Done {
    let stated = input.f64s("stated");
    let right: Vec<bool> = input.u8s("right").into_iter().map(|right| right == 1).collect();
    let bins = input.whole("bins");
    best(|| vec![ece(&stated, &right, bins, Binning::EqualWidth).value.unwrap()])
}

/// The share of tasks whose label is the true one.
fn consensus(input: &Input) -> Done {
    let (tasks, workers, labels) = (input.u32s("task"), input.u32s("worker"), input.u8s("label"));
    let both = tasks.iter().zip(&workers).zip(&labels);
    let votes: Vec<Vote> =
        both.map(|((item, rater), label)| Vote { item: *item, rater: *rater, label: u16::from(*label) }).collect();
    let truth = input.u8s("true");
    let (raters, classes) = (input.whole("workers"), input.whole("classes"));
    // As many iterations as the other library makes, whether or not the labels have settled before.
    let options = EmOptions { tolerance: 0.0, steps: input.whole("iterations"), ..EmOptions::default() };
    best(|| {
        let votes = Votes::new(&votes, truth.len(), raters, classes).unwrap();
        let found = dawid_skene(&votes, options).unwrap();
        let right = |(at, class): (usize, &u8)| found.label(at) == Ok(Label::One(usize::from(*class)));
        let right = truth.iter().enumerate().filter(|pair| right(*pair)).count();
        vec![right as f64 / truth.len() as f64]
    })
}

fn answers(input: &Input) -> Vec<Answer> {
    input.u8s("right").into_iter().map(|right| Some(right == 1)).collect()
}

fn difficulties(input: &Input) -> Done {
    let (answers, items) = (answers(input), input.columns("right"));
    best(|| {
        let found = marginal_ml(&answers, items, MmlOptions::default()).unwrap();
        found.items.iter().map(|item| item.unwrap().difficulty()).collect()
    })
}

fn abilities(input: &Input) -> Done {
    let (answers, slopes, difficulties) = (answers(input), input.f64s("slope"), input.f64s("difficulty"));
    let items: Vec<Item> = slopes.iter().zip(&difficulties).map(|(a, b)| Item::new(*a, *b).unwrap()).collect();
    best(|| {
        let scorer = Scorer::new(&items, Prior::default()).unwrap();
        answers.chunks_exact(items.len()).map(|answers| scorer.eap(answers, LEVEL).value.unwrap()).collect()
    })
}
