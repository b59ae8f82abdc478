//! Words the checks know. Each list is English, lower case, with straight apostrophes.

/// Whether the word is in the list.
pub(super) fn is(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// Whether a word is in a list of words with spaces between.
pub(crate) fn among(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
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
pub(super) const AFTER_LETTER: &str = "is isn't was wasn't are were has hasn't had have does doesn't did didn't do can can't cannot could will \
    would should may might must and or nor but because over than in on for with to as also not while \
    whereas who which that beats instead too it it's first-ranked wins loses edges trumps scores ranks \
    comes deserves rather versus vs then gives says tells needs wants goes";

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

/// Words that say little about what a sentence is about. Words of denial are not among them: "no message" needs its no.
pub(super) const COMMON: [&str; 78] = [
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are", "was",
    "were", "be", "been", "being", "it", "its", "it's", "this", "that", "these", "those", "they", "them", "their",
    "he", "she", "his", "her", "you", "your", "i", "we", "our", "my", "me", "which", "who", "what", "when", "where",
    "how", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "should", "may", "might",
    "must", "so", "if", "then", "than", "but", "because", "while", "whereas", "also", "there", "here", "about", "into",
    "more", "very",
];
