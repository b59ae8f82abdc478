//! Shares, exact tests and sequential tests.

use super::answer::Answer;
use super::categorical::level;
use super::input::Input;
use super::name::Name;
use super::{Found, Stop};
use agreement::proportion::*;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    let level = level(name, input)?;
    if name.has("sprt") && name.only(&["wald", "sprt", "bernoulli", "binomial", "lines", "decision"]) {
        return sequential(input);
    }
    if name.has("mcnemar") {
        let (b, c) = (input.whole(&["b", "n01"])?, input.whole(&["c", "n10"])?);
        return Ok(Some(test(&mcnemar_exact(b, c, alternative(input), level))));
    }
    if name.has_any(&["binomial", "binom"]) {
        let (k, n) = count(input)?;
        let expected = input.optional(&["p0", "p", "expected", "null"])?.unwrap_or(0.5);
        return Ok(Some(test(&binomial_test(k, n, expected, alternative(input), level))));
    }
    if name.has("wilson") || name.words.windows(2).any(|words| words == ["clopper", "pearson"]) {
        let (k, n) = count(input)?;
        let share = if name.has("wilson") { wilson(k, n, level) } else { clopper_pearson(k, n, level) };
        return Ok(Some(Answer::statistic(&share, "share|p|proportion")));
    }
    if name.has("newcombe") {
        let first = (input.whole(&["k1", "x1", "k_a"])?, input.whole(&["n1", "n_a"])?);
        let second = (input.whole(&["k2", "x2", "k_b"])?, input.whole(&["n2", "n_b"])?);
        return Ok(Some(Answer::statistic(&newcombe(first, second, level), "difference|diff")));
    }
    if name.has("holm") {
        let adjusted = holm(&input.numbers(&["p", "p_values", "pvalues"])?);
        return Ok(Some(adjusted.map_or_else(Answer::none, Answer::numbers)));
    }
    Ok(None)
}

const OUTCOMES: [&str; 3] = ["outcomes", "y", "successes_list"];

fn count(input: &Input<'_>) -> Result<(u64, u64), Stop> {
    if input.get(&OUTCOMES).is_some_and(|value| value.is_array()) {
        let all = input.outcomes(&OUTCOMES)?;
        return Ok((all.iter().filter(|hit| **hit).count() as u64, all.len() as u64));
    }
    Ok((input.whole(&["k", "x", "count", "successes"])?, input.whole(&["n", "nobs", "trials"])?))
}

fn alternative(input: &Input<'_>) -> Alternative {
    match input.text(&["alternative"]) {
        Some("greater" | "larger") => Alternative::Greater,
        Some("less" | "smaller") => Alternative::Less,
        _ => Alternative::TwoSided,
    }
}

fn test(test: &BinomialTest) -> Answer {
    let bound = |bound: fn(&agreement::Interval) -> f64| Answer::optional(test.share.interval.as_ref().map(bound));
    let interval = test.share.interval.map_or(bound(|i| i.low), |i| Answer::numbers([i.low, i.high]));
    Answer::words([
        ("p_value|p|pvalue|value|p_two", Answer::of(test.p)),
        (super::answer::INTERVAL, interval),
        (super::answer::LOW, bound(|interval| interval.low)),
        (super::answer::HIGH, bound(|interval| interval.high)),
        ("share|estimate|proportion", Answer::of(test.share.value)),
        ("n", Answer::count(test.share.n)),
    ])
}

/// The lines, and the decision if outcomes are given.
fn sequential(input: &Input<'_>) -> Found {
    let (alpha, beta) = (input.number(&["alpha"])?, input.number(&["beta"])?);
    let (lower, upper) = (input.number(&["p1", "p0", "lower"])?, input.number(&["p2", "upper", "p1"])?);
    let sprt = match Sprt::new(lower, upper, alpha, beta) {
        Ok(sprt) => sprt,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let lines = sprt.lines();
    let answer = Answer::words([
        ("s|slope", Answer::Number(lines.slope)),
        ("h1", Answer::Number(lines.h1)),
        ("h2", Answer::Number(lines.h2)),
    ]);
    let word = |state: State| {
        Answer::Text(match state {
            State::AcceptLower => "lower".to_owned(),
            State::AcceptUpper => "upper".to_owned(),
            State::Undecided => "undecided".to_owned(),
        })
    };
    let items = ["x", "outcomes", "items", "y"];
    if input.get(&items).is_some() {
        let decision = sprt.decide(input.outcomes(&items)?);
        let (state, n) = (word(decision.state), Answer::count(decision.n));
        return Ok(Some(answer.with([("decision|state", state), ("n|at", n), ("k", Answer::count(decision.k))])));
    }
    if input.get(&["k"]).is_some() {
        let (k, n) = count(input)?;
        let state = sprt.state(k, n).map_or_else(Answer::none, word);
        return Ok(Some(answer.with([("decision|state", state)])));
    }
    Ok(Some(answer))
}
