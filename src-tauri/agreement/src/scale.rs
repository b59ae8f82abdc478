//! Scores on a scale.
