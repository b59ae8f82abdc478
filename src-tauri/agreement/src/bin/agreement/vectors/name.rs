//! The grammar of a statistic's name.
//!
//! A name is made of words joined by "_", and of parts after "+". Some words say how the statistic is taken (its weights,
//! its level of measurement, the level of an interval); those that are left name it. The parts say what is expected beside
//! the value, which the keys of `expected` say anyway.

use agreement::alpha::Metric;

/// A statistic's name, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Name {
    /// The words that name it, in small letters.
    pub words: Vec<String>,
    pub weights: Option<Weighting>,
    pub metric: Option<Metric>,
    /// Coverage of the interval, such as 0.95.
    pub level: Option<f64>,
    /// The parts after "+".
    pub parts: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    Identity,
    Linear,
    Quadratic,
}

impl Weighting {
    pub fn of(word: &str) -> Option<Weighting> {
        Some(match word {
            "unweighted" | "identity" | "none" | "uniform" => Weighting::Identity,
            "linear" | "equal" => Weighting::Linear,
            "quadratic" | "squared" => Weighting::Quadratic,
            _ => return None,
        })
    }
}

/// Words that say nothing of their own: what is missing is left out anyhow, ties are always corrected for.
const SILENT: [&str; 10] =
    ["missing", "coefficient", "weighted", "ci", "interval", "corrected", "score", "test", "method", "with"];

impl Name {
    pub fn parse(text: &str) -> Name {
        let mut parts = text.split('+');
        let base = parts.next().unwrap_or_default();
        let mut name = Name { parts: parts.map(|part| part.trim().to_lowercase()).collect(), ..Name::default() };
        let clean: String = base.to_lowercase().replace(['’', '\''], "");
        let words: Vec<&str> =
            clean.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| !w.is_empty()).collect();
        for word in &words {
            name.take(word);
        }
        for part in name.parts.clone() {
            if let Some(level) = part.strip_prefix("ci").and_then(level) {
                name.level = Some(level);
            }
        }
        name
    }

    fn take(&mut self, word: &str) {
        let metric = match word {
            "nominal" => Some(Metric::Nominal),
            "ordinal" => Some(Metric::Ordinal),
            "interval" => Some(Metric::Interval),
            "ratio" => Some(Metric::Ratio),
            _ => None,
        };
        if metric.is_some() && self.has_any(&["krippendorff", "krippendorffs", "alpha"]) {
            self.metric = metric;
        } else if let Some(weights) = Weighting::of(word) {
            self.weights = Some(weights);
            // "linear_gain" is no weight; whoever asks for the words finds it there.
            self.words.push(word.to_owned());
        } else if let Some(level) = level(word.strip_prefix("ci").unwrap_or(word)) {
            self.level = Some(level);
        } else {
            self.words.push(word.to_owned());
        }
    }

    /// Whether one of the words is among these.
    pub fn has_any(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(&word.as_str()))
    }

    pub fn has(&self, word: &str) -> bool {
        self.has_any(&[word])
    }

    /// Whether one of these is among the words, or among those of a part.
    pub fn asks(&self, words: &[&str]) -> bool {
        self.has_any(words) || self.parts.iter().flat_map(|part| part.split('_')).any(|word| words.contains(&word))
    }

    /// Whether the words that speak are all among these, so that nothing is asked for that would be passed over.
    pub fn only(&self, words: &[&str]) -> bool {
        self.words.iter().all(|word| words.contains(&word.as_str()) || SILENT.contains(&word.as_str()))
    }

    /// Whether the words that name a coefficient are exactly one of these names.
    pub fn is(&self, names: &[&str]) -> bool {
        let speaks = |word: &&str| !SILENT.contains(word) && Weighting::of(word).is_none();
        let words = self.words.iter().map(String::as_str).filter(speaks).collect::<Vec<_>>().join("_");
        names.contains(&words.as_str())
    }

    /// Whether a key of `expected` is a word of the name, and so means the value.
    pub fn names(&self, key: &str) -> bool {
        let key = key.to_lowercase();
        let letters = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        self.words.iter().any(|word| *word == key || letters(word) == letters(&key)) || key == self.words.join("_")
    }
}

/// 95 is 0.95.
fn level(word: &str) -> Option<f64> {
    let level: f64 = word.parse().ok()?;
    match level {
        _ if (50.0..100.0).contains(&level) => Some(level / 100.0),
        _ if (0.5..1.0).contains(&level) => Some(level),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let name = Name::parse("gwet_ac2_quadratic+se");
        assert!(name.is(&["gwet_ac2"]) && name.weights == Some(Weighting::Quadratic) && name.parts == ["se"]);
        let name = Name::parse("krippendorff_alpha_interval+pa+pe+se");
        assert!(name.is(&["krippendorff_alpha"]) && name.metric == Some(Metric::Interval));
        assert_eq!(Name::parse("wilson_ci_95").level, Some(0.95));
        assert_eq!(Name::parse("icc_ci95").level, Some(0.95));
        assert_eq!(Name::parse("cohen_kappa+ci90").level, Some(0.9));
        assert!(Name::parse("fleiss_kappa_missing+se").is(&["fleiss_kappa"]));
        assert!(Name::parse("Cohen's kappa (linear)").is(&["cohens_kappa"]));
        assert!(Name::parse("kendall_tau_b").names("tau"));
        assert!(!Name::parse("kendall_tau_b").names("se"));
    }
}
