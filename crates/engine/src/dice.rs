//! Randomness and identity as a parameter.

use std::sync::{Mutex, PoisonError};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use uuid::Uuid;

/// The source of identifiers, tokens and nonces. A test passes a fixed seed and gets the same ones again.
pub struct Dice(Mutex<ChaCha20Rng>);

impl Dice {
    /// Dice that start from a seed. The binary takes the seed from the operating system.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Mutex::new(ChaCha20Rng::from_seed(seed)))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// An identifier that sorts by the time it was made (UUID version 7).
    pub fn id<T: From<Uuid>>(&self, now: Timestamp) -> T {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid().into()
    }

    /// A token nobody can guess: 256 bits that can stand in an address.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}

#[cfg(test)]
mod tests {
    use model::JobId;

    use super::*;

    #[test]
    fn ids_sort_by_time_and_repeat_with_the_seed() {
        let (one, two) = (Dice::from_seed([1; 32]), Dice::from_seed([1; 32]));
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let (a, b): (JobId, JobId) = (one.id(at(1000)), one.id(at(1001)));
        assert!(a < b);
        assert_eq!(two.id::<JobId>(at(1000)), a);
        assert_ne!(one.token(), one.token());
    }
}
