//! Pairs of choices on one scale, for agreement statistics over many attempts.

use crate::ScalePairs;
use std::fmt::Display;

/// Pairs of labels, which have no order. None where no pair is known to the list of labels.
pub(super) fn labels<'a>(
    scale: impl Into<String>,
    labels: impl IntoIterator<Item = &'a str>,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<ScalePairs> {
    on(scale, false, labels.into_iter().collect(), pairs)
}

/// Pairs of values on an ordered scale, lowest first.
pub(super) fn values<T: PartialEq + Display>(
    scale: impl Into<String>,
    values: impl IntoIterator<Item = T>,
    pairs: impl IntoIterator<Item = (T, T)>,
) -> Option<ScalePairs> {
    on(scale, true, values.into_iter().collect(), pairs)
}

/// Pairs of yes and no: of each thing, whether either side picked it. `named` has the word for no, then that for yes.
pub(super) fn either(
    scale: impl Into<String>,
    named: [&str; 2],
    pairs: impl IntoIterator<Item = (bool, bool)>,
) -> Option<ScalePairs> {
    let name = |yes: bool| named[usize::from(yes)];
    labels(scale, named, pairs.into_iter().map(|(yours, keys)| (name(yours), name(keys))))
}

fn on<T: PartialEq + Display>(
    scale: impl Into<String>,
    ordered: bool,
    categories: Vec<T>,
    pairs: impl IntoIterator<Item = (T, T)>,
) -> Option<ScalePairs> {
    let place = |of: &T| u16::try_from(categories.iter().position(|category| category == of)?).ok();
    let pairs: Vec<(u16, u16)> =
        pairs.into_iter().filter_map(|(yours, keys)| Some((place(&yours)?, place(&keys)?))).collect();
    let categories: Vec<String> = categories.iter().map(T::to_string).collect();
    (!pairs.is_empty()).then(|| ScalePairs { scale: scale.into(), ordered, categories, pairs })
}
