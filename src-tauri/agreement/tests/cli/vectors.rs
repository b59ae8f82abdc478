//! `agreement vectors` on files that are not as they should be.

use crate::{near, tool};
use serde_json::{Value, json};

pub struct Lines {
    pub lines: Vec<Value>,
    pub err: String,
    pub code: i32,
}

pub fn vectors(file: &str) -> Lines {
    let run = tool(&["vectors", "-"], file.as_bytes());
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let lines = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Lines { lines, err: run.err, code: run.code }
}

/// The line of one example.
pub fn one(statistic: &str, input: Value, expected: Value) -> Value {
    let vector =
        json!({"name": "one", "statistic": statistic, "input": input, "expected": expected, "tolerance": 1e-9});
    let mut found = vectors(&json!({"vectors": [vector]}).to_string());
    assert_eq!(found.lines.len(), 1, "{}", found.err);
    found.lines.remove(0)
}

#[test]
fn right_and_wrong_decide_the_exit_code() {
    let table = json!([[40, 9], [6, 45]]);
    let vector = |name: &str, expected: Value| json!({"name": name, "statistic": "percent_agreement", "input": {"table": table}, "expected": expected, "tolerance": 0});
    let found = vectors(&json!({"vectors": [vector("right", json!(0.85))]}).to_string());
    assert_eq!((found.code, &found.lines[0]["ok"]), (0, &json!(true)));
    assert_eq!(found.err, "agreement: 1 examples: 1 as expected, 0 not, 0 unsupported\n");
    let found = vectors(&json!({"vectors": [vector("right", json!(0.85)), vector("wrong", json!(0.8))]}).to_string());
    assert_eq!((found.code, &found.lines[1]["ok"]), (1, &json!(false)));
    assert_eq!(found.lines[1]["computed"], 0.85);
}

#[test]
fn what_is_not_understood_is_unsupported() {
    let unsupported = |vector: Value, reason: &str| {
        let found = vectors(&json!({"vectors": [vector]}).to_string());
        assert_eq!(found.code, 0, "{}", found.lines[0]);
        assert_eq!((&found.lines[0]["unsupported"], &found.lines[0]["reason"]), (&json!(true), &json!(reason)));
        assert!(found.err.contains("1 unsupported"), "{}", found.err);
    };
    unsupported(
        json!({"name": "x", "statistic": "lambda_of_guttman", "input": {}, "expected": 1}),
        "no statistic is called “lambda_of_guttman”",
    );
    unsupported(json!({"name": "x", "statistic": "cohen_kappa", "expected": 1}), "no “input”, which must be an object");
    unsupported(json!({"name": "x", "input": {}, "expected": 1}), "no “statistic”");
    unsupported(json!({"name": "x", "statistic": "cohen_kappa", "input": {"table": [[1]]}}), "no “expected”");
    unsupported(json!(7), "no “statistic”");
    unsupported(
        json!({"statistic": "cohen_kappa", "input": {"counts": [[1, 2]]}, "expected": 1}),
        "counts do not say which rater gave a rating",
    );
    unsupported(
        json!({"statistic": "wilson_ci_95", "input": {"k": "many", "n": 3}, "expected": [0, 1]}),
        "“k”: \"many\" is not a whole number from 0",
    );
    unsupported(
        json!({"statistic": "fleiss_kappa", "input": {"counts": [[3, 0], [1, 2]]}, "expected": {"chi2": 1}}),
        "“fleiss_kappa” does not have “chi2”",
    );
}

#[test]
fn no_file_of_vectors() {
    let check = |file: &str, message: &str| {
        let found = vectors(file);
        assert_eq!(found.code, 2);
        assert!(found.err.starts_with(&format!("agreement: {message}")), "{}", found.err);
    };
    check("{", "- is not JSON: ");
    check("", "- is not JSON: ");
    check("{}", "- has no list “vectors”");
    check("{\"vectors\": 3}", "- has no list “vectors”");
    assert_eq!(vectors("{\"vectors\": []}").code, 0);
    assert_eq!(vectors("\u{feff}{\"vectors\": []}").code, 0);
}

/// With an expected value it is an example; with a rule that is not known it is unsupported.
#[test]
fn other_edge_cases() {
    let input = json!({"x": [1, 1, 1], "y": [1, 2, 3]});
    let cases = json!({"vectors": [], "edge_cases": [
        {"name": "one", "statistic": "kendall_tau_b", "input": input, "expected": {"undefined": true}},
        {"name": "two", "statistic": "kendall_tau_b", "input": input, "expected": 0},
        {"name": "three", "statistic": "kendall_tau_b", "input": input, "rule": "it depends"},
    ]});
    let found = vectors(&cases.to_string());
    assert_eq!((&found.lines[0]["ok"], &found.lines[1]["ok"]), (&json!(true), &json!(false)));
    assert_eq!((&found.lines[2]["unsupported"], found.code), (&json!(true), 1));
}

#[test]
fn undefined_may_be_expected() {
    let alike = json!({"rater_a": [1, 1, 1], "rater_b": [1, 1, 1]});
    for expected in
        [json!({"undefined": true}), json!({"undefined": "no variation"}), Value::Null, json!("no variation")]
    {
        let line = one("cohen_kappa", alike.clone(), expected);
        assert_eq!((&line["ok"], &line["computed"]), (&json!(true), &json!({"undefined": "no variation"})));
    }
    assert_eq!(one("cohen_kappa", alike.clone(), json!(1.0))["ok"], false);
    assert_eq!(one("percent_agreement", alike, json!({"undefined": true}))["ok"], false);
    let uneven = json!({"rater_a": [1, 2, 1], "rater_b": [1, 2]});
    assert_eq!(one("cohen_kappa", uneven, json!({"undefined": true}))["ok"], true);
}

/// The same ratings in every shape give the same value.
#[test]
fn shapes_are_read_alike() {
    let (a, b) = ([1, 1, 2, 3, 3, 2, 1], [1, 2, 2, 3, 3, 3, 1]);
    let pairs: Vec<[i32; 2]> = a.into_iter().zip(b).map(|(a, b)| [a, b]).collect();
    let mut table = [[0; 3]; 3];
    let mut counts = [[0; 3]; 7];
    for (item, [first, second]) in pairs.iter().enumerate() {
        table[*first as usize - 1][*second as usize - 1] += 1;
        counts[item][*first as usize - 1] += 1;
        counts[item][*second as usize - 1] += 1;
    }
    let shapes = [
        json!({"rater_a": a, "rater_b": b}),
        json!({"a": a, "b": b, "categories": [1, 2, 3]}),
        json!({"table": table}),
        json!({"raters_by_column": pairs}),
        json!({"raters_by_row": [a, b]}),
        json!({"ratings": pairs}),
        json!({"items_by_row": pairs, "categories": 3}),
        json!({"counts": counts}),
    ];
    for statistic in [
        "cohen_kappa",
        "cohen_kappa_linear",
        "scott_pi_quadratic",
        "gwet_ac1",
        "gwet_ac2_linear",
        "brennan_prediger_quadratic",
        "pabak",
        "pabak_linear",
        "fleiss_kappa",
        "fleiss_kappa_quadratic",
        "conger_kappa_linear",
        "randolph_kappa",
        "percent_agreement_linear",
        "krippendorff_alpha_ordinal",
        "krippendorff_alpha_interval",
    ] {
        let by_rater = statistic.starts_with("cohen") || statistic.starts_with("conger");
        let shapes = shapes.iter().filter(|shape| !(by_rater && shape["counts"].is_array()));
        let lines = shapes.map(|shape| one(statistic, shape.clone(), json!({"value": 0, "pa": 0})));
        let computed: Vec<Value> = lines.map(|line| line["computed"].clone()).collect();
        let first = computed[0]["value"].as_f64().unwrap();
        for other in &computed {
            near(&other["value"], first, &format!("{statistic}: {computed:?}"));
        }
    }
}

/// Two raters have one standard error and interval in every shape where one form is published; where there are two, the
/// form of a table and that of items rated by any raters, the interval says which it is.
#[test]
fn two_raters_have_one_standard_error() {
    let pairs = [[1, 1], [1, 2], [2, 2], [2, 2], [1, 1], [2, 2], [1, 1], [1, 1]];
    let column = |at: usize| pairs.iter().map(|pair| pair[at]).collect::<Vec<i32>>();
    let counts: Vec<[usize; 2]> =
        pairs.iter().map(|pair| [1, 2].map(|c| pair.iter().filter(|rating| **rating == c).count())).collect();
    let table = json!({"table": [[4, 1], [0, 3]]});
    let lists = json!({"rater_a": column(0), "rater_b": column(1)});
    let (columns, counts) = (json!({"raters_by_column": pairs}), json!({"counts": counts}));
    let asked = json!({"value": 0, "se": 0, "lo": 0, "hi": 0, "interval_method": ""});
    let of = |statistic: &str, shape: &Value| one(statistic, shape.clone(), asked.clone())["computed"].clone();
    let check = |statistic: &str, first: &Value, others: &[&Value]| {
        let first = of(statistic, first);
        for other in others.iter().map(|shape| of(statistic, shape)) {
            for key in ["value", "se", "lo", "hi"] {
                near(&other[key], first[key].as_f64().unwrap(), &format!("{statistic} {key}: {first} {other}"));
            }
            assert_eq!(other["interval_method"], first["interval_method"], "{statistic}");
        }
    };
    for statistic in ["percent_agreement", "percent_agreement_linear", "pabak"] {
        check(statistic, &table, &[&lists, &columns, &counts]);
    }
    for statistic in ["cohen_kappa", "scott_pi_linear"] {
        check(statistic, &table, &[&lists, &columns]);
    }
    for statistic in ["gwet_ac1", "brennan_prediger"] {
        check(statistic, &table, &[&lists]);
        check(statistic, &columns, &[&counts]);
        let method = |shape: &Value| of(statistic, shape)["interval_method"].as_str().unwrap().to_owned();
        assert!(method(&table).ends_with("divided by n") && method(&columns).ends_with("with n − 1"));
    }
    assert_eq!(of("percent_agreement", &columns)["interval_method"], "Wilson 1927");
    // An item with one rating stays in the chance of AC1, in every shape.
    let missing = json!({"rater_a": [1, 2, 1, 1], "rater_b": [1, 2, 2, null]});
    check("gwet_ac1", &missing, &[&json!({"raters_by_column": [[1, 1], [2, 2], [1, 2], [1, null]]})]);
}

/// Names of one statistic, its parts, and what may be expected of it.
#[test]
fn names_are_read_by_their_grammar() {
    let check = |statistic: &str, input: &Value, expected: Value| {
        let line = one(statistic, input.clone(), expected.clone());
        assert_eq!(line["unsupported"], Value::Null, "{line}");
        assert!(!line["computed"].to_string().contains("undefined"), "{line}");
        if let Some(expected) = expected.as_object() {
            assert!(expected.keys().eq(line["computed"].as_object().unwrap().keys()), "{line}");
        }
    };
    let table = json!({"table": [[13, 1, 0], [0, 20, 7], [2, 4, 56]]});
    let all = json!({"value": 0, "se": 0, "pa": 0, "lo": 0, "hi": 0, "ci": [0, 0]});
    for base in ["cohen_kappa", "scott_pi", "gwet_ac2", "brennan_prediger", "pabak", "fleiss_kappa", "conger_kappa"] {
        for weights in ["", "_unweighted", "_linear", "_quadratic"] {
            check(&format!("{base}{weights}+se+ci+pa+pe"), &table, all.clone());
        }
    }
    check("randolph_free_marginal_kappa", &table, json!(0));
    check("bootstrap_se_of_cohen_kappa", &table, json!(0));
    check("bootstrap_bca_ci_of_kappa", &table, json!([0, 0]));
    let game = |first: &str, second: &str, wins: [u64; 3]| json!({"home": first, "away": second, "home_wins": wins[0], "away_wins": wins[1], "ties": wins[2]});
    let rows =
        [game("a", "b", [5, 3, 2]), game("b", "c", [4, 3, 3]), game("c", "a", [2, 6, 1]), game("b", "a", [4, 4, 1])];
    let games = json!({"rows": rows, "reference": "c"});
    let named = json!({"a": 0, "b": 0, "c": 0});
    for (statistic, more) in [
        ("bradley_terry", ""),
        ("bradley_terry_davidson_ties", "nu"),
        ("davidson_ties", "log_nu"),
        ("bradley_terry_order_effect", "order_effect"),
        ("bradley_terry_home_advantage", "home_advantage"),
        ("bradley_terry+order_effect", "gamma"),
        ("davidson_beaver", "nu"),
    ] {
        let mut expected = named.clone();
        if !more.is_empty() {
            expected[more] = json!(0);
        }
        check(statistic, &games, expected);
    }
    check("bradley_terry+se", &games, json!({"a": {"value": 0, "se": 0}}));
    check("bradley_terry", &json!({"wins": [[0, 4, 3], [2, 0, 5], [1, 3, 0]]}), json!([0, 0, 0]));
    let scores = json!({"subjects_by_row": [[9, 2, 5], [6, 1, 3], [8, 4, 6], [7, 1, 2]]});
    check("icc_2_k", &scores, json!(0));
    check("icc(3,1)+ci", &scores, json!([0, 0]));
    check("icc_ci90", &scores, json!({"1,k": [0, 0], "3,1": [0, 0]}));
}

/// Whatever is put in the place of what an example gives, there is a line for it and no panic.
#[test]
fn mutilated_examples() {
    let file: Value = serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap();
    let put = [
        json!(null),
        json!(-1),
        json!("x"),
        json!([]),
        json!([[]]),
        json!(1e308),
        json!({}),
        json!([null, 1e-308]),
        json!(0),
    ];
    let mut vectors = Vec::new();
    for vector in file["vectors"].as_array().unwrap() {
        for (key, value) in vector["input"].as_object().unwrap() {
            for other in &put {
                let mut whole = vector.clone();
                whole["input"][key] = other.clone();
                vectors.push(whole);
                let inside = match value {
                    Value::Array(list) if !list.is_empty() => format!("/{}", list.len() / 2),
                    Value::Object(keys) => format!("/{}", keys.keys().next_back().unwrap()),
                    _ => continue,
                };
                let mut part = vector.clone();
                *part["input"][key].pointer_mut(&inside).unwrap() = other.clone();
                vectors.push(part);
            }
        }
    }
    let found = self::vectors(&json!({"vectors": vectors}).to_string());
    assert_eq!(found.lines.len(), vectors.len(), "{}", found.err);
    assert!(found.code == 0 || found.code == 1);
}
