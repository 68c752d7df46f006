//! One stand-in that is running: its world, clock, faults and journal.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::Router;
use connect::{Clock, StandIn, World};
use http::Method;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    announcement::Announcement,
    answer::Answer,
    clock::WorldClock,
    faults::{Dice, Fault, Faults, Kind},
    journal::Journal,
};

/// More paths than this are not remembered for [`Kind::RepeatedPage`].
const PAGES: usize = 1000;

pub(crate) struct Running {
    pub stand_in: Arc<dyn StandIn>,
    pub announcement: Announcement,
    pub world: Arc<World>,
    pub clock: Arc<WorldClock>,
    /// The machine's time, by which requests are written down and delays are waited for.
    pub machine: Arc<dyn Clock>,
    pub router: Router,
    pub journal: Journal,
    changed: Arc<Notify>,
    origin: Mutex<Origin>,
    dice: Mutex<Dice>,
    pages: Mutex<HashMap<String, Answer>>,
}

/// What a reset goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Origin {
    /// The seed of the documents and of the faults.
    pub seed: u64,
    /// How many people the tenant has.
    pub people: usize,
}

impl Running {
    pub fn new(
        stand_in: Arc<dyn StandIn>,
        announcement: Announcement,
        origin: Origin,
        faults: Faults,
        documents: Option<Value>,
        machine: Arc<dyn Clock>,
        changed: Arc<Notify>,
    ) -> Self {
        let documents = documents.unwrap_or_else(|| stand_in.seed(origin.seed, origin.people));
        let clock = Arc::new(WorldClock::new(machine.clone()));
        let world = Arc::new(World::new(documents, clock.clone()));
        Self {
            router: stand_in.router(world.clone()).layer(CatchPanicLayer::new()),
            stand_in,
            announcement,
            world,
            clock,
            machine,
            journal: Journal::default(),
            changed,
            origin: Mutex::new(origin),
            dice: Mutex::new(Dice::new(origin.seed, faults)),
            pages: Mutex::default(),
        }
    }

    /// The fault of a request that arrives now.
    pub fn throw(&self, method: &Method, path: &str) -> Option<Fault> {
        lock(&self.dice).throw(method, path)
    }

    pub fn faults(&self) -> Faults {
        lock(&self.dice).faults().clone()
    }

    /// Puts other faults in force and counts requests anew, so that what follows can be repeated.
    pub fn set_faults(&self, faults: Faults) {
        *lock(&self.dice) = Dice::new(self.origin().seed, faults);
        lock(&self.pages).clear();
    }

    pub fn origin(&self) -> Origin {
        *lock(&self.origin)
    }

    /// Goes back to the seed: documents, journal and the faults' count. Faults and clock stay as they are set.
    pub fn reset(&self, origin: Origin) {
        let documents = self.stand_in.seed(origin.seed, origin.people);
        *lock(&self.origin) = origin;
        self.world.change(|world| *world = documents);
        self.set_faults(self.faults());
        self.journal.clear();
        self.changed.notify_one();
    }

    /// Says that the documents may have changed.
    pub fn changed(&self) {
        self.changed.notify_one();
    }

    /// The previous answer to a GET of that path.
    pub fn earlier_page(&self, path: &str) -> Option<Answer> {
        lock(&self.pages).get(path).cloned()
    }

    /// Keeps an answer to a GET, only while a rule has a use for it.
    pub fn keep_page(&self, path: &str, answer: &Answer) {
        if !lock(&self.dice).faults().has(Kind::RepeatedPage) {
            return;
        }
        let mut pages = lock(&self.pages);
        if pages.len() < PAGES || pages.contains_key(path) {
            pages.insert(path.to_owned(), answer.clone());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
