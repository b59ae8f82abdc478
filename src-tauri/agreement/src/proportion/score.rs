//! Wilson's score interval, for all that have one.

/// Wilson's limits around a share of so many items, which holds it and stays within 0 and 1 whatever rounding does; at the
/// ends they are 0 and 1 themselves (E. B. Wilson, Journal of the American Statistical Association 22, 1927).
pub(crate) fn score_limits(share: f64, items: f64, z: f64) -> (f64, f64) {
    let (share, square) = (share.clamp(0.0, 1.0), z * z);
    let (count, whole) = (share * items, items + square);
    let middle = (count + 0.5 * square) / whole;
    let reach = z / whole * (count * (1.0 - share) + 0.25 * square).sqrt();
    let low = if share == 0.0 { 0.0 } else { (middle - reach).max(0.0).min(share) };
    let high = if share == 1.0 { 1.0 } else { (middle + reach).min(1.0).max(share) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::score_limits;

    fn check(share: f64, items: f64, z: f64, limits: (f64, f64)) {
        let is = score_limits(share, items, z);
        let near = |is: f64, should: f64| (is - should).abs() <= 1e-14 * should;
        assert!(near(is.0, limits.0) && near(is.1, limits.1), "{share} of {items}: {is:?}, not {limits:?}");
    }

    /// From mpmath at 30 digits.
    #[test]
    fn limits() {
        check(0.0, 1.0, 1.96, (0.0, 0.7934567085261071));
        check(1.0, 1.0, 1.96, (0.20654329147389294, 1.0));
        check(0.0, 40.0, 2.5, (0.0, 0.13513513513513514));
        check(0.25, 8.0, 1.96, (0.07147768885802766, 0.5907301208974108));
        check(0.5, 1e9, 3.0, (0.49995256583531095, 0.5000474341646891));
        check(0.8125, 7.5, 1.5, (0.5394943998483059, 0.9412748309209248));
        check(0.75, 64.0, 1e-3, (0.7499458695062955, 0.7500541226812046));
    }
}
