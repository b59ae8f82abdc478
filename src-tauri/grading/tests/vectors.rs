//! Every example of text-vectors.json, within its tolerance; one whose statistic is not known here fails.
#![allow(clippy::unwrap_used)]

use grading::written::bm25::Bm25;
use grading::written::fuzzy::{partial_ratio, ratio};
use serde_json::Value;

fn text<'a>(input: &'a Value, name: &str) -> &'a str {
    input[name].as_str().unwrap()
}

/// What is computed and what is expected, in the same order.
fn computed(vector: &Value) -> (Vec<f64>, Vec<f64>) {
    let (input, expected) = (&vector["input"], &vector["expected"]);
    match vector["statistic"].as_str().unwrap() {
        "indel_ratio,partial_ratio" => {
            let (a, b) = (text(input, "a"), text(input, "b"));
            let expected = [&expected["ratio"], &expected["partial"]].map(|value| value.as_f64().unwrap());
            (vec![ratio(a, b), partial_ratio(a, b)], expected.to_vec())
        }
        "bm25_okapi" => {
            let words = |text: &'_ str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
            let documents: Vec<Vec<String>> =
                input["corpus"].as_array().unwrap().iter().map(|document| words(document.as_str().unwrap())).collect();
            let documents: Vec<Vec<&str>> =
                documents.iter().map(|document| document.iter().map(String::as_str).collect()).collect();
            let bm25 = Bm25::new(&documents, input["k1"].as_f64().unwrap(), input["b"].as_f64().unwrap());
            let query: Vec<&str> = text(input, "query").split(' ').collect();
            (bm25.scores(&query), expected.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect())
        }
        other => panic!("{}: the statistic {other} is not known", vector["name"]),
    }
}

#[test]
fn every_vector_holds() {
    let file: Value = serde_json::from_str(include_str!("data/text-vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 12, "a vector was taken out, or one more wants to be counted");
    for vector in vectors {
        let (is, should) = computed(vector);
        assert_eq!(is.len(), should.len(), "{}", vector["name"]);
        for (is, should) in is.iter().zip(&should) {
            let tolerance = vector["tolerance"].as_f64().unwrap();
            assert!((is - should).abs() <= tolerance, "{}: {is}, not {should}", vector["name"]);
        }
    }
}
