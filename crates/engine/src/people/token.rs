//! Tokens are shown once and kept as their hash: whoever reads the database can't use them. They are 256 random
//! bits, so that a plain SHA-256 can't be searched.

use sha2::{Digest, Sha256};

/// A token's hash, as it is kept.
pub(crate) fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
