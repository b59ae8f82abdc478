//! Values one after the other in time.
