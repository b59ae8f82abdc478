//! `agreement vectors` on input that is understood and wrong: undefined, with a reason that names the place. What is not
//! understood stays unsupported.

use crate::near;
use crate::vectors::{one, vectors};
use serde_json::{Value, json};

fn undefined(statistic: &str, input: Value, reason: &str) {
    let line = one(statistic, input, json!({"undefined": true}));
    assert_eq!((&line["computed"]["undefined"], &line["ok"]), (&json!(reason), &json!(true)), "{line}");
}

fn unsupported(statistic: &str, input: Value, reason: &str) {
    let line = one(statistic, input, json!({"undefined": true}));
    assert_eq!((&line["reason"], &line["unsupported"]), (&json!(reason), &json!(true)), "{line}");
}

#[test]
fn counts() {
    let no = |number: &str| format!("{number} is not a whole number from 0");
    undefined("cohen_kappa", json!({"table": [[1, 2], [-1, 4]]}), &no("“table”: row 1, entry 0: -1"));
    undefined("cohen_kappa", json!({"table": [[1.5, 2], [3, 4]]}), &no("“table”: row 0, entry 0: 1.5"));
    undefined("fleiss_kappa", json!({"counts": [[3, 0], [-3, 6]]}), &no("“counts”: row 1, entry 0: -3"));
    undefined(
        "fleiss_kappa",
        json!({"counts": [[3, 5e9]]}),
        "“counts”: row 0, entry 1: 5000000000.0 is too large a count",
    );
    undefined(
        "cohen_kappa",
        json!({"table": [[1, 1e300], [3, 4]]}),
        "“table”: row 0, entry 1: 1e+300 is too large a count",
    );
    let many = json!({"counts": [[30_000_000, 0], [0, 2]]});
    undefined("gwet_ac1", many, "60000000 ratings are too many for an example, which has up to 20000000");
    undefined("wilson_ci_95", json!({"k": -1, "n": 3}), &no("“k”: -1"));
    undefined("exact_binomial_test", json!({"k": 1, "n": 2.5, "p0": 0.5}), &no("“n”: 2.5"));
    undefined("mcnemar_exact", json!({"b": 1, "c": -2}), &no("“c”: -2"));
    undefined("ndcg@5", json!({"relevance": [1, 0], "scores": [1, 2], "k": -1}), &no("“k”: -1"));
    undefined("ece", json!({"p": [0.5], "y": [1], "bins": -10}), &no("“bins”: -10"));
    undefined("span_f1", json!({"true": [[[-1, 2, "x"]]], "pred": [[]]}), &no("-1"));
    undefined("bradley_terry", json!({"rows": [{"a": "x", "b": "y", "wins_a": -1}]}), &no("comparison 0: -1"));
    unsupported("cohen_kappa", json!({"table": [["x", 2], [3, 4]]}), &no("“table”: row 0, entry 0: \"x\""));
}

#[test]
fn categories() {
    let lists = json!({"rater_a": [1, 2, 7], "rater_b": [1, 2, 1], "categories": [1, 2]});
    let reason = "item 2, rater 0: 7 is not among the categories 1, 2";
    for statistic in ["cohen_kappa", "gwet_ac1", "fleiss_kappa", "krippendorff_alpha_nominal", "dawid_skene"] {
        undefined(statistic, lists.clone(), reason);
    }
    let columns = json!({"raters_by_column": [["a", "b"], ["b", "c"]], "categories": ["a", "b"]});
    undefined("conger_kappa", columns, "item 1, rater 1: c is not among the categories a, b");
    let labels = json!({"items": {"1": ["a"], "2": ["z"]}, "categories": ["a"]});
    undefined("dawid_skene", labels, "item 1, rater 0: z is not among the categories a");
    undefined(
        "cohen_kappa",
        json!({"table": [[1, 2], [3, 4]], "categories": [1, 2, 2]}),
        "“categories”: 2 is named twice",
    );
    let table = json!({"table": [[1, 2], [3, 4]], "categories": [1, 2, 3]});
    undefined("cohen_kappa", table.clone(), "3 categories are named, and 2 are counted");
    undefined("krippendorff_alpha_nominal", table, "3 categories are named, and 2 are counted");
    let counts = json!({"counts": [[1, 2], [3, 0]], "categories": ["a"]});
    undefined("fleiss_kappa", counts, "1 categories are named, and 2 are counted");
}

#[test]
fn outcomes() {
    undefined("brier", json!({"p": [0.5, 0.5], "y": [1, 2]}), "“y”: entry 1: 2 is neither 0 nor 1");
    undefined("wilson_ci_95", json!({"outcomes": [1, 0, -1]}), "“outcomes”: entry 2: -1 is neither 0 nor 1");
    undefined("irt_eap", json!({"a": [1], "b": [0], "responses": [3]}), "“responses”: entry 0: 3 is neither 0 nor 1");
    undefined("irt_eap", json!({"a": [1], "b": [0], "patterns": ["2"]}), "“2” is no pattern of 0 and 1");
    unsupported("brier", json!({"p": [0.5], "y": ["yes"]}), "“y”: entry 0: \"yes\" is neither 0 nor 1");
}

#[test]
fn comparisons() {
    let reason = "row 1 has 1 entries, 2 are expected";
    undefined("bradley_terry", json!({"wins": [[0, 5], [1]]}), &format!("“wins”: {reason}"));
    undefined("bradley_terry", json!({"wins": [[0, 5, 2], [1, 0, 1]]}), "“wins”: row 0 has 3 entries, 2 are expected");
    undefined("bradley_terry", json!({"wins": [[0, 5], [1, 3]]}), "“wins”: row 1, entry 1: 3 of one against itself");
    let ties = |ties: Value| json!({"wins": [[0, 5], [1, 0]], "ties": ties});
    undefined("davidson_ties", ties(json!([[0, 2], [0]])), &format!("“ties”: {reason}"));
    undefined("davidson_ties", ties(json!([[0]])), "“ties”: the sequences have 2 and 1 ratings");
    let differ = "“ties”: row 0, entry 1: 2 ties, and 3 on the other side of the diagonal";
    undefined("davidson_ties", ties(json!([[0, 2], [3, 0]])), differ);
    let nu = |given: Value| one("davidson_ties", ties(given), json!({"nu": 0}))["computed"]["nu"].as_f64().unwrap();
    assert!((nu(json!([[0, 2], [0, 0]])) - nu(json!([[0, 2], [2, 0]]))).abs() < 1e-12);
    let games = json!({"wins": [[0, 5], [1, 0]]});
    unsupported("bradley_terry_order_effect", games.clone(), "a matrix of wins does not say who came first");
    undefined(
        "bradley_terry",
        json!({"wins": [[0, 5], [1, 0]], "reference": "z"}),
        "the reference “z” has played no game",
    );
    undefined("elo", json!({"ratings": {"a": 1500}, "games": [["a", "b", 1]]}), "“b” has no rating");
    // Strengths may be expected as a list, in the order of the matrix.
    let strength = 0.5 * 5f64.ln();
    let line = one("bradley_terry", games.clone(), json!({"strengths": [strength, -strength]}));
    assert_eq!(line["ok"], true, "{line}");
    let line = one("bradley_terry", games, json!([strength, -strength]));
    assert_eq!(line["ok"], true, "{line}");
}

#[test]
fn what_is_said_twice() {
    let table = [[4, 1, 2], [0, 3, 1], [1, 1, 5]];
    let weighted = |weights: Value| json!({"table": table, "weights": weights});
    let differ = "the name and “weights” say different weights";
    unsupported("cohen_kappa_linear", weighted(json!("quadratic")), differ);
    unsupported("cohen_kappa_linear", weighted(json!([[1, 0, 0], [0, 1, 0], [0, 0, 1]])), differ);
    let linear = one("cohen_kappa_linear", json!({"table": table}), json!(0))["computed"].as_f64().unwrap();
    for weights in [json!("linear"), json!([[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]])] {
        near(&one("cohen_kappa_linear", weighted(weights), json!(0))["computed"], linear, "the same weights");
    }
    let vector = |tolerance: Value| json!({"statistic": "percent_agreement", "input": {"table": [[1, 0], [0, 1]]}, "expected": 1, "tolerance": tolerance});
    for tolerance in [json!("0.01"), json!(-1), json!({"default": "small"}), json!([0.1])] {
        let found = vectors(&json!({"vectors": [vector(tolerance)]}).to_string());
        assert_eq!(found.lines[0]["reason"], "“tolerance” is a number from 0, or one for each key", "{}", found.err);
    }
    for tolerance in [json!(null), json!(0), json!({"se": 0.1})] {
        assert_eq!(vectors(&json!({"vectors": [vector(tolerance)]}).to_string()).lines[0]["ok"], true);
    }
}

/// Krippendorff's alpha has a level of measurement, and its interval has a level too.
#[test]
fn levels_of_measurement() {
    let ratings = [[1, 2], [2, 2], [3, 1], [4, 4], [4, 3]];
    let alpha = |statistic: &str, input: Value| one(statistic, input, json!({"value": 0, "lo": 0}))["computed"].clone();
    let named = alpha("krippendorff_alpha_ordinal", json!({"raters_by_column": ratings}));
    let given = alpha("krippendorff_alpha", json!({"raters_by_column": ratings, "level": "ordinal"}));
    assert_eq!(given, named);
    let wider = alpha("krippendorff_alpha_ordinal", json!({"raters_by_column": ratings, "level": 0.99}));
    assert!(wider["value"] == named["value"] && wider["lo"].as_f64() < named["lo"].as_f64(), "{wider} {named}");
    let both = json!({"raters_by_column": ratings, "level": "ordinal", "confidence": 0.99});
    assert_eq!(alpha("krippendorff_alpha", both), wider);
    let differ = json!({"raters_by_column": ratings, "level": "nominal"});
    unsupported("krippendorff_alpha_ordinal", differ, "the name and the input say different levels of measurement");
    unsupported("cohen_kappa", json!({"table": [[1]], "level": "ordinal"}), "“level”: \"ordinal\" is not a number");
    let counts = json!({"counts": [[2, 1], [0, 3]]});
    let randolph = one("randolph_kappa", counts.clone(), json!(0))["computed"].clone();
    assert_eq!(one("fleiss_kappa_randolph", counts, json!(0))["computed"], randolph);
}

/// Whole numbers that are one as f64 are two categories.
#[test]
fn large_numbers_are_names() {
    let lists = json!({"rater_a": [9_007_199_254_740_993_u64, 1], "rater_b": [9_007_199_254_740_992_u64, 1]});
    assert_eq!(one("percent_agreement", lists, json!(0.5))["ok"], true);
    let lists = json!({"rater_a": ["007", "1"], "rater_b": ["7", "1"]});
    assert_eq!(one("percent_agreement", lists, json!(0.5))["ok"], true);
}
