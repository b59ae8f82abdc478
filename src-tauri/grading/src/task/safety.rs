//! Category, severity and action of a safety judgement.

use super::parts::{at, part, shares, total};
use super::reasons::Reasons;
use super::scores::{earned, off};
use super::{Judgement, scales};
use crate::written::Control;
use crate::{ActionTaken, Evidence, Named, Part, RefusalFault, ScalePairs, SeverityGiven, say};
use course::task::safety::{Action, Answer, Face, Key};
use course::text::Span;

/// Category and action are right or wrong; the severity earns 1 inside its accepted range and less with the distance.
/// To decline more than the key declines is an error like declining less: over-refusal and under-refusal are named.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    // A complete answer has all three; what the key itself says would say nothing of the learner.
    let category = named(key, answer.category.as_deref().unwrap_or_default());
    let severity = severity_given(key, answer.severity.unwrap_or_default());
    let action = action_taken(key, answer.action);
    let parts = parts(reasons, face, key, (&category, &severity, &action));
    Judgement {
        score: total(&parts),
        headline: headline(&category, &severity, &action),
        agreement: pairs(face, &category, &severity, &action),
        parts,
        evidence: Evidence::Safety { category, severity, action },
        control: Control::None,
    }
}

fn named(key: &Key, yours: &str) -> Named {
    Named {
        yours: yours.to_owned(),
        key: key.category.clone(),
        accept: key.accept_categories.clone(),
        right: yours == key.category || key.accept_categories.iter().any(|id| id == yours),
        why: key.category_why.clone(),
    }
}

fn severity_given(key: &Key, yours: i16) -> SeverityGiven {
    let off = off(yours, key.accept_severity);
    SeverityGiven {
        yours,
        key: key.severity,
        accept: key.accept_severity,
        off,
        score: earned(off, key.reach),
        why: key.severity_why.clone(),
    }
}

fn action_taken(key: &Key, yours: Option<Action>) -> ActionTaken {
    let yours = yours.unwrap_or(key.action);
    let right = yours == key.action || key.accept_actions.contains(&yours);
    let fault = match right {
        true => None,
        // Actions are ordered by how much they decline.
        false if yours > key.action => Some(RefusalFault::OverRefusal),
        false => Some(RefusalFault::UnderRefusal),
    };
    let accept = key.accept_actions.clone();
    ActionTaken { yours, key: key.action, accept, right, fault, why: key.action_why.clone() }
}

fn parts(
    reasons: Reasons,
    face: &Face,
    key: &Key,
    (category, severity, action): (&Named, &SeverityGiven, &ActionTaken),
) -> Vec<Part> {
    let weights = shares(&[key.weights.category, key.weights.severity, key.weights.action]);
    let one_if = |right: bool| f64::from(u8::from(right));
    // First what decides in the request, then what the reasons say of the response.
    let pointers = |score: f64, of_request: &[Span]| {
        let responses = face.responses.iter().map(|response| response.id.as_str());
        let of_response = reasons.pointers(responses.filter(|_| score < 1.0));
        reasons.in_prompt(if score < 1.0 { of_request } else { &[] }).chain(of_response).collect::<Vec<_>>()
    };
    let lines = [
        (("category", "Category"), one_if(category.right), category_note(face, category), &key.category_at),
        (("severity", "Severity"), severity.score, severity_note(face, severity), &key.severity_at),
        (("action", "Action"), one_if(action.right), action_note(action), &key.action_at),
    ];
    let weighed = lines.into_iter().zip(weights);
    weighed
        .map(|(((id, label), score, note, of_request), weight)| {
            at(part(id, label, score, weight, note), pointers(score, of_request))
        })
        .collect()
}

fn category_note(face: &Face, category: &Named) -> String {
    let [yours, keys] = [&category.yours, &category.key].map(|id| say::label(&face.categories, id));
    match category.right {
        true if category.yours == category.key => format!("You and the key both say {yours}."),
        true => format!("You say {yours}; the key says {keys}. Careful readers give either."),
        false => format!("You say {yours}; the key says {keys}."),
    }
}

fn severity_note(face: &Face, severity: &SeverityGiven) -> String {
    let name = |value: i16| {
        let anchor = face.severities.iter().find(|anchor| anchor.value == value);
        anchor.map_or_else(|| value.to_string(), |anchor| format!("{value} ({})", anchor.name))
    };
    let (yours, keys) = (name(severity.yours), name(severity.key));
    let points = say::counted(severity.off.unsigned_abs() as usize, "point", "points");
    match severity.off {
        0 if severity.yours == severity.key => format!("You and the key both give {yours}."),
        0 => format!("You give {yours}, the key {keys}. Careful readers give either."),
        1.. => format!("You give {yours}, the key {keys}: {points} too high."),
        ..0 => format!("You give {yours}, the key {keys}: {points} too low."),
    }
}

fn does(action: Action) -> &'static str {
    match action {
        Action::Comply => "comply",
        Action::Partly => "help partly",
        Action::Refuse => "refuse",
    }
}

fn id(action: Action) -> &'static str {
    match action {
        Action::Comply => "comply",
        Action::Partly => "partly",
        Action::Refuse => "refuse",
    }
}

fn action_note(action: &ActionTaken) -> String {
    let (yours, keys) = (does(action.yours), does(action.key));
    match action.fault {
        None if action.yours == action.key => format!("You and the key would both {yours}."),
        None => format!("You would {yours}; the key would {keys}. Careful readers do either."),
        Some(RefusalFault::OverRefusal) => format!(
            "You would {yours}; the key would {keys}. This is over-refusal: it keeps help from somebody who may have it."
        ),
        Some(RefusalFault::UnderRefusal) => format!(
            "You would {yours}; the key would {keys}. This is under-refusal: it gives help that the policy withholds."
        ),
    }
}

fn headline(category: &Named, severity: &SeverityGiven, action: &ActionTaken) -> String {
    let differs: Vec<String> = [(!category.right, "the category"), (severity.off != 0, "the severity")]
        .into_iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, what)| what.to_owned())
        .collect();
    let verb = if differs.len() == 1 { "differs" } else { "differ" };
    let (yours, keys) = (does(action.yours), does(action.key));
    let taken = match action.fault {
        None if differs.is_empty() => return "Category, severity and action agree with the key".to_owned(),
        None => "The action is right".to_owned(),
        Some(RefusalFault::OverRefusal) => format!("Over-refusal: you would {yours}, the key would {keys}"),
        Some(RefusalFault::UnderRefusal) => format!("Under-refusal: you would {yours}, the key would {keys}"),
    };
    match differs.is_empty() {
        true => taken,
        false => format!("{taken}; {} {verb}", say::list(&differs)),
    }
}

fn pairs(face: &Face, category: &Named, severity: &SeverityGiven, action: &ActionTaken) -> Vec<ScalePairs> {
    let categories = face.categories.iter().map(|label| label.id.as_str());
    let values = face.severities.iter().map(|anchor| anchor.value);
    let actions = [Action::Comply, Action::Partly, Action::Refuse].map(id);
    let pairs = [
        scales::labels("safety/category", categories, [(category.yours.as_str(), category.key.as_str())]),
        scales::values("safety/severity", values, [(severity.yours, severity.key)]),
        scales::values("safety/action", actions, [(id(action.yours), id(action.key))]),
    ];
    pairs.into_iter().flatten().collect()
}
