//! Strength from comparisons of two at a time.
