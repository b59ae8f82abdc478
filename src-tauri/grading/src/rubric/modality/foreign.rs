//! Words of another kind of output.

use super::super::reading::{Reading, Tag};
use super::super::specific::Page;
use super::super::words::{Class, among};
use super::{captioned, clause, has_any};
use course::task::rubric::Modality;

/// Whether a word belongs to another kind of output than this.
pub(super) fn is_foreign(reading: &Reading, modality: Modality, page: &Page, at: usize) -> bool {
    match modality {
        Modality::Text => to_text(reading, page, at),
        Modality::Code => to_code(reading, at),
        Modality::Picture => to_picture(reading, at),
        Modality::Table => to_table(reading, at),
        Modality::Speech => to_speech(reading, at),
    }
}

/// Pictures, the look of a page, and sound.
fn to_text(reading: &Reading, page: &Page, at: usize) -> bool {
    let sized = reading.is_in(at, "large larger big bigger small smaller tiny huge fat thin");
    if sized && reading.is_in(at + 1, "letters type print font characters") {
        return true;
    }
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    is(Class::Drawn) && !one_of(NO_PICTURE_IN_TEXT)
        || one_of(LOOK_OF_TEXT)
        || is_drawn(reading, at)
        || coloured(reading, page, at)
        || is(Class::Heard) && one_of(HEARD_IN_TEXT)
        || one_of("voice") && voice_is_heard(reading, at)
        || one_of("whispers whisper whispered sings hums") && narrated(reading, at)
        || one_of(VISIBLE) && of_a_thing(reading, at)
        || one_of("glows glow fades sparkles shimmers paper") && of_the_page(reading, at)
        || one_of("smell taste hear touch") && felt(reading, at)
}

/// Sound, continuous text, and pictures.
fn to_code(reading: &Reading, at: usize) -> bool {
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    let written = has_any(reading, at, "comment comments docstring docstrings message readme");
    if alive(reading, at)
        || reading.is(at, Class::Drawn)
            && reading.low(at + 1) == "of"
            && reading.tag_before(at) == Tag::Determiner
            && reading.is_in(at - 1, "a an")
    {
        return true;
    }
    let story = reading.phrase(at, "happy ending|point of view|plot twist").is_some();
    story
        || one_of("sounds vocabulary handwriting")
        || one_of("colour color") && reading.is_in(at.wrapping_sub(1), "another different bright")
        || is(Class::Heard) && !one_of(HEARD_IN_CODE)
        || is(Class::Prose) && !written
        || is_drawn(reading, at)
        || is(Class::Drawn) && pictured(reading, at)
        || one_of("ink font fonts typeface crayon")
        || is(Class::OtherSenses)
        || is(Class::Colour) && reading.tag(at) != Tag::Code
        || one_of(VISIBLE) && of_a_thing(reading, at)
}

/// Sound, continuous text, programs, prices, names.
fn to_picture(reading: &Reading, at: usize) -> bool {
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    let caption = captioned(reading, at);
    if reading.low(at).ends_with('s')
        && is(Class::Heard)
        && reading.tag(at) == Tag::Noun
        && matches!(reading.tag_before(at), Tag::Preposition | Tag::Determiner)
    {
        return false;
    }
    is(Class::Heard) && one_of(HEARD_OF_PICTURE)
        || is(Class::Coded)
        || one_of("flows") && has_any(reading, at, "text sentences words")
        || one_of("costs weighs") && !caption
        || is(Class::Prose) && !one_of("metaphor metaphors chapter plot narrative") && !caption
        || is(Class::OtherSenses)
        || one_of("feel feels") && reading.tag(at) != Tag::Noun && felt(reading, at)
}

/// Sound, continuous text, and pictures that no cell holds.
fn to_table(reading: &Reading, at: usize) -> bool {
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    if alive(reading, at) || read_out(reading, at) {
        return true;
    }
    let celled = has_any(reading, at, "cell cells row rows column columns");
    is(Class::Heard) && !one_of("volume accent stressed noise pitch echo tempo rhythm")
        || is(Class::Prose) && !celled && !one_of("plot chapter")
        || is(Class::Drawn) && !celled
        || is(Class::OtherSenses) && !celled
        || one_of(VISIBLE) && of_a_thing(reading, at)
}

/// Written marks, programs, and pictures.
fn to_speech(reading: &Reading, at: usize) -> bool {
    let is = |class| reading.is(at, class);
    let one_of = |words| reading.is_in(at, words);
    let spelled_out = one_of("spelled spelt") && has_any(reading, at, "out letter letters");
    let marks =
        reading.phrase(at, "quotation marks|blank line|new line|question mark|large type|bold type|small print");
    marks.is_some()
        || is(Class::Coded)
        || is(Class::Written) && !spelled_out && !one_of("dash colon")
        || one_of("shown pictured displayed bracket brackets")
        || one_of("capital") && has_any(reading, at, "letter letters")
        || is(Class::Drawn) && !one_of("bar bars plot curve")
        || is(Class::Look) && !one_of("background colour color paper shade pastel tint fades")
        || is(Class::Colour)
        || is(Class::OtherSenses)
}

/// "The query smiles", "the function takes a breath": what only somebody alive does.
fn alive(reading: &Reading, at: usize) -> bool {
    const DOES: &str =
        "smile laugh wave nod breathe cry dance yawn wink blush sigh sing whisper hum shout gesture frown";
    let clause = clause(reading, at);
    let subject = clause.start < at && (clause.start..at).any(|i| reading.any(i, &[Class::Output, Class::Part]));
    let acts = reading.tokens[at].verb.is_some_and(|(_, base)| among(base, DOES)) && reading.tag(at) != Tag::Noun;
    let breath =
        reading.low(at) == "breath" && (at.saturating_sub(3)..at).any(|i| reading.is_in(i, "takes take taking draws"));
    subject && (acts || breath)
}

/// "Is read out", "aloud": heard, not seen.
fn read_out(reading: &Reading, at: usize) -> bool {
    reading.low(at) == "read" && reading.is_in(at + 1, "out aloud") && reading.tag_before(at) != Tag::Modal
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
const HEARD_OF_PICTURE: &str = "rustles rustling creaks clatters buzzes chimes heard hear audible audibly purr purrs sounding voice spoken pronounced melody silence loud loudly louder noise \
        noises ringing barking hums humming intonation volume rhythm aloud hisses barks roars chirps squeaks growls ticks sizzles crackles rings";
const VISIBLE: &str = "visible seen shown";

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
    let whose = reading.stands(at + 1, "is the") || reading.stands(at + 1, "is that");
    let subject = at < 3 && reading.tag(at + 1).is_finite() && !whose || reading.is_in(at + 1, "going rising falling");
    !writer && (subject || read)
}

/// A character may whisper; the text cannot.
fn narrated(reading: &Reading, at: usize) -> bool {
    has_any(reading, at, "narrator speaker voice reader text response")
}

/// "A drop is drawn beside it", but not "a conclusion is drawn".
fn is_drawn(reading: &Reading, at: usize) -> bool {
    let drawn = reading.tokens[at].verb.is_some_and(|(_, base)| among(base, "draw paint sketch photograph"));
    let passive = reading.tag(at) == Tag::Participle && matches!(reading.tag_before(at), Tag::Be | Tag::Infinitive);
    drawn
        && passive
        && !has_any(reading, at, "conclusion conclusions attention distinction comparison parallel link line from")
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

/// "The sum glows", "the paper has an edge": said of the page, not of a thing in the text.
fn of_the_page(reading: &Reading, at: usize) -> bool {
    let clause = clause(reading, at);
    let subject = clause.clone().find(|i| reading.tag(*i) == Tag::Noun);
    let first =
        subject.is_some_and(|i| i <= at && reading.any(i, &[Class::Output, Class::Part, Class::General, Class::Look]));
    let figure = (clause.start..at).any(|i| reading.tag(i) == Tag::Number);
    first || figure && reading.tag(at) != Tag::Noun
}

/// "One can feel the wind": nobody touches a picture.
fn felt(reading: &Reading, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| reading.is(i, Class::Reader) || reading.low(i) == "one")
}
