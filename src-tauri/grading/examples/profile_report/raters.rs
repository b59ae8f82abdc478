//! Simulated raters whose leans are known.

use grading::profile::{Answers, Diagnostic, Labelled, PairJudged, Repeated, Scored, Series, Stated, Timed};

/// Numbers that a seed decides (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(0x9e37_79b9_7f4a_7c15))
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// In [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    fn below(&mut self, n: usize) -> usize {
        (self.uniform() * n as f64) as usize
    }

    /// Standard normal (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// What a rater does wrong; each in a unit of its own, 0 for not at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Habit {
    Careful,
    /// Adds to the perceived lead of the first response, on the seven-point scale.
    Position(f64),
    /// Adds to the lead of the longer response, for each doubling.
    Length(f64),
    /// Takes so many steps off each rating; below 0 for a lenient rater.
    Severe(f64),
    /// Moves each rating to the middle of the scale by this share of the way.
    Central(f64),
    /// Moves each rating to the mean impression of the response by this share of the way.
    Halo(f64),
    /// Takes so many steps off each rating from the middle of the time on: the same drift in all, however many tasks.
    Drift(f64),
    /// Takes off ever more, evenly from nothing at the first task to so many steps at the last.
    Creeping(f64),
    /// Takes so many steps off each of the last [`LATELY`] ratings.
    Lately(f64),
    /// Is so many steps too high or too low for a sitting, by a normal mood (one standard deviation): no drift, but
    /// errors that are alike in one sitting, which no diagnostic can know of.
    Moody(f64),
    /// Answers a repeated task the same so much less often, from 88 % down.
    Inconsistent(f64),
    /// Hurries through this share of the answers, six times as fast, and is then right half of the time.
    Careless(f64),
    /// Is right so much less often than stated.
    OverConfident(f64),
    /// Calls this share of what is "a" "b".
    Confusing(f64),
    /// Careful, on tasks whose keys are nearly all high.
    HighKeys,
}

impl Habit {
    /// What the habit truly brings with it, and may rightly be told of beside what it is made to show.
    pub fn brings(self) -> &'static [Diagnostic] {
        match self {
            // Whoever has become severe for half of the time is severe on the whole, by half of the drift.
            Habit::Drift(_) | Habit::Creeping(_) | Habit::Lately(_) => &[Diagnostic::Severity],
            // Ratings drawn to the mean of three dimensions lose what tells these apart, and so they spread less widely
            // than the key's: 0.93 times as widely with 0.8 of the way, 0.98 times with 0.5.
            Habit::Halo(_) => &[Diagnostic::CentralTendency],
            Habit::Careful
            | Habit::Position(_)
            | Habit::Length(_)
            | Habit::Severe(_)
            | Habit::Central(_)
            | Habit::Moody(_)
            | Habit::Inconsistent(_)
            | Habit::Careless(_)
            | Habit::OverConfident(_)
            | Habit::Confusing(_)
            | Habit::HighKeys => &[],
        }
    }
}

/// A rater's answers, as many of each sort.
pub struct Simulated {
    pub pairs: Vec<PairJudged>,
    pub scored: Vec<Scored>,
    pub timed: Vec<Timed>,
    pub stated: Vec<Stated>,
    pub repeated: Vec<Repeated>,
    pub labelled: Vec<Labelled<'static>>,
}

/// Dimensions of a rated task.
const DIMENSIONS: usize = 3;

/// Tasks that somebody rated who has changed of late.
const LATELY: usize = 40;

/// Tasks of one sitting.
const SITTING: usize = 20;

impl Simulated {
    pub fn new(habit: Habit, n: usize, random: &mut Random) -> Simulated {
        let mut mood = 0.0;
        let scored = (0..n).flat_map(|task| {
            if let Habit::Moody(by) = habit
                && task.is_multiple_of(SITTING)
            {
                mood = by * random.normal();
            }
            rated(habit, task, off(habit, task, n) + mood, random)
        });
        let scored = scored.collect();
        Simulated {
            pairs: (0..n).map(|_| pair(habit, random)).collect(),
            scored,
            timed: (0..n).map(|_| timed(habit, random)).collect(),
            stated: (0..n).map(|_| stated(habit, random)).collect(),
            repeated: (0..n).map(|_| repeated(habit, random)).collect(),
            labelled: (0..n).map(|_| labelled(habit, random)).collect(),
        }
    }

    /// The first `n` of each sort.
    pub fn up_to(&self, n: usize) -> Answers<'_> {
        let tasks = (n * DIMENSIONS).min(self.scored.len());
        Answers {
            pairs: Series::all(&self.pairs[..n]),
            scored: Series::all(&self.scored[..tasks]),
            timed: Series::all(&self.timed[..n]),
            stated: Series::all(&self.stated[..n]),
            repeated: Series::all(&self.repeated[..n]),
            labelled: Series::all(&self.labelled[..n]),
        }
    }
}

/// The key's readers see the true lead, the rater sees it through noise. Two in three pairs have the same side as the
/// key by a wide margin, and a careful rater is right in about four of five.
fn pair(habit: Habit, random: &mut Random) -> PairJudged {
    let on_scale = |lead: f64| lead.round().clamp(-3.0, 3.0) as i8;
    loop {
        // Above 0 where the second response leads.
        let lead = 1.4 * random.normal();
        let [first, second] = [(); 2].map(|()| (5.0 + 0.5 * random.normal()).exp());
        let mut perceived = lead + random.normal();
        match habit {
            Habit::Position(by) => perceived -= by,
            Habit::Length(by) => perceived += by * (second / first).log2(),
            _ => {}
        }
        let (chose, key) = (on_scale(perceived), on_scale(lead));
        if chose != 0 {
            return PairJudged { chose, key, length_first: first as u32, length_second: second as u32 };
        }
    }
}

/// By how much a rater of `n` tasks is off in one of them, by severity and drift.
fn off(habit: Habit, task: usize, n: usize) -> f64 {
    match habit {
        Habit::Severe(by) => -by,
        Habit::Drift(by) if task * 2 >= n => -by,
        Habit::Creeping(by) => -by * task as f64 / (n as f64 - 1.0).max(1.0),
        Habit::Lately(by) if task + LATELY >= n => -by,
        _ => 0.0,
    }
}

/// One response on three dimensions that share something of its quality, by a rater who is `off` by so many steps.
fn rated(habit: Habit, task: usize, off: f64, random: &mut Random) -> Vec<Scored> {
    let on_scale = |value: f64| value.round().clamp(1.0, 5.0);
    let centre = if habit == Habit::HighKeys { 4.2 } else { 3.0 };
    let quality = centre + 0.8 * random.normal();
    let latent: Vec<f64> = (0..DIMENSIONS).map(|_| quality + 0.8 * random.normal()).collect();
    // Misjudging a response as a whole touches all its dimensions.
    let whole = 0.3 * random.normal();
    let perceived: Vec<f64> = latent.iter().map(|value| value + whole + 0.6 * random.normal()).collect();
    let impression = perceived.iter().sum::<f64>() / DIMENSIONS as f64;
    let score = |(dimension, (latent, perceived)): (usize, (&f64, &f64))| {
        let value = match habit {
            Habit::Central(part) => perceived + part * (3.0 - perceived),
            Habit::Halo(part) => perceived + part * (impression - perceived),
            _ => perceived + off,
        };
        Scored {
            task: task as u32,
            item: 0,
            dimension: dimension as u32,
            value: on_scale(value),
            key: on_scale(*latent),
            low: 1.0,
            high: 5.0,
        }
    };
    latent.iter().zip(&perceived).enumerate().map(score).collect()
}

fn timed(habit: Habit, random: &mut Random) -> Timed {
    let words = (5.0 + 0.5 * random.normal()).exp() as u32 + 20;
    let hurries = matches!(habit, Habit::Careless(share) if random.chance(share));
    let pace = 600.0 * (0.45 * random.normal()).exp() / if hurries { 6.0 } else { 1.0 };
    let right = random.chance(if hurries { 0.5 } else { 0.82 });
    Timed { ms: (pace * f64::from(words)) as u64, right, words: Some(words) }
}

fn stated(habit: Habit, random: &mut Random) -> Stated {
    let confidence = match random.uniform() {
        u if u < 0.5 => 0.95,
        u if u < 0.8 => 0.75,
        _ => 0.5,
    };
    let by = if let Habit::OverConfident(by) = habit { by } else { 0.0 };
    Stated { confidence, right: random.chance(confidence - by) }
}

fn repeated(habit: Habit, random: &mut Random) -> Repeated {
    let by = if let Habit::Inconsistent(by) = habit { by } else { 0.0 };
    Repeated { same: random.chance(0.88 - by) }
}

fn labelled(habit: Habit, random: &mut Random) -> Labelled<'static> {
    const LABELS: [&str; 4] = ["a", "b", "c", "d"];
    let key = random.below(LABELS.len());
    let slip = if random.chance(0.15) { 1 + random.below(LABELS.len() - 1) } else { 0 };
    let label = match habit {
        Habit::Confusing(share) if key == 0 && random.chance(share) => 1,
        _ => (key + slip) % LABELS.len(),
    };
    Labelled { label: LABELS[label], key: LABELS[key] }
}
