//! What is wrong, where, and how to mend it.

use crate::{run, tool};

fn check(line: &str, message: &str, mend: &str) {
    let run = run(line);
    assert_eq!(run.err, format!("agreement: {message}\n  {mend}\n"), "{line}");
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}");
}

#[test]
fn tables() {
    let header = "Give it a header and at least one row.";
    check("empty.csv -s percent", "the table is empty", header);
    check("header.csv --unit item -s percent", "the table has a header and no row", header);
    check(
        "single.csv --unit item -s percent",
        "agreement needs two raters, and there is only “ann”",
        "In a wide table each column but --unit is a rater; for a long one name --unit, --rater and --value.",
    );
    check("double.csv --unit item -s percent", "two raters are called “ann”", "Give each column a name of its own.");
    check(
        "nameless.csv --unit item -s percent",
        "column 3 has no name",
        "Give each rater's column a name of its own in the header.",
    );
    check(
        "ragged.csv --unit item -s percent",
        "line 3 has 2 cells, the header has 3",
        "Give each row as many cells as the header; leave missing ones empty.",
    );
    check(
        "twice.csv --unit item -s percent",
        "line 3: i1 has a row before, in line 2",
        "Give each unit one row, or name --rater and --value if the table is long.",
    );
    check("latin.csv --unit item -s percent", "line 2 is not UTF-8", "Save the table as UTF-8.");
    check(
        "repeated.csv --unit item --rater who --value score -s percent",
        "line 4: a has rated 1 before, in line 2",
        "Keep one rating for each rater and unit.",
    );
    check(
        "nobody.csv --unit item --rater who --value score -s percent",
        "line 3: “item” is empty",
        "Fill it, or leave out the row.",
    );
}

#[test]
fn cells() {
    let words = "Give words an order with --categories LOW,..,HIGH; name words for missing with --missing.";
    let number = "is not a number, and this statistic needs numbers";
    check("wordy.csv --unit item -s icc", &format!("line 3, column “ben”: “two” {number}"), words);
    check("wide.csv --unit item -s pearson", &format!("line 2, column “ann”: “good” {number}"), words);
    let decimal = "Write decimals with a point.";
    check("commas.csv --unit item -s pearson", &format!("line 2, column “ann”: “1,5” {number}"), decimal);
    check(
        "wide.csv --unit item -s fleiss --categories bad,good",
        "line 2, column “cleo”: “fair” is not among the categories",
        "They are: bad, good. Add it, or name it with --missing.",
    );
    // In a long table the column is the one of the ratings.
    check(
        "long.csv --unit item --rater who --value score -s fleiss --categories 1,2,3,4",
        "line 37, column “score”: “5” is not among the categories",
        "They are: 1, 2, 3, 4. Add it, or name it with --missing.",
    );
}

/// What would be read without a word, and be wrong.
#[test]
fn tables_that_look_like_others() {
    let long = "the table has columns “who” and “score”, so it looks long, and --rater is not named";
    let mend = "Give --unit, --rater who and --value score; or name the columns of raters with --raters.";
    check("long.csv -s krippendorff", long, mend);
    check("long.csv --unit item -s krippendorff", long, mend);
    assert_eq!(run("long.csv --unit item -s icc --raters who,score").code, 2, "who is no number");
    let check = |table: &str, line: u64| {
        let run = tool(&["-", "-s", "percent"], table.as_bytes());
        let message = format!("agreement: line {line}: a quotation mark opens a cell, and none closes it\n");
        assert!(run.code == 2 && run.err.starts_with(&message), "{table}: {} {}", run.err, run.out);
    };
    check("a,b\n1,1\n2,\"un\nclosed\n3,3\n", 3);
    check("a,b\n1,\"x\"\"\n", 2);
    check("\"a,b\n1,1\n", 1);
    for right in ["a,b\nx\"y,x\"y\n", "a,b\n\"x\"\"y\",\"x\"\"\ny\"\n", "a,b\n\"x\"\"\",\"\"\n", "a;b\n\"x\";5\"\n"] {
        let run = tool(&["-", "-s", "percent"], right.as_bytes());
        assert_eq!(run.code, 0, "{right}: {}", run.err);
    }
}

#[test]
fn questions() {
    check("wide.csv --unit thing -s fleiss", "no column is called “thing”", "The columns are: item, ann, ben, cleo.");
    check(
        "long.csv --unit item --rater who --value score --raters a,z -s cohen",
        "no rater is called “z” in the column “who”",
        "The raters are: a, b, c, d.",
    );
    check(
        "wide.csv --rater ann --value ben -s fleiss",
        "a long table needs --unit",
        "Name the column that says what was rated.",
    );
    check(
        "wide.csv --unit item -s fleiss --level ordinal",
        "--level belongs to --statistic krippendorff",
        "Leave it out; the level of an interval is --confidence, and categories far apart take --weights.",
    );
    check(
        "wide.csv --unit item -s krippendorff --weights linear",
        "--weights belongs to statistics of categories",
        "Use --level, which says how far apart ratings are.",
    );
    check(
        "wide.csv --unit item -s fleiss --confidence 95",
        "--confidence is 95, and a level lies between 0 and 1",
        "Give a share, such as 0.95.",
    );
    check(
        "wide.csv --unit item -s fleiss --bootstrap 1",
        "--bootstrap is 1, and may be 2 to 10000000",
        "2000 resamples do for an interval of 95 %.",
    );
    check(
        "wide.csv --unit item -s fleiss --categories a,b,a",
        "--categories names “a” twice",
        "Name each once, in order.",
    );
    check("wide.csv -s fleiss --delimiter ::", "“::” cannot separate cells", "Give one ASCII character, or tab.");
    let run = run("nowhere.csv -s fleiss");
    assert!(run.code == 2 && run.err.starts_with("agreement: nowhere.csv cannot be read: "), "{}", run.err);
}

/// Names that there are not are answered with those that there are.
#[test]
fn unknown_names() {
    let run = run("wide.csv -s cronbach");
    assert!(run.code == 2 && run.err.contains("krippendorff") && run.err.contains("kendall-w"), "{}", run.err);
}
