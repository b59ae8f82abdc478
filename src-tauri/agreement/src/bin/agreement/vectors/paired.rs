//! Comparisons of two at a time.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::{Answer, Key};
use super::categorical::level;
use super::input::{Input, list, number, rows_of, whole, word};
use super::name::Name;
use agreement::paired::*;
use agreement::{Statistic, Undefined};
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.has("elo") {
        return rated(name, input).map(Some);
    }
    let bradley_terry = name.words.windows(2).any(|words| words == ["bradley", "terry"]) || name.has("bt");
    let other = name.has_any(&["davidson", "beaver"]) || name.is(&["order_effect", "home_advantage"]);
    if (bradley_terry || other) && name.only(&WORDS) {
        return strengths(name, input).map(Some);
    }
    Ok(None)
}

/// What may be said of such a model.
const WORDS: [&str; 24] = [
    "bradley",
    "terry",
    "bt",
    "davidson",
    "beaver",
    "ties",
    "tie",
    "order",
    "effect",
    "home",
    "advantage",
    "position",
    "half",
    "nu",
    "parameter",
    "strengths",
    "strength",
    "log",
    "mm",
    "1970",
    "1977",
    "and",
    "se",
    "plus",
];

/// What was compared, by name.
struct Games {
    names: Vec<String>,
    meetings: Vec<Meeting>,
}

impl Games {
    fn place(&mut self, name: &Value) -> usize {
        let name = word(name);
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }

    fn of(input: &Input<'_>) -> Result<Games, Stop> {
        let names = input.get(&["players", "names", "items", "teams", "objects"]);
        let names = names.map_or(Ok(vec![]), |names| Ok::<_, Stop>(list(names)?.iter().map(word).collect()))?;
        let mut games = Games { names, meetings: Vec::new() };
        let square = |value: &Value| square(rows_of(value, whole)?);
        if let Some(wins) = input.read(&["wins", "win_matrix", "matrix"], square)? {
            let ties = input.read(&["ties", "tie_matrix"], |value| mirrored(square(value)?, wins.len()))?;
            games.add_matrix(&wins, ties.as_deref());
            return Ok(games);
        }
        let rows = ["rows", "comparisons", "games", "results", "pairs", "matches"];
        for (at, row) in list(input.need(&rows)?)?.iter().enumerate() {
            games.add(row).map_err(|stop| stop.at(|| format!("comparison {at}")))?;
        }
        Ok(games)
    }

    /// Entry (i, j) counts how often i has won against j.
    fn add_matrix(&mut self, wins: &[Vec<u64>], ties: Option<&[Vec<u64>]>) {
        for at in self.names.len()..wins.len() {
            self.names.push(at.to_string());
        }
        for first in 0..wins.len() {
            for second in first + 1..wins.len() {
                // A tie may stand on both sides of the diagonal or on one.
                let ties = ties.map_or(0, |ties| ties[first][second].max(ties[second][first]));
                let (first_wins, second_wins) = (wins[first][second], wins[second][first]);
                self.meetings.push(Meeting { first, second, first_wins, second_wins, ties });
            }
        }
    }

    /// One game or several of the same two: counted, with a winner, or with an outcome.
    fn add(&mut self, row: &Value) -> Result<(), Stop> {
        let no = || Unsupported(format!("{row} is no comparison of two"));
        let get = |keys: &[&str]| keys.iter().find_map(|key| row.get(*key)).filter(|value| !value.is_null());
        let mut meeting = Meeting::default();
        if let Some(parts) = row.as_array() {
            let (Some(winner), Some(loser)) = (parts.first(), parts.get(1)) else { return Err(no()) };
            (meeting.first, meeting.second) = (self.place(winner), self.place(loser));
            match parts.get(2) {
                None => meeting.first_wins = 1,
                Some(outcome) => count(&mut meeting, outcome, winner, loser, 1).ok_or_else(no)?,
            }
            self.meetings.push(meeting);
            return Ok(());
        }
        let times = get(&["n", "count", "times"]).map(whole).transpose()?.unwrap_or(1);
        if let (Some(winner), Some(loser)) = (get(&["winner"]), get(&["loser"])) {
            (meeting.first, meeting.second) = (self.place(winner), self.place(loser));
            meeting.first_wins = times;
            self.meetings.push(meeting);
            return Ok(());
        }
        let first = get(&["home", "first", "a", "left", "x", "i", "player1"]).ok_or_else(no)?;
        let second = get(&["away", "second", "b", "right", "y", "j", "player2"]).ok_or_else(no)?;
        (meeting.first, meeting.second) = (self.place(first), self.place(second));
        if let Some(outcome) = get(&["winner", "outcome", "result", "preferred"]) {
            count(&mut meeting, outcome, first, second, times).ok_or_else(no)?;
        } else {
            let counted = |keys: &[&str]| get(keys).map_or(Ok(0), whole);
            meeting.first_wins = counted(&["home_wins", "first_wins", "a_wins", "wins_a", "wins1", "win1", "w_ij"])?;
            meeting.second_wins = counted(&["away_wins", "second_wins", "b_wins", "wins_b", "wins2", "win2", "w_ji"])?;
            meeting.ties = counted(&["ties", "draws", "tie", "tied"])?;
        }
        self.meetings.push(meeting);
        Ok(())
    }
}

/// As many columns as rows, and nobody meets himself.
fn square(rows: Vec<Vec<u64>>) -> Result<Vec<Vec<u64>>, Stop> {
    for (at, row) in rows.iter().enumerate() {
        if row.len() != rows.len() {
            return Err(Undefined::Ragged { row: at, found: row.len(), expected: rows.len() }.into());
        }
        if row[at] != 0 {
            return Err(Stop::Undefined(format!("row {at}, entry {at}: {} of one against itself", row[at])));
        }
    }
    Ok(rows)
}

/// Of so many, the ties of two alike on both sides of the diagonal, or on one side only.
fn mirrored(ties: Vec<Vec<u64>>, n: usize) -> Result<Vec<Vec<u64>>, Stop> {
    if ties.len() != n {
        return Err(Undefined::Lengths { left: n, right: ties.len() }.into());
    }
    for (i, row) in ties.iter().enumerate() {
        for (j, count) in row.iter().enumerate().skip(i + 1).filter(|(_, count)| **count > 0) {
            let other = ties[j][i];
            if other > 0 && other != *count {
                let reason = format!("row {i}, entry {j}: {count} ties, and {other} on the other side of the diagonal");
                return Err(Stop::Undefined(reason));
            }
        }
    }
    Ok(ties)
}

fn count(meeting: &mut Meeting, outcome: &Value, first: &Value, second: &Value, times: u64) -> Option<()> {
    let said = word(outcome).to_lowercase();
    match said.as_str() {
        "tie" | "draw" | "ties" | "0.5" | "=" => meeting.ties = times,
        _ if *outcome == *first => meeting.first_wins = times,
        _ if *outcome == *second => meeting.second_wins = times,
        "first" | "home" | "a" | "left" | "1" | "win" => meeting.first_wins = times,
        "second" | "away" | "b" | "right" | "0" | "2" | "loss" => meeting.second_wins = times,
        _ => return None,
    }
    Some(())
}

/// Log strengths by name, less that of the reference if there is one, else centred; with what goes beside them.
fn strengths(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let order_effect = name.asks(&["order", "home", "beaver", "position", "advantage"]);
    if order_effect && input.get(&["wins", "win_matrix", "matrix"]).is_some() {
        return Err(Unsupported("a matrix of wins does not say who came first".to_owned()));
    }
    let games = Games::of(input)?;
    let half = name.words.windows(2).any(|words| words == ["half", "ties"]) || input.text(&["ties_as"]) == Some("half");
    let penalty = input.optional(&["penalty", "pseudo_wins", "pseudo_win"])?;
    let model = Model {
        ties: if half { Ties::Half } else { Ties::Davidson },
        order_effect,
        penalty: penalty.map_or(Penalty::None, Penalty::Opponent),
    };
    let level = level(name, input)?;
    let fit = match Comparisons::of_meetings(&games.meetings, games.names.len()) {
        Ok(comparisons) => bradley_terry(&comparisons, &model, level),
        Err(reason) => return Ok(Answer::none(reason)),
    };
    let strengths = match &fit.strengths {
        Ok(strengths) => strengths,
        Err(reason) => return Ok(Answer::none(*reason)),
    };
    let reference = match input.get(&["reference", "baseline"]).map(word) {
        None => None,
        Some(wanted) => match games.names.iter().position(|known| *known == wanted) {
            Some(at) => Some(at),
            None => return Err(Stop::Undefined(format!("the reference “{wanted}” has played no game"))),
        },
    };
    let each: Vec<(String, Statistic)> = (0..games.names.len())
        .map(|at| {
            let statistic = match reference {
                None => strengths[at].clone(),
                Some(zero) if zero == at => {
                    Statistic { value: Ok(0.0), se: Some(0.0), interval: None, ..strengths[at].clone() }
                }
                Some(zero) => fit.difference(at, zero, level),
            };
            (games.names[at].clone(), statistic)
        })
        .collect();
    Ok(together(&each, &fit, name))
}

fn together(each: &[(String, Statistic)], fit: &BradleyTerry, name: &Name) -> Answer {
    let all = |of: &dyn Fn(&Statistic) -> Answer| {
        let listed = Answer::List(each.iter().map(|(_, statistic)| of(statistic)).collect());
        Answer::names(each.iter().map(|(name, statistic)| (name.clone(), of(statistic)))).with([("list", listed)])
    };
    let values = all(&|statistic| Answer::of(statistic.value));
    let worth = all(&|statistic| Answer::of(statistic.value.map(f64::exp)));
    let errors = all(&|statistic| Answer::optional(statistic.se));
    let listed = Answer::List(each.iter().map(|(_, statistic)| Answer::of(statistic.value)).collect());
    let mut fields: Vec<(Key, Answer)> = Vec::new();
    let (ties, order) = (fit.ties.as_ref(), fit.order_effect.as_ref());
    let of = |statistic: Option<&Statistic>, as_is: fn(f64) -> f64| match statistic {
        Some(statistic) => Answer::of(statistic.value.map(as_is)),
        None => Answer::Undefined("not in the model".to_owned()),
    };
    let se = |statistic: Option<&Statistic>| Answer::optional(statistic.and_then(|statistic| statistic.se));
    // Names come first, lest an item called "n" be taken for the number of comparisons.
    let whole = |(name, statistic): &(String, Statistic)| {
        (Key::Name(name.clone()), Answer::statistic(statistic, "log_strength|strength|ability|lambda"))
    };
    fields.push((Key::Words("strengths|log_strengths|abilities|values|value|lambda|log_worths"), values));
    fields.extend(each.iter().map(whole));
    let more = [
        ("list", listed),
        ("worth|worths|pi", worth),
        ("se|ses|standard_errors|std_err", errors),
        ("nu|ties|tie|theta|tie_parameter|davidson_nu|davidson_ties", of(ties, f64::exp)),
        ("log_nu|ln_nu|log_ties", of(ties, |log| log)),
        ("log_nu_se|ties_se|se_log_nu", se(ties)),
        ("home|home_advantage|order_effect|order|at_home|log_order_effect|advantage|delta", of(order, |log| log)),
        ("order_effect_se|home_se|home_advantage_se|se_home", se(order)),
        ("gamma|order_gamma", of(order, |log| (-log).exp())),
        ("multiplicative|order_ratio|odds_ratio|home_odds", of(order, f64::exp)),
        ("loglik|log_likelihood", Answer::of(fit.log_likelihood)),
        ("n", Answer::count(fit.n)),
    ];
    fields.extend(more.into_iter().map(|(words, answer)| (Key::Words(words), answer)));
    // Where the name asks for one quantity and a bare number is expected, it is that.
    let asked = match () {
        () if name.has_any(&["nu", "parameter"]) => "nu",
        () if name.has("effect") => "order_effect",
        () => "strengths",
    };
    if let Some(at) =
        fields.iter().position(|(key, _)| matches!(key, Key::Words(words) if words.split('|').any(|w| w == asked)))
    {
        let first = fields.remove(at);
        fields.insert(0, first);
    }
    Answer::Record(fields)
}

/// One player's new rating, or all players' after games in sequence.
fn rated(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let k = input.optional(&["K", "k"])?.unwrap_or(32.0);
    if name.has("expected") {
        let (rating, opponent) = (input.number(&["rating", "a"])?, input.number(&["opponent", "b"])?);
        return Ok(Answer::words([("expected|value", Answer::of(elo_expected(rating, opponent)))]));
    }
    let Some(games) = input.get(&["games", "matches"]) else {
        let opponents = match input.get(&["opponents"]) {
            Some(opponents) => super::input::numbers(opponents)?,
            None => vec![input.number(&["opponent"])?],
        };
        let scores = match input.get(&["scores"]) {
            Some(scores) => super::input::numbers(scores)?,
            None => vec![input.number(&["score"])?],
        };
        let new = elo_update(input.number(&["rating"])?, &opponents, &scores, k);
        return Ok(Answer::statistic(&new, "new|rating|new_rating"));
    };
    let given = input.need(&["ratings", "start"])?;
    let (names, ratings): (Vec<String>, Vec<f64>) = match given {
        Value::Object(all) => {
            let rated = all.iter().map(|(name, rating)| Ok((name.clone(), number(rating)?)));
            rated.collect::<Result<Vec<_>, Stop>>()?.into_iter().unzip()
        }
        _ => super::input::numbers(given)?.into_iter().enumerate().map(|(at, r)| (at.to_string(), r)).unzip(),
    };
    let place = |player: &Value| {
        let player = word(player);
        let known = names.iter().position(|name| *name == player);
        known.ok_or_else(|| Stop::Undefined(format!("“{player}” has no rating")))
    };
    let game = |game: &Value| match list(game)? {
        [first, second, score] => Ok((place(first)?, place(second)?, number(score)?)),
        _ => Err(Unsupported(format!("{game} is not [first, second, score of the first]"))),
    };
    let games: Vec<_> = list(games)?.iter().map(game).collect::<Result<_, _>>()?;
    let after = match elo_sequence(&ratings, &games, k) {
        Ok(after) => after,
        Err(reason) => return Ok(Answer::none(reason)),
    };
    let listed = after.iter().map(|rating| Answer::of(rating.value)).collect();
    let by_name = names.into_iter().zip(&after).map(|(name, rating)| (Key::Name(name), Answer::of(rating.value)));
    let all = [(Key::Words("ratings|value"), Answer::List(listed))].into_iter().chain(by_name);
    Ok(Answer::Record(all.collect()))
}
