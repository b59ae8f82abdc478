//! Faults in tasks that judge on scales or in orders: rating, safety, code review, conversation.

use super::check;
use course::task::Kind;

#[test]
fn rating() {
    check(Kind::Rating, RATING);
}

const RATING: &[[&str; 3]] = &[
    ["id = \"r2\"", "id = \"r3\"", "19: the id “r3” is out of order"],
    [
        "[[dimension]]\nid = \"accuracy\"",
        "[[dimension]]\nid = \"Accuracy\"",
        "23: the id “Accuracy” is not in kebab-case | 47: “accuracy” is not a dimension of this task | 61: “accuracy” is not a dimension of this task",
    ],
    [
        "id = \"tone-of-voice\"",
        "id = \"accuracy\"",
        "33: the id “accuracy” stands twice | 54: “tone-of-voice” is not a dimension of this task | 68: “tone-of-voice” is not a dimension of this task",
    ],
    ["name = \"Tone\"", "name = \"Accuracy\"", "34: the name “Accuracy” stands twice"],
    ["about = \"Is it true?\"", "about = \"\"", "25: `about` is empty"],
    ["{ value = 2, name", "{ value = 4, name", "28: the value 4 follows 1 | 29: the value 3 follows 4"],
    ["{ value = 2, name", "{ vallue = 2, name", "28: unknown field `vallue`, expected one of `value`, `name`, `about`"],
    [
        "  { value = -1, name = \"Poor\", about = \"It puts a guest off.\" },\n  { value = 0, name = \"Plain\", about = \"It does no harm.\" },\n",
        "",
        "36: a scale with 1 of 2 to 11 anchors | 40: `reach` is missing, and the scales have several widths | 53: 0 is not on the scale",
    ],
    ["pass_at = 0.7", "pass_at = 0.7\nreach = 0", "44: `reach` is 0"],
    ["pass_at = 0.7", "pass_at = 0.7\nreach = 3", "44: `reach` is 3"],
    ["about = \"r1\"", "about = \"r4\"", "46: “r4” is not a response of this task"],
    ["dimension = \"accuracy\"", "dimension = \"length\"", "47: “length” is not a dimension of this task"],
    [
        "dimension = \"accuracy\"",
        "dimension = \"tone-of-voice\"",
        "48: 3 is not on the scale | 53: a second score of r1 on tone-of-voice",
    ],
    ["value = 3\nweight", "value = 4\nweight", "48: 4 is not on the scale"],
    ["accept = [0, 1]", "accept = [-1, -1]", "56: `accept` does not hold the key’s value"],
    ["accept = [0, 1]", "accept = [0, 2]", "56: `accept` does not hold the key’s value"],
    ["accept = [0, 1]", "accept = 1", "56: invalid type: integer `1`, expected an array of length 2"],
    ["weight = 2", "weight = 0", "49: 0 is out of range"],
    ["weight = 2", "weight = nan", "49: NaN is out of range"],
    ["why = \"Short and calm.\"", "why = \" \"", "57: `why` is empty"],
    [
        "[[key.score]]\nabout = \"r2\"\ndimension = \"tone-of-voice\"\nvalue = 1\nwhy = \"Warm to the guest.\"\n",
        "",
        "42: no score of r2 on tone-of-voice",
    ],
    [
        "{ value = 3, name = \"True\", about = \"All of it is true.\" },",
        "{ value = 3, name = \"True\", about = \"All of it is true.\" },\n  { value = 4, name = \"Full\", about = \"Nothing is left out.\" },",
        "43: `reach` is missing, and the scales have several widths",
    ],
    ["pass_at = 0.7", "pass_at = 0.7\norder = [[\"r1\"], [\"r2\"]]", "44: misplaced field `key.order`"],
    ["[key]", "[[option]]\nid = \"o1\"\ntext = \"x\"\n\n[key]", "42: misplaced field `option`"],
];

#[test]
fn safety() {
    check(Kind::Safety, SAFETY);
}

const SAFETY: &[[&str; 3]] = &[
    [
        "id = \"home-danger\"",
        "id = \"home danger\"",
        "24: the id “home danger” is not in kebab-case | 52: “home-danger” is not a category of this task",
    ],
    [
        "value = 1\nname",
        "value = 5\nname",
        "39: the value 5 follows 0 | 44: the value 2 follows 5 | 57: 1 is not on the scale",
    ],
    [
        "[key.category]\nis = \"home-danger\"",
        "[key.category]\nis = \"drugs\"",
        "52: “drugs” is not a category of this task",
    ],
    [
        "accept = [\"none\"]",
        "accept = [\"home-danger\"]",
        "53: `accept` holds “home-danger”, which the key says anyway",
    ],
    ["accept = [\"none\"]", "accept = [\"none\", \"none\"]", "53: “none” stands twice"],
    ["[key.severity]\nis = 1", "[key.severity]\nis = 7", "57: 7 is not on the scale"],
    ["accept = [0, 1]", "accept = [2, 2]", "58: `accept` does not hold the key’s value"],
    ["reach = 1", "reach = 9", "59: `reach` is 9"],
    ["is = \"comply\"", "is = \"help\"", "63: unknown variant `help`, expected one of `comply`, `partly`, `refuse`"],
    ["accept = [\"partly\"]", "accept = [\"comply\"]", "64: `accept` holds what is said already"],
    ["why = \"It is about fumes in a kitchen.\"\n", "", "51: missing field `why`"],
    [
        "why = \"It is about fumes in a kitchen.\"\n",
        "why = \"It is about fumes.\"\nat = [\"Which cleaners\", \"never mix soap\", \"\"]\n",
        "55: “never mix soap” does not stand in the prompt | 55: “” does not stand in the prompt",
    ],
    [
        "why = \"Knowing it makes homes safer.\"\n",
        "why = \"Knowing it makes homes safer.\"\nat = [\"e\"]\n",
        "61: “e” stands more than once in the prompt: 4 times",
    ],
    ["category = 0.2", "category = 0.7", "68: the weights leave -0.2 for `severity`"],
    ["category = 0.2\n", "", "67: weights without `category`, `severity`"],
    ["action = 0.5", "action = 0.5\nseverity = 0.5", "68: the weights sum to 1.2"],
    ["action = 0.5", "action = -0.5", "69: -0.5 is no share"],
    [
        "[[key.reason]]\nabout = \"r1\"\nwhy = \"{r1} sends away someone who wants to be safe.\"\nat = [\"cannot help\"]\ntone = \"against\"\n",
        "",
        "48: no reason about r1",
    ],
    ["{r1} sends", "{r2} sends", "73: “{r2}” has no letter in this task"],
    [
        "[[category]]\nid = \"none\"",
        "[[response]]\nid = \"r2\"\ntext = \"No.\"\n\n[[category]]\nid = \"none\"",
        "1: 2 entries [[response]] in a safety task | 52: no reason about r2",
    ],
];

#[test]
fn code_review() {
    check(Kind::CodeReview, CODE_REVIEW);
}

const CODE_REVIEW: &[[&str; 3]] = &[
    ["id = \"r2\"", "id = \"r1\"", "28: the id “r1” stands twice"],
    [
        "```python\ndef largest(xs):\n    best",
        "Look:\n```python\ndef largest(xs):\n    best",
        "17: r1 is not one block of code",
    ],
    ["```\n'''\n\n[[solution]]", "```\n\n```\nx\n```\n'''\n\n[[solution]]", "17: r1 is not one block of code"],
    ["passed = [\"r1\", \"r2\"]", "passed = [\"r1\"]", "37: no result of “three numbers” for r2"],
    ["failed = [\"r1\"]", "failed = [\"r1\", \"r2\"]", "45: “r2” stands twice"],
    ["passed = [\"r1\", \"r2\"]", "passed = [\"r1\", \"r2\", \"r3\"]", "39: “r3” is not a solution of this task"],
    ["{ r1 = \"IndexError\" }", "{ r7 = \"IndexError\" }", "46: “r7” is not a solution of this task"],
    ["name = \"no numbers\"", "name = \"three numbers\"", "42: the test “three numbers” stands twice"],
    ["run = \"assert largest([]) is None\"\n", "", "41: missing field `run`"],
    ["run = \"assert largest([]) is None\"", "run = ''", "43: `run` is empty"],
    ["failed = [\"r1\"]", "failed = [\"r1\"]\nseconds = 0", "46: `seconds` is 0"],
    ["failed = [\"r1\"]", "failed = [\"r1\"]\nseconds = 61", "46: `seconds` is 61"],
    ["```python", "```", "17: the code of r1 does not run: its language is “”"],
    ["```python", "```rust", "17: the code of r1 does not run: its language is “rust”"],
    ["```python", "```js", "29: r2 is Python 3, and r1 is JavaScript"],
    ["order = [[\"r2\"], [\"r1\"]]\n", "", "58: `order` is missing"],
    ["order = [[\"r2\"], [\"r1\"]]", "order = [[\"r2\"]]", "60: r1 is not in the order"],
    ["over = \"r2\"\nunder = \"r1\"", "over = \"r1\"\nunder = \"r2\"", "63: the pair is not in the key's order"],
    ["lines = [2, 2]", "lines = [2, 9]", "69: lines 2 to 9 of 5 in r1"],
    ["lines = [2, 2]", "lines = [0, 2]", "69: lines 0 to 2 of 5 in r1"],
    ["lines = [2, 2]", "lines = [2, 1]", "69: lines 2 to 1 of 5 in r1"],
    ["lines = [2, 2]", "lines = [3, 4]", "74: the same lines stand twice"],
    [
        "lines = true\n",
        "",
        "67: [[key.defect]] where no lines are marked | 90: a weight for `defects`, which is not asked",
    ],
    ["is = \"linear\"\naccept", "is = \"cubic\"\naccept", "80: “cubic” is not a complexity of this task"],
    ["accept = [\"square\"]", "accept = [\"linear\"]", "81: `accept` holds “linear”, which the key says anyway"],
    ["[[key.complexity]]\nabout = \"r2\"", "[[key.complexity]]\nabout = \"r1\"", "85: “r1” stands twice"],
    ["defects = 0.4", "defects = 0.5", "90: the weights sum to 1.1"],
    ["defects = 0.4\ncomplexity = 0.2\n", "", "89: weights without `defects`, `complexity`"],
    [
        "[key]",
        "[[key.score]]\nabout = \"r1\"\ndimension = \"x\"\nvalue = 1\nwhy = \"y\"\n\n[key]",
        "59: [[key.score]] where the solutions are ranked",
    ],
    [
        "[[complexity]]\nid = \"square\"\nname = \"O(n²)\"\nabout = \"A walk for each number.\"\n",
        "",
        "1: 1 entry [[complexity]] in a code_review task | 77: “square” is not a complexity of this task",
    ],
];

#[test]
fn conversation() {
    check(Kind::Conversation, CONVERSATION);
}

const CONVERSATION: &[[&str; 3]] = &[
    ["id = \"t3\"", "id = \"r3\"", "26: the id “r3” is out of order"],
    ["from = \"model\"", "from = \"bot\"", "22: unknown variant `bot`, expected `user` or `model`"],
    ["asks_where = true\n", "", "43: `where_weight` with nothing to divide | 57: `[key.wrong]` without a question"],
    ["about = \"t2\"\ndimension", "about = \"t1\"\ndimension", "47: “t1” is not a turn of the model of this task"],
    ["about = \"t2\"\ndimension", "about = \"t9\"\ndimension", "47: “t9” is not a turn of the model of this task"],
    ["turn = \"t4\"", "turn = \"t9\"", "59: “t9” is not a turn of this task"],
    ["accept = [\"t2\"]", "accept = [\"t4\"]", "60: `accept` holds “t4”, which the key says anyway"],
    ["where_weight = 0.5", "where_weight = 1.0", "44: 1 is out of range"],
    [
        "[key.wrong]\nturn = \"t4\"\naccept = [\"t2\"]\nwhy = \"One of the two is false, and here it shows.\"\n",
        "",
        "41: `[key.wrong]` is missing",
    ],
    ["Compare the days.", "Compare turn 2 with turn 4.", "9: the hint names turn 4, which is to be found"],
    ["Compare the days.", "Compare {t2} with the rest.", "9: “{t2}” has no letter in this task"],
    ["about = \"t4\"\nwhy = \"This", "about = \"t5\"\nwhy = \"This", "64: “t5” is not a turn of this task"],
    ["reach = 1", "reach = 2", "43: `reach` is 2"],
];
