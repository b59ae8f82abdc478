//! The badge file that is looked at, and the issuers' keys that the learner trusts.

use crate::Exam;
use crate::badge::{self, Badge, Published, Reach, Report};
use crate::trouble::ExamError;

/// A badge that was read in this session, and what its issuer published, if it was asked.
pub(crate) struct Looked {
    badge: Badge,
    published: Option<Published>,
    /// Counts the files of this session.
    number: u64,
}

impl Exam {
    /// Reads a badge file; what was looked at before is put away.
    pub fn look_at_badge(&self, file_name: &str, bytes: &[u8]) -> Result<(), ExamError> {
        let badge = badge::read(file_name, bytes).map_err(|e| ExamError::said(e.to_string()))?;
        let mut looked = self.looked();
        let number = looked.as_ref().map_or(0, |l| l.number + 1);
        *looked = Some(Looked { badge, published: None, number });
        Ok(())
    }

    /// What is known of the badge that is looked at, as of now.
    pub fn badge_report(&self) -> Option<Report> {
        let pins = self.kept(|kept| kept.pins.clone());
        self.looked().as_ref().map(|l| l.badge.check(self.now_ms(), &pins, l.published.as_ref()))
    }

    /// Asks the badge's issuer for its keys, at its own address. Without a sign-in the app uses no network, for this neither.
    pub async fn ask_issuer(&self) -> Result<(), ExamError> {
        if self.kept(|kept| kept.account.as_ref().is_none_or(|a| a.ended.is_some())) {
            return Err(ExamError::SignInFirst);
        }
        let looked = self.looked().as_ref().map(|l| (l.badge.clone(), l.number));
        let (badge, number) = looked.ok_or_else(|| ExamError::said("Choose a badge file first."))?;
        let reach = if self.place().is_some_and(crate::Place::is_sandbox) { Reach::Loopback } else { Reach::Public };
        let published =
            badge::ask_issuer(&badge, reach, self.now_ms()).await.map_err(|e| ExamError::said(e.to_string()))?;
        // Another file may have been chosen meanwhile.
        if let Some(looked) = self.looked().as_mut().filter(|l| l.number == number) {
            looked.published = Some(published);
        }
        Ok(())
    }

    /// Trusts the key in the badge that is looked at, from now on, for its issuer.
    pub async fn pin_key(&self) -> Result<(), ExamError> {
        let (now, pins) = (self.now_ms(), self.kept(|kept| kept.pins.clone()));
        let pin = self.looked().as_ref().and_then(|l| {
            let report = l.badge.check(now, &pins, l.published.as_ref());
            l.badge.pin(now).filter(|_| report.can_pin)
        });
        let pin = pin.ok_or_else(|| ExamError::said("There is no key in this file that could be trusted."))?;
        self.update(|kept| {
            // Asked for twice, it is still pinned once.
            if !kept.pins.iter().any(|other| other.is(&pin.issuer, &pin.thumbprint)) {
                kept.pins.push(pin);
            }
        })
        .await
    }

    /// Trusts this key for this issuer no more. For others, whoever they are, it stays as it is.
    pub async fn unpin_key(&self, issuer: &str, thumbprint: &str) -> Result<(), ExamError> {
        self.update(|kept| kept.pins.retain(|pin| !pin.is(issuer, thumbprint))).await
    }
}

#[cfg(test)]
mod tests;
