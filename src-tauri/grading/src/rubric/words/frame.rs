//! Words of the closed classes: the frame of a sentence.

use super::Class::{self, *};

pub(super) const GROUPS: &[(Class, &str)] = &[
    (
        Determiner,
        "the a an this that these those each every all no any some both either neither its their his her our \
         your my another such which",
    ),
    (
        Pronoun,
        "it he she they we you i them him us me nothing nobody none something everything anything everybody \
         everyone somebody someone anyone anybody itself themselves himself herself there one ones this that \
         these those",
    ),
    (
        Preposition,
        "of to in on at for with by from into onto over under above below between among within without through \
         throughout during about against across around round along beside besides behind beyond near off out up \
         down per via like unlike than toward towards upon inside outside until till except despite regarding \
         concerning following including excluding beneath underneath amid past opposite as before after since",
    ),
    // They open a clause that serves another one.
    (
        Subordinator,
        "if when whenever because since although though unless whether while whereas where wherever how why what \
         once as before after lest until till",
    ),
    (Relative, "which who whom whose that where"),
    (Coordinator, "and but or nor yet plus &"),
    (
        Modal,
        "can could may might must shall should will would ought cannot can't couldn't mustn't shouldn't won't \
         wouldn't shan't mightn't needn't",
    ),
    (Be, "is are was were be been being am isn't aren't wasn't weren't it's that's there's isnt arent"),
    (Have, "has have had hasn't haven't hadn't having"),
    (Do, "does do did doesn't don't didn't doesnt dont didnt"),
    (Negation, "not never hardly barely scarcely neither nor"),
    // Adverbs without -ly, and those in -ly that say when, where or how exactly.
    (
        Adverb,
        "also too very quite rather so then there here now well even just only always often sometimes again \
         already still yet once twice together apart away back aloud first last later soon ahead instead thus \
         hence therefore however otherwise else perhaps maybe almost enough exactly directly explicitly \
         immediately separately finally firstly secondly thirdly lastly namely alphabetically numerically \
         chronologically horizontally vertically roughly approximately nearly entirely completely solely merely \
         mainly literally really properly fully briefly throughout everywhere anywhere nowhere somewhere aside upwards \
         downwards clockwise least most beforehand afterwards overall late early",
    ),
    // Adjectives that judge nothing; they tell a noun from a verb.
    (
        Plain,
        "real whole single own same new old young daily weekly monthly yearly early elderly different similar \
         equal opposite left upper lower inner outer front rear main total final initial local national \
         international public private human natural legal medical technical musical digital electric physical \
         chemical annual regular usual special typical actual current recent previous next last first second \
         third common rare open closed full empty wet dry raw ripe fresh dead alive blank bare round square flat \
         straight curved sharp blunt thick thin tall wooden metal plastic glass grey dark light bright male \
         female adult native foreign various certain likely unlikely true false wrong right correct exact free \
         cheap expensive rich poor ill sick healthy tired hungry thirsty pregnant consistent independent \
         separate alphabetical chronological numerical numbered available possible impossible necessary optional \
         required visible audible legible remaining aware able unable ready due late valid invalid hot cold",
    ),
    (
        Number,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand \
         million dozen half quarter third single once twice thrice double triple",
    ),
];
