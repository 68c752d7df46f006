//! Randomness and identity as a parameter.

use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use uuid::Uuid;

/// The source of identifiers, tokens and nonces. A test passes a fixed seed and gets the same ones again.
pub struct Dice(Mutex<State>);

struct State {
    rng: ChaCha20Rng,
    /// The identifier that was given last.
    last: Uuid,
}

impl Dice {
    /// Dice that start from a seed. The binary takes the seed from the operating system.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Mutex::new(State { rng: ChaCha20Rng::from_seed(seed), last: Uuid::nil() }))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        self.state().bytes()
    }

    /// An identifier that sorts by the time it was made (UUID version 7), and within a millisecond behind the one
    /// before it, so that what happened in one go is told in its order.
    pub fn id<T: From<Uuid>>(&self, now: Timestamp) -> T {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let mut state = self.state();
        let fresh = uuid::Builder::from_unix_timestamp_millis(millis, &state.bytes()).into_uuid();
        let last = state.last.as_u128();
        let same_moment = last >> 80 == fresh.as_u128() >> 80;
        // The lowest 62 bits are random; a step of half of that length does not leave them.
        let id = if same_moment && fresh.as_u128() <= last {
            let step = u128::from(u32::from_be_bytes(state.bytes())) + 1;
            Uuid::from_u128(last + step)
        } else {
            fresh
        };
        state.last = id;
        id.into()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token nobody can guess: 256 bits that can stand in an address.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}

impl State {
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
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

    #[test]
    fn ids_of_one_millisecond_sort_as_they_were_made() {
        let (dice, now) = (Dice::from_seed([1; 32]), Timestamp::from_second(1000).unwrap());
        let ids: Vec<Uuid> = (0..1000).map(|_| dice.id(now)).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|two| two[0] != two[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    }
}
