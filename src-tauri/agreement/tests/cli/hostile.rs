//! Whatever stands in a table, the tool answers or says what is wrong; it does not panic.

use crate::tool;
use proptest::prelude::*;

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
    let wide = {
        let row = |cell: &str| vec![cell; 10_000].join(",");
        let names: Vec<String> = (0..10_000).map(|rater| format!("r{rater}")).collect();
        format!("{}\n{}\n{}\n{}\n", names.join(","), row("1"), row("2"), row("1"))
    };
    let tables: [&[u8]; 14] = [
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
        wide.as_bytes(),
    ];
    for table in tables {
        // The widest takes its time with pairs of raters in an unoptimised build.
        let few = if table.len() > 1000 { &["cohen", "fleiss", "pearson", "icc"][..] } else { &STATISTICS[..] };
        for statistic in few {
            survives(&["-", "-s", statistic], table);
        }
        survives(&["-", "-s", "krippendorff", "--level", "ratio", "--bootstrap", "20"], table);
    }
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
