//! Sessions: so many minutes of practice, or a drill against the clock; one at a time.

mod clock;
mod plan;
mod sitting;
mod summary;

pub(crate) use sitting::Sitting;

use crate::App;
use crate::choose;
use crate::opened::refused;
use crate::progress::not_here;
use crate::view;
use crate::wire::practice::PracticeRequest;
use crate::wire::session::{
    Facet, KindFacet, Only, PracticePage, SessionBegun, SessionForm, SessionId, SessionLine, SessionRequest,
    SessionSummary, TaskSet,
};
use crate::wire::{ErrorCode, WireError};
use course::task::Kind;
use sitting::Asked;
use study::{NewSession, Session, SessionClock, SessionEnd, Uuid};

/// Sessions shown on the page.
const RECENT: u32 = 5;

impl App {
    pub(crate) async fn practice_page(&self, set: TaskSet) -> Result<PracticePage, WireError> {
        let outline = self.course()?.outline();
        let progress = self.progress().await?;
        let tasks = choose::fitting(outline, &set, &progress);
        let all = choose::fitting(outline, &TaskSet::default(), &progress);
        let only = |only| choose::fitting(outline, &TaskSet { only, ..set.clone() }, &progress).len() as u32;
        let count = |fits: &dyn Fn(&choose::Pick) -> bool| all.iter().filter(|pick| fits(pick)).count() as u32;
        let facets = |list: Vec<(String, String, u32)>| {
            list.into_iter().filter(|f| f.2 > 0).map(|(id, title, tasks)| Facet { id, title, tasks }).collect()
        };
        let modules = outline.modules.iter().map(|m| (m.no.clone(), m.title.clone(), count(&|p| p.0.no == m.no)));
        let domains = outline.domains.iter().map(|d| (d.id.clone(), d.title.clone(), count(&|p| p.0.domain == d.id)));
        let kinds = Kind::ALL.into_iter().map(|kind| KindFacet {
            kind: view::kind(kind),
            title: view::kind_name(kind).to_owned(),
            tasks: count(&|p| p.1.kind == kind),
        });
        let record = self.record().await?;
        let open = match record.open_session().await.map_err(refused)? {
            Some(session) => Some(self.sitting(session.id).await?).filter(|s| s.session.ended.is_none()),
            None => None,
        };
        let mut recent = vec![];
        for session in record.sessions(RECENT).await.map_err(refused)? {
            recent.push(self.session_line(session).await?);
        }
        Ok(PracticePage {
            matching: tasks.len() as u32,
            minutes: tasks.iter().map(|(_, task)| u32::from(task.minutes)).sum(),
            modules: facets(modules.collect()),
            domains: facets(domains.collect()),
            kinds: kinds.filter(|facet| facet.tasks > 0).collect(),
            difficulties: [1, 2, 3].map(|difficulty| count(&|p| p.1.difficulty == difficulty)),
            new: only(Only::New),
            wrong: only(Only::Wrong),
            flagged: only(Only::Flagged),
            open: open.as_ref().map(|sitting| self.session_view(sitting)).transpose()?,
            recent,
        })
    }

    pub(crate) async fn session_begin(&self, request: SessionRequest) -> Result<SessionBegun, WireError> {
        let request = SessionRequest {
            minutes: request.minutes.clamp(5, 120),
            tasks: request.tasks.clamp(1, 40),
            pace: request.pace.clamp(50, 150),
            ..request
        };
        let outline = self.course()?.outline();
        let progress = self.progress().await?;
        let seed = self.host.seed();
        let (plan, minutes) = plan::plan(outline, &request, &progress, seed);
        if plan.is_empty() {
            let words = "No task fits what you chose. Choose another kind, module or difficulty.";
            return Err(WireError::new(ErrorCode::NotFound, words));
        }
        let extra = u32::from(self.settings().await?.extra_time);
        let drill = request.form == SessionForm::Drill;
        let asked = Asked {
            set: request.set,
            minutes: if drill { minutes } else { request.minutes },
            pace: if drill { request.pace } else { 100 },
            extra: if drill { extra } else { 0 },
        };
        let steady = self.host.steady();
        let new = NewSession {
            form: match request.form {
                SessionForm::Practice => study::SessionForm::Practice,
                SessionForm::Drill => study::SessionForm::Drill,
            },
            asked: serde_json::to_string(&asked).map_err(view::unreadable)?,
            plan: serde_json::to_string(&plan).map_err(view::unreadable)?,
            seed,
            limit_ms: u64::from(asked.minutes) * 60_000 * u64::from(asked.pace) / 100 * u64::from(100 + asked.extra)
                / 100,
            clock: clock::clock(0, &steady),
        };
        let session = self.record().await?.begin_session(new, self.now()).await.map_err(refused)?;
        let request = PracticeRequest { session: Some(session.id.to_string()), ..PracticeRequest::default() };
        let practice = self.practice_next(request).await?;
        let sitting = self.sitting(session.id).await?;
        Ok(SessionBegun { session: self.session_view(&sitting)?, practice })
    }

    /// What came of a session, under way or over.
    pub(crate) async fn session_open(&self, request: SessionId) -> Result<SessionSummary, WireError> {
        self.summary(self.sitting(id_of(&request.session)?).await?).await
    }

    /// Ends the session now; what is open is kept as a draft.
    pub(crate) async fn session_end(&self, request: SessionId) -> Result<SessionSummary, WireError> {
        let sitting = self.sitting(id_of(&request.session)?).await?;
        let how = if sitting.next(None).is_none() { SessionEnd::Finished } else { SessionEnd::Left };
        let sitting = self.ended(sitting, how).await?;
        self.summary(sitting).await
    }

    /// The session with what was done in it. One whose time is over, or that has no task left, has ended by then.
    pub(crate) async fn sitting(&self, id: Uuid) -> Result<Sitting, WireError> {
        let record = self.record().await?;
        let session = record.session(id).await.map_err(refused)?.ok_or_else(|| not_here("session"))?;
        let work = record.session_work(id).await.map_err(refused)?;
        let asked = serde_json::from_str(&session.asked).map_err(view::unreadable)?;
        let plan = serde_json::from_str(&session.plan).map_err(view::unreadable)?;
        let answered = work.attempts.into_iter().map(|t| t.attempt.task).collect();
        let skipped = work.skipped.into_iter().map(|s| s.task).collect();
        let sitting = Sitting { session, asked, plan, answered, skipped };
        let (steady, now) = (self.host.steady(), self.now());
        // A drill ends with its time; practice goes on to the end of the task in hand, so it ends when the next is asked for.
        let over = sitting.drill() && sitting.left_ms(&steady, now) == 0;
        if sitting.session.ended.is_none() && over { self.ended(sitting, SessionEnd::Time).await } else { Ok(sitting) }
    }

    pub(crate) async fn ended(&self, sitting: Sitting, how: SessionEnd) -> Result<Sitting, WireError> {
        let session = self.record().await?.end_session(sitting.id(), how, self.now()).await.map_err(refused)?;
        self.changed();
        Ok(Sitting { session, ..sitting })
    }

    /// Keeps how far the session's clock is, when it has moved enough, and returns what was kept. A clock that cannot be
    /// kept stops nobody.
    pub(crate) async fn keep_clock(&self, session: &Session) -> Option<SessionClock> {
        let steady = self.host.steady();
        let elapsed = clock::elapsed_ms(session, &steady, self.now());
        if session.ended.is_some() || !clock::stale(session, &steady, elapsed) {
            return None;
        }
        let clock = clock::clock(elapsed, &steady);
        self.record().await.ok()?.keep_session_clock(session.id, clock.clone()).await.ok()?;
        Some(clock)
    }

    async fn session_line(&self, session: Session) -> Result<SessionLine, WireError> {
        let work = self.record().await?.session_work(session.id).await.map_err(refused)?;
        let asked: Asked = serde_json::from_str(&session.asked).map_err(view::unreadable)?;
        Ok(SessionLine {
            id: session.id.to_string(),
            form: sitting::form(session.form),
            about: sitting::about(&asked, self.course()?.outline()),
            started_ms: session.started_ms,
            answered: work.attempts.len() as u32,
            passed: work.attempts.iter().filter(|t| t.attempt.passed).count() as u32,
        })
    }
}

pub(crate) fn id_of(text: &str) -> Result<Uuid, WireError> {
    Uuid::parse_str(text).map_err(|_| not_here("session"))
}
