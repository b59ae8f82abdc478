//! The binomial distribution to nearly all digits of an f64, at any size.

use std::f64::consts::TAU;

use super::deviance::{deviance, stirling_error};

/// Outcomes of `n` trials of chance `p`; `q` is 1 − p, kept apart because it is not exact when p is tiny.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binomial {
    n: u64,
    p: f64,
    q: f64,
}

impl Binomial {
    /// `p` lies strictly between 0 and 1.
    pub(crate) fn new(n: u64, p: f64) -> Binomial {
        Binomial { n, p, q: 1.0 - p }
    }

    fn turned(self) -> Binomial {
        Binomial { n: self.n, p: self.q, q: self.p }
    }

    /// The chance of exactly `k`, by the saddle point (Loader 2000): the logarithms of factorials, which would cost
    /// digits as they grow, cancel before they are taken.
    pub(crate) fn exactly(self, k: u64) -> f64 {
        let n = self.n as f64;
        if k == 0 {
            return (n * ln_of_chance(self.q, self.p)).exp();
        }
        if k == self.n {
            return (n * ln_of_chance(self.p, self.q)).exp();
        }
        let (x, y) = (k as f64, (self.n - k) as f64);
        let exponent = stirling_error(n)
            - stirling_error(x)
            - stirling_error(y)
            - deviance(x, n * self.p)
            - deviance(y, n * self.q);
        exponent.exp() * (n / (TAU * x * y)).sqrt()
    }

    /// The chance of `k` or more.
    pub(crate) fn at_least(self, k: u64) -> f64 {
        if k == 0 {
            1.0
        } else if k > self.n {
            0.0
        } else if k as f64 > self.n as f64 * self.p {
            self.upper_tail(k)
        } else {
            1.0 - self.turned().upper_tail(self.n - (k - 1))
        }
    }

    /// The chance of `k` or fewer.
    pub(crate) fn at_most(self, k: u64) -> f64 {
        self.turned().at_least(self.n.saturating_sub(k))
    }

    /// Sum from `k` upwards, past the mean, where each term is smaller than the one before.
    fn upper_tail(self, k: u64) -> f64 {
        let odds = self.p / self.q;
        let mut term = self.exactly(k);
        let mut sum = term;
        for i in k..self.n {
            term *= (self.n - i) as f64 / (i + 1) as f64 * odds;
            sum += term;
            if term <= sum * 1e-18 {
                break;
            }
        }
        sum.min(1.0)
    }
}

/// ln p, where q = 1 − p is the more exact of the two when small.
fn ln_of_chance(p: f64, q: f64) -> f64 {
    if q < 0.5 { (-q).ln_1p() } else { p.ln() }
}

#[cfg(test)]
mod tests {
    use super::Binomial;

    fn check(k: u64, n: u64, p: f64, exactly: f64, at_least: f64) {
        let binomial = Binomial::new(n, p);
        for (is, should) in [(binomial.exactly(k), exactly), (binomial.at_least(k), at_least)] {
            assert!((is - should).abs() <= 1e-12 * should.abs(), "{k} of {n} at {p}: {is}, not {should}");
        }
        let both = binomial.at_least(k) + if k == 0 { 0.0 } else { binomial.at_most(k - 1) };
        assert!((both - 1.0).abs() < 1e-13);
    }

    /// From mpmath at 40 digits.
    #[test]
    fn chances() {
        check(0, 1, 0.25, 0.75, 1.0);
        check(3, 3, 0.5, 0.125, 0.125);
        check(7, 10, 0.3, 0.009001691999999999, 0.0105920784);
        check(12, 20, 0.6, 0.1797057877546893, 0.5955987253122249);
        check(682, 925, 0.75, 0.02009838940630593, 0.8240891223524226);
        check(3, 1000, 0.01, 0.007393222778222845, 0.9973205680062085);
        check(501_000, 1_000_000, 0.5, 0.0001079819780189152, 0.02280414993269104);
        check(120, 10_000, 0.0101, 0.006669998704163485, 0.03483560439156203);
        check(1, 1_000_000_000, 1e-9, 0.367879441355382, 0.6321205590124974);
    }
}
