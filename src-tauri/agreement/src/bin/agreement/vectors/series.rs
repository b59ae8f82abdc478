//! Drift over time, and values that stand apart.

use super::Found;
use super::answer::Answer;
use super::input::Input;
use super::name::Name;
use agreement::series::*;

const X: [&str; 4] = ["x", "values", "t", "times"];

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    let known = ["ewma", "control", "chart", "exact", "widening", "steady", "state", "limits"];
    if name.has("ewma") && name.only(&known) {
        return chart(name, input);
    }
    if !name.has("mad") || !name.only(&["mad", "outlier", "outliers", "log", "time", "times"]) {
        return Ok(None);
    }
    let constant = input.optional(&["constant", "scale"])?.unwrap_or(NORMAL);
    let k = input.optional(&["k", "threshold"])?.unwrap_or(3.0);
    let x = input.numbers(&X)?;
    let found = if name.has("log") { log_time_outliers(&x, k, constant) } else { mad_outliers(&x, k, constant) };
    let found = match found {
        Ok(found) => found,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let places = |places: &[usize]| Answer::List(places.iter().map(|place| Answer::count(*place)).collect());
    let mut outliers: Vec<usize> = found.below.iter().chain(&found.above).copied().collect();
    outliers.sort_unstable();
    let values = outliers.iter().map(|place| x[*place]);
    Ok(Some(Answer::words([
        ("mad|value", Answer::Number(found.mad)),
        ("median|med", Answer::Number(found.median)),
        (super::answer::LOW, Answer::Number(found.low)),
        (super::answer::HIGH, Answer::Number(found.high)),
        ("outliers|outlier_indices|indices", places(&outliers)),
        ("outlier_values", Answer::numbers(values)),
        ("below", places(&found.below)),
        ("above", places(&found.above)),
        ("n", Answer::count(found.n)),
    ])))
}

fn chart(name: &Name, input: &Input<'_>) -> Found {
    let exact = name.has_any(&["exact", "widening"]) || input.text(&["limits"]) == Some("exact");
    let options = EwmaOptions {
        weight: input.number(&["lambda", "weight", "alpha"])?,
        width: input.optional(&["L", "width", "k"])?.unwrap_or(3.0),
        limits: if exact { Limits::Exact } else { Limits::SteadyState },
    };
    let x = input.numbers(&X)?;
    let chart = match ewma(&x, input.number(&["start", "target", "mu"])?, input.number(&["s", "sd", "sigma"])?, options)
    {
        Ok(chart) => chart,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let all = |of: fn(&EwmaPoint) -> f64| Answer::numbers(chart.points.iter().map(of));
    // Steady limits are one number each.
    let limit = |of: fn(&EwmaPoint) -> f64| match exact {
        true => all(of),
        false => Answer::optional(chart.points.first().map(of)),
    };
    let first_out = chart.first_out.map_or_else(|| Answer::Undefined("none".to_owned()), Answer::count);
    Ok(Some(Answer::words([
        ("ewma|value|z", all(|point| point.average)),
        ("ucl|upper|hi", limit(|point| point.high)),
        ("lcl|lower|lo", limit(|point| point.low)),
        ("first_out|signal", first_out),
        ("n", Answer::count(chart.n)),
        ("method", Answer::Text(chart.method.to_owned())),
    ])))
}
