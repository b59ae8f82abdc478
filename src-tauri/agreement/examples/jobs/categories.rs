//! Categories, and what is resampled of them.

use super::harness::{Done, Input, Job, best};
use agreement::alpha::{Metric, krippendorff_alpha};
use agreement::bootstrap::{self, Method, Plan};
use agreement::categorical::{cohen_kappa, many};
use agreement::{LEVEL, Ratings, Statistic, Table, Weights};

pub const JOBS: &[Job] = &[
    ("alpha-nominal", |input| alpha(input, Metric::Nominal)),
    ("alpha-ordinal", |input| alpha(input, Metric::Ordinal)),
    ("alpha-interval", |input| alpha(input, Metric::Interval)),
    ("alpha-ratio", |input| alpha(input, Metric::Ratio)),
    ("alpha-se", |input| with_error(input, |ratings| krippendorff_alpha(ratings, Metric::Nominal, None, LEVEL))),
    ("gwet-ac1", |input| with_error(input, |ratings| many::gwet_ac(ratings, &Weights::Identity, LEVEL))),
    ("fleiss-counts", fleiss_of_counts),
    ("fleiss-ratings", fleiss_of_ratings),
    ("kappa-quadratic", quadratic),
    ("bootstrap-kappa", |input| bootstrapped(input, Method::Percentile)),
    ("bootstrap-bca", |input| bootstrapped(input, Method::Bca)),
];

fn alpha(input: &Input, metric: Metric) -> Done {
    let (codes, raters, categories) = (input.u8s("codes"), input.columns("codes"), input.whole("categories"));
    let values: Vec<f64> = (1..=categories).map(|value| value as f64).collect();
    best(|| {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        vec![krippendorff_alpha(&ratings, metric, Some(&values), LEVEL).value.unwrap()]
    })
}

fn with_error(input: &Input, statistic: impl Fn(&Ratings<'_, u8>) -> Statistic) -> Done {
    let (codes, raters, categories) = (input.u8s("codes"), input.columns("codes"), input.whole("categories"));
    best(|| {
        let found = statistic(&Ratings::new(&codes, raters, categories).unwrap());
        vec![found.value.unwrap(), found.se.unwrap()]
    })
}

fn fleiss_of_counts(input: &Input) -> Done {
    let (counts, categories) = (input.u32s("counts"), input.whole("categories"));
    best(|| vec![many::fleiss_kappa_of_counts(&counts, categories, &Weights::Identity, LEVEL).value.unwrap()])
}

fn fleiss_of_ratings(input: &Input) -> Done {
    let (codes, raters, categories) = (input.u8s("codes"), input.columns("codes"), input.whole("categories"));
    best(|| {
        let ratings = Ratings::new(&codes, raters, categories).unwrap();
        vec![many::fleiss_kappa(&ratings, &Weights::Identity, LEVEL).value.unwrap()]
    })
}

fn quadratic(input: &Input) -> Done {
    let (first, second, categories) = (input.u8s("first"), input.u8s("second"), input.whole("categories"));
    best(|| {
        let table = Table::of_codes(&first, &second, categories).unwrap();
        vec![cohen_kappa(&table, &Weights::Quadratic, LEVEL).value.unwrap()]
    })
}

fn bootstrapped(input: &Input, method: Method) -> Done {
    let (first, second, categories) = (input.u8s("first"), input.u8s("second"), input.whole("categories"));
    let plan = Plan { method, ..Plan::new(input.whole("resamples"), input.whole("seed") as u64) };
    best(|| {
        let table = Table::of_codes(&first, &second, categories).unwrap();
        let kappa = |table: &Table| cohen_kappa(table, &Weights::Identity, LEVEL).value;
        let interval = bootstrap::of_table(&table, &plan, kappa).interval.unwrap();
        vec![interval.low, interval.high]
    })
}
