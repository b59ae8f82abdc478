//! The normal, χ², t, F and binomial distributions: tails that keep their digits however small they are, and the points
//! that leave a given tail.
//!
//! `…_above` is the share above a value, `…_outside` the share further from 0 than a value, to either side; `…_beyond` is
//! the value that leaves a given share there, and `…_reach` the one that holds a given level. What is not a number speaks
//! against nothing: its tail is 1.

mod beta;
mod binomial;
mod deviance;
mod fisher;
mod normal;
mod student;

pub(crate) use binomial::Binomial;
pub(crate) use fisher::{f_above, f_beyond};
pub(crate) use normal::{chi_square_above, normal_below, normal_beyond, normal_outside, normal_point, normal_reach};
pub(crate) use student::{t_beyond, t_outside, t_reach};

#[cfg(test)]
fn near(is: f64, should: f64) {
    assert!((is / should - 1.0).abs() < 1e-11, "{is:e}, not {should:e}");
}
