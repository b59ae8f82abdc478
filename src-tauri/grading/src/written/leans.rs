//! Whether a text leans to one response in words that are no plain verdict: "A is safer than B", "B handles it with
//! dignity, A does not". Which one it leans to is not read; but nobody should be told that there is no verdict.

use super::claims::Claim;
use super::lexicon::{NEGATIONS, among, is};
use super::reading::{Reading, Sentence, Word};

/// A sentence that compares, prefers, or sets right against wrong, and names a response; or any that chooses, or speaks of
/// merits and faults, for who praises prefers.
pub(super) fn leans(reading: &Reading) -> bool {
    const ENOUGH: usize = 2;
    let judged = |word: &Word| match word.low.as_str() {
        _ if word.quotation.is_some() => 0,
        low if among(low, BLAME) || among(low, PRAISE) => 2,
        low => usize::from(among(low, MILD)),
    };
    reading.sentences.iter().any(|sentence| leans_in(reading, sentence) || chooses(reading, sentence))
        || reading.words.iter().map(judged).sum::<usize>() >= ENOUGH
}

/// Whether a sentence after this one that says nothing plainly may choose another than these: "So the palm goes to the poem".
pub(super) fn after(reading: &Reading, claims: &[Claim], sentence: usize, over: &[usize]) -> bool {
    const TURNS: &str = "but yet still so hence thus therefore however nonetheless nevertheless even all";
    let plain = |index: usize| claims.binary_search_by_key(&index, |claim| claim.sentence).is_ok();
    let later = reading.sentences.iter().enumerate().skip(sentence + 1);
    later.into_iter().any(|(index, sentence)| {
        let others =
            reading.mentions_in(sentence.words.clone()).iter().any(|m| !over.contains(&m.item) && !m.possessive);
        let turns = among(&reading.words[sentence.words.start].low, TURNS);
        let own = sentence.words.clone().filter(|at| reading.words[*at].quotation.is_none());
        let choice = own.into_iter().any(|at| among(&reading.words[at].low, CHOICES));
        !plain(index) && (others && choice || turns && chooses(reading, sentence))
    })
}

/// Words and phrases of a choice, of whatever response.
fn chooses(reading: &Reading, sentence: &Sentence) -> bool {
    let low = |at: usize| reading.words.get(at).map_or("", |word| word.low.as_str());
    let named = |at: usize| reading.mention_at(at).is_some();
    let mut own = sentence.words.clone().filter(|at| reading.words[*at].quotation.is_none() && !named(*at));
    // "A.", "So it's B.", "Between the two, A."
    let few = sentence.words.len() <= 4 && reading.mentions_in(sentence.words.clone()).len() == 1;
    few || own.any(|at| {
        let (word, next, third) = (low(at), low(at + 1), low(at + 2));
        let soon = || named(at + 1) || named(at + 2);
        match word {
            "gets" | "has" | "takes" | "get" | "take" | "edges" | "walks" => {
                next == "it" && !among(third, "that to a the")
            }
            "give" => next == "me",
            "goes" | "go" | "went" => among(next, "to with for before over above"),
            "falls" | "fall" => among(next, "short behind"),
            "hard" => next == "to",
            "is" | "it's" | "that's" | "a's" | "b's" | "c's" => {
                among(next, "more less much")
                    || next == "what"
                    || next == "the" && among(low(at + 3), "to that which who i for")
            }
            "only" => soon() || next == "one",
            "so" | "hence" | "thus" | "therefore" | "then" | "say" => soon(),
            "should" | "must" | "would" | "can" => at > 0 && named(at - 1),
            "first" | "second" | "last" | "next" => {
                at > 0 && (named(at - 1) || low(at - 1) == "comes") || next == "place" || named(at + 1)
            }
            "comes" | "come" | "placed" | "ranked" | "scores" => {
                among(next, "out first last down behind before above on in higher")
            }
            "more" | "less" => low(at + 2) == "than" || low(at + 3) == "than" || at > 0 && among(low(at - 1), "the is"),
            "most" | "least" => at > 0 && low(at - 1) == "the",
            "no" => next == "match" || next == "contest",
            _ if word.ends_with("ier") && word.len() > 5 && !among(word, IER) => true,
            _ if word.ends_with("er") && at > 0 && among(low(at - 1), "is are far even") && !among(word, NO_DEGREE) => {
                true
            }
            _ if word.ends_with("er") && word.len() > 4 => {
                next == "than" || among(word, CHOICES) || at > 0 && low(at - 1) == "the" && among(word, SOUNDER)
            }
            _ => among(word, CHOICES),
        }
    })
}

/// Whether a sentence leans to one response beside those that say something plainly: "both are equal in length" is then
/// no tie.
pub(super) fn beside(reading: &Reading, claims: &[Claim]) -> bool {
    // Claims come in the order of their sentences.
    let plain = |index: usize| claims.binary_search_by_key(&index, |claim| claim.sentence).is_ok();
    reading.sentences.iter().enumerate().any(|(index, sentence)| !plain(index) && leans_in(reading, sentence))
}

fn leans_in(reading: &Reading, sentence: &Sentence) -> bool {
    let low = |at: usize| reading.words.get(at).map_or("", |word| word.low.as_str());
    let own = |at: &usize| reading.words[*at].quotation.is_none() && reading.mention_at(*at).is_none();
    let mut named = reading.mentions_in(sentence.words.clone()).iter();
    let Some(first) = named.next() else { return false };
    let both = named.any(|other| other.item != first.item);
    let mut words = sentence.words.clone().filter(own);
    let any = |list: &str| sentence.words.clone().filter(own).any(|at| among(low(at), list));
    let compares = words.any(|at| {
        let degree = is(low(at), &["more", "less"]) || low(at).len() > 4 && low(at).ends_with("er");
        among(low(at), WHOLLY) || degree && both && (at + 1..at + 5).any(|than| low(than) == "than")
    });
    let denies = sentence.words.clone().filter(own).any(|at| is(low(at), &NEGATIONS));
    let opposed = both && any(RIGHT) && (any(WRONG) || denies);
    compares || opposed
}

/// Words of a verdict, whatever is around them.
const WHOLLY: &str = "better best worse worst wins win winner beats loses superior inferior preferable prefer preferred choose \
    chosen vote outdoes ahead leads draw tie tied";
const RIGHT: &str = "right correct accurate faithful meets answers safe works";
const WRONG: &str = "wrong false incorrect misses fails unsafe inaccurate";
/// Words that choose, rank or give a prize.
const CHOICES: &str = "better best worse worst wins win winner winning won beat beats lose loses loser superior inferior prefer \
    preferable preferred preference preferring choose chosen choice pick picked vote outdoes ahead lead leads draw tie tied \
    equal edge nod palm crown laurels deserves deserve trust outweighs outweigh outclasses outshines recommend recommended \
    decides decide decisive settles favourite favorite verdict ranks rank ranked ranking rather top behind money bet trump \
    prize prizes rival compete stronger weaker i'd i'll trails lags needs point points champion suits serves weigh weighs job keeper";
pub(super) const SOUNDER: &str = "safer sounder clearer truer fuller finer closer wiser surer smarter plainer simpler nicer kinder fairer \
    stricter poorer lesser neater richer shorter longer broader bolder drier";
const PRAISE: &str = "excellent helpful useful faithful rightly perfect perfectly reliable convincing usable sensible victory \
    trustworthy practical dignity handsome superb admirable outstanding ideal";
/// Said of both as often as of one.
const MILD: &str = "right correct correctly accurate good fine honest precise nice charming sound well lovely warm natural works safe \
    clear clearly error errors cannot fails fail missing poor bad flaw fault thin serious plausible wants lively wrong false \
    mistake mistakes too but nonetheless unfortunately";
const BLAME: &str = "falsely misses ignores invents invented invention dangerous danger useless forgets forgot lacks lacking \
    contradicts vague worthless misleading misleads harmful unsafe unclear confusing untrue spoils ruins destroys awful incorrect \
    careless unusable wasted fussy fussing fiddly tame padding";
/// These end like comparatives.
const IER: &str = "earlier soldier carrier courier barrier premier supplier frontier cashier";
const NO_DEGREE: &str =
    "under over after never ever other either neither rather water paper another number former latter sober";
