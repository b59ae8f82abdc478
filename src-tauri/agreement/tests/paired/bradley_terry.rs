use agreement::paired::{Comparisons, Model, Outcome, Penalty, Ties, bradley_terry};
use agreement::{LEVEL, Statistic};
use proptest::prelude::*;

use crate::{fit, meetings, near, values, vector};

const TEAMS: [&str; 7] = ["Baltimore", "Boston", "Cleveland", "Detroit", "Milwaukee", "New York", "Toronto"];

/// The American League of 1987: home, away, home wins, away wins, no ties.
fn baseball() -> Comparisons {
    let rows = vector("bradley_terry_baseball1987")["input"]["rows"].clone();
    let team = |name: &serde_json::Value| TEAMS.iter().position(|team| name == team).unwrap() as u64;
    let count = |row: &serde_json::Value, of: &str| row[of].as_u64().unwrap();
    let row = |row: &serde_json::Value| {
        [team(&row["home"]), team(&row["away"]), count(row, "home_wins"), count(row, "away_wins"), 0]
    };
    meetings(&rows.as_array().unwrap().iter().map(row).collect::<Vec<_>>(), TEAMS.len())
}

fn check(statistic: &Statistic, value: f64, se: f64) {
    near(statistic.value.unwrap(), value, 1e-8);
    near(statistic.se.unwrap(), se, 1e-8);
    let interval = statistic.interval.unwrap();
    near(interval.low, value - 1.959963984540054 * se, 1e-7);
    near(interval.high, value + 1.959963984540054 * se, 1e-7);
}

#[test]
fn published_strengths() {
    let published = vector("bradley_terry_baseball1987");
    let fit = fit(&baseball(), &Model::default());
    let strengths = values(&fit).unwrap();
    for (team, strength) in TEAMS.iter().zip(&strengths) {
        let should = published["expected"][team].as_f64().unwrap();
        near(strength - strengths[0], should, published["tolerance"].as_f64().unwrap());
    }
    assert_eq!((fit.n, fit.ties, fit.order_effect), (273, None, None));
    let baltimore = &fit.strengths.as_ref().unwrap()[0];
    assert_eq!((baltimore.n, baltimore.observed), (78, Some(18.0 / 78.0)));
}

/// Differences from Baltimore and their errors by statsmodels 0.15 (GLM, logit); to four digits they are those of the
/// vignette of R's BradleyTerry2, baseballModel1 and, with the teams' advantage at home, baseballModel2.
#[test]
fn published_standard_errors_and_the_advantage_at_home() {
    let plain = fit(&baseball(), &Model::default());
    let differences = [
        (1.1076977053786545, 0.333878206989427),
        (0.6838527691591616, 0.3318766727110824),
        (1.4364084318124368, 0.3395685063788813),
        (1.5813558766613942, 0.3432559815946679),
        (1.2476178451413875, 0.3358609225257626),
        (1.294485123911807, 0.3366694014228808),
    ];
    for (team, (value, se)) in (1..).zip(differences) {
        check(&plain.difference(team, 0, LEVEL), value, se);
    }
    let home = fit(&baseball(), &Model { order_effect: true, ..Model::default() });
    let differences = [
        (1.1438026533056014, 0.3378425352458274),
        (0.7046944569074676, 0.3350017174992594),
        (1.4753572135948556, 0.34455221289504734),
        (1.6195549935873632, 0.3473656834223902),
        (1.281340403284143, 0.3404037212006456),
        (1.3271103980802776, 0.34032256752584517),
    ];
    for (team, (value, se)) in (1..).zip(differences) {
        check(&home.difference(team, 0, LEVEL), value, se);
    }
    check(home.order_effect.as_ref().unwrap(), 0.30226065552894077, 0.13094370745590966);
    assert!(home.log_likelihood.unwrap() > plain.log_likelihood.unwrap());
}

const TIED: [[u64; 5]; 10] = [
    [0, 1, 7, 4, 3],
    [1, 0, 5, 6, 2],
    [0, 2, 9, 1, 1],
    [2, 0, 3, 6, 4],
    [1, 2, 6, 3, 2],
    [2, 1, 4, 4, 5],
    [3, 0, 2, 7, 1],
    [0, 3, 5, 2, 3],
    [3, 1, 3, 4, 4],
    [2, 3, 6, 2, 2],
];

/// By Newton's method on the whole likelihood in NumPy, with pseudo-inverses.
#[test]
fn ties_an_order_effect_and_a_penalty() {
    let comparisons = meetings(&TIED, 4);
    let check_all = |model: Model, strengths: [(f64, f64); 4], ties: (f64, f64), likelihood: f64| {
        let fit = fit(&comparisons, &model);
        for (item, (value, se)) in fit.strengths.as_ref().unwrap().iter().zip(strengths) {
            check(item, value, se);
        }
        check(fit.ties.as_ref().unwrap(), ties.0, ties.1);
        near(fit.log_likelihood.unwrap(), likelihood, 1e-9);
        fit
    };
    let davidson = [
        (0.7050365877205527, 0.22431611282752797),
        (0.11156944619660727, 0.22946506304880687),
        (-0.23724143598191083, 0.2393280855363543),
        (-0.5793645979352491, 0.292194220417883),
    ];
    check_all(Model::default(), davidson, (-0.4251638208029995, 0.22375118054548337), -118.33429227809147);
    let order = Model { order_effect: true, ..Model::default() };
    let beaver = [
        (0.7272211318250926, 0.2280627503260727),
        (0.17036969965394383, 0.23386112455202532),
        (-0.3051907228451248, 0.24858065828265985),
        (-0.5924001086339118, 0.29391647039830787),
    ];
    let fit = check_all(order, beaver, (-0.5870278119496892, 0.24426775623290806), -117.17541123601886);
    check(fit.order_effect.as_ref().unwrap(), 0.353132863740483, 0.2345700675500259);
    let drawn_together = [
        (0.7140103312851451, 0.2254444216540528),
        (0.16453618637899384, 0.23138584527655803),
        (-0.30144656929908475, 0.2455703766497946),
        (-0.5770999483650543, 0.2890757674224396),
    ];
    let penalised = Model { penalty: Penalty::Opponent(0.5), ..order };
    check_all(penalised, drawn_together, (-0.5886231701763426, 0.24404398342010722), -120.0686356141239);
}

#[test]
fn without_ties_davidsons_model_is_the_plain_one() {
    let half = Model { ties: Ties::Half, ..Model::default() };
    assert_eq!(values(&fit(&baseball(), &half)), values(&fit(&baseball(), &Model::default())));
    let halved = fit(&meetings(&[[0, 1, 3, 1, 2]], 2), &half);
    near(halved.difference(0, 1, LEVEL).value.unwrap(), 2f64.ln(), 1e-10);
    assert_eq!(halved.ties, None);
}

/// Beyond the number of items for which a matrix is made, Hunter's steps go all the way.
#[test]
fn many_items_have_strengths_without_errors() {
    let items = 1001;
    // A ring in which each meets the next on a par, and one that beats all others twice in three games.
    let ring: Vec<[u64; 5]> = (0..items as u64).map(|i| [i, (i + 1) % items as u64, 3, 3, 0]).collect();
    let mut counts = ring.clone();
    counts.extend((1..items as u64).map(|i| [0, i, 2, 1, 0]));
    let fit = fit(&meetings(&counts, items), &Model::default());
    let strengths = fit.strengths.as_ref().unwrap();
    assert!(strengths[0].value.unwrap() > strengths[1].value.unwrap());
    assert_eq!((strengths[0].se, strengths[0].interval), (None, None));
    near(strengths[300].value.unwrap(), strengths[700].value.unwrap(), 1e-6);
    near(fit.difference(0, 500, LEVEL).value.unwrap(), 2f64.ln(), 1e-6);
}

#[test]
fn all_ways_to_give_comparisons_agree() {
    let games = [(0, 1), (0, 1), (1, 0), (1, 2), (2, 0), (0, 2), (0, 2)];
    let of_winners = Comparisons::of_winners(&games, 3).unwrap();
    let of_wins = Comparisons::of_wins(&[[0, 2, 2], [1, 0, 1], [1, 0, 0]]).unwrap();
    assert_eq!(of_winners, of_wins);
    let outcomes: Vec<_> = games
        .iter()
        .map(|&(won, lost)| if won < lost { (won, lost, Outcome::First) } else { (lost, won, Outcome::Second) })
        .collect();
    let of_outcomes = Comparisons::of_outcomes(&outcomes, 3).unwrap();
    let of_meetings = meetings(&[[0, 1, 2, 1, 0], [0, 2, 2, 1, 0], [1, 2, 1, 0, 0]], 3);
    assert_eq!(of_outcomes, of_meetings);
    let model = Model::default();
    assert_eq!(fit(&of_winners, &model).strengths, fit(&of_outcomes, &model).strengths);
    // More items than a table is made for: the same counts, from a list.
    let far = |games: &[(usize, usize)]| games.iter().map(|(a, b)| (a + 5000, b + 5000)).collect::<Vec<_>>();
    let listed = Comparisons::of_winners(&far(&games), 5003).unwrap();
    assert_eq!((listed.n(), listed.items()), (7, 5003));
    let penalty = Model { penalty: Penalty::Opponent(1.0), ..model };
    let (few, many) = (values(&fit(&of_wins, &penalty)).unwrap(), values(&fit(&listed, &penalty)).unwrap());
    near(few[0] - few[2], many[5000] - many[5002], 1e-7);
}

/// Wins among a few items in which each has won and lost against the next.
fn connected() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (2usize..7).prop_flat_map(|items| {
        prop::collection::vec(prop::collection::vec(0u64..5, items), items).prop_map(move |mut wins| {
            for (i, row) in wins.iter_mut().enumerate() {
                row[i] = 0;
                row[(i + 1) % items] += 1;
                row[(i + items - 1) % items] += 1;
            }
            wins
        })
    })
}

proptest! {
    #[test]
    fn strengths_are_centred_and_fit_the_wins(wins in connected()) {
        let fit = fit(&Comparisons::of_wins(&wins).unwrap(), &Model::default());
        let strengths = values(&fit).unwrap();
        prop_assert!(strengths.iter().sum::<f64>().abs() < 1e-9);
        // At the maximum every item has won as often as its strength lets expect.
        for (i, row) in wins.iter().enumerate() {
            let expected: f64 = (0..wins.len())
                .filter(|j| *j != i)
                .map(|j| (row[j] + wins[j][i]) as f64 / (1.0 + (strengths[j] - strengths[i]).exp()))
                .sum();
            prop_assert!((expected - row.iter().sum::<u64>() as f64).abs() < 1e-7);
        }
    }

    #[test]
    fn names_do_not_matter(wins in connected(), turn in 1usize..6) {
        let items = wins.len();
        let name = |i: usize| (i + turn) % items;
        let mut renamed = vec![vec![0; items]; items];
        for i in 0..items {
            for j in 0..items {
                renamed[name(i)][name(j)] = wins[i][j];
            }
        }
        let of = |wins: &[Vec<u64>]| fit(&Comparisons::of_wins(wins).unwrap(), &Model::default()).strengths.unwrap();
        let (strengths, after) = (of(&wins), of(&renamed));
        for i in 0..items {
            prop_assert!((strengths[i].value.unwrap() - after[name(i)].value.unwrap()).abs() < 1e-8);
            prop_assert!((strengths[i].se.unwrap() - after[name(i)].se.unwrap()).abs() < 1e-8);
        }
    }

    #[test]
    fn twice_the_games_make_half_the_variance(wins in connected()) {
        let twice: Vec<Vec<u64>> = wins.iter().map(|row| row.iter().map(|n| 2 * n).collect()).collect();
        let of = |wins: &[Vec<u64>]| fit(&Comparisons::of_wins(wins).unwrap(), &Model::default());
        let (once, twice) = (of(&wins), of(&twice));
        for (a, b) in once.strengths.as_ref().unwrap().iter().zip(twice.strengths.as_ref().unwrap()) {
            prop_assert!((a.value.unwrap() - b.value.unwrap()).abs() < 1e-8);
            prop_assert!((a.se.unwrap() / b.se.unwrap() - 2f64.sqrt()).abs() < 1e-7);
        }
        prop_assert!((2.0 * once.log_likelihood.unwrap() - twice.log_likelihood.unwrap()).abs() < 1e-7);
    }

    #[test]
    fn winners_and_losers_exchanged_turn_the_strengths(wins in connected()) {
        let turned: Vec<Vec<u64>> = (0..wins.len()).map(|i| wins.iter().map(|row| row[i]).collect()).collect();
        let of = |wins: &[Vec<u64>]| values(&fit(&Comparisons::of_wins(wins).unwrap(), &Model::default())).unwrap();
        for (a, b) in of(&wins).into_iter().zip(of(&turned)) {
            prop_assert!((a + b).abs() < 1e-8);
        }
    }

    #[test]
    fn a_difference_is_antisymmetric_and_holds_its_value(wins in connected(), level in 0.5f64..0.999) {
        let fit = fit(&Comparisons::of_wins(&wins).unwrap(), &Model::default());
        let (one, other) = (fit.difference(0, 1, level), fit.difference(1, 0, level));
        prop_assert_eq!(one.value.map(|v| -v), other.value);
        prop_assert_eq!(one.se, other.se);
        let interval = one.interval.unwrap();
        prop_assert!(interval.low < one.value.unwrap() && one.value.unwrap() < interval.high);
    }

    #[test]
    fn an_answer_or_a_reason_for_anything(
        counts in prop::collection::vec((0u64..4, 0u64..4, 0u64..4, 0u64..4, 0u64..3), 0..9),
        order_effect: bool,
        half: bool,
        penalty in prop::option::of(0.01f64..3.0),
    ) {
        let counts: Vec<[u64; 5]> = counts.into_iter().filter(|c| c.0 != c.1).map(|c| [c.0, c.1, c.2, c.3, c.4]).collect();
        let ties = if half { Ties::Half } else { Ties::Davidson };
        let model = Model { ties, order_effect, penalty: penalty.map_or(Penalty::None, Penalty::Opponent) };
        let fit = bradley_terry(&meetings(&counts, 4), &model, LEVEL);
        if let Ok(strengths) = &fit.strengths {
            for item in strengths {
                prop_assert!(item.value.unwrap().is_finite() && item.value.unwrap().abs() < 30.0);
                prop_assert!(item.se.unwrap() > 0.0);
            }
            prop_assert!(fit.log_likelihood.unwrap() <= 0.0);
        }
    }
}
