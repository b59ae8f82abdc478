//! Faults in tasks that are written out: rubric and prompt.

use super::check;
use course::task::Kind;

#[test]
fn rubric() {
    check(Kind::Rubric, RUBRIC);
}

const RUBRIC: &[[&str; 3]] = &[
    [
        "modality = \"text\"",
        "modality = \"film\"",
        "2: unknown variant `film`, expected one of `text`, `code`, `picture`, `table`, `speech`",
    ],
    ["modality = \"text\"\n", "", "1: missing field `modality`"],
    ["count = [2, 4]", "count = [0, 4]", "3: `count` is [0, 4]"],
    ["count = [2, 4]", "count = [4, 2]", "3: `count` is [4, 2]"],
    ["count = [2, 4]", "count = [3, 4]", "18: the reference has 2 criteria"],
    ["reference = [\"Says that the shop is closed on Sunday.\", ", "reference = [\"\", ", "18: `reference` is empty"],
    ["properties = 0.7", "properties = 1.0", "21: the weights leave 0 for `coverage`"],
    ["properties = 0.7", "properties = 0.7\ncoverage = 0.4", "21: the weights sum to 1.1"],
    [
        "wordings = [\"at six\", \"opens at six\", \"six in the morning\"]",
        "wordings = [\"at six\"]",
        "28: a point with fewer than three wordings",
    ],
    [
        "[[key.ideal]]\ntext = \"The sign says the hour\"\nwordings = [\"at six\", \"opens at six\", \"six in the morning\"]\n",
        "",
        "1: 1 entry [[key.ideal]] in a rubric task",
    ],
    [
        "What must a reader find?",
        "A shop that is closed on Sunday rests.",
        "10: the hint gives the key's words away: “shop … closed … sunday”",
    ],
];

#[test]
fn prompt() {
    check(Kind::Prompt, PROMPT);
}

const PROMPT: &[[&str; 3]] = &[
    [
        "constraints = [\"Say who reads the text.\", \"Ask for three to five points.\", \"Give an example.\"]",
        "constraints = []",
        "2: 0 constraints",
    ],
    ["\"Give an example.\"]", "\"\"]", "2: `constraints` is empty"],
    ["words = [10, 80]", "words = [80, 10]", "21: [80, 10] is no range"],
    ["words = [10, 80]", "words = [10, 80]\nsentences = [1, 2]", "20: 2 rules in one check"],
    ["words = [10, 80]\n", "", "20: 0 rules in one check"],
    ["words = [10, 80]", "words = [10, 80]\nleast = 2", "22: `least` without `says`"],
    ["name = \"sentences\"", "name = \"length\"", "25: the check “length” stands twice"],
    ["[\"garden\"]]", "[]]", "31: `says` names nothing"],
    ["least = 2", "least = 4", "32: `least` is 4 of 3"],
    ["least = 2", "least = 0", "32: `least` is 0 of 3"],
    ["avoids = [\"please\", \"I beg you\"]", "avoids = []", "43: `avoids` names nothing"],
    ["figures = [3, 5]", "figures = [3, 3]", "48: `figures` holds nothing, or one of them twice"],
    ["entries = [0, 5]", "entries = [0, 0]", "53: [0, 0] is no range"],
    ["example = 4", "example = 0", "58: an example without words"],
    ["question = true", "question = false", "63: `question` is not true"],
    ["weight = 3", "weight = -3", "33: -3 is out of range"],
    [
        "question = true",
        "quest = true",
        "63: unknown field `quest`, expected one of `name`, `words`, `sentences`, `says`, `least`, `avoids`, `figures`, `entries`, `example`, `question`, `weight`, `why`",
    ],
    ["why = \"It invites more.\"", "why = \"\"", "64: `why` is empty"],
    [
        "Who is it for?",
        "Remember: water the beds before eight.",
        "9: the hint gives the key's words away: “water … beds … eight”",
    ],
];
