//! Labelled stretches of text against those of a key.
