//! Words that two careful readers weigh differently.

use super::Class::{self, *};

pub(super) const GROUPS: &[(Class, &str)] = &[
    // Judgements of the whole.
    (
        Value,
        "good better best nice great excellent fine poor bad decent superb perfect ideal wonderful brilliant \
         fantastic outstanding exceptional amazing terrific satisfactory satisfying acceptable respectable \
         impressive high-quality top-notch first-class quality",
    ),
    // Made for its purpose.
    (
        Value,
        "appropriate suitable adequate sufficient fitting apt proper reasonable sensible justified useful \
         helpful handy practical valuable beneficial informative insightful meaningful effective efficient \
         workable usable user-friendly reader-friendly child-friendly beginner-friendly intuitive manageable \
         bearable tolerable digestible optimal worthwhile purposeful actionable",
    ),
    // Clear to whoever reads it.
    (
        Value,
        "clear unclear understandable comprehensible intelligible readable unreadable coherent incoherent \
         cohesive confusing ambiguous vague obscure self-explanatory descriptive expressive telling lucid \
         well-structured well-organised well-organized well-written well-formatted well-designed well-crafted \
         well-chosen well-thought-out well-balanced well-presented well-placed well-explained well-paced \
         well-rounded clear-cut straightforward logical methodical organised organized structured orderly neat \
         tidy messy cluttered uncluttered navigable skimmable scannable",
    ),
    // Full or deep.
    (
        Value,
        "thorough comprehensive exhaustive detailed in-depth rich extensive elaborate nuanced careful thoughtful \
         rigorous superficial",
    ),
    // To the point.
    (
        Value,
        "concise succinct wordy verbose terse compact crisp lengthy long-winded rambling bloated overlong punchy \
         snappy",
    ),
    // What it does to a reader.
    (
        Value,
        "engaging interesting captivating compelling gripping exciting fascinating entertaining amusing funny \
         humorous witty charming delightful lovely beautiful pretty ugly attractive appealing pleasing pleasant \
         enjoyable elegant stylish tasteful classy harmonious eye-catching striking memorable catchy boring dull \
         tedious monotonous bland lively energetic energetically dynamic dramatic emotional touching moving \
         heartfelt poignant suspenseful atmospheric evocative vivid colourful colorful soothing relaxing \
         inviting welcoming warm-hearted impactful powerful intense immersive relatable absorbing riveting \
         magical cosy cozy spooky scary thrilling enchanting mesmerising mesmerizing stunning gorgeous cheerful \
         upbeat playful refreshing irresistible annoying distracting irritating off-putting pleasurable \
         delicious tasty yummy graceful mysterious curious lush adorable cute haunting serene peaceful tranquil \
         majestic dreamy whimsical quirky edgy trendy festive romantic nostalgic melancholic ominous eerie \
         gloomy threatening glamorous luxurious rustic exotic surprising shocking provocative thought-provoking \
         sweet",
    ),
    // Beauty, life and their lack.
    (
        Value,
        "vibrant breathtaking spectacular magnificent marvellous marvelous splendid glorious exquisite \
         picturesque joyful joyous sentimental heartwarming heart-warming soulful passionate dazzling radiant \
         zesty appetising appetizing mouth-watering tempting alluring sleek slick chic fashionable contemporary \
         timeless iconic subtle delicate breezy relaxed laid-back solemn dignified pompous stuffy wooden robotic \
         lifeless drab dreary uninspired generic clichéd predictable trite hackneyed stale novel groundbreaking \
         cutting-edge state-of-the-art lifelike true-to-life poetic lyrical melodic fluid cinematic glittering \
         sparkling",
    ),
    // Done with care, or without.
    (
        Value,
        "flawless faultless impeccable pristine first-rate top-quality mediocre subpar passable meticulous \
         painstaking diligent conscientious careless hasty rushed abrupt choppy disjointed jarring heavy-handed \
         exaggerated over-the-top theatrical cheesy corny tacky vulgar crude offensive inappropriate unsuitable \
         insufficient inadequate improper unreasonable tasteless unprofessional immature childish silly \
         ridiculous absurd nonsensical illogical muddled jumbled chaotic hectic cumbersome convoluted laborious \
         overwhelming exhausting intelligent wise perceptive profound honest truthful transparent faithful \
         responsible eloquent articulate poised competent knowledgeable",
    ),
    // Made with skill.
    (
        Value,
        "creative original imaginative inventive innovative clever smart skilful skillful artistic polished \
         professional professional-looking professional-sounding amateurish sloppy clumsy awkward fluent smooth \
         seamless flowing natural-sounding stilted idiomatic masterful refined sophisticated modern up-to-date \
         timely solid robust reliable maintainable performant pythonic scalable modular flexible",
    ),
    // How it treats people.
    (
        Value,
        "friendly unfriendly polite impolite courteous respectful kind caring empathetic empathic sympathetic \
         compassionate sensitive tactful diplomatic considerate gentle reassuring comforting encouraging \
         motivating inspiring inspirational uplifting supportive patronising patronizing condescending preachy \
         pushy rude harsh approachable personable sincere genuine authentic heartening confident assertive \
         non-judgemental non-judgmental inclusive humble conversational chatty casual enthusiastic",
    ),
    // How far one believes it.
    (
        Value,
        "persuasive convincing plausible credible believable realistic unrealistic trustworthy authoritative \
         reputable balanced unbiased impartial even-handed fair cogent sound well-reasoned well-argued \
         well-founded well-supported precise imprecise",
    ),
    (
        Value,
        "lean sugary sweeping snug homely stately rousing mellow jolly merry respectable well-meaning tender \
         moody sassy cheeky dashing",
    ),
    // More or less of something that could be measured.
    (
        Degree,
        "short long brief big small large little huge tiny wide narrow deep shallow fast slow quick rapid loud \
         quiet soft strong weak high low hot cold warm cool simple plain easy hard difficult complex complicated \
         sharp clean safe near close far common rare frequent strict firm tight loose fresh natural formal \
         informal serious distinct steady calm lighthearted light-hearted neutral dry technical basic advanced \
         accessible smart complete even positive upbeat optimistic severe spacious prominent noticeable heavy \
         gradual excessive minimal modest moderate",
    ),
    // Quantities without a figure.
    (Quantity, "several many numerous various plenty countless lots multiple ample abundant"),
    (
        Amplifier,
        "too very enough real quite rather fairly really sufficiently reasonably overly properly particularly \
         especially extremely highly truly adequately suitably appropriately unduly needlessly unnecessarily \
         relatively pretty somewhat so",
    ),
    // Somebody has to choose which.
    (
        Weighty,
        "main key important relevant essential crucial major significant necessary central principal vital \
         critical interesting notable fundamental core primary basic useful",
    ),
    // What happens in a reader.
    (
        Effect,
        "embarrass overdo overuse overload exaggerate underplay patronise patronize lecture tire exhaust shock \
         disturb unsettle engage captivate convince persuade impress inspire motivate move touch appeal attract \
         intrigue entertain delight surprise amuse grip reassure comfort satisfy please resonate flow bore \
         confuse help hook grab excite charm relax invite encourage empower feel shine sparkle flatter soothe \
         overwhelm enthuse thrill alarm worry frighten scare upset annoy offend calm cheer",
    ),
    // Quality as a thing.
    (
        Quality,
        "magic flow spark judgement clarity quality flair depth polish professionalism creativity originality empathy warmth elegance \
         readability fluency coherence impact simplicity accuracy relevance usefulness charm humour humor wit \
         ease care sensitivity tact enthusiasm confidence brevity concision conciseness precision consistency \
         efficiency maintainability surprise suspense excitement interest atmosphere emotion feeling feel vibe \
         mood beauty harmony balance aesthetics appeal pizzazz politeness kindness diplomacy sincerity \
         authenticity energy personality attractiveness rapport trust joy delight pleasure",
    ),
    (
        Reader,
        "grandmother grandmothers grandfather listener's crowd public colleague grandparents teens teen shoppers \
         diners players fans reader readers user users audience listener listeners viewer viewers learner \
         learners student students pupil pupils child children kid kids adult adults beginner beginners \
         layperson laypeople layman person people anyone everyone someone parent parents customer customers \
         visitor visitors novice novices newcomer newcomers guest guests human humans teenager teenagers patient \
         patients you family families volunteer volunteers resident residents tenant tenants citizen citizens \
         neighbour neighbours neighbor neighbors employee employees worker workers member members colleagues \
         client clients driver drivers tourist tourists traveller travellers traveler travelers owner owners \
         buyer buyers seller sellers shopper passenger passengers trainee trainees apprentice apprentices nurse \
         nurses teacher teachers",
    ),
];
