//! `agreement vectors` on examples in which nothing is rated: they are understood, and undefined with a reason.

use crate::tool;
use serde_json::{Value, json};

/// Each statistic on each input; all are undefined with one of the reasons.
fn check(statistics: &[String], inputs: &[Value], reasons: &[&str]) {
    let pairs = statistics.iter().flat_map(|statistic| inputs.iter().map(move |input| (statistic, input)));
    let vectors: Vec<Value> = pairs
        .map(|(statistic, input)| {
            let name = format!("{statistic} of {input}");
            json!({"name": name, "statistic": statistic, "input": input, "expected": {"undefined": true}})
        })
        .collect();
    let run = tool(&["vectors", "-"], json!({"vectors": vectors}).to_string().as_bytes());
    assert_eq!(run.out.lines().count(), vectors.len(), "{}", run.err);
    for line in run.out.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let reason = line["computed"]["undefined"].as_str().unwrap_or_else(|| panic!("{line}"));
        assert!(line["ok"] == true && reasons.contains(&reason), "{line}");
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Every coefficient on categories, and alpha.
fn of_categories() -> Vec<String> {
    const WEIGHTED: [&str; 8] = [
        "cohen_kappa",
        "scott_pi",
        "gwet_ac2",
        "brennan_prediger",
        "pabak",
        "fleiss_kappa",
        "conger_kappa",
        "percent_agreement",
    ];
    let weighted = WEIGHTED.iter().flat_map(|name| ["", "_linear", "_quadratic"].map(|by| format!("{name}{by}")));
    let levels = ["nominal", "ordinal", "interval", "ratio"].map(|level| format!("krippendorff_alpha_{level}"));
    let others = ["gwet_ac1", "randolph_kappa", "bootstrap_se_of_cohen_kappa", "bootstrap_bca_ci_of_fleiss_kappa"];
    weighted.chain(levels).chain(owned(&others)).collect()
}

const NO_ITEMS: &[&str] = &["0 items, 1 are needed", "0 items, 2 are needed"];

#[test]
fn two_raters_without_items() {
    let inputs = [
        json!({"rater_a": [], "rater_b": []}),
        json!({"rater_a": [], "rater_b": [], "categories": [1, 2, 3]}),
        json!({"rater_a": [], "rater_b": [], "categories": []}),
        json!({"x": [], "y": []}),
    ];
    check(&of_categories(), &inputs, NO_ITEMS);
    let others = ["kendall_tau_b", "spearman_rho", "pearson", "mean_difference", "bootstrap_pearson"];
    check(&owned(&others), &inputs, NO_ITEMS);
    check(&owned(&["icc", "icc_2_1", "icc_ci95", "icc_anova", "kendall_w"]), &inputs, NO_ITEMS);
    check(&owned(&["dawid_skene", "majority"]), &inputs, NO_ITEMS);
}

#[test]
fn one_of_two_without_items() {
    let inputs = [json!({"rater_a": [], "rater_b": [1, 2]}), json!({"rater_a": [1, 2], "rater_b": []})];
    let reasons = ["the sequences have 0 and 2 ratings", "the sequences have 2 and 0 ratings"];
    check(&of_categories(), &inputs, &reasons);
    let others =
        ["kendall_tau_b", "spearman_rho", "pearson", "mean_difference", "bootstrap_pearson", "icc", "kendall_w"];
    check(&owned(&others), &inputs, &reasons);
}

#[test]
fn tables_and_counts_of_nothing() {
    let inputs = [
        json!({"table": [[0, 0], [0, 0]]}),
        json!({"table": [[0]]}),
        json!({"table": []}),
        json!({"table": [[]]}),
        json!({"counts": []}),
        json!({"counts": [[]]}),
        json!({"counts": [[], []]}),
        json!({"counts": [[0, 0, 0], [0, 0, 0]]}),
    ];
    check(&of_categories(), &inputs, NO_ITEMS);
}

#[test]
fn raters_without_ratings() {
    let inputs = [
        json!({"raters_by_column": []}),
        json!({"raters_by_column": [[]]}),
        json!({"raters_by_column": [[], []], "categories": [1, 2]}),
        json!({"raters_by_row": []}),
        json!({"raters_by_row": [[], []]}),
        json!({"raters_by_row": [[], []], "categories": ["bad", "good"]}),
    ];
    check(&of_categories(), &inputs, NO_ITEMS);
    let reasons =
        ["0 items, 1 are needed", "0 items, 2 are needed", "0 raters, 1 are needed", "0 raters, 2 are needed"];
    let others = ["kendall_tau_b", "spearman_rho", "pearson", "mean_difference", "icc", "kendall_w", "dawid_skene"];
    check(&owned(&others), &inputs, &reasons);
}

#[test]
fn one_rater_or_all_missing() {
    let one = [json!({"raters_by_column": [[1], [2], [2]]}), json!({"raters_by_row": [[1, 2, 2]]})];
    let reasons = ["1 rater, 2 are needed", "no item has two ratings", "0 items, 1 are needed"];
    check(&of_categories(), &one, &reasons);
    check(&owned(&["kendall_tau_b", "pearson", "icc", "kendall_w"]), &one, &reasons);
    let missing = [
        json!({"rater_a": [null, null], "rater_b": [null, null]}),
        json!({"raters_by_column": [[null, null, null], [null, null, null]], "categories": [1, 2]}),
    ];
    let reasons = ["no item has two ratings", "0 items, 1 are needed", "0 items, 2 are needed"];
    check(
        &of_categories()
            .into_iter()
            .filter(|name| !name.contains("cohen") && !name.contains("scott"))
            .collect::<Vec<_>>(),
        &missing,
        &reasons,
    );
    check(&owned(&["cohen_kappa", "scott_pi", "kendall_tau_b", "spearman_rho"]), &missing[..1], &reasons);
}

#[test]
fn other_inputs_of_nothing() {
    for (statistic, input) in [
        ("ndcg", json!({"relevance": [], "scores": []})),
        ("ndcg", json!({"relevance": [[]], "scores": [[]]})),
        ("rbo_ext", json!({"S": [], "T": []})),
        ("brier", json!({"y": [], "p": []})),
        ("ece_equal_width_binary", json!({"y": [], "p": [], "bins": 10})),
        ("wilson_ci_95", json!({"outcomes": []})),
        ("exact_binomial_test", json!({"k": 0, "n": 0, "p0": 0.5})),
        ("mcnemar_exact", json!({"b": 0, "c": 0})),
        ("newcombe", json!({"k1": 0, "n1": 0, "k2": 0, "n2": 0})),
        ("ewma_control_chart", json!({"x": [], "lambda": 0.2, "start": 0, "s": 1})),
        ("mad_outlier", json!({"x": []})),
        ("mean", json!({"x": []})),
        ("bradley_terry", json!({"rows": []})),
        ("bradley_terry", json!({"wins": []})),
        ("iou", json!({"a": [], "b": []})),
        ("map", json!({"gt": {}, "det": {}})),
        ("irt_mle", json!({"responses": []})),
        ("irt_eap", json!({"a": [], "b": [], "responses": []})),
    ] {
        check(&owned(&[statistic]), &[input], NO_ITEMS);
    }
}

/// Understood, and of no meaning: counts below 0, categories that are not of the list, rows of different length.
#[test]
fn what_cannot_be_has_no_value() {
    check(
        &of_categories(),
        &[json!({"table": [[4, -1], [0, 5]]}), json!({"counts": [[3, 0], [-1, 4]]})],
        &[
            "“table”: row 0, entry 1: -1 is not a whole number from 0",
            "“counts”: row 1, entry 0: -1 is not a whole number from 0",
        ],
    );
    let outside = [
        json!({"rater_a": [1, 2, 9], "rater_b": [1, 2, 2], "categories": [1, 2, 3]}),
        json!({"raters_by_column": [[1, 2], [2, 9], [3, 3]], "categories": [1, 2, 3]}),
    ];
    let reasons =
        ["item 2, rater 0: 9", "item 1, rater 1: 9"].map(|cell| format!("{cell} is not among the categories 1, 2, 3"));
    check(&of_categories(), &outside, &reasons.each_ref().map(String::as_str));
    let ragged = [json!({"table": [[4, 1], [5]]})];
    let two: Vec<String> = of_categories().into_iter().filter(|name| !name.contains("alpha")).collect();
    check(&two, &ragged, &["row 1 has 1 entries, 2 are expected"]);
    check(
        &owned(&["wilson_ci_95", "exact_binomial_test"]),
        &[json!({"k": -1, "n": 4})],
        &["“k”: -1 is not a whole number from 0"],
    );
    check(
        &owned(&["bradley_terry"]),
        &[json!({"wins": [[0, -1], [2, 0]]})],
        &["“wins”: row 0, entry 1: -1 is not a whole number from 0"],
    );
}
