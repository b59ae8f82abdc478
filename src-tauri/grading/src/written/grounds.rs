//! Does the text point at anything in the responses, or does it only praise and blame?

use super::Subject;
use super::lexicon::{COMMON, is};
use super::reading::Reading;
use super::stem::stem;
use course::task::Face;
use course::task::justification::Key;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// A text with fewer grounds than this is bare; a longer one needs a little more.
const FEWEST: f64 = 0.6;
const A_WORD: f64 = 1.0 / 30.0;
/// In so few words nobody can give grounds; that the text is short is said elsewhere.
const LONG_ENOUGH: usize = 20;
/// A word that stands in a response or a key point; one that stands nowhere there but says something.
const ON_PAGE: f64 = 1.0;
const CONCRETE: f64 = 0.7;

/// Whether the learner's own words hold next to nothing but praise, blame and the names of criteria.
pub(super) fn bare(reading: &Reading, subject: &Subject) -> bool {
    let page = &subject.page.grounds;
    let mut seen = HashSet::new();
    let mut grounds = 0.0;
    for (at, word) in reading.words.iter().enumerate() {
        let quoted = word.quotation.is_some();
        let says = !word.copied && !is(&word.low, &COMMON) && reading.mention_at(at).is_none();
        if !says || !seen.insert(word.stem.as_str()) {
            continue;
        }
        let figure = word.low.starts_with(|c: char| c.is_numeric());
        grounds += match page.words.contains(&word.stem) {
            _ if quoted || figure => ON_PAGE,
            _ if page.empty(&word.low, &word.stem) => 0.0,
            true => ON_PAGE,
            false => CONCRETE,
        };
    }
    let words = reading.words.len();
    words >= LONG_ENOUGH && grounds < FEWEST + words as f64 * A_WORD
}

/// Which words point at something.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    /// Stems of responses, key points and the words of criteria.
    words: HashSet<String>,
    /// Stems of the names of criteria: "on safety B is excellent" points at nothing.
    aspects: HashSet<String>,
    /// Praise, blame and the words around them.
    bare: HashSet<&'static str>,
}

impl Grounds {
    pub fn new(face: &Face, key: &Key) -> Grounds {
        let stems = |text: &str| -> Vec<String> {
            text.unicode_words().map(|word| stem(&word.to_lowercase().replace('’', "'"))).collect()
        };
        let responses = face.items().iter().map(|item| item.text.plain.as_str());
        let points = key.points.iter().flat_map(|point| std::iter::once(&point.text).chain(&point.wordings));
        let named = key.criteria.iter().flat_map(|criterion| criterion.words.iter().map(String::as_str));
        let page = responses.chain(points.map(String::as_str)).chain(named);
        Grounds {
            words: page.flat_map(stems).collect(),
            aspects: key.criteria.iter().flat_map(|criterion| stems(&criterion.name)).collect(),
            bare: BARE.iter().flat_map(|list| list.split_ascii_whitespace()).collect(),
        }
    }

    /// Whether a word says nothing about what stands in the responses.
    fn empty(&self, low: &str, stem: &str) -> bool {
        let adverb = low.strip_suffix("ly").is_some_and(|base| self.bare.contains(base));
        self.bare.contains(low) || adverb || self.aspects.contains(stem)
    }
}

/// Words that any justification could hold, in groups: the verdict, responses and their kinds, praise, blame, sides and
/// measure, what writers of verdicts say about reading and deciding.
const BARE: [&str; 8] = [
    "better best good well worse worst bad more most less least much many very far great greater superior inferior stronger \
     strong weaker weak preferable preferred prefer rank ranked ranking ranks order first second third fourth last next place \
     top bottom winner wins win loses lose choice choose chosen pick verdict decision decide decides decided ahead behind above \
     below level equal equally tie tied same similar different difference differ differs gap margin distance edge lead",
    "response responses answer answers reply replies text texts version versions option options one ones other others both two \
     three four all none each either neither rest pair lot thing things work piece job effort attempt performance model output \
     solution",
    "excellent superb outstanding brilliant perfect wonderful fantastic great fine nice decent solid sound helpful useful \
     valuable effective successful impressive convincing satisfying satisfactory acceptable adequate suitable appropriate right \
     correct proper clear clearly clearer accurate complete thorough detailed careful professional polished quality high \
     remarkable exceptional marvellous pleasant pleasing pleasure enjoyable attractive interesting engaging smart clever",
    "poor dreadful terrible awful mediocre disappointing disappoints lacking unsatisfactory unacceptable inadequate useless \
     unhelpful wrong incorrect inaccurate incomplete unclear confusing vague sloppy careless boring dull flawed flaw flaws \
     fault faults problem problems issue issues mistake mistakes error errors weakness weaknesses shortcoming shortcomings",
    "strength strengths merit merits advantage advantages benefit point points aspect aspects respect respects way ways count \
     counts criterion criteria rubric guideline standard requirement requirements level degree extent whole overall general \
     total every everything everyone anybody anyone nobody nothing something someone people reader readers user users picture \
     side sides area areas regard terms matter matters question case reason reasons fact feature features",
    "simply really truly quite rather fairly pretty absolutely completely definitely certainly clearly obviously easily surely \
     undoubtedly plainly indeed somewhat slightly significantly considerably only just even still also too again altogether \
     doubt contest comparison compared compare contrast question reservation exception wide narrow huge small big large little \
     long short full mark marks score grade rating deserves deserve earns gives give gets makes make does do doing done did",
    "read reading reads look looks seems feels comes goes stands says shows show see seen say find found think believe feel \
     know want need like recommend recommended confirms confirm remark notice rank differently side story second impression \
     hand end place time first sight view opinion mind word words be being been not no never without than another obvious evaluator judge reviewer line lines level while whereas but \
     though although however because since so therefore thus concerned truly such kind sort any always often once ought should \
     could would can cannot must may might necessary possible quickly less more care made about at by much",
    "information content advice attention sense idea ideas example tone style language structure layout format length clarity \
     accuracy completeness correctness usefulness helpfulness relevance safety faithfulness explanation access friendliness \
     readability creativity originality coherence wording",
];
