//! Every step says what it is and how long it took.

use crate::fail::Outcome;
use std::time::Instant;

pub fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("▸ {title}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "✓" } else { "✗" };
    println!("{mark} {title} ({:.1} s)", start.elapsed().as_secs_f64());
    result
}

/// A step that found its work done.
pub fn already(title: &str, state: &str) {
    println!("✓ {title}: {state}");
}

pub fn note(text: &str) {
    println!("  {text}");
}
