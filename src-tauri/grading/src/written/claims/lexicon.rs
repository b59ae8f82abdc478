//! Words that verdicts are made of. Each list is English, lower case, with straight apostrophes.

/// What a response may be, by its form. "B is the better message" speaks of B as a whole.
pub(in crate::written) const GENRES: &str = "message email e-mail mail note notice paragraph draft review story poem poster slide plan docstring \
    description caption rewrite appeal apology sms comment advice instruction instructions speech post \
    article one-pager response page letter recipe translation joke list piece reply code function \
    script query table picture image version opening ending attempt suggestion proposal schedule \
    itinerary tweet blurb announcement headline title essay guide tip fix rewording";

pub(super) const BETTER: [&str; 5] = ["better", "superior", "preferable", "preferred", "stronger"];

pub(super) const WORSE: [&str; 4] = ["worse", "weaker", "inferior", "poorer"];

pub(super) const BEST: [&str; 7] = ["best", "strongest", "winner", "favourite", "favorite", "preferred", "top"];

pub(super) const WORST: [&str; 4] = ["worst", "weakest", "poorest", "loser"];

/// "B is my choice."
pub(super) const CHOSEN: [&str; 6] = ["choice", "pick", "preference", "winner", "favourite", "favorite"];

/// What stands at the head of "my choice is B", "the best answer: B".
pub(super) const HEADS: [&str; 15] = [
    "best",
    "better",
    "strongest",
    "stronger",
    "superior",
    "preferred",
    "winner",
    "choice",
    "pick",
    "preference",
    "favourite",
    "favorite",
    "verdict",
    "vote",
    "top",
];

pub(super) const HEAD_FILL: [&str; 24] = [
    "of", "the", "two", "three", "four", "five", "six", "these", "all", "both", "here", "overall", "for", "this", "me",
    "in", "my", "opinion", "them", "clear", "final", "among", "task", "child",
];

pub(super) const LINKS: [&str; 13] = [
    "is",
    "was",
    "goes",
    "remains",
    "would",
    "be",
    "must",
    "to",
    "clearly",
    "definitely",
    "therefore",
    "the",
    "strongly",
];

/// May stand between a response and what is said of it.
pub(super) const FILL: [&str; 61] = [
    "teh",
    "is",
    "was",
    "are",
    "were",
    "be",
    "being",
    "becomes",
    "remains",
    "does",
    "do",
    "did",
    "clearly",
    "much",
    "far",
    "by",
    "a",
    "an",
    "the",
    "slightly",
    "definitely",
    "certainly",
    "obviously",
    "overall",
    "still",
    "also",
    "simply",
    "just",
    "really",
    "very",
    "bit",
    "little",
    "lot",
    "significantly",
    "considerably",
    "somewhat",
    "marginally",
    "even",
    "more",
    "most",
    "my",
    "our",
    "here",
    "therefore",
    "thus",
    "then",
    "so",
    "plainly",
    "absolutely",
    "strictly",
    "together",
    "both",
    "all",
    "only",
    "first",
    "too",
    "right",
    "obvious",
    "clear",
    "usually",
    "way",
];

pub(super) const COPULAS: [&str; 9] = ["is", "was", "are", "were", "be", "becomes", "remains", "does", "did"];

/// Said with a doubt: it supports a verdict but contradicts none.
pub(super) const HEDGES: [&str; 17] = [
    "seems", "seem", "looks", "look", "appears", "appear", "sounds", "sound", "would", "might", "may", "could", "can",
    "maybe", "perhaps", "probably", "should",
];

/// What someone else may think is no verdict of the learner's.
pub(super) const OTHERS: [&str; 17] = [
    "some",
    "someone",
    "somebody",
    "people",
    "reader",
    "readers",
    "user",
    "users",
    "customer",
    "customers",
    "others",
    "anyone",
    "anybody",
    "they",
    "many",
    "reviewer",
    "reviewers",
];

pub(super) const THINK: [&str; 23] = [
    "think", "thinks", "say", "says", "said", "prefer", "prefers", "believe", "believes", "find", "finds", "choose",
    "chooses", "like", "likes", "argue", "argues", "claim", "claims", "suggests", "suppose", "call", "seem",
];

/// What one might say, and does not.
pub(super) const TEMPTED: [&str; 10] =
    ["tempted", "tempting", "temptation", "expect", "expected", "imagine", "assume", "assumed", "supposed", "paper"];

/// After these a text turns to what it holds.
pub(super) const TURNED: &str = "but yet however still nevertheless nonetheless";

/// Left out before the text is read for verdicts: they change nothing about who is better.
pub(super) const ASIDES: [&[&str]; 26] = [
    &["in", "my", "opinion"],
    &["in", "my", "view"],
    &["in", "my", "eyes"],
    &["i", "think"],
    &["i", "believe"],
    &["i", "guess"],
    &["i", "feel"],
    &["for", "me"],
    &["to", "me"],
    &["in", "contrast"],
    &["by", "contrast"],
    &["on", "the", "other", "hand"],
    &["on", "the", "whole"],
    &["on", "balance"],
    &["all", "in", "all"],
    &["in", "general"],
    &["in", "comparison"],
    &["without", "doubt"],
    &["without", "a", "doubt"],
    &["no", "doubt"],
    &["in", "fact"],
    &["of", "course"],
    &["however"],
    &["i", "would", "say"],
    &["as", "a", "whole"],
    &["in", "every", "way"],
];

pub(super) const BEATS: &str = "beats beat outperforms outperform outranks outrank surpasses surpass defeats outdoes outclasses tops \
    trumps outshines outstrips eclipses edges bests outperformed excels outweighs outclass surpassed";

pub(super) const WINS: &str = "wins won win";

pub(super) const LOSES: &str = "loses lost lose";

pub(super) const PREFER: [&str; 18] = [
    "prefer",
    "choose",
    "chose",
    "chosen",
    "pick",
    "picked",
    "select",
    "selected",
    "favour",
    "favor",
    "recommend",
    "preferred",
    "prefered",
    "take",
    "go",
    "went",
    "vote",
    "voted",
];

pub(super) const RANK: [&str; 12] =
    ["rank", "ranked", "ranks", "put", "place", "placed", "places", "rate", "rated", "comes", "come", "stands"];
/// Between the learner and the verb of choice.
pub(super) const CHOOSING_FILL: [&str; 17] = [
    "would",
    "will",
    "do",
    "clearly",
    "strongly",
    "slightly",
    "rather",
    "therefore",
    "so",
    "definitely",
    "much",
    "have",
    "to",
    "still",
    "also",
    "thus",
    "want",
];

pub(super) const I: [&str; 9] = ["i", "we", "i'd", "we'd", "i'll", "we'll", "i've", "we've", "i'm"];

/// May follow a verdict without making it one about a single aspect.
pub(super) const AFTER_VERDICT: &str = "because since as overall here so and but while whereas although though due thanks by therefore too it \
    however thus then if altogether again clearly easily definitely still hands outright comfortably \
    narrowly convincingly hugely outside despite even yet plain simple \
    clear throughout anyway regardless nevertheless nonetheless";

/// "In every way" and the like still speak of the whole.
pub(super) const WHOLE: [&str; 14] = [
    "every", "all", "general", "total", "most", "my", "both", "almost", "nearly", "sum", "this", "balance", "whole",
    "quality",
];

/// After a verdict these lead to the one aspect it is about.
pub(super) const ASPECT: [&str; 13] =
    ["in", "at", "on", "about", "with", "regarding", "concerning", "when", "from", "regards", "only", "where", "of"];
/// The rest of them: "better than the others".
pub(super) const REST: [&str; 10] =
    ["other", "others", "rest", "all", "both", "any", "everything", "everyone", "second", "remaining"];

pub(super) const CONCESSIONS: [&str; 7] = ["although", "though", "while", "despite", "granted", "admittedly", "true"];

/// What goes to the better one: "gets my vote", "takes first place".
pub(super) const PRIZES: &str = "edge nod vote lead win preference spot place rank ranking position top prize advantage hand score rating mark marks grade";
/// Of these only the first is a prize.
pub(super) const PLACED: &str = "spot place rank ranking position score rating mark marks grade";
pub(super) const FIRST: &str = "first top highest higher number best better 1st leading";
pub(super) const GETS: &str = "has have had gets get takes take wins win earns earn deserves deserve receives holds share shares \
    tie ties tied should would must keeps claims for given";
pub(super) const BETWEEN: &str =
    "the a my our clear slight first top highest higher best better joint upper strong in on out comes come";
/// Verbs of doing what was asked, with "better" after or before them.
pub(super) const SERVES: &str = "serves serve suits suit fits fit meets meet answers answer addresses address follows follow handles \
    handle helps help does do works work performs perform responds respond fulfils fulfills satisfies \
    fares matches solves succeeds summarizes summarises covers";
/// Adjectives about the whole of a response.
pub(super) const OVERALL: &str = "correct helpful useful suitable appropriate convincing valuable effective successful reliable \
    adequate satisfactory fitting satisfying trustworthy solid";
