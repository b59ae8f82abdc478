//! Numbers of a key that most keys leave as they usually are. Those are not stored, so a key that says nothing of them
//! is, byte for byte, what it was before they could be said.

/// A weight like every other.
pub(super) fn one() -> f64 {
    1.0
}

pub(super) fn is_one(n: &f64) -> bool {
    *n == one()
}

/// The overlap from which two stretches are of the same thing.
pub(super) fn half() -> f64 {
    0.5
}

pub(super) fn is_half(n: &f64) -> bool {
    *n == half()
}
