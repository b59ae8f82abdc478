//! Elo ratings.

use crate::{Statistic, Undefined};

const ELO: &str = "Elo rating (Elo 1978)";

/// The difference of ratings at which the stronger is expected to score ten times what the weaker scores.
///
/// ```
/// use agreement::paired::{ELO_SCALE, elo_expected};
///
/// let stronger = elo_expected(1500.0 + ELO_SCALE, 1500.0).unwrap();
/// assert!((stronger - 10.0 / 11.0).abs() < 1e-12);
/// ```
pub const ELO_SCALE: f64 = 400.0;

/// The score that Elo's model expects of a player against an opponent, 1 for a win and ½ for a draw.
///
/// ```text
/// E = 1 / (1 + 10^((opponent − rating) / 400))
/// ```
///
/// # Errors
/// [`Undefined::NotFinite`] for a rating that is not a number or not finite.
///
/// Source: A. E. Elo, "The rating of chessplayers, past and present" (1978).
///
/// ```
/// assert_eq!(agreement::paired::elo_expected(1500.0, 1500.0), Ok(0.5));
/// ```
pub fn elo_expected(rating: f64, opponent: f64) -> Result<f64, Undefined> {
    for (what, value) in [("the rating", rating), ("opponent's rating", opponent)] {
        if !value.is_finite() {
            return Err(Undefined::NotFinite { what, at: 0 });
        }
    }
    Ok(expected(rating, opponent))
}

fn expected(rating: f64, opponent: f64) -> f64 {
    1.0 / (1.0 + 10f64.powf((opponent - rating) / ELO_SCALE))
}

/// A player's new rating after several games that all count from the same old rating, as after a tournament.
///
/// ```text
/// new = rating + K Σ (score − E)
/// ```
///
/// `scores` are 1 for a win, ½ for a draw and 0 for a defeat, or anything between. `k` is the most that one game can
/// change. `n` counts games; without one the rating stays as it is. Elo gives no interval: for one, fit a
/// [`bradley_terry`](super::bradley_terry) model.
///
/// Undefined when the lengths differ, when a rating or `k` is not finite, and for a score outside [0, 1].
///
/// Source: A. E. Elo, "The rating of chessplayers, past and present" (1978).
///
/// ```
/// let opponents = [1609.0, 1477.0, 1388.0, 1586.0, 1720.0];
/// let new = agreement::paired::elo_update(1613.0, &opponents, &[0.0, 0.5, 1.0, 1.0, 0.0], 32.0);
/// assert_eq!(new.value.unwrap().round(), 1601.0);
/// ```
pub fn elo_update(rating: f64, opponents: &[f64], scores: &[f64], k: f64) -> Statistic {
    let none = |reason| Statistic::none(reason, 0, ELO);
    if opponents.len() != scores.len() {
        return none(Undefined::Lengths { left: opponents.len(), right: scores.len() });
    }
    for (what, values) in [("the rating", &[rating][..]), ("K", &[k]), ("opponent's rating", opponents)] {
        if let Some(at) = values.iter().position(|value| !value.is_finite()) {
            return none(Undefined::NotFinite { what, at });
        }
    }
    if let Some(reason) = scores.iter().find_map(|score| check_score(*score).err()) {
        return none(reason);
    }
    let gained: f64 = opponents.iter().zip(scores).map(|(opponent, score)| score - expected(rating, *opponent)).sum();
    let new = rating + k * gained;
    if new.is_finite() {
        Statistic::of(new, scores.len(), ELO)
    } else {
        none(Undefined::NotFinite { what: "new rating", at: 0 })
    }
}

/// The ratings of all players after games in sequence, each of which counts from the ratings that the one before has left.
///
/// `ratings` are those at the start. A game names its two players by their place in it, and what the first of them
/// scored: 1 for a win, ½ for a draw, 0 for a defeat. `n` counts a player's games. The result depends on the order of the
/// games; where they have none, fit a [`bradley_terry`](super::bradley_terry) model.
///
/// # Errors
/// [`Undefined::NotFinite`] for a rating or `k`, [`Undefined::OutOfRange`] for a player that there is not or a score
/// outside [0, 1], [`Undefined::Repeated`] for a player against himself.
///
/// Source: [`elo_update`].
///
/// ```
/// let ratings = agreement::paired::elo_sequence(&[1500.0, 1500.0], &[(0, 1, 1.0), (0, 1, 0.5)], 20.0).unwrap();
/// assert_eq!(ratings[0].n, 2);
/// assert!((ratings[0].value.unwrap() - 1509.4).abs() < 0.1);
/// ```
pub fn elo_sequence(ratings: &[f64], games: &[(usize, usize, f64)], k: f64) -> Result<Vec<Statistic>, Undefined> {
    if let Some(at) = ratings.iter().position(|rating| !rating.is_finite()) {
        return Err(Undefined::NotFinite { what: "rating", at });
    }
    if !k.is_finite() {
        return Err(Undefined::NotFinite { what: "K", at: 0 });
    }
    let mut now: Vec<(f64, usize)> = ratings.iter().map(|rating| (*rating, 0)).collect();
    for (at, &(first, second, score)) in games.iter().enumerate() {
        check_score(score)?;
        let last = first.max(second);
        if last >= now.len() {
            let high = now.len() as f64 - 1.0;
            return Err(Undefined::OutOfRange { what: "a player", value: last as f64, low: 0.0, high });
        }
        if first == second {
            return Err(Undefined::Repeated { what: "a game", at });
        }
        let change = k * (score - expected(now[first].0, now[second].0));
        now[first] = (now[first].0 + change, now[first].1 + 1);
        now[second] = (now[second].0 - change, now[second].1 + 1);
    }
    let statistic = |(rating, n): (f64, usize)| Statistic::of(rating, n, ELO);
    match now.iter().position(|(rating, _)| !rating.is_finite()) {
        Some(at) => Err(Undefined::NotFinite { what: "rating", at }),
        None => Ok(now.into_iter().map(statistic).collect()),
    }
}

fn check_score(score: f64) -> Result<(), Undefined> {
    if (0.0..=1.0).contains(&score) {
        return Ok(());
    }
    Err(Undefined::OutOfRange { what: "a score", value: score, low: 0.0, high: 1.0 })
}
