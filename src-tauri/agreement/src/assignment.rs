//! Assignment of the least cost.
