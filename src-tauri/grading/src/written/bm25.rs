//! Okapi BM25: how well a document answers a bag of words.

use std::collections::BTreeMap;

/// A collection of documents with the weights of their words.
///
/// ```text
/// score(q, d) = Σ idf(t) · f (k1 + 1) / (f + k1 (1 − b + b · |d| / mean)),   idf(t) = ln((N − n + ½) / (n + ½))
/// ```
///
/// f is how often the word t stands in the document, n how many of the N documents hold it, `mean` their mean length.
/// A negative weight (a word of more than half of the documents) is replaced by a quarter of the mean weight. Words of
/// the query that are in no document weigh nothing; a word twice in the query counts twice.
///
/// Source: S. E. Robertson and S. Walker, "Some simple effective approximations to the 2-Poisson model", SIGIR 1994;
/// the treatment of negative weights is that of the library rank_bm25.
///
/// ```
/// let documents = ["Hello there good man!", "It is quite windy in London", "How is the weather today?"];
/// let documents: Vec<Vec<&str>> = documents.iter().map(|d| d.split(' ').collect()).collect();
/// let scores = grading::written::bm25::Bm25::new(&documents, 1.5, 0.75).scores(&["windy", "London"]);
/// assert!((scores[1] - 0.93729472).abs() < 1e-7 && scores[0] == 0.0);
/// ```
#[derive(Debug, Clone)]
pub struct Bm25<'a> {
    k1: f64,
    b: f64,
    mean: f64,
    weights: BTreeMap<&'a str, f64>,
    documents: &'a [Vec<&'a str>],
}

impl<'a> Bm25<'a> {
    /// `k1` (usually 1.2 to 2) limits what repetition adds; `b` (0 to 1) says how much length counts against it.
    pub fn new(documents: &'a [Vec<&'a str>], k1: f64, b: f64) -> Bm25<'a> {
        let mut holding: BTreeMap<&str, f64> = BTreeMap::new();
        for document in documents {
            let mut words = document.clone();
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *holding.entry(word).or_default() += 1.0);
        }
        let all = documents.len() as f64;
        let mut weights = holding;
        weights.values_mut().for_each(|n| *n = ((all - *n + 0.5) / (*n + 0.5)).ln());
        let floor = 0.25 * weights.values().sum::<f64>() / weights.len().max(1) as f64;
        weights.values_mut().filter(|weight| **weight < 0.0).for_each(|weight| *weight = floor);
        let words: usize = documents.iter().map(Vec::len).sum();
        Bm25 { k1, b, mean: words as f64 / all.max(1.0), weights, documents }
    }

    /// One score for each document, in their order.
    pub fn scores(&self, query: &[&str]) -> Vec<f64> {
        self.documents.iter().map(|document| self.score(query, document)).collect()
    }

    /// The score of a document that need not be in the collection.
    pub fn score(&self, query: &[&str], document: &[&str]) -> f64 {
        let length = if self.mean > 0.0 { document.len() as f64 / self.mean } else { 1.0 };
        let of_word = |word: &&str| {
            let often = document.iter().filter(|other| *other == word).count() as f64;
            let weight = self.weights.get(word).copied().unwrap_or(0.0);
            weight * often * (self.k1 + 1.0) / (often + self.k1 * (1.0 - self.b + self.b * length))
        };
        query.iter().map(of_word).filter(|score| score.is_finite()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        let file: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/text-vectors.json")).unwrap();
        let mut seen = 0;
        for vector in file["vectors"].as_array().unwrap().iter().filter(|v| v["statistic"] == "bm25_okapi") {
            seen += 1;
            let input = &vector["input"];
            let split = |text: &'_ serde_json::Value| -> Vec<String> {
                text.as_str().unwrap().split(' ').map(str::to_owned).collect()
            };
            let documents: Vec<Vec<String>> = input["corpus"].as_array().unwrap().iter().map(split).collect();
            let documents: Vec<Vec<&str>> = documents.iter().map(|d| d.iter().map(String::as_str).collect()).collect();
            let query = split(&input["query"]);
            let query: Vec<&str> = query.iter().map(String::as_str).collect();
            let bm25 = Bm25::new(&documents, input["k1"].as_f64().unwrap(), input["b"].as_f64().unwrap());
            for (is, should) in bm25.scores(&query).into_iter().zip(vector["expected"].as_array().unwrap()) {
                let tolerance = vector["tolerance"].as_f64().unwrap();
                assert!((is - should.as_f64().unwrap()).abs() <= tolerance, "{}: {is}", vector["name"]);
            }
        }
        assert_eq!(seen, 1);
    }

    #[test]
    fn nothing_in_gives_nothing_out() {
        assert_eq!(Bm25::new(&[], 1.5, 0.75).scores(&["a"]), Vec::<f64>::new());
        assert_eq!(Bm25::new(&[vec![]], 1.5, 0.75).scores(&["a"]), vec![0.0]);
        assert_eq!(Bm25::new(&[], 1.5, 0.75).score(&["a"], &["a"]), 0.0);
    }
}
