//! Checks of the numbers that a caller gives.

use crate::Undefined;

/// The value if it lies strictly between the limits.
pub(crate) fn between(what: &'static str, value: f64, low: f64, high: f64) -> Result<f64, Undefined> {
    if low < value && value < high { Ok(value) } else { Err(Undefined::OutOfRange { what, value, low, high }) }
}

/// The value if it lies between the limits or on one of them.
pub(crate) fn within(what: &'static str, value: f64, low: f64, high: f64) -> Result<f64, Undefined> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(Undefined::OutOfRange { what, value, low, high }) }
}

/// The level, if an interval can have it.
pub(crate) fn level(level: f64) -> Result<f64, Undefined> {
    between("the level", level, 0.0, 1.0)
}

/// The share that a two-sided interval of this level leaves outside.
pub(crate) fn outside(level: f64) -> Result<f64, Undefined> {
    Ok(1.0 - self::level(level)?)
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn a_level_lies_between_none_and_all() {
        assert_eq!(outside(0.75), Ok(0.25));
        for level in [0.0, 1.0, -0.5, 95.0, f64::NAN, f64::INFINITY] {
            assert!(outside(level).is_err(), "{level}");
        }
    }
}
