//! Gangway: the one binary.
fn main() {}
