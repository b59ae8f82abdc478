//! Average precision from the course of right and wrong.

/// Right and wrong detections by falling score, and how many there were to find (one at least).
pub(super) struct Course {
    /// For each detection the number of right ones so far, with it.
    right: Vec<u32>,
    /// For each detection the highest precision from it on.
    envelope: Vec<f64>,
    key: f64,
}

impl Course {
    pub(super) fn of(hits: impl Iterator<Item = bool>, key: usize) -> Course {
        let sums = hits.scan(0, |sum, hit| {
            *sum += u32::from(hit);
            Some(*sum)
        });
        let right: Vec<u32> = sums.collect();
        let precision = right.iter().zip(1..).map(|(right, n)| f64::from(*right) / f64::from(n));
        let mut envelope: Vec<f64> = precision.collect();
        let mut highest = 0.0;
        for precision in envelope.iter_mut().rev() {
            highest = if *precision > highest { *precision } else { highest };
            *precision = highest;
        }
        Course { right, envelope, key: key as f64 }
    }

    /// Right ones in the end.
    pub(super) fn right(&self) -> u32 {
        self.right.last().copied().unwrap_or(0)
    }

    /// The area under the envelope over all recalls.
    pub(super) fn area(&self) -> f64 {
        let mut sum = 0.0;
        let mut before = 0;
        for (right, precision) in self.right.iter().zip(&self.envelope) {
            sum += f64::from(right - before) * precision;
            before = *right;
        }
        sum / self.key
    }

    /// The mean of the highest precisions at these recalls, which ascend, or above; 0 where a recall is not reached.
    /// `reached` tells for so many right ones and a place in the list whether its recall is reached.
    pub(super) fn mean_at(&self, recalls: usize, reached: impl Fn(f64, usize) -> bool) -> f64 {
        let (mut sum, mut at) = (0.0, 0);
        for recall in 0..recalls {
            at += self.right[at..].iter().take_while(|right| !reached(f64::from(**right), recall)).count();
            sum += self.envelope.get(at).copied().unwrap_or(0.0);
        }
        sum / recalls as f64
    }

    /// At the recalls 0, 1/10, …, 1, compared exactly.
    pub(super) fn eleven(&self) -> f64 {
        self.mean_at(11, |right, recall| 10.0 * right >= recall as f64 * self.key)
    }

    /// At the recalls i × 0.01 as pycocotools has them, ten of which are a rounding above i/100: a recall of exactly
    /// 35/100, for one, does not reach its 0.35.
    pub(super) fn hundred_and_one(&self) -> f64 {
        self.mean_at(101, |right, recall| right / self.key >= recall as f64 * 0.01)
    }
}
