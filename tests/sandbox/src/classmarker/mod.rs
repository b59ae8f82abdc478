//! Stand-in for ClassMarker: links with one test each, access lists, exams, results in feeds and by webhook.

mod api;
mod exam;
mod state;
mod wire;

pub use state::{Category, Event, Finish, Forged};

use crate::secrets::secret;
use crate::{Delivery, Hooks, Mischief, Served};
use state::{Record, Start, State};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub struct ClassMarker {
    pub served: Served,
    pub mischief: Mischief,
    pub hooks: Hooks,
    shared: Shared,
}

type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// What handle, API and pages share.
#[derive(Clone)]
struct Shared {
    state: Arc<Mutex<State>>,
    clock: Arc<Mutex<Clock>>,
    hooks: Hooks,
}

impl ClassMarker {
    /// Starts on `port` of loopback; 0 takes a free one. It allows 30 counted calls an hour.
    pub async fn start(port: u16) -> std::io::Result<Self> {
        let (mischief, hooks) = (Mischief::default(), Hooks::default());
        let state = State { hourly_limit: Some(30), ..State::default() };
        let shared = Shared {
            state: Arc::new(Mutex::new(state)),
            clock: Arc::new(Mutex::new(Box::new(crate::now_s))),
            hooks: hooks.clone(),
        };
        let router = api::routes(&shared).merge(exam::routes(&shared));
        let served = Served::start(port, router, &mischief).await?;
        Ok(Self { served, mischief, hooks, shared })
    }

    pub fn url(&self) -> String {
        self.served.url()
    }

    /// The access codes on a list.
    pub fn codes(&self, list_id: &str) -> Vec<String> {
        list_id.parse().ok().and_then(|id| self.shared.lock().list(id).cloned()).unwrap_or_default()
    }

    /// Begins the exam behind a start address, as a browser would: the attempt's id, or why it was refused.
    pub fn open(&self, url: &str) -> Result<String, String> {
        self.shared.open(url)
    }

    /// Hands in an attempt: the result's id.
    pub fn finish(&self, attempt: &str, finish: Finish) -> String {
        let record = self.shared.finish(attempt, finish).expect("the attempt was begun here before");
        record.link_result_id.to_string()
    }

    /// A grader or a new scoring changes a result; the time at which it was finished stays.
    pub fn regrade(&self, link_result_id: &str, percentage_tenths: i64, requires_grading: bool) {
        assert!(self.shared.regrade(link_result_id, percentage_tenths, requires_grading), "no such result");
    }

    /// An administrator re-opens an attempt, and it is finished again, now.
    pub fn reopen_and_finish(&self, link_result_id: &str, finish: Finish) {
        assert!(self.shared.reopen(link_result_id, finish), "no such result");
    }

    /// Puts a result that no attempt led to into feed and webhook: its id.
    pub fn forge(&self, forged: Forged) -> String {
        self.shared.forge(forged)
    }

    /// Sends the sample that comes when the webhook's settings are saved.
    pub fn send_verify(&self) {
        self.shared.verify();
    }

    /// Method and path of every call that was let in, as `POST /v1/accesslists/3001.json`.
    pub fn calls(&self) -> Vec<String> {
        self.shared.lock().calls.clone()
    }

    /// None: no limit.
    pub fn set_hourly_limit(&self, limit: Option<u32>) {
        self.shared.lock().hourly_limit = limit;
    }

    /// Whether removing access codes is one of the counted calls; at first it is.
    pub fn count_removals(&self, counted: bool) {
        self.shared.lock().removals_are_free = !counted;
    }

    /// Where a finisher is sent.
    pub fn set_return_url(&self, url: &str) {
        self.shared.lock().return_url = Some(url.to_owned());
    }

    /// From now on its clock is so far ahead of this machine's.
    pub fn set_clock_offset_s(&self, offset_s: i64) {
        self.shared.set_clock(move || crate::now_s() + offset_s);
    }

    /// From now on its clock is that one, in UNIX seconds.
    pub fn follow_clock(&self, clock: impl Fn() -> i64 + Send + Sync + 'static) {
        self.shared.set_clock(clock);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_s(&self) -> i64 {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)()
    }

    fn set_clock(&self, clock: impl Fn() -> i64 + Send + Sync + 'static) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(clock);
    }

    fn open(&self, url: &str) -> Result<String, String> {
        let url = url::Url::parse(url).map_err(|e| e.to_string())?;
        if url.path().trim_end_matches('/') != "/online-test/start" {
            return Err("There is no such page.".into());
        }
        let mut start = Start::default();
        for (name, value) in url.query_pairs() {
            let field = match name.as_ref() {
                "quiz" => &mut start.quiz,
                "cm_user_id" => &mut start.cm_user_id,
                "cm_access_list_item" => &mut start.cm_access_list_item,
                "cm_fn" => &mut start.cm_fn,
                "cm_ln" => &mut start.cm_ln,
                "cm_e" => &mut start.cm_e,
                _ => continue,
            };
            *field = value.into_owned();
        }
        self.lock().begin(start, self.now_s())
    }

    fn finish(&self, attempt: &str, finish: Finish) -> Option<Record> {
        let record = self.lock().finish(attempt, finish, self.now_s())?;
        self.tell(&record, "live");
        Some(record)
    }

    fn regrade(&self, link_result_id: &str, percentage_tenths: i64, requires_grading: bool) -> bool {
        self.change(link_result_id, |record| {
            record.finish.percentage_tenths = percentage_tenths;
            record.finish.requires_grading = requires_grading;
        })
    }

    fn reopen(&self, link_result_id: &str, finish: Finish) -> bool {
        let now = self.now_s();
        self.change(link_result_id, |record| {
            // A re-opened attempt is finished at another second than before.
            record.finished_s = now.max(record.finished_s + 1);
            record.finish = finish;
        })
    }

    fn change(&self, link_result_id: &str, change: impl FnOnce(&mut Record)) -> bool {
        let changed = {
            let mut state = self.lock();
            let id: i64 = link_result_id.parse().unwrap_or_default();
            state.records.get_mut(&id).map(|record| {
                change(record);
                record.clone()
            })
        };
        changed.inspect(|record| self.tell(record, "live")).is_some()
    }

    fn forge(&self, forged: Forged) -> String {
        let record = self.lock().forge(forged, self.now_s());
        self.tell(&record, "live");
        record.link_result_id.to_string()
    }

    fn verify(&self) {
        let sample = Forged { cm_user_id: "sample".into(), access_code: "sample".into(), ..Forged::default() };
        // Made in a state of its own: a sample is no result.
        let record = State::default().forge(sample, self.now_s());
        self.tell(&record, "verify");
    }

    /// Sends a result by webhook, signed. Every second signature arrives doubled.
    fn tell(&self, record: &Record, status: &str) {
        if !record.finish.webhook {
            return;
        }
        let doubled = {
            let mut state = self.lock();
            state.deliveries += 1;
            state.deliveries.is_multiple_of(2)
        };
        let body = wire::as_php(&record.in_webhook(status)).into_bytes();
        let signature = wire::signature(secret("CLASSMARKER_WEBHOOK_SECRET"), &body, doubled);
        self.hooks.dispatch(Delivery { headers: vec![("X-Classmarker-Hmac-Sha256".into(), signature)], body });
    }
}
