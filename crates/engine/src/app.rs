//! Everything an operation may use, passed in by whoever wires the program.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use connect::{Clock, Connector, Http, Lane, hosts::Sandboxes};
use jiff::Timestamp;
use model::ConnectionId;
use store::{Db, integrations::connection::Connection, seal::Vault};
use tokio::sync::{Notify, Semaphore};

use crate::{
    dice::Dice,
    integrations::shelf::{Shelf, fingerprint},
    people::password::PasswordCost,
    public_address::PublicAddress,
    screening::reading::ResumeReader,
    sourcing::pool::PoolSearch,
};

/// Everything an operation may use. Made once a process; tests make their own.
pub struct App {
    /// The database.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness and identity.
    pub dice: Arc<Dice>,
    /// The one HTTP client.
    pub http: Http,
    /// Every vendor's connector.
    pub connectors: Vec<Arc<dyn Connector>>,
    /// The stand-ins this process was started with; empty in production.
    pub sandboxes: Sandboxes,
    /// What seals and opens secrets.
    pub vault: Arc<Vault>,
    /// How hard a password is to hash, and so to guess.
    pub password_cost: PasswordCost,
    /// Where people outside reach the hub: what a link in a letter begins with.
    pub public: PublicAddress,
    /// Reads résumés, which come from strangers.
    pub resumes: Arc<dyn ResumeReader>,
    /// The indexes of the talent pools.
    pub pool: PoolSearch,
    /// Rung when work was asked for, so that a worker of this process need not wait for its next look.
    pub bell: Notify,
    /// How many messages of other systems are taken in at the same time; more are asked to come again.
    pub(crate) hook_room: Semaphore,
    /// What the calls of each connection share, and the credentials it was made for.
    lanes: Mutex<HashMap<ConnectionId, (String, Arc<Lane>)>>,
}

/// Each message waits for one short write: so many behind each other are still answered within a tenth of a second.
const HOOK_ROOM: usize = 32;

/// The parts an [`App`] is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness and identity.
    pub dice: Dice,
    /// The one HTTP client.
    pub http: Http,
    /// Every vendor's connector.
    pub connectors: Vec<Arc<dyn Connector>>,
    /// The stand-ins this process was started with; empty in production.
    pub sandboxes: Sandboxes,
    /// What seals and opens secrets.
    pub vault: Vault,
    /// How hard a password is to hash; a test passes the quick one.
    pub password_cost: PasswordCost,
    /// Reads résumés; a test reads its own in this process.
    pub resumes: Arc<dyn ResumeReader>,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts { db, clock, dice, http, connectors, sandboxes, vault, password_cost, resumes } = parts;
        let (dice, vault) = (Arc::new(dice), Arc::new(vault));
        let (bell, hook_room, lanes) = (Notify::new(), Semaphore::new(HOOK_ROOM), Mutex::default());
        let public = PublicAddress::default();
        Self {
            db,
            clock,
            dice,
            http,
            connectors,
            sandboxes,
            vault,
            password_cost,
            public,
            resumes,
            pool: PoolSearch::default(),
            bell,
            hook_room,
            lanes,
        }
    }

    /// The same where people outside reach it at that address.
    #[must_use]
    pub fn reached_at(mut self, public: PublicAddress) -> Self {
        self.public = public;
        self
    }

    /// The same with the indexes of the talent pools kept in a folder, so that a start need not build them.
    #[must_use]
    pub fn indexing_in(mut self, folder: std::path::PathBuf) -> Self {
        self.pool = PoolSearch::in_folder(folder);
        self
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new identifier.
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.dice.id(self.now())
    }

    /// The connector of a vendor.
    pub fn connector(&self, vendor: &str) -> Option<&Arc<dyn Connector>> {
        self.connectors.iter().find(|connector| connector.manifest().vendor == vendor)
    }

    /// What all calls of a connection share in this process. New credentials begin a new one: the token of the old
    /// ones is not theirs.
    pub(crate) fn lane(&self, connection: &Connection, new: impl FnOnce(Shelf) -> Lane) -> Arc<Lane> {
        let credentials = fingerprint(connection);
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        match lanes.get(&connection.id) {
            Some((of, lane)) if *of == credentials => Arc::clone(lane),
            _ => {
                let lane = Arc::new(new(Shelf::of(self, connection)));
                lanes.insert(connection.id, (credentials, Arc::clone(&lane)));
                lane
            }
        }
    }
}
