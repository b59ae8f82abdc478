//! What Stripe's words mean for a candidate, and what to do next.

use crate::config::IdentityConfig;
use registrar_api::{IdentityError, IdentityRoute};

/// Code, what happened, what to do, whether trying again the same way can help.
type Words = (&'static str, &'static str, &'static str, bool);

const WORDS: &[Words] = &[
    (
        "abandoned",
        "The check was left before it was finished.",
        "Start it again and take it to its last page; it takes about five minutes.",
        true,
    ),
    (
        "consent_declined",
        "You did not agree to Stripe's check, which is your right.",
        "Without your agreement Stripe cannot check you.",
        false,
    ),
    (
        "country_not_supported",
        "Stripe does not check documents of that country.",
        "If you have a passport of another country, start again with it.",
        false,
    ),
    (
        "device_not_supported",
        "The device has no camera that the check can use.",
        "Start again on a phone or a computer with a camera, in a current browser.",
        true,
    ),
    ("document_expired", "The document has expired.", "Start again with a document that is still valid.", true),
    (
        "document_type_not_supported",
        "That kind of document is not taken.",
        "Start again with a passport, an identity card or a driving licence.",
        true,
    ),
    (
        "document_type_not_allowed",
        "That kind of document is not taken here.",
        "Start again with a passport, an identity card or a driving licence.",
        true,
    ),
    (
        "document_unverified_other",
        "The document could not be confirmed.",
        "Start again in good light, with the whole document in the picture, sharp and without glare.",
        true,
    ),
    (
        "email_unverified_other",
        "The e-mail address could not be confirmed.",
        "Start again and type the code from Stripe's mail; look in the spam folder too.",
        true,
    ),
    (
        "email_verification_declined",
        "The e-mail address was not confirmed.",
        "Start again and confirm it with the code from Stripe's mail.",
        true,
    ),
    (
        "id_number_insufficient_document_data",
        "The document does not show enough to check the number against.",
        "Start again with a document that shows your whole name and date of birth.",
        true,
    ),
    (
        "id_number_mismatch",
        "The number does not belong to the name and date of birth that were given.",
        "Start again and compare each digit and letter with your document.",
        true,
    ),
    (
        "id_number_unverified_other",
        "The number could not be confirmed.",
        "Start again and compare each digit with your document.",
        true,
    ),
    (
        "phone_unverified_other",
        "The phone number could not be confirmed.",
        "Start again with a number at which you can read text messages now.",
        true,
    ),
    (
        "phone_verification_declined",
        "The phone number was not confirmed.",
        "Start again and confirm it with the code from the text message.",
        true,
    ),
    (
        "selfie_document_missing_photo",
        "The document has no picture of you to compare with.",
        "Start again with a document that has your picture, on the side that shows it.",
        true,
    ),
    (
        "selfie_face_mismatch",
        "Your face and the picture on the document were not found to be the same.",
        "Start again in even light, without glasses, hat or mask, looking straight at the camera.",
        true,
    ),
    (
        "selfie_manipulated",
        "The pictures of your face looked as if they had been changed.",
        "Filters and virtual cameras can cause this.",
        false,
    ),
    (
        "selfie_unverified_other",
        "The pictures of your face could not be compared.",
        "Start again in even light, with your whole face in the picture, and hold still.",
        true,
    ),
    (
        "under_supported_age",
        "Stripe does not check people below its minimum age.",
        "If the date of birth was read wrongly, a person can put it right.",
        false,
    ),
];

/// A code in plain words. `person` says whether the programme has the route through a person.
pub fn words(code: &str, person: bool) -> IdentityError {
    let unknown = (
        "",
        "The check did not pass, for a reason that this program does not know yet.",
        "Start it again, with another document if you have one.",
        true,
    );
    let known = WORDS.iter().find(|(known, ..)| *known == code);
    let (_, what, next_step, can_retry) = *known.unwrap_or(&unknown);
    let further = match (can_retry, person) {
        (true, true) => " If it does not help, a person of operations can look at it instead.",
        (true, false) => "",
        (false, true) => " A person of operations can check your identity instead: choose that way.",
        (false, false) => " Write to us, and we will look for a way together.",
    };
    IdentityError { code: code.into(), what: what.into(), next_step: format!("{next_step}{further}"), can_retry }
}

/// The same for somebody who has used so many checks.
pub fn words_after(code: &str, rules: &IdentityConfig, used: i64) -> IdentityError {
    let person = rules.routes.contains(&IdentityRoute::Person);
    let error = words(code, person);
    if used < rules.attempts {
        return error;
    }
    let further = match person {
        true => "A person of operations can check your identity instead: choose that way.",
        false => "Write to us, and we will look for a way together.",
    };
    IdentityError { next_step: format!("All {} checks are used. {further}", rules.attempts), can_retry: false, ..error }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 19 values of Stripe's enumeration.
    const CODES: &[&str] = &[
        "abandoned",
        "consent_declined",
        "country_not_supported",
        "device_not_supported",
        "document_expired",
        "document_type_not_supported",
        "document_unverified_other",
        "email_unverified_other",
        "email_verification_declined",
        "id_number_insufficient_document_data",
        "id_number_mismatch",
        "id_number_unverified_other",
        "phone_unverified_other",
        "phone_verification_declined",
        "selfie_document_missing_photo",
        "selfie_face_mismatch",
        "selfie_manipulated",
        "selfie_unverified_other",
        "under_supported_age",
    ];
    const TERMINAL: &[&str] =
        &["consent_declined", "under_supported_age", "country_not_supported", "selfie_manipulated"];

    #[test]
    fn every_code_has_words_of_its_own_and_a_next_step() {
        assert_eq!(CODES.len(), 19);
        let unknown = words("something_new", true).what;
        for code in CODES.iter().chain(&["document_type_not_allowed"]) {
            let (with, without) = (words(code, true), words(code, false));
            assert_eq!(with.code, *code);
            assert_ne!(with.what, unknown, "{code}");
            assert!(with.what.ends_with('.') && with.next_step.ends_with('.'), "{code}");
            assert_eq!(with.can_retry, !TERMINAL.contains(code), "{code}");
            assert!(with.next_step.contains("a person of operations") || with.next_step.contains("A person"), "{code}");
            assert!(!without.next_step.contains("person of operations"), "{code}");
            assert!(!with.what.contains('_') && !with.next_step.contains('_'), "{code}: no codes in words");
        }
        assert_eq!(WORDS.len(), CODES.len() + 1, "no word stands for nothing");
    }

    #[test]
    fn a_code_of_tomorrow_has_words_too() {
        let error = words("hologram_missing", true);
        assert_eq!(error.code, "hologram_missing");
        assert!(error.can_retry && !error.next_step.is_empty());
    }
}
