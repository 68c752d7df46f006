//! Identifiers: letters for what a thing is, and a number that is counted in the documents, so that the same calls
//! give the same ones.

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The next number.
pub fn next(documents: &mut Value) -> u64 {
    let id = documents["next"].as_u64().unwrap_or(1);
    documents["next"] = (id + 1).into();
    id
}

/// A new identifier, such as `D0000000012`.
pub fn new(documents: &mut Value, letter: &str) -> String {
    format!("{letter}{:010}", next(documents))
}

/// A word that nobody guesses from another one.
pub fn secret(documents: &mut Value, what: &str) -> String {
    let number = next(documents);
    let hash = Sha256::digest(format!("{what} {number} {}", documents["seed"]));
    hex::encode(&hash[..12])
}

/// A message's `ts`: the time, and digits that make it the only one.
pub fn ts(documents: &mut Value, now: Timestamp) -> String {
    format!("{}.{:06}", now.as_second(), next(documents) % 1_000_000)
}
