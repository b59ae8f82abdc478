//! Items of known difficulty and discrimination.
