//! What every call is answered with.

use std::sync::Arc;

use connect::World;

use super::rate::Usage;
use crate::greenhouse::sandbox::rows::Index;

/// The documents, and what is kept beside them while the stand-in runs. None of it says anything that the documents
/// don't, but how many calls each key has made.
pub struct Desk {
    /// The documents.
    pub world: Arc<World>,
    /// What was worked out of them.
    pub index: Index,
    /// How many calls were made.
    pub usage: Usage,
}

impl Desk {
    /// A desk over these documents.
    pub fn new(world: Arc<World>) -> Self {
        Self { world, index: Index::default(), usage: Usage::default() }
    }
}
