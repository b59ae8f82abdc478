//! Agreement on categories.
