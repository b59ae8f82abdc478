//! Orders of the same things.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::categorical::level;
use super::input::{Input, list, numbers, word};
use super::name::Name;
use agreement::rank::*;
use agreement::scale::correlation_test;
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    let level = level(name, input)?;
    if name.is(&["kendall_tau_b", "kendall_tau", "kendalls_tau_b", "kendalls_tau", "tau_b", "kendall"]) {
        let (x, y) = input.two_lists()?;
        let all = kendall(&x, &y, level);
        let pairs =
            |of: fn(&Pairs) -> u64| all.pairs.as_ref().map_or_else(|r| Answer::none(*r), |p| Answer::Count(of(p)));
        return Ok(Some(Answer::statistic(&all.tau_b, "tau|tau_b|kendall_tau").with([
            ("p|p_value|pvalue|p_two", Answer::of(all.test.map(|test| test.p))),
            ("z|statistic", Answer::of(all.test.map(|test| test.statistic))),
            ("concordant", pairs(|pairs| pairs.concordant)),
            ("discordant", pairs(|pairs| pairs.discordant)),
        ])));
    }
    if name.is(&["spearman_rho", "spearman", "spearmans_rho", "spearman_r", "spearman_correlation"]) {
        let (x, y) = input.two_lists()?;
        let rho = spearman_rho(&x, &y, variance(input)?, level);
        let test = rho.value.and_then(|value| correlation_test(value, rho.n));
        return Ok(Some(Answer::statistic(&rho, "rho|r|r_s|rs|spearman").with([
            ("p|p_value|pvalue|p_two", Answer::of(test.map(|test| test.p))),
            ("t|statistic", Answer::of(test.map(|test| test.statistic))),
        ])));
    }
    if name.is(&["kendall_w", "kendall_w_ties", "kendalls_w", "kendalls_w_ties"]) {
        let (scores, raters) = input.scores()?;
        let all = kendall_w(&scores, raters);
        return Ok(Some(Answer::statistic(&all.w, "w|kendall_w").with([
            ("chi2|chi_square|chi_squared|chisq|statistic", Answer::of(all.test.map(|test| test.statistic))),
            ("df", Answer::of(all.test.map(|test| test.df.unwrap_or(f64::NAN)))),
            ("p|p_value|pvalue", Answer::of(all.test.map(|test| test.p))),
        ])));
    }
    if name.has("rbo") || name.is(&["rank_biased_overlap"]) {
        return biased(name, input).map(Some);
    }
    if name.is(&["average_overlap", "overlap"]) {
        let (first, second) = lists(input)?;
        let longer = first.len().max(second.len()) as u64;
        let depth = input.optional_whole(&["depth", "k"])?.unwrap_or(longer);
        return Ok(Some(Answer::statistic(&average_overlap(&first, &second, depth as usize), "ao|overlap")));
    }
    if name.has("ndcg") {
        return discounted(name, input, level).map(Some);
    }
    Ok(None)
}

fn variance(input: &Input<'_>) -> Result<RankVariance, Stop> {
    match input.text(&["variance"]) {
        None | Some("bonett_wright") => Ok(RankVariance::BonettWright),
        Some("fieller") => Ok(RankVariance::Fieller),
        Some("fisher") => Ok(RankVariance::Fisher),
        Some(other) => Err(Unsupported(format!("no variance is called “{other}”"))),
    }
}

fn lists(input: &Input<'_>) -> Result<(Vec<String>, Vec<String>), Stop> {
    let words = |value: &Value| Ok::<_, Stop>(list(value)?.iter().map(word).collect());
    let first = input.need(&["S", "s", "first", "list_a", "a", "x", "list1"])?;
    Ok((words(first)?, words(input.need(&["T", "t", "second", "list_b", "b", "y", "list2"])?)?))
}

fn biased(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let (first, second) = lists(input)?;
    let all = rbo(&first, &second, input.optional(&["p"])?.unwrap_or(0.9));
    let extrapolated = ("ext|rbo_ext|rbo|value|extrapolated", Answer::of(all.extrapolated.value));
    let least = ("min|rbo_min|least|lower", Answer::of(all.least));
    let residual = ("res|rbo_res|residual", Answer::of(all.residual));
    let most = all.least.and_then(|least| all.residual.map(|residual| least + residual));
    let most = ("max|rbo_max|upper", Answer::of(most));
    Ok(match () {
        () if name.has("min") => Answer::words([least, extrapolated, residual, most]),
        () if name.has_any(&["res", "residual"]) => Answer::words([residual, extrapolated, least, most]),
        () if name.has("max") => Answer::words([most, extrapolated, least, residual]),
        () if name.only(&["rbo", "ext", "extrapolated", "rank", "biased", "overlap"]) => {
            Answer::words([extrapolated, least, residual, most])
        }
        () => return Err(Unsupported(format!("no RBO is called “{}”", name.words.join("_")))),
    })
}

fn discounted(name: &Name, input: &Input<'_>, level: f64) -> Result<Answer, Stop> {
    let relevance = input.need(&["true_relevance", "relevance", "rel", "y_true", "relevances", "gains"])?;
    let given = input.get(&["scores", "y_score", "score"]);
    let exponential = |word: &str| ["exponential", "exp"].contains(&word);
    let gain = match input.text(&["gain"]) {
        Some(word) if exponential(word) => Gain::Exponential,
        _ if name.has_any(&["exponential", "exp"]) => Gain::Exponential,
        _ => Gain::Linear,
    };
    // "ndcg@5" or "ndcg_at_5".
    let of_name = || name.words.iter().find_map(|word| word.trim_start_matches('k').parse::<usize>().ok());
    let cut_off = input.optional_whole(&["k", "at", "cut_off", "cutoff"])?.map(|k| k as usize);
    let ties = match given {
        Some(_) if !input.get(&["ignore_ties"]).is_some_and(|ignore| *ignore == Value::Bool(true)) => {
            TiedScores::Averaged
        }
        // Without scores the items stand in the order judged.
        _ => TiedScores::InOrder,
    };
    let discount = if input.text(&["discount"]) == Some("log2_rank") { Discount::Rank } else { Discount::NextRank };
    let how = Ndcg { gain, discount, ties, cut_off: cut_off.or_else(of_name) };
    let many = relevance.as_array().is_some_and(|rows| rows.first().is_some_and(Value::is_array));
    if many {
        let rows = |value: &Value| list(value)?.iter().map(numbers).collect::<Result<Vec<_>, _>>();
        let relevance = rows(relevance)?;
        let items = relevance.first().map_or(0, Vec::len);
        let scores = match given {
            Some(scores) => rows(scores)?.concat(),
            None => vec![0.0; relevance.iter().map(Vec::len).sum()],
        };
        return Ok(Answer::statistic(&mean_ndcg(&relevance.concat(), &scores, items, &how, level), "ndcg"));
    }
    let relevance = numbers(relevance)?;
    let scores = given.map_or_else(|| Ok(vec![0.0; relevance.len()]), numbers)?;
    let ideal = input.get(&["ideal", "ideal_relevance"]).map(numbers).transpose()?;
    let ideal = ideal.as_deref().map_or(Ideal::SameItems, Ideal::Of);
    Ok(Answer::statistic(&ndcg(&relevance, &scores, ideal, &how), "ndcg"))
}
