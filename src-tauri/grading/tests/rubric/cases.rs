//! One case for each thing that a check understands, and one for each that it must leave alone.

use course::task::justification::Point;
use course::task::rubric::Modality;
use grading::rubric::{Examined, Property, examine};

const PROMPT: &str = "Write a card of at most 60 words for visitors of a beekeeper in Bled: what to wear, when the hives are \
    opened, and that a tasting costs €8.";

fn examined(modality: Modality, criterion: &str) -> Examined {
    let ideal = [Point { text: "A tasting of honey costs €8.".into(), wordings: vec!["€8 for tasting".into()] }];
    examine(&[criterion.to_owned()], modality, PROMPT, &ideal).criteria.remove(0)
}

/// The words a property's finding points at; none where there is no finding.
fn found(modality: Modality, property: Property, criterion: &str) -> Option<Vec<String>> {
    let examined = examined(modality, criterion);
    let finding = examined.findings.into_iter().find(|finding| finding.property == property)?;
    assert!(finding.why.len() > 20 && finding.why.ends_with(['.', '?']), "{}", finding.why);
    Some(finding.at.iter().map(|span| span.of(criterion).unwrap().to_owned()).collect())
}

fn faulty(property: Property, cases: &[(&str, &[&str])]) {
    for (criterion, words) in cases {
        let found = found(Modality::Text, property, criterion);
        assert_eq!(found.as_deref().unwrap_or_default(), *words, "{property:?}: {criterion}");
    }
}

fn sound(property: Property, criteria: &[&str]) {
    for criterion in criteria {
        assert_eq!(found(Modality::Text, property, criterion), None, "{property:?}: {criterion}");
    }
}

#[test]
fn one_thing() {
    faulty(
        Property::Atomic,
        &[
            ("Names the beekeeper and gives the price.", &["gives the price"]),
            ("The hives are opened at ten; visitors wear white.", &["visitors wear white"]),
            ("Mentions the tasting, thanks the visitors.", &["thanks the visitors"]),
            ("The card is warm and clear.", &["clear"]),
            ("Gives the price but leaves out the hives.", &["leaves out the hives"]),
            ("States the price and how long it takes.", &["how long it takes"]),
            ("A friendly and clear tone for the beekeeper's visitors.", &["friendly and clear"]),
            ("Mentions the veil as well as the gloves.", &["the gloves"]),
        ],
    );
    sound(
        Property::Atomic,
        &[
            "Says that visitors wear a veil and gloves.",
            "Bread and honey are named as one course.",
            "The hives are opened between 10 and 11.",
            "Says when the hives are opened, if the weather allows.",
            "Gives 8 as the price, and never 80.",
            "The tasting, which takes an hour, costs €8.",
            "Names the beekeeper: Ana, who has kept bees and goats for years.",
            "Asks them to stop and listen.",
        ],
    );
}

#[test]
fn of_this_task() {
    let all = |criterion: &'static str| [(criterion, vec![criterion])];
    for [(criterion, words)] in [
        all("Grammar is correct."),
        all("Follows all instructions of the prompt."),
        all("The tone is professional."),
        all("Is easy to read."),
        all("The word limit is respected."),
    ] {
        faulty(Property::Specific, &[(criterion, &words)]);
    }
    sound(
        Property::Specific,
        &[
            "Names the hives.",
            "The card has at most 60 words.",
            "Costs are given as €8.",
            "The word 'veil' occurs.",
            "Mentions Bled.",
            "Says that smoke calms them.",
        ],
    );
}

#[test]
fn stands_alone() {
    faulty(
        Property::SelfContained,
        &[
            ("The price is as specified.", &["as specified"]),
            ("Gives the correct price of the tasting.", &["the correct price"]),
            ("The hives come in the order that was given.", &["order that was given"]),
            ("Names the hives listed above.", &["hives listed above"]),
            ("The veil looks like the one in the reference photo.", &["the one in the reference photo"]),
            ("It comes before the tasting.", &["It"]),
            ("Bees are called by the term we agreed on.", &["term we agreed"]),
            ("Follows BZA rules for the hives.", &["BZA"]),
            ("The tasting is priced as in the brochure of the house.", &["as in the brochure"]),
            ("The price is put the way the owner likes it.", &["the way the owner likes it"]),
        ],
    );
    sound(
        Property::SelfContained,
        &[
            "The correct price, €8, is given.",
            "The required items are named: veil and gloves.",
            "The veil hangs above the table.",
            "It says that the tasting costs €8.",
            "It is the beekeeper who opens the hives.",
            "The smoke is explained before the hives are opened.",
            "The USA and the EU are not mentioned.",
        ],
    );
}

#[test]
fn judged_alike_by_all() {
    faulty(
        Property::Objective,
        &[
            ("The card is clear.", &["clear"]),
            ("Explains the hives well.", &["well"]),
            ("The card is not too long for the visitors.", &["not too long"]),
            ("Visitors are addressed politely.", &["politely"]),
            ("Gives enough detail on the hives.", &["enough detail"]),
            ("Captivates the visitors of the hives.", &["Captivates"]),
            ("Gives several reasons for the veil.", &["several"]),
            ("Names the main points about the hives.", &["main"]),
            ("The visitors can easily follow the card.", &["can easily follow"]),
            ("Makes visitors want to come back.", &["Makes visitors want"]),
            ("The opening sounds natural.", &["sounds natural"]),
        ],
    );
    sound(
        Property::Objective,
        &[
            "The card is short: at most 60 words.",
            "Is polite, meaning that it says 'please'.",
            "Calls the honey 'good'.",
            "Says that the path is safe and the climb is short.",
            "The card has at most three short sentences of ten words.",
            "The hives stand in clear water.",
            "Names two good reasons, that is cold and rain.",
            "The opening sentence names the well in the yard.",
        ],
    );
}

#[test]
fn fits_the_output() {
    let cases = [
        (Modality::Text, "The price of the tasting is pronounced slowly.", Some("pronounced")),
        (Modality::Text, "A photo shows the hives.", Some("photo")),
        (Modality::Text, "Describes the photo of the hives.", None),
        (Modality::Text, "The beekeeper avoids the passive voice.", None),
        (Modality::Picture, "The beekeeper explains why smoke calms bees.", Some("explains why smoke calms bees")),
        (Modality::Picture, "The hive was full last summer.", Some("was full last summer")),
        (Modality::Picture, "The bees can be heard.", Some("heard")),
        (Modality::Picture, "The label says 'Honey, €8'.", None),
        (Modality::Picture, "Three hives stand behind the beekeeper.", None),
        (Modality::Table, "The paragraph on hives leads to the next.", Some("paragraph")),
        (Modality::Table, "No cell in the price column is empty.", None),
        (Modality::Code, "The function tells visitors of the hives in a soft voice.", Some("voice")),
        (Modality::Code, "The function pauses for two seconds between hives.", None),
        (Modality::Speech, "The word hive is in bold.", Some("bold")),
        (Modality::Speech, "A pause comes before the price.", None),
    ];
    for (modality, criterion, words) in cases {
        let found = found(modality, Property::Modality, criterion);
        assert_eq!(found.as_ref().map(|words| words[0].as_str()), words, "{modality:?}: {criterion}");
    }
}

#[test]
fn points_are_covered_in_other_words() {
    let covers = |criterion: &str| examined(Modality::Text, criterion).covers;
    assert_eq!(covers("States that one pays €8 for a tasting."), [0]);
    assert_eq!(covers("Honey is tasted for 8 euros."), [0]);
    assert_eq!(covers("Visitors wear a veil."), Vec::<usize>::new());
    let criteria = ["Visitors wear a veil.", "Tasting is €8.", "A tasting of honey costs €8."].map(str::to_owned);
    let ideal = [Point { text: "A tasting of honey costs €8.".into(), wordings: vec![] }];
    let bench = examine(&criteria, Modality::Text, PROMPT, &ideal);
    assert_eq!(bench.covered, [Some(2)], "the one that asks for it best");
}

#[test]
fn findings_come_in_order_and_once() {
    let examined = examined(Modality::Text, "Nice, clear, as required.");
    let order: Vec<Property> = examined.findings.iter().map(|finding| finding.property).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(order, sorted);
    let json = serde_json::to_value(&examined).unwrap();
    assert_eq!(json["findings"][0]["property"], "atomic");
}
