//! The exam's link: asked for, opened once in the browser, and the silence from then until the seat is over.

use crate::Exam;
use crate::kept::{Kept, KeptAccount, KeptLaunch, KeptOpen, KeptSilence};
use crate::place::{Outward, Place, Purpose};
use crate::sign_in::random;
use crate::trouble::ExamError;
use registrar_api::{Enrolment, Seat, SeatLink, SeatRequest, SeatState};
use std::time::Duration;
use vault::{Purpose as Sealed, Secret};

/// How long a seat may take to be set up at the exam's provider while the candidate waits at the screen.
const SET_UP: Duration = Duration::from_secs(60);
/// No exam takes longer, whatever a registrar says.
pub(crate) const LONGEST_MS: i64 = 24 * 3_600_000;
const LOOK_AGAIN: Duration = Duration::from_millis(700);

/// The app keeps quiet. By this computer's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    pub since_ms: i64,
    pub until_ms: i64,
}

/// Whether an exam can be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Launch {
    NotNow,
    Ready,
    /// The link has been handed out. `opened_ms`: none if this computer has not noted it.
    Open {
        host: String,
        opened_ms: Option<i64>,
        ends_ms: i64,
        can_copy: bool,
    },
}

impl Exam {
    /// Whether an exam may be running now, on this computer or another one, whoever has signed in since.
    pub fn silence(&self) -> Option<Silence> {
        let (now, moved) = (self.noted_now_ms(), self.moved_ms());
        self.kept(|kept| kept.longest_silence(now))
            .map(|s| s.moved(moved))
            .map(|KeptSilence { since_ms, until_ms, .. }| Silence { since_ms, until_ms })
    }

    pub fn launch(&self) -> Launch {
        let (account, now, moved) = (self.kept(|kept| kept.account.clone()), self.noted_now_ms(), self.moved_ms());
        let Some(account) = account else { return Launch::NotNow };
        if let Some((launch, silence)) = account.launched().filter(|(_, s)| s.holds(now)) {
            return Launch::Open {
                host: launch.host.clone(),
                opened_ms: Some(launch.opened_ms.saturating_add(moved)),
                ends_ms: silence.moved(moved).until_ms,
                can_copy: !launch.copied,
            };
        }
        let Some(enrolment) = account.enrolment.as_ref().filter(|_| account.ended.is_none()) else {
            return Launch::NotNow;
        };
        match account.open_seats().find(|s| s.holds(now)) {
            // Killed between the link and the note of it, or opened on another computer: trying again tells which.
            Some(silence) => Launch::Open {
                host: self.place().map(Place::exam_host).unwrap_or_default(),
                opened_ms: None,
                ends_ms: silence.moved(moved).until_ms,
                can_copy: false,
            },
            None if can_start(enrolment) => Launch::Ready,
            None => Launch::NotNow,
        }
    }

    /// Takes a seat, or goes on with the one that is open, and answers with the link for the browser.
    ///
    /// From its first answer on this app is silent. Nothing is asked for before what binds the link to this computer is in the
    /// vault, so that a crash at any place can go on with the same seat.
    pub async fn start_exam(&self) -> Result<Outward, ExamError> {
        let _one = self.launching.lock().await;
        let (id, email) = (self.enrolment_id()?, self.account_kept()?.email);
        self.measure(&email).await?;
        let request = SeatRequest { handout: self.handout(&email).await?.reveal().to_owned() };
        let seat = self.seat(&id, &request).await?;
        let link: SeatLink = self.post(&format!("/v1/enrolments/{id}/seat/link"), &request).await?;
        let outward = self.outward(Purpose::Exam, &link.url)?;
        let now = self.noted_now_ms();
        self.change(&email, |account| {
            let before = account.launch.take().filter(|l| l.seat == seat.id);
            account.launch = Some(KeptLaunch {
                enrolment: id.clone(),
                host: outward.host(),
                opened_ms: before.as_ref().map_or(now, |l| l.opened_ms),
                expires_ms: link.expires_ms,
                copied: before.is_some_and(|l| l.copied),
                seat: seat.id,
            });
        })
        .await?;
        Ok(outward)
    }

    /// The link once more, for another browser of this computer: once. `put` takes it to the clipboard, after that is noted on
    /// disk; answers with what became of it there.
    pub async fn copy_link<E, F>(&self, put: impl FnOnce(Outward) -> F) -> Result<Result<(), E>, ExamError>
    where
        F: Future<Output = Result<(), E>>,
    {
        let _one = self.launching.lock().await;
        let account = self.account_kept()?;
        let launch = account.launch.ok_or_else(|| ExamError::said("No exam is open."))?;
        if launch.copied {
            return Err(ExamError::said("The link has been copied once already. Open it again from here instead."));
        }
        let handout = self.vault.get(&account.email, Sealed::Handout).await?;
        let handout =
            handout.ok_or_else(|| ExamError::said("This computer no longer holds what the link is bound to."))?;
        let request = SeatRequest { handout: handout.reveal().to_owned() };
        let link: SeatLink = self.post(&format!("/v1/enrolments/{}/seat/link", launch.enrolment), &request).await?;
        let outward = self.outward(Purpose::Exam, &link.url)?;
        let noted = self.note_copied(&launch.seat, true).await;
        let put = match noted {
            Ok(()) => Ok(put(outward).await),
            Err(e) => Err(e),
        };
        if !matches!(put, Ok(Ok(()))) {
            // It can be tried again. If this cannot be written, it cannot after the next start.
            let _ = self.note_copied(&launch.seat, false).await;
        }
        put
    }

    async fn note_copied(&self, seat: &str, copied: bool) -> Result<(), ExamError> {
        let mut found = false;
        self.update(|kept| {
            let launch = kept.account.as_mut().and_then(|a| a.launch.as_mut()).filter(|l| l.seat == seat);
            if let Some(launch) = launch {
                (found, launch.copied) = (true, copied);
            }
        })
        .await?;
        // Signed out meanwhile, or the result has come.
        if found { Ok(()) } else { Err(ExamError::said("No exam is open.")) }
    }

    /// What binds the link to this computer, in the vault before it is used. It is the same until the candidate signs out: a
    /// request of a process that was killed can arrive after one of the process that followed it, and must not take the seat
    /// for a value that nobody holds any more.
    async fn handout(&self, email: &str) -> Result<Secret, ExamError> {
        // The vault is opened by what asks for a token.
        self.token().await?;
        // No sign-out, and no other sign-in, between looking and writing.
        let _session = self.session.lock().await;
        if self.account_kept()?.email != email {
            return Err(ExamError::SignInFirst);
        }
        if let Some(handout) = self.vault.get(email, Sealed::Handout).await? {
            return Ok(handout);
        }
        let handout = Secret::new(random()?);
        self.vault.put(email, Sealed::Handout, &handout).await?;
        Ok(handout)
    }

    /// Asks for the seat until it is set up.
    async fn seat(&self, id: &str, request: &SeatRequest) -> Result<Seat, ExamError> {
        let path = format!("/v1/enrolments/{id}/seat");
        let mut seat: Seat = self.post(&path, request).await?;
        let begun = tokio::time::Instant::now();
        while seat.state == SeatState::Reserved {
            if begun.elapsed() > SET_UP {
                return Err(ExamError::said(
                    "Your seat is reserved, but the exam's provider has not set it up yet. No time runs and no attempt is used \
                     up. Try again in a few minutes: you get the same seat.",
                ));
            }
            tokio::time::sleep(LOOK_AGAIN).await;
            seat = self.get(&path).await?;
        }
        Ok(seat)
    }
}

impl Kept {
    /// The one that holds longest of those that hold.
    fn longest_silence(&self, now_ms: i64) -> Option<KeptSilence> {
        let kept = self.silence.clone().map(KeptSilence::bounded);
        let own = self.account.iter().flat_map(|account| {
            let launched = account.launched().map(|(_, silence)| silence);
            account.elsewhere().into_iter().chain(launched).chain(account.open_seats())
        });
        kept.into_iter().chain(own).filter(|s| s.holds(now_ms)).max_by_key(|s| s.until_ms)
    }

    /// Keeps the silence of the candidate who goes: an exam that is open stays open.
    pub(crate) fn remember_silence(&mut self, now_ms: i64) {
        self.silence = self.longest_silence(now_ms);
    }

    /// Ends what was kept for a seat that is known to be over.
    pub(crate) fn end_silence(&mut self) {
        let of = self.silence.as_ref().and_then(|s| s.seat.as_deref());
        if of.is_some_and(|seat| self.account.as_ref().is_some_and(|a| a.has_ended(seat))) {
            self.silence = None;
        }
    }
}

impl KeptAccount {
    /// The exam that was opened from here, and its silence.
    fn launched(&self) -> Option<(&KeptLaunch, KeptSilence)> {
        let launch = self.launch.as_ref()?;
        Some((launch, self.until(&launch.seat, launch.opened_ms, launch.expires_ms)))
    }

    /// The silences of the seats that are open, wherever they were opened.
    fn open_seats(&self) -> impl Iterator<Item = KeptSilence> {
        let open = self.enrolment.iter().flat_map(|e| &e.seats).filter(|s| s.state == SeatState::Open);
        open.map(|s| {
            let since_ms = s.handed_out_ms.unwrap_or(s.issued_ms).saturating_add(self.ahead_ms);
            self.until(&s.id, since_ms, s.expires_ms)
        })
    }

    /// The silence of any exam that is open, also of an enrolment that is not looked at here.
    fn elsewhere(&self) -> Option<KeptSilence> {
        let KeptOpen { heard_ms, expires_ms } = *self.open.as_ref()?;
        let until_ms = expires_ms.saturating_add(self.ahead_ms);
        Some(KeptSilence { since_ms: heard_ms, until_ms, seat: None }.bounded())
    }

    /// `since_ms` is by this computer's clock, `expires_ms` by the registrar's.
    fn until(&self, seat: &str, since_ms: i64, expires_ms: i64) -> KeptSilence {
        let until_ms = expires_ms.saturating_add(self.ahead_ms);
        KeptSilence { since_ms, until_ms, seat: Some(seat.to_owned()) }.bounded()
    }

    /// Whether a seat of the enrolment that is looked at is known to be over.
    pub(crate) fn has_ended(&self, seat: &str) -> bool {
        let mut seats = self.enrolment.iter().flat_map(|e| &e.seats).filter(|s| s.id == seat);
        seats.any(|s| matches!(s.state, SeatState::Finished | SeatState::Expired | SeatState::Void))
    }
}

impl KeptSilence {
    /// No longer than an exam can be, whoever wrote it down.
    fn bounded(self) -> KeptSilence {
        KeptSilence { until_ms: self.until_ms.min(self.since_ms.saturating_add(LONGEST_MS)), ..self }
    }

    /// One that begins in a far future is no exam's.
    fn holds(&self, now_ms: i64) -> bool {
        self.since_ms <= now_ms.saturating_add(LONGEST_MS) && now_ms < self.until_ms
    }

    pub(crate) fn moved(self, by_ms: i64) -> KeptSilence {
        let moved = |ms: i64| ms.saturating_add(by_ms);
        KeptSilence { since_ms: moved(self.since_ms), until_ms: moved(self.until_ms), ..self }
    }
}

/// Every condition is met; or a seat is there already, whose link has not been fetched.
fn can_start(enrolment: &Enrolment) -> bool {
    let waiting = enrolment.seats.iter().any(|s| matches!(s.state, SeatState::Reserved | SeatState::Ready));
    waiting || (!enrolment.conditions.is_empty() && enrolment.conditions.iter().all(|c| c.met))
}
