//! What all calls of one connection share in this process: how many are in the air, the vendor's pace, the token.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::{
    pace::{Limit, Pace},
    token::{MemoryShelf, Token, TokenShelf},
};

/// What all calls of one connection share in this process.
pub struct Lane {
    pub(crate) places: Semaphore,
    pub(crate) pace: Option<Pace>,
    pub(crate) shelf: Arc<dyn TokenShelf>,
    token: Mutex<Option<Token>>,
}

impl Lane {
    /// A lane on which so many calls may be in the air, with a token and a pace of this process alone.
    pub fn new(in_flight: usize, limit: Option<Limit>) -> Self {
        Self::shelved(in_flight, limit.map(Pace::new), Arc::new(MemoryShelf::default()))
    }

    /// A lane at that pace whose token lies on a shelf that others share.
    pub fn shelved(in_flight: usize, pace: Option<Pace>, shelf: Arc<dyn TokenShelf>) -> Self {
        Self { places: Semaphore::new(in_flight), pace, shelf, token: Mutex::default() }
    }

    /// The token that the last call used.
    pub(crate) fn token(&self) -> Option<Token> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn remember(&self, token: Option<Token>) {
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }
}
