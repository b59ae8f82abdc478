//! Shares and their limits.
