//! Every fault of the course's files is named with file, line and mend.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod common;

use common::{LESSON, TASK, small};
use course::read::{Fault, pack, read};
use std::fs;
use std::path::Path;

fn faults(root: &Path) -> Vec<Fault> {
    read(root).expect_err("the course should be faulty")
}

/// Replaces `from` by `to` in a file and expects one fault there, on that line, with these words.
#[track_caller]
fn check(file: &str, from: &str, to: &str, line: u32, words: &str) {
    let root = small();
    let path = root.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "the fixture does not hold {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    let found = faults(root.path());
    let fault = found.iter().find(|f| f.message.contains(words));
    let fault = fault.unwrap_or_else(|| panic!("no fault with {words:?} in {found:#?}"));
    assert_eq!((fault.file.as_path(), fault.line), (Path::new(file), line), "{fault}");
    assert!(!fault.mend.is_empty(), "{fault}");
}

#[test]
fn the_small_course_is_sound() {
    let root = small();
    let course = read(root.path()).unwrap_or_else(|f| panic!("{f:#?}"));
    let task = &course.modules[0].tasks[0];
    let reason = task.key.reasons_about("r2").next().unwrap();
    assert_eq!(reason.at[0].of("The capital of Kenya is Nairobi."), Some("Kenya is Nairobi"), "marks are not counted");
    assert!(pack(root.path()).is_ok());
}

#[test]
fn the_version_of_a_task_follows_its_content_and_key() {
    let root = small();
    let version = |root: &Path| read(root).unwrap().modules[0].tasks[0].version.clone();
    let first = version(root.path());
    assert_eq!(first, version(root.path()));
    let path = root.path().join(TASK);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("pass_at = 0.8", "pass_at = 0.7")).unwrap();
    assert_ne!(first, version(root.path()));
}

#[test]
fn schema() {
    check(TASK, "title = \"Rank", "title = Rank", 2, "missing opening quote");
    check(TASK, "difficulty = 1", "difficulty = \"easy\"", 4, "expected u8");
    check(TASK, "minutes = 2", "minuets = 2", 5, "unknown field `minuets`");
    check(TASK, "kind = \"ranking\"", "kind = \"rankings\"", 1, "unknown kind “rankings”");
    check(TASK, "kind = \"ranking\"", "kind = 3", 1, "`kind` is not a word");
    check(TASK, "kind = \"ranking\"", "", 1, "missing field `kind`");
    check(TASK, "order = [", "value = 1\norder = [", 28, "misplaced field `key.value`");
    check(TASK, "order = [", "odrer = [", 28, "unknown field `key.odrer`");
    check(TASK, "order = [", "odrer = [", 26, "missing field `order`");
    check(TASK, "[prompt]", "[[option]]\nid = \"o1\"\ntext = \"x\"\n\n[prompt]", 10, "misplaced field `option`");
    check(TASK, "why = \"{r3} gives", "whi = \"{r3} gives", 44, "unknown field `whi`");
    check(TASK, "difficulty = 1", "difficulty = 9", 4, "`difficulty` is not 1, 2 or 3");
    check(TASK, "\"general\"", "\"generic\"", 6, "unknown tag “generic”");
    check(TASK, "Think of the traveller.\", ", "\", ", 8, "`hints` is empty");
    check(TASK, ", \"A map of another land is no help.\"", "", 8, "2 hints");
    check(TASK, "pass_at = 0.8", "pass_at = 1.5", 27, "`pass_at`");
}

/// The small ranking as a preference between its first two responses.
fn preference(side_weight: &str) -> Result<(), Vec<Fault>> {
    let root = small();
    let path = root.path().join(TASK);
    let text = fs::read_to_string(&path).unwrap();
    let upto = |text: &str, words: &str| text[..text.find(words).unwrap()].to_owned();
    let key = text[text.find("[key]").unwrap()..].replace("order = [[\"r2\"], [\"r3\"], [\"r1\"]]", "value = 2\nSIDE");
    let text = upto(&text, "[[response]]\nid = \"r3\"") + &upto(&key, "[[key.reason]]\nabout = \"r3\"");
    fs::write(&path, text.replace("\"ranking\"", "\"preference\"").replace("SIDE", side_weight)).unwrap();
    read(root.path()).map(|_| ())
}

#[test]
fn the_right_side_earns_no_less_than_no_side() {
    for sound in ["", "side_weight = 0.5", "side_weight = 0.99"] {
        preference(sound).unwrap_or_else(|f| panic!("{sound}: {f:#?}"));
    }
    for weight in ["0.49", "0", "-1", "1", "1.5", "NaN"] {
        let faults = preference(&format!("side_weight = {}", weight.to_lowercase())).unwrap_err();
        let [fault] = &faults[..] else { panic!("{weight}: {faults:#?}") };
        assert_eq!(
            (fault.message.as_str(), fault.line),
            (format!("`side_weight` is {weight}").as_str(), 25),
            "{fault}"
        );
        assert!(fault.mend.contains("from 0.5 and below 1"), "{fault}");
    }
}

#[test]
fn references() {
    check(TASK, "objective = \"compare\"", "objective = \"guess\"", 3, "not an objective of 1.1");
    check(TASK, "[\"r3\"], [\"r1\"]]", "[\"r3\"], [\"r9\"]]", 28, "“r9” is not a response");
    check(TASK, "[\"r3\"], [\"r1\"]]", "[\"r3\"], [\"r3\"]]", 28, "“r3” stands twice");
    check(TASK, "[\"r3\"], [\"r1\"]]", "[\"r3\"]]", 28, "r1 is not in the order");
    check(TASK, "id = \"r2\"", "id = \"r1\"", 19, "the id “r1” stands twice");
    check(TASK, "about = \"r3\"", "about = \"r7\"", 43, "“r7” is not a response");
    check(TASK, "about = \"r3\"", "about = \"r1\"", 26, "no reason about r3");
    check(TASK, "Many towns\"]", "Many cities\"]", 45, "“Many cities” does not stand in r3");
    check(TASK, "at = [\"Many towns\"]", "at = [\"a\"]", 45, "stands more than once");
    check(TASK, "over = \"r2\"\nunder = \"r3\"", "over = \"r3\"\nunder = \"r2\"", 49, "not in the key's order");
    check(TASK, "under = \"r3\"", "under = \"r1\"", 28, "no reason why r2 stands over r3");
    check("modules/1.1-small/module.toml", "\"rlhf\"", "\"rhlf\"", 2, "unknown domain “rhlf”");
    check(LESSON, "(term:tie)", "(term:draw)", 7, "unknown term “draw”");
    check(LESSON, "> serves: compare", "> serves: contrast", 2, "serves “contrast”");
}

#[test]
fn hints_and_language() {
    check(
        TASK,
        "Think of the traveller.",
        "It gives one answer, which does less harm.",
        8,
        "gives the key's words away",
    );
    let dense = "Notwithstanding considerable methodological heterogeneity, representational inadequacy necessitates \
                 interpretation conditional upon internationally acknowledged administrative classifications.";
    check(TASK, "{r1} names a port that is not the capital.", &dense.repeat(4), 1, "reading grade");
}

#[test]
fn lessons() {
    check(LESSON, "# A small lesson", "A small lesson", 1, "no title");
    check(LESSON, "## Common mistakes", "## Traps", 1, "no section “common mistakes”");
    check(LESSON, "- Then decide.\n", "", 35, "not a list of three");
    check(LESSON, "## One idea", "## One <b>idea</b>\n\n<script>alert(1)</script>", 5, "HTML in a lesson");
    check(LESSON, "Read first.", "[Read](https://example.org) first.", 37, "a link to");
    let words = "You read the words and think. ".repeat(300);
    check(LESSON, "## Worked example", &format!("{words}\n\n## Worked example"), 1, "words");
    let huge = "You read. ".repeat(110_000);
    check(LESSON, "## Worked example", &format!("{huge}\n\n## Worked example"), 1, "bytes");
}

#[test]
fn pictures_stay_in_their_folder() {
    let material = |picture: &str, alt: &str| {
        format!("[[material]]\ntitle = \"Map\"\npicture = \"{picture}\"\nalt = \"{alt}\"\n\n[[response]]\nid = \"r1\"")
    };
    let from = "[[response]]\nid = \"r1\"";
    check(TASK, from, &material("../../secret.png", "A map"), 16, "leaves the module's folder");
    check(TASK, from, &material("/etc/passwd", "A map"), 16, "leaves the module's folder");
    check(TASK, from, &material("images/none.png", "A map"), 16, "there is no picture");
    check(TASK, from, &material("module.toml", "A map"), 16, "neither an SVG nor a PNG");
    check(TASK, from, &material("module.toml", ""), 16, "no text alternative");
}

#[test]
fn a_link_out_of_the_folder_is_refused() {
    let root = small();
    let folder = root.path().join("modules/1.1-small/images");
    fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("map.png")).unwrap();
    let path = root.path().join(TASK);
    let text = fs::read_to_string(&path).unwrap();
    let material = "[[material]]\ntitle = \"Map\"\npicture = \"images/map.png\"\nalt = \"A map\"\n\n[key]";
    fs::write(&path, text.replacen("[key]", material, 1)).unwrap();
    assert!(faults(root.path()).iter().any(|f| f.message.contains("leaves the module's folder")));
}

#[test]
fn what_only_the_whole_course_shows() {
    let root = small();
    let folder = root.path().join("modules/1.1-small/tasks");
    let text = fs::read_to_string(folder.join("towns.toml")).unwrap();
    let long =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen";
    for name in ["towns.toml", "again.toml"] {
        fs::write(folder.join(name), text.replace("Which town is the capital of Kenya?", long)).unwrap();
    }
    assert!(faults(root.path()).iter().any(|f| f.message.contains("shares text with")));

    let root = small();
    fs::create_dir_all(root.path().join("modules/1.2-other/tasks")).unwrap();
    fs::create_dir_all(root.path().join("modules/1.2-other/lessons")).unwrap();
    fs::write(root.path().join("modules/1.2-other/module.toml"), include_str!("small/module.toml")).unwrap();
    fs::copy(root.path().join(TASK), root.path().join("modules/1.2-other/tasks/towns.toml")).unwrap();
    fs::remove_dir_all(root.path().join("modules/2.0-later")).unwrap();
    let found = faults(root.path());
    for words in ["the task id “towns” is also in", "the objective “compare”"] {
        assert!(found.iter().any(|f| f.message.contains(words)), "{words}: {found:#?}");
    }

    let root = small();
    let module = root.path().join("modules/1.1-small/module.toml");
    let text = fs::read_to_string(&module).unwrap();
    fs::write(&module, text.replace("started", "complete")).unwrap();
    assert!(faults(root.path()).iter().any(|f| f.message.contains("complete with 1 tasks")));
    fs::remove_dir_all(root.path().join("modules/4.2-later")).unwrap();
    assert!(faults(root.path()).iter().any(|f| f.message.contains("23 modules")));
}

/// The best response may not be guessable from its place or length.
#[test]
fn bias_over_the_pool_is_noticed() {
    let root = small();
    let folder = root.path().join("modules/1.1-small/tasks");
    let text = fs::read_to_string(folder.join("towns.toml")).unwrap();
    let first = text.replace("order = [[\"r2\"], [\"r3\"], [\"r1\"]]", "order = [[\"r1\"], [\"r3\"], [\"r2\"]]");
    let first = first.replace("over = \"r2\"\nunder = \"r3\"", "over = \"r3\"\nunder = \"r2\"");
    let first = first.replace("over = \"r3\"\nunder = \"r1\"", "over = \"r1\"\nunder = \"r3\"");
    for n in 0..6 {
        fs::write(folder.join(format!("t{n}.toml")), &first).unwrap();
    }
    let found = faults(root.path());
    assert!(found.iter().any(|f| f.message.contains("first in the file is best in 6 of 7")), "{found:#?}");
}

/// The course that ships is sound, and its HTML passes the sanitiser unchanged.
#[test]
fn the_course_is_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let course = read(&root).unwrap_or_else(|f| panic!("{}", f.iter().map(|x| format!("{x}\n")).collect::<String>()));
    for module in &course.modules {
        let lessons = module.lessons.iter().map(|l| &l.body);
        let items = module.tasks.iter().flat_map(|t| t.face.pieces().map(|i| &i.text));
        for text in lessons.chain(items) {
            assert_eq!(course::read::markdown::sanitise(&text.html), text.html);
        }
    }
}
