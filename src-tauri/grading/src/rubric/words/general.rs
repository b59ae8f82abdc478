//! What every task has: outputs, their parts, and words that say nothing about which task it is.

use super::Class::{self, *};

pub(super) const GROUPS: &[(Class, &str)] = &[
    // The output itself, by its form.
    (
        Output,
        "response responses answer answers reply replies output outputs text texts result results content \
         contents piece work product solution solutions submission draft version completion message messages \
         e-mail email emails mail letter note notice card flyer leaflet brochure pamphlet post article blog \
         essay story tale poem verse song lyrics script speech summary report review description instructions \
         guide guidance manual recipe plan schedule itinerary webpage website announcement advert advertisement \
         ad ads slogan tweet caption memo invitation toast obituary newsletter faq list checklist worksheet quiz \
         lesson dialogue dialog conversation sms chat blurb bio picture pictures image images illustration \
         illustrations drawing drawings painting poster photo photograph infographic diagram sketch chart graph \
         logo icon artwork scene render code program function class method query snippet implementation \
         algorithm programme table tables spreadsheet grid matrix timetable recording audio clip spot voiceover \
         voice-over narration speaker narrator podcast model assistant chatbot ai llm bot author writer",
    ),
    // Parts and sides of any output.
    (
        Part,
        "word words sentence sentences paragraph paragraphs section sections part parts line lines step steps \
         point points item items bullet bullets heading headings header headers title titles subtitle subtitles \
         opening ending beginning end start middle introduction intro conclusion body detail details information \
         info fact facts idea ideas argument arguments statement statements claim claims example examples reason \
         reasons explanation explanations advice tip tips suggestion suggestions instruction instructions \
         comparison comparisons phrase phrases term terms vocabulary language wording diction phrasing tone \
         style voice register manner way grammar spelling punctuation syntax typography format formatting layout \
         structure structures organisation organization length flow rhythm pace content requirement requirements \
         rule rules constraint constraints aspect aspects element elements feature features component components \
         row rows column columns cell cells entry entries value values figure figures unit units number numbers \
         label labels legend colour colours color colors background foreground composition lighting perspective \
         proportion proportions shape shapes object objects subject subjects design font fonts letter letters \
         lettering name names variable variables comment comments docstring docstrings loop loops parameter \
         parameters return input inputs error errors exception exceptions test tests case cases indentation \
         complexity runtime performance pronunciation intonation volume speed pitch delivery accent articulation \
         pause pauses action actions order sequence lists rhyme rhymes character characters plot quotation \
         quotations citation citations link links date dates topic topics theme themes question questions \
         purpose meaning message level amount quantity type types kind kinds sort version warning warnings \
         mistake mistakes typo typos digit digits decimal decimals edge edges side sides top bottom corner \
         position hand hands finger fingers limb limbs face faces eye eyes watermark watermarks artefact \
         artefacts artifact artifacts stroke bracket brackets emoji emojis hashtag hashtags footnote footnotes \
         signature greeting closing salutation margin margins border borders",
    ),
    // The sides that a rubric keeps apart: two of them are two criteria.
    (
        Side,
        "grammar spelling punctuation syntax tone style register layout formatting format structure organisation \
         organization wording vocabulary accuracy clarity length content flow pace pronunciation intonation \
         volume composition lighting colours colors correctness efficiency readability completeness relevance \
         coherence fluency depth originality creativity conciseness consistency presentation naming indentation \
         documentation performance alignment design spacing legibility helpfulness honesty",
    ),
    // Verbs that any rubric uses, in all their forms by their base.
    (
        GeneralVerb,
        "listen fill break stick belong use make give contain include have need provide show follow keep stay \
         come go take put find get set look read write begin start end stop carry remain appear seem sound feel \
         add avoid address cover meet match fit suit work run respond answer handle present express convey \
         understand help allow try want ask request require mention state say tell explain describe discuss \
         identify list name call specify define cite quote refer compare lay lead bring hold occur happen stand \
         exist mean create format organise structure do be respect satisfy comply obey adhere agree correspond \
         exceed reach repeat return check test count consist apply relate support justify demonstrate ensure \
         offer see hear think know consider deliver reflect capture communicate summarise summarize judge \
         evaluate rate improve achieve represent render draw display depict spell capitalise flow compile \
         execute pass fail document comment indent pronounce speak deserve invent fabricate hallucinate \
         plagiarise copy contradict omit miss lack forget leave ignore fulfil fulfill misspell offend mislead \
         misrepresent overstep disappoint waste drift wander digress stray",
    ),
    // Nouns, adjectives and other words of no task's own.
    (
        General,
        "all each every any some none no more most less least few much only also just even both other others \
         another same different own such first second third last next final previous following above below right \
         wrong true false missing whole full entire empty extra free total overall general specific exact \
         possible impossible available actual main key important relevant thing things something anything \
         everything nothing nobody everybody somebody practice practices standard standards quality expectation \
         expectations criterion criteria ideal reference original source sources material materials document \
         documents guideline guidelines goal aim objective capital capitals capitalised lowercase uppercase bold \
         italic italics active passive tense verb verbs noun nouns adjective adjectives adverb adverbs pronoun \
         pronouns english british american german french spanish language languages translation visible percent \
         minute minutes hour hours seconds time times maximum minimum limit limits size attention mind rest \
         remaining usual common asker prompt task assignment brief user users reader readers audience listener \
         listeners viewer viewers person people human anyone someone everyone whoever hint hints spaces space \
         tab tabs keyword keywords unused blurred blurry resolution pixel pixels noise jargon slang cliché \
         clichés cliche cliches filler fluff padding repetition repetitions repetitive redundancy redundant \
         contradiction contradictions hallucination hallucinations fabrication fabrications plagiarism profanity \
         swearing insult insults bias biases stereotype stereotypes offence disclaimer disclaimers grammatical \
         factual factually spelled spelt made-up up-front up-to-date typed pep docstrings linter lint type-hints \
         syntax bug bugs bug-free crash crashes compile-time runtime stdout console dead unreachable magic \
         constant constants global globals helper helpers error-free ascii unicode markdown html plain-text \
         bullet-points high-resolution copyright logo logos brand brands nsfw anatomically anatomy limbs \
         deformed distorted distortion glitch glitches symmetry contrast readable legible gap gaps blank blanks \
         duplicate duplicates sorted sortable aligned misaligned numbering numbered consistent shell bash python \
         java javascript sql stutter stutters hiss echo background microphone",
    ),
    // What reviewers of any text, program or recording look for.
    (
        General,
        "occasion occasions frame situation context browser browsers device devices phone phones mobile screen \
         screens everybody event setting media platform platforms construction constructions thought thoughts \
         compiler linker rust golang typescript kotlin swift c++ c haskell css latex pixelated grainy hum buzz \
         clutter idiom idioms unit merged interruption interruptions truncation sign-off transition transitions \
         connector connectors passage passages abbreviation abbreviations acronym acronyms spellings mark marks \
         apostrophe apostrophes comma commas hyphen hyphens quote quotes tense article articles preposition \
         prepositions clause clauses syllable syllables wall chunk chunks overview recap preamble boilerplate \
         apology apologies refusal refusals opinion opinions speculation assumption assumptions evidence proof \
         proofs logic fallacy fallacies wordiness readability score scores compliance relevance tangent tangents \
         digression digressions commentary greeting greetings pleasantries emphasis nuance nuances",
    ),
    // What idioms are made of, and what any subject has.
    (
        Everyday,
        "ability access act activity advantage age air angle approach area attempt average balance base basis bit \
         body bottom bunch bunches care case chance choice circumstance class colleague combination comfort \
         concept concern condition connection control convention copy course crowd culture daily deal \
         degree detail difference difficulty direction distance doubt effect effort end energy \
         environment everyday experience expert extent face fact feeling field flaw focus folk force form \
         freedom friend fun function gentleman glance ground group half hand head heart help hold home idea impact \
         impression increase individual influence initiative inside interest issue job kind knowledge lack lady \
         layman leap life look lot lots majority man manner market matter means measure member mess method mind \
         mistake mix moment mum nature need newbie notion obstacle office option outcome outside \
         pacing path pattern peer person perspective place pleasure plenty point position power \
         presence present pressure problem procedure process professional progress progression project public \
         question range reach readership reading reaction reality regard relation respect responsibility rest \
         risk role scene sense share sight situation skill slip society somebody sort source spirit spot \
         stage start state status stuff style success support surprise system taste technique thing thought \
         ton touch tradition trouble trust try turn understanding usage use value variety view voice want way \
         week while will woman wonder work world worth year specialist developer engineer programmer reviewer \
         lecturer native newcomer outsider onlooker bystander passer-by grown-up granny grandma dad boss \
         stranger narrative rock breath corner eye eyeball ear foot shoulder window door",
    ),
    // By whom, and what?
    (
        Asked,
        "forbidden banned required requested needed given specified agreed usual prescribed said mentioned \
         aforementioned above-mentioned desired expected intended demanded wanted customary remaining stipulated \
         designated provided supplied approved obligatory mandatory necessary previous preceding allowed \
         permitted predefined pre-agreed agreed-upon",
    ),
    (Right, "correct right accurate true"),
    // Papers that a reader of the criterion does not hold.
    (
        Paper,
        "draft drafts invitation bill logo branding spreadsheet website web-site site schedule procedure page \
         database dataset datasheet curriculum minutes agenda invoice statute conversation thread brand \
         regulations regulation law questionnaire worksheet blueprint handout leaflet guide guideline guidelines \
         guidebook handbook manual stylesheet sheet template brief briefing source sources rubric instructions \
         policy policies standard standards document documents documentation attachment appendix annex notes \
         slides brochure textbook book chapter protocol specification spec specifications syllabus catalogue \
         catalog glossary memo contract agreement transcript charter playbook wiki intranet ticket letterhead \
         prompt programme tests suite meeting scheme convention conventions repo repository codebase chart \
         script register calendar archive archives records notebook ledger exercise",
    ),
    // What makes of an output one that is not at hand: "the reference photo".
    (Elsewhere, "reference sample original attached enclosed source model ideal earlier uploaded linked"),
    (Limit, "limit maximum minimum deadline budget quota threshold cap allowance norm target"),
];
