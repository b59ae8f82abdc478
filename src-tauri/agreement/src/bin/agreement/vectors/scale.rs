//! Scores on a scale.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::categorical::level;
use super::input::Input;
use super::name::Name;
use agreement::bootstrap::{Plan, of_correlation};
use agreement::scale::{Form, Icc, correlation_test, icc, mean, mean_difference, pearson};

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.has("icc") || name.is(&["intraclass_correlation"]) {
        return correlations_of_classes(name, input).map(Some);
    }
    if name.has("bootstrap") {
        return bootstrapped(name, input);
    }
    let level = level(name, input)?;
    if name.is(&["pearson", "pearson_r", "pearsons_r", "pearson_correlation", "correlation"]) {
        let (x, y) = input.two_lists()?;
        let r = pearson(&x, &y, level);
        let test = r.value.and_then(|value| correlation_test(value, r.n));
        return Ok(Some(Answer::statistic(&r, "r|pearson|pearson_r|rho").with([
            ("p|p_value|pvalue|p_two", Answer::of(test.map(|test| test.p))),
            ("t|statistic", Answer::of(test.map(|test| test.statistic))),
        ])));
    }
    if name.is(&["mean_difference", "bland_altman", "bland_altman_limits", "limits_of_agreement"]) {
        let (x, y) = input.two_lists()?;
        let difference = mean_difference(&x, &y, input.optional(&["coverage"])?.unwrap_or(0.95), level);
        return Ok(Some(Answer::statistic(&difference.bias, "bias|mean|mean_difference").with([
            ("sd|sd_difference", Answer::of(difference.sd)),
            ("lower_limit|loa_lower|lower_loa", Answer::of(difference.lower_limit.value)),
            ("upper_limit|loa_upper|upper_loa", Answer::of(difference.upper_limit.value)),
        ])));
    }
    if name.is(&["mean", "mean_t", "t_mean"]) {
        return Ok(Some(Answer::statistic(&mean(&input.numbers(&["x", "values"])?, level), "mean")));
    }
    Ok(None)
}

fn bootstrapped(name: &Name, input: &Input<'_>) -> Found {
    if !name.has_any(&["correlation", "pearson", "r"]) {
        return Ok(None);
    }
    let (x, y) = input.two_lists()?;
    let whole = |keys: &[&str], usual: u64| input.optional_whole(keys).map(|n| n.unwrap_or(usual));
    let plan = Plan {
        level: level(name, input)?,
        ..Plan::new(whole(&["resamples", "B", "bootstrap"], 20_000)? as usize, whole(&["seed"], 1)?)
    };
    let resampled = of_correlation(&x, &y, &plan);
    let value = ("r|value|estimate|correlation", Answer::of(resampled.value));
    let se = ("se|bootstrap_se", Answer::of(resampled.se));
    let rest = [
        ("bias", Answer::of(resampled.bias)),
        (super::answer::LOW, Answer::of(resampled.interval.map(|interval| interval.low))),
        (super::answer::HIGH, Answer::of(resampled.interval.map(|interval| interval.high))),
        ("n", Answer::count(resampled.n)),
        ("undefined_resamples", Answer::count(resampled.undefined)),
    ];
    // A bare number is what the name asks for.
    Ok(Some(if name.has("se") { Answer::words([se, value]) } else { Answer::words([value, se]) }.with(rest)))
}

/// The six forms, or the one that the name means: "icc_2_k", "icc2k", "icc(2,k)", "icc_a_1".
fn correlations_of_classes(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let (scores, raters) = input.scores()?;
    let all = icc(&scores, raters, level(name, input)?);
    if name.has("anova") || name.words.windows(2).any(|words| words == ["mean", "squares"]) {
        let part = |of: fn(&agreement::scale::Anova) -> f64| Answer::of(all.anova.map(|anova| of(&anova)));
        return Ok(Answer::words([
            ("bms|msb|msr|between_subjects", part(|anova| anova.between_subjects)),
            ("wms|msw|within_subjects", part(|anova| anova.within_subjects)),
            ("jms|msc|msj|between_raters", part(|anova| anova.between_raters)),
            ("ems|mse|residual", part(|anova| anova.residual)),
        ]));
    }
    const SILENT: [&str; 9] = ["icc", "ci", "interval", "forms", "all", "six", "f", "test", "p"];
    let which: String = name.words.iter().filter(|word| !SILENT.contains(&word.as_str())).map(String::as_str).collect();
    let mut forms = forms(&all);
    if which.is_empty() {
        return Ok(Answer::words(forms));
    }
    let words = |key: &str| key.split('|').any(|word| word == which || word.trim_start_matches("icc") == which);
    let at = forms.iter().position(|(key, _)| words(key));
    let at = at.ok_or_else(|| Unsupported(format!("no form of ICC is called “{which}”")))?;
    Ok(std::mem::replace(&mut forms[at].1, Answer::Count(0)))
}

fn forms(all: &Icc) -> [(&'static str, Answer); 6] {
    [
        ("1,1|icc1|icc(1,1)|icc(1)|icc1_1|icc11|11", form(&all.single.one_way)),
        ("2,1|icc2|icc(2,1)|icc(a,1)|icc2_1|icc21|21|a1", form(&all.single.agreement)),
        ("3,1|icc3|icc(3,1)|icc(c,1)|icc3_1|icc31|31|c1", form(&all.single.consistency)),
        ("1,k|icc1k|icc(1,k)|icc(k)|icc1_k|1k", form(&all.average.one_way)),
        ("2,k|icc2k|icc(2,k)|icc(a,k)|icc2_k|2k|ak", form(&all.average.agreement)),
        ("3,k|icc3k|icc(3,k)|icc(c,k)|icc3_k|3k|ck", form(&all.average.consistency)),
    ]
}

fn form(form: &Form) -> Answer {
    Answer::statistic(&form.icc, "icc").with([
        ("f|statistic", Answer::of(form.test.map(|test| test.statistic))),
        ("p|p_value|pvalue|pval", Answer::of(form.test.map(|test| test.p))),
        ("df1|df", Answer::of(form.test.map(|test| test.df.unwrap_or(f64::NAN)))),
        ("df2", Answer::of(form.test.map(|test| test.df2.unwrap_or(f64::NAN)))),
    ])
}
