//! Truth and raters from labels alone.
