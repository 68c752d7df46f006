//! Results are written once.
