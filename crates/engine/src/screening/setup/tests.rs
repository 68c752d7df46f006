//! What is missing is told and made.
