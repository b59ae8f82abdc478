//! Whether stated confidence is deserved.

use super::Found;
use super::answer::Answer;
use super::categorical::level;
use super::input::Input;
use super::name::Name;
use agreement::calibration::*;

const STATED: [&str; 6] = ["p", "prob", "probabilities", "stated", "y_prob", "confidences"];
const OUTCOMES: [&str; 4] = ["y", "outcomes", "y_true", "correct"];

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if !name.has_any(&["brier", "ece", "calibration", "reliability"]) {
        return Ok(None);
    }
    let (stated, right) = (input.numbers(&STATED)?, input.outcomes(&OUTCOMES)?);
    if name.has("brier") {
        let score = match name.has("skill") {
            true => brier_skill(&stated, &right, input.optional(&["reference"])?),
            false => brier(&stated, &right, level(name, input)?),
        };
        return Ok(Some(Answer::statistic(&score, "brier|score|brier_score|skill")));
    }
    let mass = name.has_any(&["mass", "frequency", "quantile", "adaptive"])
        || matches!(input.text(&["binning", "strategy"]), Some("equal_mass" | "quantile" | "equal_frequency"));
    let binning = if mass { Binning::EqualMass } else { Binning::EqualWidth };
    let bins = input.optional_whole(&["bins", "n_bins"])?.unwrap_or(10) as usize;
    Ok(Some(Answer::statistic(&ece(&stated, &right, bins, binning), "ece")))
}
