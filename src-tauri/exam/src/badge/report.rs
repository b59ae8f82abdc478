//! All checks of a badge in their order, and what follows from them.

use super::credential::Says;
use super::signer::Signer;
use super::{Badge, Pin, Published, checks, place};

/// What a look at a badge found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub file_name: String,
    pub verdict: Verdict,
    /// The verdict as a sentence.
    pub in_words: String,
    pub says: Says,
    /// Always all of [`CheckName::ALL`], in that order.
    pub checks: Vec<Check>,
    /// The key that signed it (RFC 7638); none if no key at hand fits.
    pub thumbprint: Option<String>,
    /// The host that could be asked for the issuer's keys.
    pub issuer_host: Option<String>,
    /// The key stands in the file itself, fits, and nobody vouches for it: the learner may pin it.
    pub can_pin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything that decides was checked and holds.
    Verified,
    /// Nothing is wrong with it, but something that decides could not be checked.
    NotProven,
    /// Something is wrong with it.
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: CheckName,
    pub outcome: Outcome,
    pub in_words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Holds,
    Fails,
    NotChecked,
}

/// What is looked at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckName {
    /// How it is signed, if at all.
    Proof,
    /// What the token's header holds.
    Header,
    Algorithm,
    /// It has the parts that an Open Badge must have.
    Structure,
    /// The vocabularies it names.
    Contexts,
    /// What the token says about the badge is what the badge says.
    Claims,
    /// There is a sound key to check with.
    Key,
    /// Nothing was changed since it was signed with that key.
    Signature,
    /// The key is the issuer's.
    Issuer,
    /// This moment lies within its dates.
    Time,
    Revocation,
    /// Whom it was given to.
    Recipient,
    Schema,
    Refresh,
    Endorsements,
}

impl CheckName {
    pub const ALL: [Self; 15] = [
        Self::Proof,
        Self::Header,
        Self::Algorithm,
        Self::Structure,
        Self::Contexts,
        Self::Claims,
        Self::Key,
        Self::Signature,
        Self::Issuer,
        Self::Time,
        Self::Revocation,
        Self::Recipient,
        Self::Schema,
        Self::Refresh,
        Self::Endorsements,
    ];

    /// As it stands on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Header => "header",
            Self::Algorithm => "algorithm",
            Self::Structure => "structure",
            Self::Contexts => "contexts",
            Self::Claims => "claims",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Time => "time",
            Self::Revocation => "revocation",
            Self::Recipient => "recipient",
            Self::Schema => "schema",
            Self::Refresh => "refresh",
            Self::Endorsements => "endorsements",
        }
    }

    /// A badge is verified only if this holds. Of the others it is enough that they do not fail.
    fn decides(self) -> bool {
        match self {
            Self::Proof
            | Self::Header
            | Self::Algorithm
            | Self::Structure
            | Self::Claims
            | Self::Key
            | Self::Signature
            | Self::Issuer
            | Self::Time => true,
            Self::Contexts | Self::Revocation | Self::Recipient | Self::Schema | Self::Refresh | Self::Endorsements => {
                false
            }
        }
    }
}

/// The outcome of one check, and its sentence.
pub(super) struct Finding(Outcome, String);

pub(super) fn holds(in_words: impl Into<String>) -> Finding {
    Finding(Outcome::Holds, in_words.into())
}

pub(super) fn fails(in_words: impl Into<String>) -> Finding {
    Finding(Outcome::Fails, in_words.into())
}

pub(super) fn not_checked(in_words: impl Into<String>) -> Finding {
    Finding(Outcome::NotChecked, in_words.into())
}

pub(super) fn of(badge: &Badge, now_ms: i64, pins: &[Pin], published: Option<&Published>) -> Report {
    let Signer { key, signature, issuer, thumbprint, own_key_fits } = Signer::find(badge, pins, published);
    let findings = [
        checks::proof(badge),
        checks::header(badge),
        checks::algorithm(badge),
        checks::structure(&badge.credential),
        checks::contexts(&badge.credential),
        checks::claims(badge),
        key,
        signature,
        issuer,
        checks::time(&badge.credential, now_ms),
        checks::revocation(&badge.credential),
        checks::recipient(&badge.credential),
        checks::schema(&badge.credential),
        checks::refresh(&badge.credential),
        checks::endorsements(&badge.credential),
    ];
    let named = CheckName::ALL.into_iter().zip(findings);
    let checks: Vec<Check> =
        named.map(|(name, Finding(outcome, in_words))| Check { name, outcome, in_words }).collect();
    let (verdict, in_words) = judge(&checks);
    let unvouched = checks.iter().any(|c| c.name == CheckName::Issuer && c.outcome == Outcome::NotChecked);
    // It is kept, and shown again and again.
    let short = badge.credential.issuer().is_some_and(|issuer| issuer.len() <= place::LONGEST);
    Report {
        file_name: badge.file_name.clone(),
        verdict,
        in_words,
        says: badge.credential.says(),
        checks,
        thumbprint,
        issuer_host: badge.issuer_host(),
        can_pin: own_key_fits && unvouched && short && verdict == Verdict::NotProven,
    }
}

fn judge(checks: &[Check]) -> (Verdict, String) {
    let first = |outcome: Outcome, decides: bool| {
        checks.iter().find(|c| c.outcome == outcome && (c.name.decides() || !decides))
    };
    if let Some(check) = first(Outcome::Fails, false) {
        // A badge whose time is over, or has not come, says just that.
        let opening = if check.name == CheckName::Time { "" } else { "Something is wrong with this badge. " };
        return (Verdict::Refused, format!("{opening}{}", check.in_words));
    }
    if let Some(check) = first(Outcome::NotChecked, true) {
        let opening = "Nothing wrong was found in this badge, but it is not proven.";
        return (Verdict::NotProven, format!("{opening} {}", check.in_words));
    }
    let words = |name| checks.iter().find(|c| c.name == name).map_or("", |c| c.in_words.as_str());
    // That it may have been taken back is said here, not only below.
    let other = |c: &&Check| c.outcome == Outcome::NotChecked && c.name != CheckName::Revocation;
    let rest = match checks.iter().filter(other).count() {
        0 => String::new(),
        1 => " One more thing was not checked; it stands below.".into(),
        n => format!(" {n} more things were not checked; they stand below."),
    };
    let (vouched, revoked) = (words(CheckName::Issuer), words(CheckName::Revocation));
    let in_words =
        format!("Signed with its issuer's key, unchanged since, and within its dates. {vouched} {revoked}{rest}");
    (Verdict::Verified, in_words)
}
