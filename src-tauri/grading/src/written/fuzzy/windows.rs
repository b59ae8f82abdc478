//! Which stretches of a text are worth holding against a needle.

use super::to_ratio;
use std::cmp::Reverse;
use std::ops::Range;

/// Most windows looked at for one needle, the most promising first. Ordinary text needs a few dozen.
pub(super) const MOST_WINDOWS: usize = 4096;

/// Stretches of a text of `long` characters to hold `short` characters against: all of that length, and at both ends
/// the shorter ones down to `shortest`.
pub(super) fn windows(short: usize, long: usize, shortest: usize) -> impl Iterator<Item = Range<usize>> {
    let at_ends = shortest..short.min(long + 1);
    let whole = (0..(long + 1).saturating_sub(short)).map(move |start| start..start + short);
    whole.chain(at_ends.clone().map(|len| 0..len)).chain(at_ends.map(move |len| long - len..long))
}

/// Windows of one length that begin next to each other and share equally many runs of three with the needle.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub starts: Range<usize>,
    pub len: usize,
    pub runs: usize,
    /// The most characters that needle and window can have in common.
    pub common: usize,
}

/// What is asked of a window.
pub(super) struct Asked<'a> {
    /// Length of the needle.
    pub needle: usize,
    /// Length of the text.
    pub text: usize,
    /// Length of the shortest windows at the ends of the text.
    pub shortest: usize,
    /// The least likeness.
    pub least: f64,
    /// Where the text has a run of three that the needle has too. Runs may be missing that are in no window with
    /// [`fewest`] of them.
    pub shared: &'a [u32],
}

/// Length of the shortest window that can be so like the needle.
pub(super) fn shortest(needle: usize, least: f64) -> usize {
    let c = least / 100.0;
    (needle as f64 * c / (2.0 - c)).ceil().max(1.0) as usize
}

/// How many shared runs of three a window has at least that is so like the needle: [`longest_common`] turned round.
pub(super) fn fewest(needle: usize, window: usize, least: f64) -> usize {
    const ROUNDING: f64 = 1e-6;
    let lengths = (needle + window) as f64;
    // No window has more runs than characters.
    ((least / 40.0 - 2.0) * lengths - 2.0 - ROUNDING).ceil().min(lengths) as usize
}

impl Asked<'_> {
    /// Whether there are surely no more than [`MOST_WINDOWS`] promising ones.
    pub fn all_fit(&self) -> bool {
        let whole = (self.text + 1).saturating_sub(self.needle);
        // Each shared run is in so many windows as it has places in one.
        let most = match fewest(self.needle, self.needle, self.least) {
            0 => whole,
            fewest => whole.min(self.shared.len().saturating_mul(self.needle) / fewest),
        };
        most + 2 * self.at_ends().len() <= MOST_WINDOWS
    }

    /// The first of the windows of the needle's length that share most runs with it, if it is promising.
    pub fn likeliest(&self) -> Option<Range<usize>> {
        let last = self.text.checked_sub(self.needle)?;
        let (mut most, mut start) = (0, 0);
        for (at, run) in self.shared.iter().enumerate() {
            while let Some(other) = self.shared.get(at + most)
                && (other - run) as usize + 3 <= self.needle
            {
                most += 1;
                start = *run as usize;
            }
        }
        let start = start.min(last);
        self.may_reach(self.needle, most).map(|_| start..start + self.needle)
    }

    /// The windows that may be so like the needle, by their start. Of those that begin the text, the most promising come
    /// first. Where there are more than [`MOST_WINDOWS`], the least promising are left out, and of equals the last.
    pub fn promising(&self) -> Vec<Group> {
        let mut groups = vec![];
        let mut whole = self.whole();
        let (first, runs) = whole.next().unwrap_or_default();
        // Alone, for the shorter ones at the front begin at the same place.
        self.add(&mut groups, first.start..first.end.min(1), self.needle, runs);
        self.front(&mut groups);
        self.add(&mut groups, first.start.max(1)..first.end, self.needle, runs);
        whole.for_each(|(starts, runs)| self.add(&mut groups, starts, self.needle, runs));
        self.back(&mut groups);
        limit(&mut groups, self.needle);
        let front = groups.iter().take_while(|group| group.starts.start == 0).count();
        groups[..front].sort_by_key(|group| Reverse(group.common));
        groups
    }

    fn at_ends(&self) -> Range<usize> {
        self.shortest..self.needle.min(self.text + 1)
    }

    /// The most a window can have in common with the needle, if that is enough.
    fn may_reach(&self, len: usize, runs: usize) -> Option<usize> {
        let common = longest_common(self.needle, len, runs);
        (to_ratio(common, self.needle + len) >= self.least).then_some(common)
    }

    fn add(&self, groups: &mut Vec<Group>, starts: Range<usize>, len: usize, runs: usize) {
        if !starts.is_empty()
            && let Some(common) = self.may_reach(len, runs)
        {
            groups.push(Group { starts, len, runs, common });
        }
    }

    /// The windows of the needle's length: ranges of starts, and how many shared runs each of these windows holds. Where
    /// these are too few, windows are left out.
    fn whole(&self) -> impl Iterator<Item = (Range<usize>, usize)> {
        let end = (self.text + 1).saturating_sub(self.needle);
        let fewest = fewest(self.needle, self.needle, self.least);
        let (mut start, mut left, mut entered) = (0, 0, 0);
        std::iter::from_fn(move || {
            // A run enters with the window that ends behind it and leaves with the one that starts behind it.
            let enters =
                |at: usize| self.shared.get(at).map_or(end, |run| (*run as usize + 3).saturating_sub(self.needle));
            let leaves = |at: usize| self.shared.get(at).map_or(end, |run| *run as usize + 1);
            loop {
                while left < self.shared.len() && leaves(left) <= start {
                    left += 1;
                }
                match fewest {
                    0 => break,
                    fewest if enters(left + fewest - 1) <= start => break,
                    fewest => start = enters(left + fewest - 1),
                }
                if start >= end {
                    break;
                }
            }
            entered = left.max(entered);
            while entered < self.shared.len() && enters(entered) <= start {
                entered += 1;
            }
            let next = enters(entered).min(leaves(left)).min(end);
            let group = (start < end).then_some((start..next, entered - left));
            start = next;
            group
        })
    }

    /// The shorter windows at the front of the text.
    fn front(&self, groups: &mut Vec<Group>) {
        let lengths = self.at_ends();
        let most = self.shared.partition_point(|run| *run as usize + 3 < lengths.end);
        if most < fewest(self.needle, lengths.start, self.least) {
            return;
        }
        let mut runs = 0;
        for len in lengths {
            while self.shared.get(runs).is_some_and(|run| *run as usize + 3 <= len) {
                runs += 1;
            }
            self.add(groups, 0..1, len, runs);
        }
    }

    /// The shorter windows at the end of the text, the longest first.
    fn back(&self, groups: &mut Vec<Group>) {
        let lengths = self.at_ends();
        let mut runs = self.shared.len() - self.shared.partition_point(|run| *run as usize + lengths.end <= self.text);
        if runs < fewest(self.needle, lengths.start, self.least) {
            return;
        }
        for len in lengths.rev() {
            let start = self.text - len;
            while runs > 0 && (self.shared[self.shared.len() - runs] as usize) < start {
                runs -= 1;
            }
            self.add(groups, start..start + 1, len, runs);
        }
    }
}

/// The most characters a needle and a window can have in common if they share so many runs of three.
///
/// Of the window's runs each of its own unmatched characters breaks three at most, each unmatched one of the needle
/// two: `runs ≥ (w − 2) − 3 (w − common) − 2 (n − common)`.
fn longest_common(needle: usize, window: usize, runs: usize) -> usize {
    ((runs + 2 * window + 2 * needle + 2) / 5).min(needle).min(window)
}

/// Leaves no more than [`MOST_WINDOWS`].
fn limit(groups: &mut Vec<Group>, needle: usize) {
    if groups.iter().map(|group| group.starts.len()).sum::<usize>() <= MOST_WINDOWS {
        return;
    }
    let mut having = vec![0; needle + 1];
    groups.iter().for_each(|group| having[group.common] += group.starts.len());
    let mut room = MOST_WINDOWS;
    let mut least = needle;
    while having[least] < room {
        room -= having[least];
        least -= 1;
    }
    groups.retain_mut(|group| {
        if group.common == least {
            let starts = &mut group.starts;
            starts.end = starts.start + starts.len().min(room);
            room -= starts.len();
        }
        group.common >= least && !group.starts.is_empty()
    });
}
