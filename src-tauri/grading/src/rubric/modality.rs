//! Fits the output: what a criterion asks can be seen or heard in this kind of output.

use super::reading::{Kind, Reading, Tag};
use super::specific::Page;
use super::words::{Class, Form, among};
use super::{Fault, say};
use course::task::rubric::Modality;
use std::ops::Range;

pub(super) fn check(reading: &Reading, modality: Modality, page: &Page) -> Option<Fault> {
    let foreign = (0..reading.len()).find(|at| {
        let spoken_of = reading.tokens[*at].kind == Kind::Word && !reading.said[*at] && !page.holds(reading, *at);
        spoken_of && !mentioned(reading, *at) && is_foreign(reading, modality, page, *at)
    });
    let foreign = foreign.map(|at| at..at + 1);
    let untold = || match modality {
        Modality::Picture => minded(reading).or_else(|| told(reading)).or_else(|| gone_by(reading)),
        Modality::Text | Modality::Code | Modality::Table | Modality::Speech => None,
    };
    let tokens = foreign.or_else(untold)?;
    let words = say::quoted(reading.words(tokens.clone()));
    let (output, shows) = match modality {
        Modality::Text => ("A text", "Ask for what it says: words, facts, order, length."),
        Modality::Code => ("Code", "Ask for what it does or how it is written: a result, a name, an error raised."),
        Modality::Picture => ("A picture", "Ask for what is seen: things, place, colour, number, legible words."),
        Modality::Table => ("A table", "Ask for rows, columns, cells, units or order."),
        Modality::Speech => ("Speech", "Ask for what is heard: words, pauses, pace, how a name is pronounced."),
    };
    Some(Fault { at: vec![reading.bytes(tokens)], why: format!("{output} does not show {words}. {shows}") })
}

/// Whether a word belongs to another kind of output.
fn is_foreign(reading: &Reading, modality: Modality, page: &Page, at: usize) -> bool {
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    match modality {
        Modality::Text => {
            is(Class::Drawn) && !one_of(NO_PICTURE_IN_TEXT)
                || one_of(LOOK_OF_TEXT)
                || is_drawn(reading, at)
                || coloured(reading, page, at)
                || is(Class::Heard) && one_of(HEARD_IN_TEXT)
                || one_of("voice") && voice_is_heard(reading, at)
                || one_of("whispers whisper whispered sings hums") && narrated(reading, at)
                || one_of(VISIBLE) && of_a_thing(reading, at)
        }
        Modality::Code => {
            let written = has_any(reading, at, "comment comments docstring docstrings message readme");
            is(Class::Heard) && !one_of(HEARD_IN_CODE)
                || is(Class::Prose) && !written
                || is_drawn(reading, at)
                || is(Class::Drawn) && pictured(reading, at)
                || one_of("ink font fonts typeface photo photos photograph crayon")
                || is(Class::OtherSenses)
                || is(Class::Colour) && reading.tag(at) != Tag::Code
                || one_of(VISIBLE) && of_a_thing(reading, at)
        }
        Modality::Picture => {
            let caption = captioned(reading, at);
            is(Class::Heard) && one_of(HEARD_OF_PICTURE)
                || is(Class::Prose) && !one_of("metaphor metaphors chapter plot narrative") && !caption
                || is(Class::OtherSenses)
                || one_of("feel feels") && reading.tag(at) != Tag::Noun && felt(reading, at)
        }
        Modality::Table => {
            let celled = has_any(reading, at, "cell cells row rows column columns");
            is(Class::Heard) && !one_of("volume accent stressed noise pitch echo tempo rhythm")
                || is(Class::Prose) && !celled && !one_of("plot chapter")
                || is(Class::Drawn) && !celled
                || is(Class::OtherSenses) && !celled
                || one_of(VISIBLE) && of_a_thing(reading, at)
        }
        Modality::Speech => {
            let spelled_out = one_of("spelled spelt") && has_any(reading, at, "out letter letters");
            is(Class::Written) && !spelled_out && !one_of("dash colon")
                || one_of("shown pictured displayed")
                || one_of("capital") && has_any(reading, at, "letter letters")
                || is(Class::Drawn) && !one_of("bar bars plot curve")
                || is(Class::Look) && !one_of("background colour color paper shade pastel tint fades")
                || is(Class::Colour)
                || is(Class::OtherSenses)
        }
    }
}

/// In a text these mean other things.
const NO_PICTURE_IN_TEXT: &str =
    "plot perspective lens shadow shadows depicted portrait foreground bar bars images image";
const LOOK_OF_TEXT: &str = "font fonts typeface lettering typography serif sans-serif glossy laminated blinks blink blinking \
        flashes flashing flickers flickering rotates rotate rotating spins spinning zooms animated scrolls \
        watermark handwriting calligraphy";
const HEARD_IN_TEXT: &str = "spoken pronounced pronounces pronunciation intonation silence pause pauses music melody volume loudly \
        louder aloud audible audibly enunciated enunciation tempo jingle audio applause drumroll";
/// Words of sound that programs use too.
const HEARD_IN_CODE: &str = "volume pitch pause pauses noise noises noisy echo ringing accent stressed bang tempo heard hear silence \
        articulated rhythm";
const HEARD_OF_PICTURE: &str = "heard hear audible audibly purr purrs sounding voice spoken pronounced melody silence loud loudly louder noise \
        noises ringing barking hums humming intonation volume rhythm aloud hisses barks roars chirps squeaks growls ticks sizzles crackles rings";
const VISIBLE: &str = "visible seen shown";

fn clause(reading: &Reading, at: usize) -> Range<usize> {
    let start = (0..at).rev().find(|i| reading.parts(*i)).map_or(0, |mark| mark + 1);
    start..reading.clause_end(at)
}

fn has_any(reading: &Reading, at: usize, words: &str) -> bool {
    clause(reading, at).into_iter().any(|i| reading.is_in(i, words))
}

/// "Describes the map": the response speaks of it and need not hold it.
fn mentioned(reading: &Reading, at: usize) -> bool {
    const SPEAKS: &str = "describe mention name refer explain note discuss tell say suggest recommend advise warn ask propose \
        state compare offer request remind call";
    // "Tells them in a soft voice" says how, not what.
    if (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "in with")) {
        return false;
    }
    let verb = (clause(reading, at).start..at)
        .rev()
        .find(|i| matches!(reading.tag(*i), Tag::Finite | Tag::Infinitive | Tag::Be | Tag::Have | Tag::Ing));
    verb.and_then(|i| reading.tokens[i].verb).is_some_and(|(_, base)| among(base, SPEAKS))
}

/// "In red", "a yellow background": the colour of the page, if the prompt asks for none.
fn coloured(reading: &Reading, page: &Page, at: usize) -> bool {
    const PAGE: &str = "background letters text ink paper font type print heading headings";
    let colour = reading.is(at, Class::Colour) && !page.holds(reading, at);
    let near = (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "in on"));
    let dressed = reading.is_in(at.wrapping_sub(1), "in") && reading.tag(at + 1) == Tag::Mark;
    let on_page = (at + 1..at + 3).any(|i| reading.is_in(i, PAGE));
    let set = has_any(reading, at, "printed written set typed shown highlighted appears marked coloured");
    let coloured_page = reading.is_in(at, "coloured colored colour color")
        && has_any(reading, at, "text page heading headings letters title background");
    colour && (on_page || near && set || dressed) || coloured_page
}

/// "The voice is soft", but not "in the passive voice", "a warm voice" of a writer.
fn voice_is_heard(reading: &Reading, at: usize) -> bool {
    let writer = reading.is_in(
        at.wrapping_sub(1),
        "passive active brand narrative own authorial person narrator's author's consistent",
    );
    let read = has_any(reading, at, "read by female male loud soft low deep");
    let subject = at < 3 && reading.tag(at + 1).is_finite();
    !writer && (subject || read)
}

/// "A drop is drawn beside it", but not "a conclusion is drawn".
fn is_drawn(reading: &Reading, at: usize) -> bool {
    let drawn = reading.tokens[at].verb.is_some_and(|(_, base)| among(base, "draw paint sketch photograph"));
    let passive = reading.tag(at) == Tag::Participle && matches!(reading.tag_before(at), Tag::Be | Tag::Infinitive);
    drawn
        && passive
        && !has_any(reading, at, "conclusion conclusions attention distinction comparison parallel link line from")
}

/// A character may whisper; the text cannot.
fn narrated(reading: &Reading, at: usize) -> bool {
    has_any(reading, at, "narrator speaker voice reader text response")
}

/// "The bar rises", "arrows are drawn": a picture, not a name in a program.
fn pictured(reading: &Reading, at: usize) -> bool {
    const SEEN: &str = "rise draw paint hang glow sketch shade fall lead stand";
    clause(reading, at).into_iter().any(|i| reading.tokens[i].verb.is_some_and(|(_, base)| among(base, SEEN)))
}

/// "The grain of the wood can be seen": not a column, a value, a heading.
fn of_a_thing(reading: &Reading, at: usize) -> bool {
    let clause = clause(reading, at);
    let subject = clause.clone().find(|i| reading.tag(*i) == Tag::Noun);
    let placed = reading.is_in(at + 1, "next beside above behind below under");
    let shown = reading.tag_before(at) == Tag::Be || reading.low(at.wrapping_sub(1)) == "be";
    if reading.low(at) == "shown" && !placed {
        return false;
    }
    shown
        && !reading.is_in(at + 1, "that as to in from")
        && subject.is_some_and(|i| i < at && !reading.any(i, &[Class::Output, Class::Part, Class::General]))
}

fn captioned(reading: &Reading, at: usize) -> bool {
    const WORDS: &str = "label labels caption captions sign signs text word words title bubble banner letters lettering headline \
        speech poster slogan inscription";
    has_any(reading, at, WORDS)
}

/// "One can feel the wind": nobody touches a picture.
fn felt(reading: &Reading, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| reading.is(i, Class::Reader) || reading.low(i) == "one")
}

/// What goes on in somebody's mind.
fn minded(reading: &Reading) -> Option<Range<usize>> {
    (0..reading.len()).find_map(|at| {
        let (form, base) = reading.tokens[at].verb?;
        let acts = reading.tag(at) == Tag::Finite || form == Form::Ing && reading.tag_before(at) == Tag::Be;
        let of_reader =
            (at.saturating_sub(4)..at).any(|i| reading.is(i, Class::Reader) && !reading.is_in(i, "child children"));
        let asked = (at.saturating_sub(5)..at).any(|i| reading.is_in(i, "where how as way"));
        let minded = reading.lexicon.is(base, Class::Minded) && acts && !of_reader && !asked && !captioned(reading, at);
        minded.then(|| at..reading.clause_end(at))
    })
}

/// Reasons, and what somebody says: "explains why", "tells that".
fn told(reading: &Reading) -> Option<Range<usize>> {
    const TELLS: &str = "tell explain say inform argue remind describe announce persuade state mention";
    let at = (0..reading.len()).find(|at| {
        let verb = reading.tokens[*at].verb.is_some_and(|(_, base)| among(base, TELLS));
        let acts = matches!(reading.tag(*at), Tag::Finite | Tag::Infinitive | Tag::Participle);
        let clause = (*at + 1..reading.len().min(*at + 7)).any(|i| {
            matches!(reading.low(i), "that" | "why" | "how" | "what" | "when" | "where" | "whether" | "about")
        });
        verb && acts && clause && !captioned(reading, *at)
    })?;
    Some(at..reading.clause_end(at))
}

/// What was, has been for long, or will be.
fn gone_by(reading: &Reading) -> Option<Range<usize>> {
    const PHRASES: &str =
        "used to|going to|last year|last week|last month|last summer|last winter|last night|the day before";
    (0..reading.len()).find_map(|at| {
        let past = reading.is_in(at, "was were had wasn't weren't");
        let long = reading.is_in(at, "has have")
            && matches!(reading.tag(at + 1), Tag::Participle | Tag::Adverb)
            && (at + 2..reading.clause_end(at)).any(|i| reading.is_in(i, "for since already always ago before"));
        let since = reading.is_in(at, "yesterday tomorrow ago")
            || reading.stands(at, "has been")
            || reading.stands(at, "will be");
        let phrase = reading.phrase(at, PHRASES).is_some();
        // "The parts that were asked for" looks back at the prompt, not into the past of what is drawn.
        let asked = (at.saturating_sub(2)..at).any(|i| reading.tag(i) == Tag::Relative);
        let found = (past && !asked || long || since || phrase) && !captioned(reading, at);
        found.then(|| at..reading.clause_end(at))
    })
}
