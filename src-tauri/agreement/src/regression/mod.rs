//! What explains a choice or a score.
