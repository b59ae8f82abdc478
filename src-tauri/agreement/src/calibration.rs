//! Whether stated confidence is deserved.
