//! Verbs, and the forms they take.

use super::Class::{self, *};

/// What a word can be as a form of a known verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rubric) enum Form {
    /// "name"
    Base,
    /// "names"
    Third,
    /// "named": finite or participle.
    Past,
    /// "went": finite only.
    PastOnly,
    /// "gone"
    Participle,
    /// "naming"
    Ing,
}

/// The form and the base of a word that is made by rule of a base that `known` knows.
pub(super) fn regular(word: &str, known: impl Fn(&str) -> Option<&'static str>) -> Option<(Form, &'static str)> {
    if let Some(base) = known(word) {
        return Some((Form::Base, base));
    }
    let third = word.strip_suffix('s').filter(|stem| !stem.ends_with('s'));
    let third = third.and_then(&known).or_else(|| known(word.strip_suffix("es")?));
    let third = third.or_else(|| known(&format!("{}y", word.strip_suffix("ies")?)));
    if let Some(base) = third {
        return Some((Form::Third, base));
    }
    let joined = |suffix: &str| {
        let stem = word.strip_suffix(suffix)?;
        let single = stem.char_indices().next_back().map_or(stem, |(last, _)| &stem[..last]);
        let twice = stem.ends_with(|c| single.ends_with(c));
        known(stem).or_else(|| known(&format!("{stem}e"))).or_else(|| known(single).filter(|_| twice))
    };
    if let Some(base) = joined("ing") {
        return Some((Form::Ing, base));
    }
    let past = joined("ed").or_else(|| known(&format!("{}y", word.strip_suffix("ied")?)));
    past.map(|base| (Form::Past, base))
}

pub(super) const GROUPS: &[(Class, &str)] = &[
    // Hardly ever nouns.
    (
        Verb,
        "please soothe flatter awaken leap glide think believe wonder regret dream expect imagine decide approve adopt publish upload discuss deem \
         attach cost weigh rustle creak clatter buzz chime murmur glow sparkle shine nod frown highlight \
         embarrass overdo overuse overload exaggerate underplay lecture tire exhaust shock disturb unsettle say \
         tell explain mention describe give include contain identify provide specify define compare cite quote \
         refer remind advise recommend suggest warn inform ask invite thank apologise apologize greet introduce \
         conclude summarise summarize clarify confirm deny admit argue justify illustrate demonstrate indicate \
         declare announce propose instruct teach urge encourage discourage distinguish differentiate emphasise \
         emphasize acknowledge assert assume enumerate elaborate outline present express convey communicate make \
         keep put set take get go come become remain stay lie sit hang begin follow precede lead bring carry \
         hold have let leave lose find choose pick select add remove insert append avoid omit exclude ignore \
         prevent forbid allow permit require demand want wish hope enjoy prefer trust feel seem appear see hear \
         read write speak talk pronounce whisper sing draw paint depict portray wear stand rise fall grow shrink \
         increase decrease reach exceed equal fit suit meet satisfy obey adhere comply conform correspond agree \
         differ vary handle accept reject raise throw catch pass compute calculate convert parse sort iterate \
         initialise initialize import validate compile execute print store save load open close create delete \
         rename overwrite replace translate mean sum consist comprise occur happen exist belong depend relate \
         apply involve affect produce reveal connect join bear blink flash appeal engage captivate convince \
         persuade impress inspire motivate hide blame grab enthuse thrill mislead fill empty stitch skip praise \
         insult mock criticise criticize favour favor alarm worry frighten scare upset annoy offend calm cheer \
         photograph verify support reassure entertain delight surprise amuse intrigue resonate feature know \
         learn understand grasp remember realise realize notice imply send receive buy sell build spend win eat \
         drink sleep weave tie knit sew boil bake fry stir peel slice chop season serve grind burn melt freeze \
         settle stretch wrap dig sow prune lift drop slip slide spread stick fasten tighten loosen twist bend \
         fold unfold align indent round truncate slow accelerate break bleed bind strike drive fly swim climb \
         jump sneak hesitate breathe smile laugh cry kneel lean stoop bow wave overlap surround face outweigh \
         underline treat protect ensure guarantee assign maintain manage contribute acquire attend arrive depart \
         reply respond react recover solve fail succeed pay invoke emit crash terminate log fetch query paste",
    ),
    // As often nouns.
    (
        NounVerb,
        "name list state step mark point use show note call cost end start stop finish answer order place form \
         rule need reason result test change switch work water cut run rest move play plan cover label title \
         check count number date sign link help flow focus reference request offer limit rank rate score line \
         head hand touch turn pull push hook cross trace record report repeat return pause stress sound voice \
         smell view frame light shade colour color fade blend group split share balance value measure range span \
         last time wait visit walk ride cook roast rinse pour mix heat cool dry wash plant harvest feed care \
         claim doubt contact book price charge promise look taste love like contrast address match shout hum \
         cause trust wish hope land travel fish plot map star crop rescue drop echo repair rebound advance \
         benefit risk cross-reference quiz comment document sketch highlight summary sum import export input \
         output loop index cache model design draft edit review tone aim gain damage crack leak spill stain \
         scratch rock swing roll spring store tie",
    ),
    // What a response does with its contents.
    (
        Saying,
        "say tell explain mention describe state name note list give warn advise recommend suggest inform remind \
         announce declare indicate point identify specify define cite quote ask invite instruct urge order claim \
         argue conclude confirm deny admit acknowledge teach promise offer request read mean show report answer \
         reply propose stress emphasise emphasize highlight discourage encourage include contain address add \
         express convey communicate clarify summarise summarize present outline call thank apologise apologize",
    ),
];

/// Forms that no rule gives, each with its base.
pub(super) fn irregular() -> impl Iterator<Item = (&'static str, (Form, &'static str))> {
    IRREGULAR.iter().flat_map(|(form, pairs)| {
        let pairs = pairs.split_whitespace().filter_map(|pair| pair.split_once(':'));
        pairs.map(|(word, base)| (word, (*form, base)))
    })
}

const IRREGULAR: [(Form, &str); 5] = [
    (
        Form::Past,
        "said:say told:tell made:make kept:keep got:get laid:lay sat:sit hung:hang led:lead brought:bring held:hold \
         left:leave lost:lose found:find felt:feel heard:hear stood:stand met:meet caught:catch taught:teach meant:mean \
         paid:pay fed:feed built:build bought:buy sold:sell sent:send spent:spend won:win slept:sleep dug:dig bent:bend \
         bound:bind struck:strike stuck:stick ground:grind understood:understand swung:swing burnt:burn learnt:learn \
         tied:tie died:die",
    ),
    (
        Form::PastOnly,
        "gave:give took:take went:go came:come became:become lay:lie began:begin chose:choose saw:see wrote:write \
         spoke:speak drew:draw wore:wear rose:rise fell:fall grew:grow threw:throw broke:break ran:run sang:sing \
         rode:ride knew:know ate:eat drank:drink forgot:forget swam:swim drove:drive flew:fly froze:freeze hid:hide",
    ),
    (
        Form::Participle,
        "given:give gotten:get taken:take gone:go lain:lie begun:begin chosen:choose seen:see written:write \
         spoken:speak drawn:draw worn:wear risen:rise fallen:fall grown:grow shrunk:shrink thrown:throw \
         forbidden:forbid shown:show overwritten:overwrite broken:break sung:sing ridden:ride known:know eaten:eat \
         drunk:drink hidden:hide woven:weave sewn:sew frozen:freeze driven:drive flown:fly forgotten:forget \
         misspelt:misspell spelt:spell borne:bear bitten:bite",
    ),
    (Form::Third, "goes:go lies:lie ties:tie dies:die lays:lay flies:fly"),
    (Form::Ing, "lying:lie tying:tie dying:die laying:lay"),
];
