//! Identifiers: UUIDs that come out the same in every run of the same world.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng as _},
};
use serde_json::Value;
use uuid::{Builder, Uuid};

/// A UUID from dice.
pub fn from(dice: &mut impl Rng) -> String {
    let mut bytes = [0; 16];
    dice.fill_bytes(&mut bytes);
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// A UUID from a number that is not used again.
pub fn numbered(number: u64) -> String {
    from(&mut ChaCha8Rng::seed_from_u64(number))
}

/// The next number of a kind.
pub fn count(documents: &mut Value, kind: &str) -> u64 {
    let next = documents["counters"][kind].as_u64().unwrap_or_default() + 1;
    documents["counters"][kind] = next.into();
    next
}

/// The identifier of something new.
pub fn fresh(documents: &mut Value) -> String {
    let number = count(documents, "id");
    let seed = documents["counters"]["seed"].as_u64().unwrap_or_default();
    // Far from the seeds of the tenant's own people, and from those of other numbers.
    numbered(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number))
}

/// Whether a text is a UUID as the vendor writes them.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}
