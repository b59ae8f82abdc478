//! Words the checks know. Each list is English, lower case, with straight apostrophes.

/// Whether the word is in the list.
pub(super) fn is(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// What a response is called; in front of a letter or after it.
pub(super) const NOUNS: [&str; 28] = [
    "response",
    "responses",
    "answer",
    "answers",
    "option",
    "options",
    "reply",
    "replies",
    "text",
    "texts",
    "version",
    "versions",
    "candidate",
    "candidates",
    "choice",
    "choices",
    "explanation",
    "explanations",
    "output",
    "outputs",
    "completion",
    "completions",
    "one",
    "summary",
    "translation",
    "solution",
    "model",
    "letter",
];

/// What a response may be, by its form. "B is the better message" speaks of B as a whole.
pub(super) const GENRES: [&str; 30] = [
    "message",
    "email",
    "e-mail",
    "mail",
    "note",
    "notice",
    "paragraph",
    "draft",
    "review",
    "story",
    "poem",
    "poster",
    "slide",
    "plan",
    "docstring",
    "description",
    "caption",
    "rewrite",
    "appeal",
    "apology",
    "sms",
    "comment",
    "advice",
    "instruction",
    "instructions",
    "speech",
    "post",
    "article",
    "one-pager",
    "response",
];

/// Before a capital letter that names something else.
pub(super) const LETTERED: [&str; 24] = [
    "vitamin",
    "vitamins",
    "plan",
    "hepatitis",
    "type",
    "section",
    "appendix",
    "grade",
    "part",
    "class",
    "group",
    "step",
    "point",
    "category",
    "room",
    "gate",
    "terminal",
    "exhibit",
    "table",
    "figure",
    "block",
    "blood",
    "drive",
    "influenza",
];

/// After a bare "A" at the start of a sentence these show that it is a letter, for no article stands before them.
pub(super) const AFTER_LETTER: [&str; 48] = [
    "is", "isn't", "was", "wasn't", "are", "were", "has", "hasn't", "had", "have", "does", "doesn't", "did", "didn't",
    "do", "can", "can't", "cannot", "could", "will", "would", "should", "may", "might", "must", "and", "or", "nor",
    "but", "because", "over", "than", "in", "on", "for", "with", "to", "as", "also", "not", "while", "whereas", "who",
    "which", "that", "beats", "instead", "too",
];

/// Adverbs between a letter and its verb.
pub(super) const ADVERBS: [&str; 14] = [
    "always",
    "also",
    "never",
    "only",
    "clearly",
    "really",
    "simply",
    "sometimes",
    "often",
    "even",
    "just",
    "correctly",
    "wrongly",
    "then",
];

/// Words in -s that are neither plurals nor verbs, so an article may stand before them.
pub(super) const SINGULAR_IN_S: [&str; 8] = ["lens", "series", "gas", "species", "perhaps", "news", "besides", "means"];

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
pub(super) const LINKS: [&str; 12] =
    ["is", "was", "goes", "remains", "would", "be", "must", "to", "clearly", "definitely", "therefore", "the"];

/// May stand between a response and what is said of it.
pub(super) const FILL: [&str; 60] = [
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

pub(super) const NEGATIONS: [&str; 26] = [
    "not",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "doesn't",
    "don't",
    "didn't",
    "can't",
    "cannot",
    "couldn't",
    "won't",
    "wouldn't",
    "shouldn't",
    "never",
    "hardly",
    "neither",
    "nor",
    "nobody",
    "none",
    "without",
    "barely",
    "scarcely",
    "isnt",
    "dont",
    "doesnt",
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
pub(super) const THINK: [&str; 19] = [
    "think", "thinks", "say", "says", "said", "prefer", "prefers", "believe", "believes", "find", "finds", "choose",
    "chooses", "like", "likes", "argue", "argues", "claim", "claims",
];

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

pub(super) const BEATS: [&str; 12] = [
    "beats",
    "beat",
    "outperforms",
    "outperform",
    "outranks",
    "outrank",
    "surpasses",
    "surpass",
    "defeats",
    "outdoes",
    "outclasses",
    "tops",
];
pub(super) const WINS: [&str; 3] = ["wins", "won", "win"];
pub(super) const LOSES: [&str; 3] = ["loses", "lost", "lose"];
pub(super) const PREFER: [&str; 14] = [
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
pub(super) const AFTER_VERDICT: [&str; 27] = [
    "because",
    "since",
    "as",
    "overall",
    "here",
    "so",
    "and",
    "but",
    "while",
    "whereas",
    "although",
    "though",
    "due",
    "thanks",
    "by",
    "therefore",
    "too",
    "it",
    "however",
    "thus",
    "then",
    "if",
    "altogether",
    "again",
    "clearly",
    "easily",
    "definitely",
];
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

pub(super) const CONCESSIONS: [&str; 4] = ["although", "though", "while", "despite"];

/// Two sides set against each other.
pub(super) const CONTRASTS: [&str; 16] = [
    "while",
    "whereas",
    "but",
    "however",
    "although",
    "though",
    "unlike",
    "than",
    "instead",
    "contrast",
    "compared",
    "comparison",
    "conversely",
    "yet",
    "rather",
    "contrary",
];
/// A reason given.
pub(super) const REASONS: [&str; 14] = [
    "because",
    "since",
    "so",
    "therefore",
    "thus",
    "hence",
    "due",
    "reason",
    "reasons",
    "which",
    "means",
    "thanks",
    "consequently",
    "cause",
];
pub(super) const FIRST_PERSON: [&str; 22] = [
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "i'm",
    "i'd",
    "i've",
    "i'll",
    "we",
    "our",
    "ours",
    "we're",
    "we've",
    "we'd",
    "we'll",
    "ourselves",
    "im",
    "ive",
    "us",
    "personally",
    "imho",
];

/// Words that say little about what a sentence is about. Words of denial are not among them.
pub(super) const COMMON: [&str; 78] = [
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are", "was",
    "were", "be", "been", "being", "it", "its", "it's", "this", "that", "these", "those", "they", "them", "their",
    "he", "she", "his", "her", "you", "your", "i", "we", "our", "my", "me", "which", "who", "what", "when", "where",
    "how", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "should", "may", "might",
    "must", "so", "if", "then", "than", "but", "because", "while", "whereas", "also", "there", "here", "about", "into",
    "more", "very",
];
