//! What a code review states of its tests is held against running them.

use super::{course_with, sample};
use course::read::{read, run_tests};
use course::task::Kind;
use std::fs;
use std::process::Command;

const PYTHON: [&str; 2] = [
    "    best = xs[0]\n    for x in xs:\n        best = max(best, x)\n    return best",
    "    return max(xs, default=None)",
];

/// The sample with these places changed.
fn changed(places: &[[&str; 2]]) -> String {
    places.iter().fold(sample(Kind::CodeReview).to_owned(), |text, [from, to]| {
        assert!(text.contains(from), "the sample does not hold {from:?}");
        text.replace(from, to)
    })
}

/// What running finds, as `line: message`.
fn found(task: &str) -> Vec<String> {
    let root = course_with([task]);
    let course = read(root.path()).unwrap_or_else(|f| panic!("{f:#?}\n{task}"));
    let faults = run_tests(&course, &root.path().join("memory")).err().unwrap_or_default();
    faults
        .iter()
        .inspect(|f| assert!(f.file.ends_with("tasks/t0.toml") && !f.mend.is_empty(), "{f}"))
        .map(|f| format!("{}: {}", f.line, f.message))
        .collect()
}

#[track_caller]
fn check(places: &[[&str; 2]], expected: &[&str]) {
    assert_eq!(found(&changed(places)), expected, "{places:?}");
}

#[test]
fn what_is_stated_is_what_comes_out() {
    check(&[], &[]);
    check(
        &[["passed = [\"r2\"]\nfailed = [\"r1\"]\n", "passed = [\"r2\", \"r1\"]\n"]],
        &["44: r1 fails “no numbers”; it says: IndexError: list index out of range"],
    );
    check(&[["passed = [\"r1\", \"r2\"]", "passed = [\"r1\"]\nfailed = [\"r2\"]"]], &["40: r2 passes “three numbers”"]);
    check(
        &[["\"IndexError\"", "\"ValueError\""]],
        &["46: the last line of r1 on “no numbers” does not hold “ValueError”: IndexError: list index out of range"],
    );
    check(&[["notes = { r1 = \"IndexError\" }\n", ""]], &[]);
}

#[test]
fn a_note_is_in_the_last_line_printed() {
    let prints = [
        "run = \"assert largest([]) is None\"",
        "run = '''\nprint('first')\nprint('gives', largest([]))\nassert not largest([])'''",
    ];
    check(&[prints, ["{ r1 = \"IndexError\" }", "{ r1 = \"IndexError\", r2 = \"gives None\" }"]], &[]);
    check(
        &[prints, ["{ r1 = \"IndexError\" }", "{ r2 = \"first\" }"]],
        &["49: the last line of r2 on “no numbers” does not hold “first”: gives None"],
    );
}

/// A typing error in a test fails every solution, and would pass for their fault.
#[test]
fn a_test_that_is_misspelt_is_no_failure() {
    let misspelt = ["run = \"assert largest([]) is None\"", "run = \"assert zzz([]) is None\""];
    let both = ["passed = [\"r2\"]\nfailed = [\"r1\"]\n", "failed = [\"r1\", \"r2\"]\n"];
    let r1 = "does not hold “IndexError”: NameError: name 'zzz' is not defined";
    let r2 = "44: r2 fails “no numbers” for a reason that may be the test's own: NameError: name 'zzz' is not defined";
    check(&[misspelt, both], &[r2, &format!("45: the last line of r1 on “no numbers” {r1}")]);
    check(&[misspelt, both, ["\"IndexError\"", "\"NameError\", r2 = \"NameError\""]], &[]);
}

#[test]
fn a_program_that_does_not_end_is_ended() {
    let forever = ["    best = xs[0]\n", "    while not xs: pass\n    best = xs[0]\n"];
    let second = ["failed = [\"r1\"]\n", "failed = [\"r1\"]\nseconds = 1\n"];
    check(&[forever, second, ["\"IndexError\"", "\"timeout\""]], &[]);
    let late = "r1 does not end “no numbers” within 1 s";
    check(&[forever, second], &[&format!("48: {late}")]);
    check(&[forever, second, ["notes = { r1 = \"IndexError\" }\n", ""]], &[&format!("46: {late}")]);
    let both = ["passed = [\"r2\"]\nfailed = [\"r1\"]\n", "passed = [\"r1\", \"r2\"]\nseconds = 1\n"];
    check(&[forever, both, ["notes = { r1 = \"IndexError\" }\n", ""]], &[&format!("45: {late}")]);
}

#[test]
fn javascript_runs_as_well() {
    let [r1, r2] = PYTHON;
    let task = |run: &str, note: &str| {
        changed(&[
            ["```python", "```javascript"],
            ["def largest(xs):", "function largest(xs) {"],
            [r1, "  return xs.reduce((best, x) => Math.max(best, x));\n}\n//\n//"],
            [r2, "  return xs.length ? Math.max(...xs) : null;\n}"],
            ["assert largest([4, 9, 2]) == 9", "if (largest([4, 9, 2]) !== 9) throw new Error(`no`);"],
            ["\"assert largest([]) is None\"", run],
            ["\"IndexError\"", note],
        ])
    };
    let assert = "\"require('assert').strictEqual(largest([]), null)\"";
    assert_eq!(found(&task(assert, "\"TypeError: Reduce of empty array\"")), [""; 0]);
    let wrong = "47: the last line of r1 on “no numbers” does not hold “RangeError”: TypeError: Reduce of empty array with \
                 no initial value";
    assert_eq!(found(&task(assert, "\"RangeError\"")), [wrong]);
    let exits = "\"try { largest([]) } catch (e) { console.log('none'); process.exit(3) }\"";
    assert_eq!(found(&task(exits, "\"none\"")), [""; 0]);
    let own = "\"class Odd extends Error {}; try { largest([]) } catch (e) { throw Object.assign(new Odd('ends', {cause: e}), \
               {code: 1}) }\"";
    assert_eq!(found(&task(own, "\"ends\"")), [""; 0]);
    let unknown =
        "45: r2 fails “no numbers” for a reason that may be the test's own: ReferenceError: larger is not defined";
    let task =
        task("\"larger([])\"", "\"ReferenceError\"").replace("passed = [\"r2\"]\nfailed = [", "failed = [\"r2\", ");
    assert_eq!(found(&task), [unknown]);
}

/// The program starts in an empty folder, with nothing to read and nothing to know; what it prints is read to the end,
/// and what it starts ends with it.
#[test]
fn a_program_is_alone() {
    let run = "run = '''
import os, subprocess, sys
assert os.listdir() == ['main.py'], os.listdir()
assert set(os.environ) <= {'PATH', 'LC_CTYPE'}, os.environ
assert sys.stdin.read() == ''
subprocess.Popen(['sleep', '30'])
print('é' * 3_000_000)
print('quiet')'''";
    let passed = [
        "passed = [\"r2\"]\nfailed = [\"r1\"]\nnotes = { r1 = \"IndexError\" }\n",
        "passed = [\"r1\", \"r2\"]\nnotes = { r1 = \"quiet\" }\nseconds = 20\n",
    ];
    check(&[["run = \"assert largest([]) is None\"", run], passed], &[]);
}

#[test]
fn what_came_out_as_stated_does_not_run_again() {
    let once = tempfile::tempdir().unwrap();
    let run = format!("run = \"open('{}/' + largest.__name__, 'x')\"", once.path().display());
    let root = course_with([changed(&[
        ["run = \"assert largest([4, 9, 2]) == 9\"", &run],
        ["passed = [\"r1\", \"r2\"]", "passed = [\"r1\"]\nfailed = [\"r2\"]"],
        ["```\n'''\n\n[[test]]", "largest = None\n```\n'''\n\n[[test]]"],
        ["passed = [\"r2\"]\nfailed = [\"r1\"]\nnotes = { r1 = \"IndexError\" }\n", "failed = [\"r1\", \"r2\"]\n"],
    ])]);
    let course = read(root.path()).unwrap_or_else(|f| panic!("{f:#?}"));
    let memory = root.path().join("gen/memory");
    assert_eq!(run_tests(&course, &memory), Ok(()));
    assert_eq!(run_tests(&course, &memory), Ok(()), "the file is there already: it was not opened again");
    fs::write(&memory, "nothing\n\u{0}").unwrap();
    let faults = run_tests(&course, &memory).unwrap_err();
    assert!(faults[0].message.contains("FileExistsError"), "{faults:#?}");
    assert_eq!(fs::read_to_string(&memory).unwrap().lines().count(), 3, "the others are remembered");
}

/// Where a language is missing, one fault says so. The path of this process is not changed: a child has another.
#[test]
fn a_missing_language_is_one_fault() {
    let this = std::env::current_exe().unwrap();
    let mut child = Command::new(this);
    child.args(["--ignored", "--exact", "ran::without_a_path"]).env("PATH", "/nowhere");
    let output = child.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
#[ignore = "started by the test above, with a path on which there is nothing"]
fn without_a_path() {
    check(&[], &["39: the code is Python 3, and there is no working `python3` on this computer"]);
}
