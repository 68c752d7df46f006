//! What a vendor's folder gives to the sandbox host: routes over raw JSON documents.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::Value;

use crate::{clock::Clock, manifest::Manifest};

/// A vendor's stand-in. It keeps no state of its own: everything is a document in the [`World`], so that the
/// host can show, save, seed and reset it.
pub trait StandIn: Send + Sync + 'static {
    /// The vendor's facts; its operations say on what each behaviour rests.
    fn manifest(&self) -> &'static Manifest;

    /// The documents of a believable tenant with that many people, the same for the same seed.
    fn seed(&self, seed: u64, people: usize) -> Value;

    /// What a caller needs to connect, by the manifest's credential keys: a key with full rights.
    fn credentials(&self) -> BTreeMap<String, String>;

    /// The vendor's API. Unknown request fields are refused as the vendor refuses them; a path that is
    /// known and not built answers 501.
    fn router(&self, world: Arc<World>) -> axum::Router;

    /// Has every event announced to this address from now on, as a person sets it up on the vendor's own pages.
    /// Nothing happens where the vendor announces nothing.
    fn announce_to(&self, _world: &World, _address: &str) {}

    /// The messages whose time to be sent has come. The host asks several times a second, sends what it is given,
    /// and says by [`StandIn::answered`] how each went before it asks again.
    fn due(&self, _world: &World) -> Vec<Outgoing> {
        vec![]
    }

    /// How long the vendor waits for an answer to a message that it sends by itself.
    fn patience(&self) -> Duration {
        Duration::from_secs(5)
    }

    /// The pages of the vendor's own that the stand-in plays, for people: what each is called, and its path.
    fn pages(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// What a message was answered with; `None` where no answer came.
    fn answered(&self, _world: &World, _id: &str, _status: Option<u16>) {}

    /// The same with what the answer said, for the vendors that read it.
    fn answered_with(&self, world: &World, id: &str, status: Option<u16>, _body: &[u8]) {
        self.answered(world, id, status);
    }

    /// Does what a person does on the vendor's own pages, such as making a webhook, for whoever controls the
    /// sandbox.
    ///
    /// # Errors
    /// A sentence that says what can't be done and why.
    fn command(&self, _world: &World, name: &str, _wish: &Value) -> Result<Value, String> {
        Err(format!("This stand-in has no command “{name}”."))
    }
}

/// A message that a stand-in sends by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The stand-in's own name for it.
    pub id: String,
    /// Where it is posted.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The very bytes, for they may be signed.
    pub body: Vec<u8>,
}

/// The documents of one stand-in, and its clock.
pub struct World {
    documents: RwLock<Value>,
    generation: AtomicU64,
    /// The sandbox's own time, which its control page can move.
    pub clock: Arc<dyn Clock>,
}

impl World {
    /// A world of these documents.
    pub fn new(documents: Value, clock: Arc<dyn Clock>) -> Self {
        Self { documents: RwLock::new(documents), generation: AtomicU64::new(0), clock }
    }

    /// Looks at the documents.
    pub fn read<T>(&self, look: impl FnOnce(&Value) -> T) -> T {
        look(&self.documents.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the documents; nobody sees them half changed.
    pub fn change<T>(&self, change: impl FnOnce(&mut Value) -> T) -> T {
        let mut documents = self.documents.write().unwrap_or_else(PoisonError::into_inner);
        self.generation.fetch_add(1, Ordering::Relaxed);
        change(&mut documents)
    }

    /// How often the documents may have changed. It stands still inside [`World::read`], so that a stand-in of a
    /// large tenant can keep what it worked out of the documents until they change.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn a_change_begins_a_generation_and_a_look_does_not() {
        let world = World::new(json!({"people": 1}), Arc::new(SystemClock));
        assert_eq!(world.read(|documents| (documents["people"].clone(), world.generation())), (json!(1), 0));
        world.change(|documents| documents["people"] = json!(2));
        assert_eq!(world.read(|documents| (documents["people"].clone(), world.generation())), (json!(2), 1));
    }
}
