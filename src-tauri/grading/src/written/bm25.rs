//! Okapi BM25: how well a document answers a bag of words.

use std::collections::HashMap;

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
    /// A number for each word of the documents.
    words: HashMap<&'a str, usize>,
    /// By the word's number.
    weights: Vec<f64>,
    /// Where the postings of each word begin; the next one's beginning is their end.
    starts: Vec<usize>,
    postings: Vec<Posting>,
    documents: usize,
}

/// What a word adds to the score of a document that holds it.
#[derive(Debug, Clone, Copy)]
struct Posting {
    document: usize,
    adds: f64,
}

impl<'a> Bm25<'a> {
    /// `k1` (usually 1.2 to 2) limits what repetition adds; `b` (0 to 1) says how much length counts against it.
    pub fn new(documents: &'a [Vec<&'a str>], k1: f64, b: f64) -> Bm25<'a> {
        let mut words = HashMap::new();
        let texts: Vec<Vec<usize>> = documents.iter().map(|document| sorted(&mut words, document)).collect();
        // How many documents hold each word, counted one place on, is where the postings end.
        let mut starts = vec![0; words.len() + 1];
        texts.iter().flat_map(|text| text.chunk_by(usize::eq)).for_each(|same| starts[same[0] + 1] += 1);
        let weights = weights(&words, &starts[1..], documents.len() as f64);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let all: usize = documents.iter().map(Vec::len).sum();
        let mean = all as f64 / (documents.len() as f64).max(1.0);
        let nothing = Posting { document: 0, adds: 0.0 };
        let postings = vec![nothing; starts[words.len()]];
        let mut bm25 = Bm25 { k1, b, mean, words, weights, starts, postings, documents: documents.len() };
        let mut next = bm25.starts.clone();
        for (document, text) in texts.iter().enumerate() {
            let slowed = bm25.slowed(text.len());
            for same in text.chunk_by(usize::eq) {
                let adds = bm25.adds(bm25.weights[same[0]], same.len() as f64, slowed);
                bm25.postings[next[same[0]]] = Posting { document, adds };
                next[same[0]] += 1;
            }
        }
        bm25
    }

    /// One score for each document, in their order.
    pub fn scores(&self, query: &[&str]) -> Vec<f64> {
        let mut scores = vec![0.0; self.documents];
        for word in query.iter().filter_map(|word| self.words.get(word)) {
            for posting in &self.postings[self.starts[*word]..self.starts[*word + 1]] {
                scores[posting.document] += posting.adds;
            }
        }
        scores
    }

    /// The score of a document that need not be in the collection.
    pub fn score(&self, query: &[&str], document: &[&str]) -> f64 {
        let slowed = self.slowed(document.len());
        let of_word = |word: &&str| {
            let often = document.iter().filter(|other| *other == word).count() as f64;
            let weight = self.words.get(word).map_or(0.0, |word| self.weights[*word]);
            self.adds(weight, often, slowed)
        };
        query.iter().map(of_word).sum()
    }

    /// How much a document's length slows what repetition adds.
    fn slowed(&self, words: usize) -> f64 {
        let length = if self.mean > 0.0 { words as f64 / self.mean } else { 1.0 };
        self.k1 * (1.0 - self.b + self.b * length)
    }

    /// What a word adds that stands in a document so often.
    fn adds(&self, weight: f64, often: f64, slowed: f64) -> f64 {
        let adds = weight * often * (self.k1 + 1.0) / (often + slowed);
        if adds.is_finite() { adds } else { 0.0 }
    }
}

/// The words of a document by their numbers, equal ones together; new words get the next number.
fn sorted<'a>(words: &mut HashMap<&'a str, usize>, document: &[&'a str]) -> Vec<usize> {
    let mut text: Vec<usize> = Vec::with_capacity(document.len());
    for word in document {
        let next = words.len();
        text.push(*words.entry(word).or_insert(next));
    }
    text.sort_unstable();
    text
}

/// The weight of each word, by its number.
fn weights(words: &HashMap<&str, usize>, holding: &[usize], all: f64) -> Vec<f64> {
    let weight = |n: &usize| ((all - *n as f64 + 0.5) / (*n as f64 + 0.5)).ln();
    let mut weights: Vec<f64> = holding.iter().map(weight).collect();
    if weights.iter().any(|weight| *weight < 0.0) {
        // Summed in the order of the words, so that the order of the documents changes no digit.
        let mut order: Vec<(&str, usize)> = words.iter().map(|(word, number)| (*word, *number)).collect();
        order.sort_unstable();
        let floor = 0.25 * order.iter().map(|(_, number)| weights[*number]).sum::<f64>() / weights.len() as f64;
        weights.iter_mut().filter(|weight| **weight < 0.0).for_each(|weight| *weight = floor);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn nothing_in_gives_nothing_out() {
        assert_eq!(Bm25::new(&[], 1.5, 0.75).scores(&["a"]), Vec::<f64>::new());
        assert_eq!(Bm25::new(&[vec![]], 1.5, 0.75).scores(&["a"]), vec![0.0]);
        assert_eq!(Bm25::new(&[], 1.5, 0.75).score(&["a"], &["a"]), 0.0);
    }

    /// The formula, word by word and document by document.
    fn by_definition(documents: &[Vec<&str>], k1: f64, b: f64, query: &[&str], document: &[&str]) -> f64 {
        let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
        let all = documents.len() as f64;
        for word in documents.iter().flatten() {
            let n = documents.iter().filter(|document| document.contains(word)).count() as f64;
            weights.insert(word, ((all - n + 0.5) / (n + 0.5)).ln());
        }
        let floor = 0.25 * weights.values().sum::<f64>() / weights.len().max(1) as f64;
        let mean = documents.iter().map(Vec::len).sum::<usize>() as f64 / all.max(1.0);
        let length = if mean > 0.0 { document.len() as f64 / mean } else { 1.0 };
        let of_word = |word: &&str| {
            let weight = weights.get(word).map_or(0.0, |weight| if *weight < 0.0 { floor } else { *weight });
            let often = document.iter().filter(|other| *other == word).count() as f64;
            weight * often * (k1 + 1.0) / (often + k1 * (1.0 - b + b * length))
        };
        query.iter().map(of_word).filter(|score| score.is_finite()).sum()
    }

    proptest! {
        #[test]
        fn scores_as_defined(
            texts in prop::collection::vec("([a-e]{0,2} ){0,12}", 0..12), query in "([a-f]{0,2} ){0,8}",
            k1 in prop_oneof![Just(0.0), Just(1.5), 0.0..3.0], b in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0],
        ) {
            let documents: Vec<Vec<&str>> = texts.iter().map(|text| text.split(' ').skip(1).collect()).collect();
            let query: Vec<&str> = query.split(' ').collect();
            let bm25 = Bm25::new(&documents, k1, b);
            let expected: Vec<f64> =
                documents.iter().map(|document| by_definition(&documents, k1, b, &query, document)).collect();
            prop_assert_eq!(bm25.scores(&query), expected);
            let other = ["a", "b", "a", "zz"];
            prop_assert_eq!(bm25.score(&query, &other), by_definition(&documents, k1, b, &query, &other));
        }
    }
}
