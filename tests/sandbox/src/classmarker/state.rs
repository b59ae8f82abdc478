//! What the stand-in remembers: lists of access codes, attempts, results, and the calls made to it.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A link with its one test, as an administrator has set it up.
pub struct Link {
    pub link_id: i64,
    pub link_name: &'static str,
    pub link_url_id: &'static str,
    pub test_id: i64,
    pub test_name: &'static str,
    pub access_list_id: i64,
    pub passmark_tenths: i64,
    pub camera: bool,
}

/// The same as in `tests/sandbox/registrar.toml`.
pub const LINKS: [Link; 3] = [
    Link {
        link_id: 1001,
        link_name: "Evaluator, standard",
        link_url_id: "sandboxstandard",
        test_id: 2001,
        test_name: "AI Evaluator",
        access_list_id: 3001,
        passmark_tenths: 700,
        camera: true,
    },
    Link {
        link_id: 1002,
        link_name: "Evaluator, plus 50 %",
        link_url_id: "sandboxplus50",
        test_id: 2002,
        test_name: "AI Evaluator (plus 50 %)",
        access_list_id: 3002,
        passmark_tenths: 700,
        camera: true,
    },
    Link {
        link_id: 1003,
        link_name: "Evaluator, without camera",
        link_url_id: "sandboxnocamera",
        test_id: 2003,
        test_name: "AI Evaluator (no camera)",
        access_list_id: 3003,
        passmark_tenths: 700,
        camera: false,
    },
];

/// Something that the exam's monitor notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub event: String,
    pub seconds_away: i64,
}

/// A category's part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub name: String,
    pub points_scored: i64,
    pub points_available: i64,
}

/// How an attempt ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Finish {
    pub percentage_tenths: i64,
    /// Essays wait for a grader: the score is provisional.
    pub requires_grading: bool,
    pub events: Vec<Event>,
    /// Whether the camera was watched; a link without camera never watches.
    pub camera: bool,
    /// Sent by webhook only.
    pub categories: Vec<Category>,
    /// Whether a webhook tells of it, and whether the feed shows it.
    pub webhook: bool,
    pub feed: bool,
}

impl Default for Finish {
    fn default() -> Self {
        Self {
            percentage_tenths: 850,
            requires_grading: false,
            events: vec![],
            camera: true,
            categories: vec![],
            webhook: true,
            feed: true,
        }
    }
}

/// A result that no attempt led to: what a mis-configured exam or somebody with another's link brings about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forged {
    pub cm_user_id: String,
    pub access_code: String,
    pub link_id: i64,
    pub test_id: i64,
    /// None: no pass mark is set, and then everyone passes.
    pub passmark_tenths: Option<i64>,
    /// What `passed` says, if not what follows from the score.
    pub passed: Option<bool>,
    /// An existing result to change, or a new one.
    pub link_result_id: Option<String>,
    /// Seconds from now.
    pub finished_in_s: i64,
    pub finish: Finish,
}

impl Default for Forged {
    fn default() -> Self {
        Self {
            cm_user_id: String::new(),
            access_code: String::new(),
            link_id: 1001,
            test_id: 2001,
            passmark_tenths: Some(700),
            passed: None,
            link_result_id: None,
            finished_in_s: 0,
            finish: Finish::default(),
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Person {
    pub first: String,
    pub last: String,
    pub email: String,
}

/// An exam that somebody has begun.
pub struct Attempt {
    pub link: usize,
    pub person: Person,
    pub cm_user_id: String,
    pub code: String,
    pub started_s: i64,
    pub link_result_id: Option<i64>,
}

/// A result as it stands now.
#[derive(Debug, Clone)]
pub struct Record {
    pub link_result_id: i64,
    pub link_id: i64,
    pub test_id: i64,
    pub person: Person,
    pub cm_user_id: String,
    pub access_code: String,
    pub passmark_tenths: Option<i64>,
    pub passed: Option<bool>,
    pub started_s: i64,
    pub finished_s: i64,
    pub finish: Finish,
}

#[derive(Default)]
pub struct State {
    pub lists: BTreeMap<i64, Vec<String>>,
    /// Codes with which somebody has begun. One use each.
    pub used: BTreeSet<String>,
    pub attempts: BTreeMap<String, Attempt>,
    pub records: BTreeMap<i64, Record>,
    pub next_result: i64,
    /// Method and path of each call that was let in.
    pub calls: Vec<String>,
    /// Seconds at which counted calls were made.
    pub counted: Vec<i64>,
    pub hourly_limit: Option<u32>,
    pub removals_are_free: bool,
    pub return_url: Option<String>,
    pub deliveries: u32,
}

impl State {
    pub fn list(&mut self, id: i64) -> Option<&mut Vec<String>> {
        LINKS.iter().any(|link| link.access_list_id == id).then(|| self.lists.entry(id).or_default())
    }

    /// Whether this person may begin, as the settings of the links have it: a code on the list, used once; a `cm_user_id`, once.
    pub fn admit(&mut self, start: &Start) -> Result<usize, String> {
        let link = LINKS.iter().position(|link| link.link_url_id == start.quiz);
        let link = link.ok_or("There is no such exam.")?;
        if start.cm_user_id.is_empty() || start.cm_user_id.len() > 100 {
            return Err("This exam can only be started from the site that you came from.".into());
        }
        let code = &start.cm_access_list_item;
        let listed = self.list(LINKS[link].access_list_id).is_some_and(|codes| codes.contains(code));
        if code.is_empty() || !listed {
            return Err("The access code is not on the list.".into());
        }
        if self.used.contains(code) {
            return Err("The access code has been used.".into());
        }
        let again = self.attempts.values().any(|a| a.link == link && a.cm_user_id == start.cm_user_id);
        if again {
            return Err("You have taken this exam already.".into());
        }
        Ok(link)
    }

    pub fn begin(&mut self, start: Start, now_s: i64) -> Result<String, String> {
        let link = self.admit(&start)?;
        self.used.insert(start.cm_access_list_item.clone());
        let id = uuid::Uuid::new_v4().to_string();
        let attempt = Attempt {
            link,
            person: Person { first: start.cm_fn, last: start.cm_ln, email: start.cm_e },
            cm_user_id: start.cm_user_id,
            code: start.cm_access_list_item,
            started_s: now_s,
            link_result_id: None,
        };
        self.attempts.insert(id.clone(), attempt);
        Ok(id)
    }

    pub fn finish(&mut self, attempt: &str, finish: Finish, now_s: i64) -> Option<Record> {
        let next = self.next();
        let attempt = self.attempts.get_mut(attempt)?;
        let link_result_id = *attempt.link_result_id.get_or_insert(next);
        let link = &LINKS[attempt.link];
        let record = Record {
            link_result_id,
            link_id: link.link_id,
            test_id: link.test_id,
            person: attempt.person.clone(),
            cm_user_id: attempt.cm_user_id.clone(),
            access_code: attempt.code.clone(),
            passmark_tenths: Some(link.passmark_tenths),
            passed: None,
            started_s: attempt.started_s,
            finished_s: now_s,
            finish: Finish { camera: finish.camera && link.camera, ..finish },
        };
        self.records.insert(link_result_id, record.clone());
        Some(record)
    }

    pub fn forge(&mut self, forged: Forged, now_s: i64) -> Record {
        let link_result_id = forged.link_result_id.and_then(|id| id.parse().ok()).unwrap_or_else(|| self.next());
        let finished_s = now_s + forged.finished_in_s;
        let record = Record {
            link_result_id,
            link_id: forged.link_id,
            test_id: forged.test_id,
            person: Person { first: "Mallory".into(), last: "Forger".into(), email: "mallory@example.org".into() },
            cm_user_id: forged.cm_user_id,
            access_code: forged.access_code,
            passmark_tenths: forged.passmark_tenths,
            passed: forged.passed,
            started_s: finished_s - 1800,
            finished_s,
            finish: forged.finish,
        };
        self.records.insert(link_result_id, record.clone());
        record
    }

    fn next(&mut self) -> i64 {
        self.next_result += 1;
        9_000_000 + self.next_result
    }
}

/// What the start address carries.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Start {
    pub quiz: String,
    pub cm_user_id: String,
    pub cm_access_list_item: String,
    pub cm_fn: String,
    pub cm_ln: String,
    pub cm_e: String,
}
