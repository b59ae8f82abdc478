//! The candidate's side of the registrar.
