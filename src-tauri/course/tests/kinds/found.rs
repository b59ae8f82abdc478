//! Faults in tasks that find and label things: classification, spans, boxes, fact check.

use super::check;
use course::task::Kind;

#[test]
fn classification() {
    check(Kind::Classification, CLASSIFICATION);
}

const CLASSIFICATION: &[[&str; 3]] = &[
    ["id = \"p2\"", "id = \"p3\"", "20: the id “p3” is out of order | 24: the id “p3” stands twice"],
    [
        "id = \"small-talk\"",
        "id = \"small_talk\"",
        "38: the id “small_talk” is not in kebab-case | 54: “small-talk” is not a label of this task",
    ],
    [
        "id = \"small-talk\"",
        "id = \"request\"",
        "38: the id “request” stands twice | 54: “small-talk” is not a label of this task",
    ],
    ["labels = [\"small-talk\"]", "labels = [\"praise\"]", "54: “praise” is not a label of this task"],
    ["labels = [\"small-talk\"]", "labels = []", "54: 0 labels for a piece"],
    ["labels = [\"small-talk\"]", "labels = [\"small-talk\", \"small-talk\"]", "54: “small-talk” stands twice"],
    [
        "accept = [[\"complaint\"]]",
        "accept = [[\"request\", \"complaint\"]]",
        "49: `accept` holds [request, complaint] a second time",
    ],
    [
        "accept = [[\"complaint\"]]",
        "accept = [\"complaint\"]",
        "49: invalid type: string \"complaint\", expected a sequence",
    ],
    [
        "partial = \"shared\"",
        "partial = \"per_option\"",
        "44: unknown variant `per_option`, expected `exact` or `shared`",
    ],
    ["multiple = true", "multiple = 1", "2: invalid type: integer `1`, expected a boolean"],
    ["about = \"p2\"", "about = \"p4\"", "53: “p4” is not a piece of this task"],
    ["about = \"p2\"", "about = \"p1\"", "53: “p1” stands twice"],
    [
        "[[key.piece]]\nabout = \"p2\"\nlabels = [\"small-talk\"]\nwhy = \"It closes a case.\"\n",
        "",
        "42: no [[key.piece]] about p2",
    ],
    ["why = \"It closes a case.\"\n", "", "52: missing field `why`"],
    ["why = \"It closes", "weight = 0\nwhy = \"It closes", "55: 0 is out of range"],
    ["why = \"It closes", "weight = inf\nwhy = \"It closes", "55: inf is out of range"],
    [
        "at = [\"Please send it again\"]",
        "at = [\"Please send it\\nagain\"]",
        "65: “Please send it\nagain” does not stand in p1",
    ],
    ["[[key.reason]]\nabout = \"p1\"", "[[key.reason]]\nabout = \"r1\"", "63: “r1” is not a piece of this task"],
];

#[test]
fn spans() {
    check(Kind::Spans, SPANS);
}

const SPANS: &[[&str; 3]] = &[
    ["id = \"x1\"", "id = \"r1\"", "15: the id “r1” is out of order"],
    [
        "[text]\nid = \"x1\"\ntext = '''Amina left Lima on Monday. In Quito she met *Ruiz*, and Amina was glad.'''\n",
        "",
        "1: missing field `text`",
    ],
    ["nth = 1\n", "", "34: “Amina” stands more than once in x1: 2 times"],
    ["nth = 2", "nth = 3", "41: “Amina” stands 2 times in x1, not 3"],
    ["nth = 2", "nth = 0", "41: “Amina” stands 2 times in x1, not 0"],
    ["nth = 2", "nth = 1", "40: the same words with the same label stand twice"],
    ["nth = 2", "nth = -1", "41: invalid value: integer `-1`, expected u32"],
    ["words = \"Lima\"", "words = \"Lim\"", "46: “Lim” begins or ends within a word"],
    ["words = \"Lima\"", "words = \"Bogotá\"", "46: “Bogotá” does not stand in x1"],
    ["words = \"met Ruiz\"", "words = \"met *Ruiz*\"", "51: “met *Ruiz*” does not stand in x1"],
    ["words = \"Lima\"", "words = \"\"", "46: “” does not stand in x1"],
    ["label = \"town\"\nwhy", "label = \"river\"\nwhy", "47: “river” is not a label of this task"],
    ["accept = [\"town\"]", "accept = [\"person\"]", "53: `accept` holds “person”, which the key says anyway"],
    ["accept = [\"town\"]", "accept = [\"river\"]", "53: “river” is not a label of this task"],
    ["optional = true", "optional = \"yes\"", "54: invalid type: string \"yes\", expected a boolean"],
    ["exact_weight = 0.6", "exact_weight = 1.6", "30: 1.6 is out of range"],
    ["exact_weight = 0.6", "exact_weight = 0.6\noverlap_at = 0", "31: 0 is out of range"],
    ["exact_weight = 0.6", "exact_weight = 0.6\noverlap_at = 1.5", "31: 1.5 is out of range"],
    ["exact_weight = 0.6", "exact_weight = 0.6\noverlap_at = nan", "31: NaN is out of range"],
    ["why_nothing_else = \"Days are no towns.\"\n", "", "28: missing field `why_nothing_else`"],
    [
        "[[label]]\nid = \"town\"\nname = \"Town\"\nabout = \"A place where people live.\"\n",
        "",
        "1: 1 entry [[label]] in a spans task | 43: “town” is not a label of this task | 49: “town” is not a label of this task",
    ],
];

#[test]
fn boxes() {
    check(Kind::Boxes, BOXES);
}

const BOXES: &[[&str; 3]] = &[
    ["file = \"images/street.svg\"", "file = \"images/road.svg\"", "15: there is no picture “images/road.svg”"],
    ["file = \"images/street.svg\"", "file = \"module.toml\"", "15: “module.toml” is neither an SVG nor a PNG picture"],
    ["alt = \"Two lamps in a street\"\n", "", "15: the picture has no text alternative"],
    ["at = [10, 20, 30, 30.5]", "at = [10, 20, 30, 40.5]", "35: the box does not lie within 100 by 60"],
    ["at = [60, 0, 40, 60]", "at = [60, 0, 41, 60]", "40: the box does not lie within 100 by 60"],
    ["at = [60, 0, 40, 60]", "at = [-1, 0, 40, 60]", "40: the box does not lie within 100 by 60"],
    ["at = [60, 0, 40, 60]", "at = [60, 0, 0, 60]", "40: the box does not lie within 100 by 60"],
    ["at = [60, 0, 40, 60]", "at = [60, 0, nan, 60]", "40: the box does not lie within 100 by 60"],
    ["at = [60, 0, 40, 60]", "at = [60, 0, 40]", "40: invalid length 3, expected an array of length 4"],
    [
        "at = [60, 0, 40, 60]\nlabel = \"dark\"",
        "at = [10, 20, 30, 30.5]\nlabel = \"lit\"",
        "40: the same box with the same label stands twice | 42: `accept` holds “lit”, which the key says anyway",
    ],
    ["label = \"lit\"", "label = \"green\"", "36: “green” is not a label of this task"],
    ["accept = [\"lit\"]", "accept = [\"dark\"]", "42: `accept` holds “dark”, which the key says anyway"],
    ["iou_at = 0.6", "iou_at = 0", "30: 0 is out of range"],
    ["label_weight = 0.3", "label_weight = -0.1", "31: -0.1 is out of range"],
    ["why_nothing_else = \"The rest is wall.\"", "why_nothing_else = \"\"", "32: `why_nothing_else` is empty"],
    [
        "[[key.box]]\nat = [60",
        "[[key.reason]]\nabout = \"b1\"\nwhy = \"x\"\nat = [\"y\"]\ntone = \"for\"\n\n[[key.box]]\nat = [60",
        "40: “b1” is not a part with an id of this task",
    ],
];

#[test]
fn fact_check() {
    check(Kind::FactCheck, FACT_CHECK);
}

const FACT_CHECK: &[[&str; 3]] = &[
    ["id = \"c2\"", "id = \"c4\"", "19: the id “c4” is out of order"],
    ["id = \"s2\"", "id = \"s1\"", "32: the id “s1” stands twice"],
    ["title = \"A letter made for this exercise\"", "title = \"\"", "33: `title` is empty"],
    [
        "verdict = \"refuted\"",
        "verdict = \"false\"",
        "55: unknown variant `false`, expected one of `supported`, `refuted`, `not_enough`",
    ],
    ["accept = [\"not_enough\"]", "accept = [\"supported\"]", "44: `accept` holds what is said already"],
    ["accept = [\"not_enough\"]", "accept = [\"refuted\", \"refuted\"]", "44: `accept` holds what is said already"],
    ["source = \"s2\", words", "source = \"s9\", words", "56: “s9” is not a source of this task"],
    ["source = \"s2\", words", "source = \"s1\", words", "56: “Only people on foot may cross” does not stand in s1"],
    ["words = \"opened\", nth = 1", "words = \"opened\"", "45: “opened” stands more than once in s1: 2 times"],
    ["words = \"opened\", nth = 1", "words = \"opened\", nth = 3", "45: “opened” stands 2 times in s1, not 3"],
    ["passages = [{ source = \"s2\", words = \"Only people on foot may cross\" }]\n", "", "55: no passage for c3"],
    ["verdict = \"refuted\"", "verdict = \"not_enough\"", "56: a passage for `not_enough`"],
    ["about = \"c2\"", "about = \"c1\"", "49: “c1” stands twice"],
    ["passage_weight = 0.3", "passage_weight = 1", "38: 1 is out of range"],
    ["overlap_at = 0.4", "overlap_at = 0", "39: 0 is out of range"],
    [
        "Read the figures.",
        "Read who goes on foot: “Only people on foot may cross.”",
        "8: the hint gives the key's words away: “people … foot … may”",
    ],
    ["about = \"s1\"\nwhy", "about = \"s3\"\nwhy", "60: “s3” is not a claim or source of this task"],
];
