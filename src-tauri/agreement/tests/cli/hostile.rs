//! Whatever stands in a table, the tool answers or says what is wrong; it does not panic.

use crate::tool;
use crate::vectors::one;
use proptest::prelude::*;
use serde_json::json;

const STATISTICS: [&str; 17] = [
    "percent",
    "cohen",
    "scott",
    "brennan-prediger",
    "pabak",
    "gwet",
    "fleiss",
    "conger",
    "randolph",
    "krippendorff",
    "icc",
    "pearson",
    "spearman",
    "kendall",
    "kendall-w",
    "mean-difference",
    "dawid-skene",
];

/// An answer or a fault, never anything else.
fn survives(arguments: &[&str], table: &[u8]) {
    let run = tool(arguments, table);
    assert!([0, 2].contains(&run.code), "{arguments:?} {} {:?}", run.err, String::from_utf8_lossy(table));
    assert!(!run.err.contains("panicked"), "{arguments:?} {}", run.err);
}

#[test]
fn odd_tables() {
    let tables: [&[u8]; 13] = [
        b"",
        b"\n\n\n",
        b"\xef\xbb\xbf",
        b"a",
        b"a,b\n",
        b"a,b\n,\n",
        b"a,b\nNA,NA\nNA,NA\n",
        b"a,b\n1,\n,2\n",
        b"a,b\n\"1,2\n",
        b"a,b\n1e999,-1e999\ninf,-inf\n",
        b"a,b\n1e308,-1e308\n-1e308,1e308\n0,0\n",
        b"a\0,b\n\0,\0\n",
        b"a,b\r1,2\r2,1\r",
    ];
    for table in tables {
        for statistic in STATISTICS {
            survives(&["-", "-s", statistic], table);
        }
        survives(&["-", "-s", "krippendorff", "--level", "ratio", "--bootstrap", "20"], table);
    }
}

/// A row of three numbers from 1 to 3 for each of ten thousand raters, who mostly agree.
fn of_ten_thousand() -> Vec<Vec<usize>> {
    let cell = |unit: usize, rater: usize| if rater % 5 == unit { rater % 3 + 1 } else { unit + 1 };
    (0..3).map(|unit| (0..10_000).map(|rater| cell(unit, rater)).collect()).collect()
}

/// Every statistic answers, or says that there are too many pairs and what to do.
#[test]
fn ten_thousand_raters() {
    let rows = of_ten_thousand();
    let words = |row: &[usize]| row.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let names: Vec<String> = (0..10_000).map(|rater| format!("r{rater}")).collect();
    let wide: String = rows.iter().map(|row| words(row) + "\n").collect();
    let wide = format!("{}\n{wide}", names.join(","));
    let cells = rows.iter().enumerate().flat_map(|(unit, row)| row.iter().zip(&names).map(move |cell| (unit, cell)));
    let long: String = cells.map(|(unit, (value, name))| format!("{},{name},{value}\n", unit + 1)).collect();
    let long = format!("unit,rater,value\n{long}");
    let columns = ["--unit", "unit", "--rater", "rater", "--value", "value"];
    const OF_PAIRS: [&str; 7] = ["cohen", "scott", "pabak", "pearson", "spearman", "kendall", "mean-difference"];
    for statistic in STATISTICS {
        let ask = ["-", "--json", "-s", statistic];
        let run = tool(&ask, wide.as_bytes());
        if OF_PAIRS.contains(&statistic) {
            let message = "agreement: 10000 raters make 49995000 pairs, and up to 5000 are computed\n  Name the raters";
            assert!(run.code == 2 && run.err.starts_with(message), "{statistic}: {}", run.err);
            let two = tool(&[&ask[..], &["--raters", "r0,r9999"]].concat(), wide.as_bytes());
            assert!(two.code == 0 && two.out.contains("\"value\":"), "{statistic}: {}", two.err);
        } else {
            assert!(run.code == 0 && !run.out.contains("\"value\":null"), "{statistic}: {}", run.err);
            if ["fleiss", "icc", "dawid-skene"].contains(&statistic) {
                let same = tool(&[&ask[..], &columns].concat(), long.as_bytes()).out == run.out;
                assert!(same, "{statistic}: a long table is another");
            }
        }
    }
    for level in ["ordinal", "ratio"] {
        let run = tool(&["-", "-s", "krippendorff", "--level", level, "--bootstrap", "5"], wide.as_bytes());
        assert_eq!(run.code, 0, "{level}: {}", run.err);
    }
}

/// The same in examples, by every name and in every shape.
#[test]
fn ten_thousand_raters_in_examples() {
    let rows = of_ten_thousand();
    let counts: Vec<Vec<usize>> =
        rows.iter().map(|row| (1..=3).map(|c| row.iter().filter(|rating| **rating == c).count()).collect()).collect();
    let shapes = [json!({"raters_by_column": rows}), json!({"counts": counts})];
    let of_categories = [
        "percent_agreement",
        "brennan_prediger_linear",
        "pabak",
        "gwet_ac1",
        "fleiss_kappa",
        "randolph_kappa",
        "krippendorff_alpha_ordinal",
    ];
    let of_raters = ["conger_kappa", "icc_2_1", "kendall_w", "krippendorff_alpha_interval", "dawid_skene"];
    for statistic in of_categories {
        let [columns, counts] =
            shapes.each_ref().map(|shape| one(statistic, shape.clone(), json!(0))["computed"].as_f64());
        let (columns, counts) = (columns.unwrap(), counts.unwrap());
        assert!((columns - counts).abs() < 1e-9 && columns < 1.0, "{statistic}: {columns} {counts}");
    }
    for statistic in of_raters {
        let line = one(statistic, shapes[0].clone(), json!({"value": 0}));
        assert!(line["unsupported"].is_null() && !line["computed"].to_string().contains("undefined"), "{line}");
    }
    let line = one("cohen_kappa", shapes[0].clone(), json!(0));
    assert_eq!(line["reason"], "this coefficient takes two raters, not 10000");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table(
        cells in prop::collection::vec(prop::sample::select(vec!["1", "2", "3", "", "x", "-1", "0.5", "\"q\"", "é"]), 0..24),
        raters in 1usize..5,
        statistic in 0usize..17,
        options in prop::sample::select(vec!["", "--json", "--bootstrap 10", "--bootstrap 10 --bca --json"]),
    ) {
        let header: Vec<String> = (0..raters).map(|rater| format!("r{rater}")).collect();
        let rows: Vec<String> = cells.chunks(raters).map(|row| row.join(",")).collect();
        let table = format!("{}\n{}\n", header.join(","), rows.join("\n"));
        let options = options.split_whitespace();
        let arguments: Vec<&str> = ["-", "-s", STATISTICS[statistic]].into_iter().chain(options).collect();
        survives(&arguments, table.as_bytes());
    }

    #[test]
    fn any_bytes(table in prop::collection::vec(any::<u8>(), 0..80), statistic in 0usize..17) {
        survives(&["-", "-s", STATISTICS[statistic]], &table);
    }
}
