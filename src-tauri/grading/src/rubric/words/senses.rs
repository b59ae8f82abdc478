//! What an output is made of, and how it is taken in.

use super::Class::{self, *};

pub(super) const GROUPS: &[(Class, &str)] = &[
    // Pictures, and what they are made with.
    (
        Drawn,
        "photo photos photograph photographs picture pictures image images illustration illustrations drawing \
         drawings painting paintings map maps diagram diagrams sketch sketches chart charts graph graphs curve \
         curves bar bars arrow arrows icon icons logo logos infographic cartoon comic close-up snapshot collage \
         silhouette backdrop watercolour watercolor brush brushstroke brushstrokes ink crayon portrait animation \
         video gif screenshot plot histogram camera lens shadow shadows perspective foreground painted depicted \
         photographed sketched shaded",
    ),
    // The look of a page.
    (
        Look,
        "font fonts typeface lettering coloured colored colour color colours colors background border borders \
         framed blinks blink blinking flashes flashing flickers flickering glossy laminated typography serif \
         sans-serif handwriting handwritten calligraphy watermark banner ribbon ink hue palette tint shade \
         pastel paper rotates rotate rotating spins spin spinning zooms zoom animated scrolls fades",
    ),
    (
        Heard,
        "rustles rustling creaks clatters buzzes chimes murmurs applause laughter drumroll purr purrs meow meows \
         voice spoken sung sings sing singing whisper whispers whispered whispering shouted shouts shouting \
         pronounced pronounces pronunciation intonation pause pauses silence music melody tune volume loud \
         loudly louder aloud accent audio hum hums humming audible audibly heard hear sounding tempo pitch \
         breathes breathing stressed stutter stammer mumble mumbles drumbeat jingle echo rhythm cadence \
         enunciated enunciates enunciation articulated recited recites narrator noise noises noisy bang whistle \
         whistles rings ringing barking hisses barks roars chirps squeaks growls ticks sizzles crackles",
    ),
    // Marks that no ear hears.
    (
        Written,
        "highlighted clickable aligned nods nodding frowns exclamation heading headings headline bold italic \
         italics underlined font fonts typeface lettering comma commas full-stop semicolon semicolons hyphen \
         hyphens colon colons dash dashes apostrophe apostrophes parenthesis parentheses spelling spelled spelt \
         misspelled misspelt punctuation paragraph paragraphs bullets bulleted bullet-points capitals \
         capitalised capitalized uppercase lowercase indentation indented footnote footnotes hyperlink \
         hyperlinks layout column columns row rows cell cells page handwriting typed printed written headed \
         subheading subheadings markdown bullet slide slides line-breaks typo typos legible legibly readable \
         visible visibly seen smiles smiling wears wearing gesture gestures screen",
    ),
    // Continuous text.
    (
        Prose,
        "argument arguments argumentation rhetoric handwriting cliffhanger cliffhangers sentence sentences \
         paragraph paragraphs prose essay narrative storytelling rhyme rhymes stanza stanzas chapter anecdote \
         metaphor metaphors eloquent plot storyline narrator suspense transitions introduction conclusion",
    ),
    (
        OtherSenses,
        "smell smells smelling smelled scent scented odour odor aroma taste tastes tasting tasted flavour flavor \
         fragrant fragrance stinks",
    ),
    (
        Colour,
        "red green blue yellow orange purple violet pink brown black white grey gray gold golden silver \
         turquoise beige crimson scarlet navy magenta cyan maroon teal cream amber",
    ),
    // What nobody sees: what goes on in a mind.
    (
        Minded,
        "think remember know hope plan want wish intend believe wonder regret dream forget expect fear worry \
         love hate prefer decide understand recall doubt imagine",
    ),
    // Programs.
    (
        Coded,
        "function functions variable variables loop loops compiles compile exception exceptions runtime \
         parameter parameters docstring recursion array syntax stdout",
    ),
];
