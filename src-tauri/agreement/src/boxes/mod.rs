//! Labelled boxes against those of a key.
