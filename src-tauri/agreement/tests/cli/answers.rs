//! Answers for machines and for people.

use crate::{json, near, run, tool};
use agreement::{LEVEL, Statistic, Table, Weights, categorical};
use serde_json::{Value, json as object};

const LONG: &str = "long.csv --unit item --rater who --value score";

/// The table of Krippendorff 2011, section C, with values that irrCAC and krippendorff give.
#[test]
fn a_long_table() {
    let check = |options: &str, key: &str, expected: f64| {
        near(&json(&format!("{LONG} {options}"))[key], expected, &format!("{options} {key}"));
    };
    check("-s krippendorff", "value", 0.74342);
    check("--statistic krippendorff --level ordinal", "value", 0.81539);
    check("-s krippendorff --level interval", "value", 0.84911);
    check("-s krippendorff --level ratio", "value", 0.79740);
    check("-s fleiss", "value", 0.76117);
    check("-s fleiss", "se", 0.15302);
    check("-s gwet", "value", 0.77544);
    check("-s gwet", "expected", 0.19032);
    check("-s conger", "value", 0.76282);
    check("-s percent", "value", 0.81818);
    check("-s krippendorff", "n", 11.0);
    check("-s krippendorff", "dropped", 1.0);
    check("-s cohen --raters a,b", "n", 9.0);
}

/// Values by scikit-learn, on the units that both have rated.
#[test]
fn a_wide_table() {
    let wide = "wide.csv --unit item --categories bad,fair,good";
    let found = json(&format!("{wide} -s cohen --weights quadratic --raters ann,ben"));
    near(&found["value"], 0.83333, "quadratic kappa");
    assert_eq!(found["categories"], object!(["bad", "fair", "good"]));
    assert_eq!((&found["weights"], &found["units"]), (&object!("quadratic"), &object!(8)));
    let found = json(&format!("{wide} -s krippendorff --level ordinal"));
    assert_eq!((&found["n"], &found["dropped"]), (&object!(8), &object!(0)));
    // Words have an order once it is given.
    assert!(json(&format!("{wide} -s spearman --raters ann,ben"))["value"].as_f64().unwrap() > 0.8);
}

#[test]
fn each_pair_of_raters() {
    let found = json("wide.csv --unit item -s cohen");
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 3);
    assert_eq!(pairs[1]["raters"], object!(["ann", "cleo"]));
    assert_eq!((&pairs[1]["n"], &pairs[1]["dropped"]), (&object!(6), &object!(2)));
    let text = run("wide.csv --unit item -s cohen").out;
    assert!(text.starts_with("Cohen's kappa of each pair of raters\n"), "{text}");
    assert!(text.contains("ann – ben") && text.contains("a rating is missing"), "{text}");
}

/// What the library says of the table of two raters, by every statistic that has a form for two.
#[test]
fn two_raters_are_their_table() {
    let (a, b) = ([0u8, 0, 1, 1, 0, 1, 0, 0], [0u8, 1, 1, 1, 0, 1, 0, 0]);
    let table = Table::of_codes(&a, &b, 2).unwrap();
    let rows: String = a.iter().zip(&b).map(|(a, b)| format!("{a},{b}\n")).collect();
    let check = |name: &str, weights: &Weights, expected: Statistic| {
        let mut arguments = vec!["-", "--json", "-s", name];
        if *weights == Weights::Quadratic {
            arguments.extend(["--weights", "quadratic"]);
        }
        let found = tool(&arguments, format!("a,b\n{rows}").as_bytes()).out;
        let found: Value = serde_json::from_str(&found).unwrap();
        let interval = expected.interval.unwrap();
        for (key, should) in [("value", expected.value.unwrap()), ("se", expected.se.unwrap())] {
            near(&found[key], should, &format!("{name} {key}"));
        }
        near(&found["interval"]["low"], interval.low, name);
        near(&found["interval"]["high"], interval.high, name);
        assert_eq!(found["interval"]["method"], interval.method, "{name}");
    };
    for weights in [Weights::Identity, Weights::Quadratic] {
        check("percent", &weights, categorical::percent_agreement(&table, &weights, LEVEL));
        check("brennan-prediger", &weights, categorical::brennan_prediger(&table, &weights, LEVEL));
        check("gwet", &weights, categorical::gwet_ac(&table, &weights, LEVEL));
        check("scott", &weights, categorical::scott_pi(&table, &weights, LEVEL));
        check("cohen", &weights, categorical::cohen_kappa(&table, &weights, LEVEL));
    }
    check("pabak", &Weights::Identity, categorical::pabak(&table, LEVEL));
    let shares = json("wide.csv --unit item -s percent --raters ann,ben");
    assert_eq!(shares["interval"]["method"], "Wilson 1927");
    // A unit with one rating stays in the chance of AC1, which a table cannot hold; it says nothing in Brennan's.
    let table = b"a,b\nx,x\ny,y\nx,y\nx,\n,\n";
    let found = tool(&["-", "-s", "gwet"], table).out;
    assert!(found.contains("4 units, 1 left out: no rating") && found.contains("with n − 1"), "{found}");
    let found = tool(&["-", "-s", "brennan-prediger"], table).out;
    assert!(found.contains("3 units, 2 left out: a rating is missing"), "{found}");
}

/// More categories than a table takes: only the statistics of a table refuse, and say what to take.
#[test]
fn too_many_categories_for_a_table() {
    let rows = |cell: fn(usize) -> String| (0..5000).map(|at| format!("{0},{0}\n", cell(at))).collect::<String>();
    let numbers = format!("a,b\n{}", rows(|at| at.to_string()));
    let found = tool(&["-", "-s", "cohen"], numbers.as_bytes());
    assert!(found.code == 2 && found.err.contains("These look like numbers: take --statistic icc, pearson or"));
    let texts = format!("a,b\n{}", rows(|at| format!("text {at}")));
    let found = tool(&["-", "-s", "cohen"], texts.as_bytes());
    assert!(found.code == 2 && found.err.contains("These look like free text"), "{}", found.err);
    let found = tool(&["-", "-s", "percent"], texts.as_bytes());
    assert!(found.code == 0 && found.out.contains("value       1.0000"), "{} {}", found.out, found.err);
}

/// A pair without a value stands in its row, with the reason at its end.
#[test]
fn one_pair_may_be_undefined() {
    let table = b"u,a,b,c\n1,x,x,y\n2,x,x,x\n3,x,x,y\n";
    let text = tool(&["-", "--unit", "u", "-s", "cohen"], table).out;
    let row = text.lines().find(|line| line.contains("a – b")).unwrap();
    assert!(row.contains("undefined") && row.ends_with("no variation"), "{text}");
    let widths: Vec<usize> = text.lines().skip(2).take(1).map(|line| line.chars().count()).collect();
    assert_eq!(widths, [row.chars().count()], "{text}");
}

#[test]
fn six_forms_of_icc() {
    let forms = json(&format!("{LONG} -s icc"));
    let forms = forms["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 6);
    assert_eq!(forms[5]["form"], "ICC(3,k)");
    near(&forms[5]["value"], 0.9103, "ICC(3,k)");
    near(&forms[0]["interval"]["low"], 0.3920, "ICC(1,1)");
}

#[test]
fn a_consensus() {
    let found = json("wide.csv --unit item -s dawid-skene");
    assert_eq!(found["labels"][1], object!({"unit": "i2", "labels": ["bad"], "chance": found["labels"][1]["chance"]}));
    let shares: f64 = found["marginals"].as_object().unwrap().values().map(|share| share.as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-9);
    assert_eq!(found["accuracies"].as_array().unwrap().len(), 3);
}

#[test]
fn undefined_is_an_answer() {
    let found = json("alike.csv --unit item -s cohen");
    assert_eq!((&found["value"], &found["undefined"]), (&Value::Null, &object!("no variation")));
    let run = run("alike.csv --unit item -s cohen");
    assert!(run.code == 0 && run.out.contains("value       undefined: no variation"), "{}", run.out);
    // What could have been chosen is not in the table.
    let run = crate::run("alike.csv --unit item -s gwet");
    assert!(run.code == 0 && run.err.contains("only “x” occurs"), "{}", run.err);
    assert_eq!(json("alike.csv --unit item -s gwet --categories x,y")["value"], object!(1.0));
}

#[test]
fn the_same_seed_gives_the_same_interval() {
    let line = format!("{LONG} -s krippendorff --level ordinal --bootstrap 400");
    let (one, same, other) = (json(&line), json(&format!("{line} --seed 1")), json(&format!("{line} --seed 2")));
    assert_eq!(one, same);
    assert_ne!(one["bootstrap"], other["bootstrap"]);
    assert_eq!(one["bootstrap"]["resamples"], 400);
    for options in
        ["-s cohen --raters a,b", "-s fleiss", "-s pearson --raters a,d", "-s kendall-w", "-s cohen --raters a,b --bca"]
    {
        let found = json(&format!("{LONG} {options} --bootstrap 300"));
        let (value, bootstrap) = (found["value"].as_f64().unwrap(), &found["bootstrap"]);
        let (low, high) = (bootstrap["low"].as_f64().unwrap(), bootstrap["high"].as_f64().unwrap());
        assert!(low <= value && value <= high, "{options}: {value} {bootstrap}");
    }
    // Two units that differ: many a resample is all alike.
    let found = json("wide.csv --unit item -s cohen --raters ann,ben --bootstrap 500");
    assert!(found["bootstrap"]["undefined_resamples"].as_u64().is_some());
}

#[test]
fn what_was_assumed_is_said() {
    let check = |options: &str, said: &str| {
        let run = run(&format!("wide.csv --unit item {options} --missing NA"));
        assert_eq!(run.err.trim_end(), said, "{options}");
    };
    let order = "agreement: the order taken is bad < fair < good; give another with --categories LOW,..,HIGH";
    check("-s krippendorff --level ordinal", order);
    check("-s fleiss --weights linear", order);
    check("-s fleiss --weights linear --categories bad,fair,good", "");
    check("-s fleiss", "");
    check("-s krippendorff", "");
}

/// What is a rating, and what is none: a category that is named is one, whatever the word.
#[test]
fn words_for_missing() {
    let table = b"u,a,b\n1,NA,NA\n2,EU,EU\n3,NA,EU\n4,,EU\n5,US,US\n";
    let check = |options: &[&str], value: f64, n: u64, said: &str| {
        let run = tool(&[&["-", "--unit", "u", "-s", "percent", "--json"], options].concat(), table);
        let found: Value = serde_json::from_str(&run.out).unwrap();
        near(&found["value"], value, said);
        assert_eq!((found["n"].as_u64(), run.err.trim_end()), (Some(n), said));
    };
    let taken = "agreement: 3 cells “NA” are taken for missing; name it in --categories if it is a rating";
    check(&["--categories", "NA,EU,US"], 0.75, 4, "");
    check(&[], 1.0, 2, taken);
    check(&["--missing", "NA"], 1.0, 2, "");
    // In a long table too.
    let long = b"u,r,v\n1,a,null\n1,b,null\n2,a,x\n2,b,null\n";
    let columns = ["-", "--unit", "u", "--rater", "r", "--value", "v", "-s", "percent", "--json"];
    let named = tool(&[&columns[..], &["--categories", "x,null"]].concat(), long);
    assert!(named.out.contains("\"value\":0.5") && named.err.is_empty(), "{} {}", named.out, named.err);
    assert!(tool(&columns, long).err.contains("3 cells “null” are"), "{}", tool(&columns, long).err);
}

#[test]
fn columns_taken_for_raters_are_named() {
    let run = tool(&["-", "-s", "percent"], b"item,ann,ben\n1,x,x\n");
    assert!(run.err.contains("no --unit is named, so each column is taken for a rater: item, ann, ben"), "{}", run.err);
    assert_eq!(tool(&["-", "-s", "percent", "--raters", "ann,ben"], b"item,ann,ben\n1,x,x\n2,y,x\n").err, "");
}

/// Names that are made of digits are told apart as they are written.
#[test]
fn names_of_digits() {
    let check = |table: &str, value: f64| {
        let run = tool(&["-", "-s", "percent", "--json"], table.as_bytes());
        near(&serde_json::from_str::<Value>(&run.out).unwrap()["value"], value, table);
    };
    check("a,b\n9007199254740993,9007199254740992\n1,1\n", 0.5);
    check("a,b\n007,7\n8,8\n", 0.5);
    check("a,b\n7.0,7\n8,8\n", 1.0);
    check("a,b\n0.5,.5\n0,-0\n", 1.0);
}

#[test]
fn tables_as_others_write_them() {
    // Semicolons, CRLF, a mark of byte order, line breaks in cells.
    let found = json("excel.csv --unit item -s cohen");
    assert_eq!((&found["units"], &found["categories"]), (&object!(5), &object!(["1", "2", "3"])));
    assert_eq!(json("tabs.tsv --unit item -s pearson")["n"], 4);
    let piped = tool(&["-", "--statistic", "percent", "--unit", "u", "--json"], b"u,a,b\n1,x,x\n2,x,?\n");
    assert!(piped.out.contains("\"value\":0.5"), "{}", piped.out);
    let piped = tool(&["-", "-s", "percent", "--unit", "u", "--missing", "?", "--json"], b"u,a,b\n1,x,x\n2,x,?\n");
    assert!(piped.out.contains("\"value\":1.0") && piped.out.contains("\"dropped\":1"), "{}", piped.out);
    // Two ways to write a number are one category.
    let piped = tool(&["-", "-s", "percent", "--json"], b"a,b\n1,1.0\n2,2\n");
    assert!(piped.out.contains("\"value\":1.0"), "{}", piped.out);
}

#[test]
fn a_report_for_people() {
    let text = run(&format!("{LONG} -s krippendorff --level ordinal --bootstrap 200")).out;
    for line in [
        "Krippendorff's alpha, ordinal",
        "  value       0.8154",
        "  n           11 units, 1 left out: fewer than two ratings",
        "  observed    0.9601",
        "  method      Krippendorff's alpha, ordinal (Krippendorff 2011)",
        "  categories  5, those that occur: 1, 2, 3, 4, 5",
    ] {
        assert!(text.lines().any(|other| other == line), "“{line}” in\n{text}");
    }
    assert!(text.contains("200 resamples of units, seed 1"), "{text}");
}

#[test]
fn help_and_version() {
    assert!(run("--help").out.contains("--statistic"));
    assert!(run("--version").out.starts_with("agreement "));
    assert_eq!(run("").code, 2);
}
