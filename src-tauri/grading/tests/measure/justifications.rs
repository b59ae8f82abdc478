//! Marked justifications, and what the checklist makes of them.

use super::Count;
use course::task::justification::{Ask, Criterion, Key, Point};
use course::task::{Face, Item, Prompt, Work, ranking};
use course::text::Text;
use grading::Letters;
use grading::written::{Checklist, Control, Noted, Page, Subject, check};
use serde::Deserialize;
use std::time::{Duration, Instant};

#[derive(Debug, Deserialize)]
pub struct Samples {
    pub author: String,
    pub tasks: Vec<Task>,
}

#[derive(Debug, Deserialize)]
pub struct Task {
    pub id: String,
    pub prompt: String,
    pub rubric: String,
    pub responses: Vec<Response>,
    /// Ids in the order shown.
    pub letters: Vec<String>,
    /// Tiers, best first.
    pub control: Vec<Vec<String>>,
    pub criteria: Vec<Named>,
    pub points: Vec<Marked>,
    pub justifications: Vec<Justification>,
}

#[derive(Debug, Deserialize)]
pub struct Response {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Marked {
    pub text: String,
    pub wordings: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Justification {
    pub text: String,
    pub non_native: bool,
    pub faults: Vec<String>,
    #[serde(default)]
    pub points: Vec<usize>,
}

impl Samples {
    /// Several files as one.
    pub fn together(all: Vec<Samples>) -> Samples {
        let authors: Vec<String> = all.iter().map(|samples| samples.author.clone()).collect();
        Samples { author: authors.join(", "), tasks: all.into_iter().flat_map(|samples| samples.tasks).collect() }
    }
}

fn plain(text: &str) -> Text {
    Text { html: String::new(), plain: text.to_owned() }
}

impl Task {
    fn face(&self) -> Face {
        let item = |r: &Response| Item { id: r.id.clone(), text: plain(&r.text) };
        Face {
            id: self.id.clone(),
            module: String::new(),
            title: String::new(),
            objective: String::new(),
            difficulty: 1,
            minutes: 1,
            tags: vec![],
            ask: String::new(),
            prompt: Prompt { from: "a user".to_owned(), text: plain(&self.prompt) },
            rubric: Some(plain(&self.rubric)),
            material: vec![],
            work: Work::Ranking(ranking::Face { responses: self.responses.iter().map(item).collect() }),
            justify: Some(self.ask()),
        }
    }

    fn ask(&self) -> Ask {
        Ask { ask: String::new(), words: [20, 200] }
    }

    fn key(&self) -> Key {
        let criterion = |c: &Named| Criterion { name: c.name.clone(), words: c.words.clone(), why: String::new() };
        let point = |p: &Marked| Point { text: p.text.clone(), wordings: p.wordings.clone() };
        Key {
            weight: 1.0,
            reference: String::new(),
            criteria: self.criteria.iter().map(criterion).collect(),
            points: self.points.iter().map(point).collect(),
        }
    }

    /// The checklist over each of the justifications.
    pub fn check(&self) -> Vec<Checklist> {
        self.check_times(1).0
    }

    /// The same, so many times, and the time that one check takes when the page is ready.
    pub fn check_times(&self, times: u32) -> (Vec<Checklist>, Duration) {
        let (face, ask, key) = (self.face(), self.ask(), self.key());
        let control = Control::Order(self.control.clone());
        let letters = Letters::in_order(self.letters.iter().map(String::as_str));
        let page = Page::new(&face, &key);
        let subject = Subject { face: &face, ask: &ask, key: &key, control: &control, letters: &letters, page: &page };
        let all = || self.justifications.iter().map(|justification| check(&justification.text, &subject)).collect();
        let start = Instant::now();
        let lists: Vec<Checklist> = all();
        (1..times).for_each(|_| drop::<Vec<Checklist>>(all()));
        (lists, start.elapsed() / (times * self.justifications.len().max(1) as u32))
    }
}

/// The faults of which the checklist can be sure.
pub const SURE: [Noted; 2] = [Noted::Verdict, Noted::Quote];

/// What came out over all tasks.
#[derive(Debug, Default)]
pub struct Measured {
    /// As `Noted::ALL`.
    pub faults: [Count; 9],
    /// As `SURE`: contradictions that the checklist is sure of, whether or not they may fail a task.
    pub sure: [Count; 2],
    /// Of those without such a fault: contradicted all the same, and how many there are.
    pub failed: (u32, u32),
    /// Of those without any fault: some fault found, and how many there are.
    pub clean: (u32, u32),
    /// Over all pairs of a justification and a key point.
    pub points: Count,
    /// One line for each difference.
    pub differences: Vec<String>,
}

pub fn measure(samples: &Samples, only: impl Fn(&Justification) -> bool) -> Measured {
    let mut measured = Measured::default();
    for task in &samples.tasks {
        for (justification, list) in task.justifications.iter().zip(task.check()).filter(|(j, _)| only(j)) {
            let marked = |fault: Noted| justification.faults.iter().any(|name| name == fault.name());
            for (count, fault) in measured.faults.iter_mut().zip(Noted::ALL) {
                let found = list.noted.contains(&fault);
                count.add(marked(fault), found);
                if marked(fault) != found {
                    let what = if found { "wrong " } else { "missed" };
                    let text = &justification.text;
                    let letters: Vec<String> = task.control.iter().map(|tier| tier.join("=")).collect();
                    measured.differences.push(format!(
                        "{} {what} {} {} shown {:?} | {text}",
                        fault.name(),
                        task.id,
                        letters.join(">"),
                        task.letters
                    ));
                }
            }
            for (count, of) in measured.sure.iter_mut().zip(SURE) {
                count.add(marked(of), list.faults.iter().any(|fault| fault.of == of));
            }
            if !SURE.into_iter().any(marked) {
                measured.failed.0 += u32::from(!list.faults.is_empty());
                measured.failed.1 += 1;
            }
            if justification.faults.is_empty() {
                measured.clean.0 += u32::from(!list.noted.is_empty());
                measured.clean.1 += 1;
            }
            let touched = &list.touched;
            for point in 0..task.points.len() {
                measured.points.add(justification.points.contains(&point), touched.contains(&point));
            }
        }
    }
    measured
}
